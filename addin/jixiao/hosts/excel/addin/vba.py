"""The VBA project of the add-in: xlwings' own, made safe for workbooks from strangers, with our modules in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jixiao.errors import JixiaoError
from jixiao.hosts.excel.addin.functions import MODULE as FUNCTIONS_MODULE
from jixiao.hosts.excel.addin.functions import functions_source
from jixiao.hosts.excel.addin.sources import RIBBON_MODULE, module_source

PYOPENVBA = "pyOpenVBA==6.5.0"
PROJECT = "jixiao"
"""xlwings calls the sheet of the add-in's settings so, with ``.conf`` behind it."""

NO_PYOPENVBA = f"生成 Excel 加载项要用 pyOpenVBA，这里没有安装。请运行：pip install {PYOPENVBA}"
OTHER_XLWINGS = "这个版本的 xlwings 带的加载项与预期不同，没有生成 jixiao.xlam。请安装 xlwings 0.37.8 后再试。"

_EXAMPLE_MODULE = "RibbonMyAddin"


@dataclass(frozen=True)
class Change:
    """A replacement in xlwings' module, and how often the old text stands there."""

    old: str
    new: str
    times: int = 1


CHANGES = (
    Change('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"'),
    # A sheet of the user's workbook could name the program to start, a sheet "x.py" would be taken for code.
    Change("If SheetExists(ActiveWorkbook, PROJECT_NAME", "If SheetExists(ThisWorkbook, PROJECT_NAME"),
    Change("GetConfigFromSheet(ActiveWorkbook)", "GetConfigFromSheet(ThisWorkbook)", 2),
    Change("For i = 1 To 2\r\n        If i = 1 Then", "For i = 2 To 2\r\n        If i = 1 Then"),
    # Without a sheet before it, Range fails while a chart or no workbook at all is in front.
    Change("For Each cell In Range(sht.Range", "For Each cell In sht.Range(sht.Range"),
    # The workbook's name and folder reached the command line, where "^&calc&.xlsx" starts a program.
    Change('& ";" & ActiveFullName & ";" & ThisFullName & ";"', '& ";;;"', 2),
    Change('& ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"', '& ";;;"'),
    Change("ActiveFullName = ActiveWorkbook.FullName", 'ActiveFullName = ""', 2),
    Change('" --wb=" & """" & ActiveWorkbook.Name & """ --from_xl=1"', '" --from_xl=1"'),
    Change('ParameterString + "|" + ActiveWorkbook.Name', 'ParameterString + "|"'),
)
"""What is changed in xlwings' module (BSD licence; its notice stays at the top)."""


def with_our_modules(package: bytes, functions: bool = False) -> bytes:
    """xlwings' example add-in with its VBA replaced by ours; raises JixiaoError, one sentence.

    ``functions``: with the functions for cells too.
    """
    excel_file = _excel_file()
    with TemporaryDirectory(prefix="jixiao-") as folder:
        path = Path(folder, "addin.xlam")
        path.write_bytes(package)
        with excel_file(str(path)) as book:
            book.set_module("xlwings", hardened(book.get_module("xlwings")))
            book.vba_project().delete_module(_EXAMPLE_MODULE)
            book.vba_project().add_module(RIBBON_MODULE, _windows_lines(module_source()))
            if functions:
                book.vba_project().add_module(FUNCTIONS_MODULE, _windows_lines(functions_source()))
            book.save()
        return path.read_bytes()


def hardened(source: str) -> str:
    """xlwings' module with the changes; JixiaoError where a text to change does not stand there."""
    source = _windows_lines(source)
    for change in CHANGES:
        if source.count(change.old) != change.times:
            raise JixiaoError(OTHER_XLWINGS)
        source = source.replace(change.old, change.new)
    return source


def _windows_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _excel_file() -> Callable[[str], Any]:
    """pyOpenVBA's class of Excel files; only building needs the library."""
    try:
        from pyopenvba import ExcelFile
    except ImportError:
        raise JixiaoError(NO_PYOPENVBA) from None
    opener: Callable[[str], Any] = ExcelFile
    return opener
