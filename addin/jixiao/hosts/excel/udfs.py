"""The functions for cells in Excel on Windows: Excel's blocks in, Excel's blocks out; the work is ``compute``'s.

Names, arguments and descriptions go into VBA, which keeps text in the computer's code page: ASCII, at most 255
characters. xlwings takes the annotation of an argument for the name of a converter: it knows ``list``.
"""

import inspect
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlwings as xw

from jixiao.compute import sheet_functions as sheet
from jixiao.compute.broadcasting import over_blocks
from jixiao.hosts.xlsx.cell_values import decimal_of
from jixiao.model.book import ErrorValue, Value

Block = list[list[object]]
_Function = Callable[..., Block]

_OMITTED: Block = [[None]]
"""What an argument that is left out stands for; never changed."""


def _of_blocks(function: _Function) -> _Function:
    """Have xlwings hand over every argument as rows of cells, errors as their text."""
    for name in inspect.signature(function).parameters:
        function = xw.arg(name, ndim=2, err_to_str=True)(function)
    return function


@xw.func(category="jixiao")
@_of_blocks
def JX_RATE(executed: list[Any], budget: list[Any]) -> list[Any]:
    """Execution rate: executed / budget, a share rounded to 4 decimals. Both may be ranges of one shape."""
    return _answers(sheet.rate, executed, budget)


@xw.func(category="jixiao")
@_of_blocks
def JX_GROWTH(current: list[Any], last: list[Any]) -> list[Any]:
    """Growth: (current - last) / last, a share rounded to 4 decimals. Both may be ranges of one shape."""
    return _answers(sheet.growth, current, last)


@xw.func(category="jixiao")
@_of_blocks
def JX_SHARE(part: list[Any], whole: list[Any]) -> list[Any]:
    """Share: part / whole, rounded to 4 decimals. A single whole counts for a range of parts."""
    return _answers(sheet.share, part, whole)


@xw.func(category="jixiao")
@_of_blocks
def JX_SCORE(points: list[Any], target: list[Any], actual: list[Any], method: list[Any] = _OMITTED) -> list[Any]:
    """Score: points x completion of the target, at most the points. method: one of the template's scoring methods."""
    return _answers(sheet.score, points, target, actual, method)


@xw.func(category="jixiao")
@_of_blocks
def JX_GRADE(score: list[Any], framework: list[Any] = _OMITTED) -> list[Any]:
    """Grade of a total score in the bands of a framework (its id, see: jixiao frameworks)."""
    return _answers(sheet.grade, score, framework)


@xw.func(category="jixiao")
@_of_blocks
def JX_TARGET_MET(target: list[Any], actual: list[Any], direction: list[Any] = _OMITTED) -> list[Any]:
    """Whether actual meets target, both as text: hand a percentage over as TEXT(A1,"0.00%")."""
    return _answers(sheet.target_met, target, actual, direction)


@xw.func(category="jixiao")
@_of_blocks
def JX_CHECK_RATE(rate: list[Any], numerator: list[Any], denominator: list[Any]) -> list[Any]:
    """Whether a printed rate can come from two amounts, given that all three were rounded."""
    return _answers(sheet.check_rate, rate, numerator, denominator)


FUNCTIONS: tuple[_Function, ...] = (
    JX_RATE,
    JX_GROWTH,
    JX_SHARE,
    JX_SCORE,
    JX_GRADE,
    JX_TARGET_MET,
    JX_CHECK_RATE,
)
"""All functions, in the order of the add-in's module."""


def _answers(function: Callable[..., Decimal | str], *blocks: Block) -> Block:
    """The answers cell by cell. COM would cut a Decimal to four decimals (currency), so Excel gets doubles."""
    values = [[[_value(raw) for raw in row] for row in block] for block in blocks]
    answers = over_blocks(function, *values)
    return [[float(answer) if isinstance(answer, Decimal) else answer for answer in row] for row in answers]


def _value(raw: object) -> Value:
    """What xlwings delivers as one of our values."""
    match raw:
        case None | bool():
            return raw
        case str(text):
            return ErrorValue(text) if text.startswith("#") else text
        case int() | float():
            return decimal_of(float(raw))
        case datetime():
            return raw.date().isoformat()
    return str(raw)
