"""The VBA module that makes our Python functions worksheet functions, written when the add-in is built.

It has the form of the one that xlwings writes through a running Excel, with three differences. Descriptions stand in
it as attributes. The workbook in front is not handed over: xlwings would look for Python code in its sheets. Where
Python does not start, the cell says so in our words.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from textwrap import dedent
from typing import Any

MODULE = "JixiaoFunctions"
PYTHON_MODULE = "jixiao.hosts.excel.udfs"
"""What xlwings' setting ``UDF MODULES`` names where the functions are part of the add-in."""

LONGEST_DESCRIPTION = 255

_HEAD = f"""\
Attribute VB_Name = "{MODULE}"
Option Explicit

' Written by jixiao from {PYTHON_MODULE}: change it there.
"""
_WRAPPER = dedent("""\
    Public Function {name}({signature}) As Variant
    Attribute {name}.VB_Description = "{description}"
    Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n14"
        On Error GoTo Failed
        {name} = XLPy.CallUDF("{module}", "{name}", Array({arguments}))
        Exit Function
    Failed:
        {name} = GetConfig("TEXT_NO_FUNCTION")
    End Function
""")


def functions_source() -> str:
    """The module for all our functions."""
    from jixiao.hosts.excel.udfs import FUNCTIONS

    return wrappers(FUNCTIONS)


def wrappers(functions: Iterable[Callable[..., Any]]) -> str:
    """A VBA module with one worksheet function for each Python function, named alike.

    Raises ValueError for what VBA cannot hold: letters that are not ASCII, a description over 255 characters.
    """
    source = "\n".join((_HEAD, *map(_wrapper, functions)))
    if not source.isascii():
        raise ValueError("VBA 里只能有 ASCII 字符")
    return source


def _wrapper(function: Callable[..., Any]) -> str:
    name, parameters = function.__name__, inspect.signature(function).parameters.values()
    description = inspect.cleandoc(function.__doc__ or "")
    if len(description) > LONGEST_DESCRIPTION or "\n" in description:
        raise ValueError(f"{name} 的说明应是一行，不超过 {LONGEST_DESCRIPTION} 个字符")
    return _WRAPPER.format(
        name=name,
        signature=", ".join(_declared(parameters)),
        arguments=", ".join(parameter.name for parameter in parameters),
        description=description.replace('"', '""'),
        module=PYTHON_MODULE,
    )


def _declared(parameters: Iterable[inspect.Parameter]) -> Iterator[str]:
    """Without a type each is a Variant, which takes a value and a range alike."""
    for parameter in parameters:
        yield parameter.name if parameter.default is parameter.empty else f"Optional {parameter.name}"
