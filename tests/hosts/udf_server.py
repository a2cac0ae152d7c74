"""xlwings' own server for worksheet functions, run without Windows: its code, with stand-ins for pywin32 and Excel.

As a program it reads calls as JSON (name, arguments; an argument is a value, a list of rows for a range, or the word
"missing" in a list alone) and prints what Excel would get.
"""

import json
import sys
import types
from typing import Any

MISSING = -2147352572
"""What COM hands over for an argument that is left out."""


class _Anything(types.ModuleType):
    """A module of pywin32 of which only the names are needed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: None


class _ComRange:
    """A range as COM hands it over."""

    def __init__(self, rows: list[list[object]]) -> None:
        self.rows = rows


class _Range:
    """``xlwings._xlwindows.Range``."""

    def __init__(self, xl: _ComRange | None) -> None:
        self.raw_value = tuple(map(tuple, xl.rows)) if xl is not None else None
        self.sheet = self.book = self.app = self
        self.engine, self.pid, self.max_cells_per_read = _Engine(), 1, None


class _Engine:
    """``xlwings._xlwindows.Engine``, as far as values go."""

    name, type = "excel", "desktop"

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        errors = {-2146826281: "#DIV/0!" if err_to_str else None}
        return [[empty if cell in ("", None) else errors.get(cell, cell) for cell in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(cell: Any, options: Any) -> Any:
        return "" if cell is None else cell


def _start() -> Any:
    """xlwings' module ``udfs`` among the stand-ins; its decorators take the place of the idle ones."""
    for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
        sys.modules[name] = _Anything(name)
    import xlwings

    windows = types.ModuleType("xlwings._xlwindows")
    windows.Range, windows.is_range_instance = _Range, lambda value: isinstance(value, _ComRange)  # type: ignore[attr-defined]
    server = types.ModuleType("xlwings.com_server")
    server.loop = None  # type: ignore[attr-defined]
    sys.modules |= {"xlwings._xlwindows": windows, "xlwings.com_server": server}
    xlwings._xlwindows = windows
    xlwings.engines.add(_ENGINE)
    from xlwings import udfs

    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    return udfs


def main() -> None:
    udfs = _start()
    answers = []
    for name, arguments in json.load(sys.stdin):
        given = [
            MISSING if each == ["missing"] else _ComRange(each) if isinstance(each, list) else each
            for each in arguments
        ]
        answers.append(udfs.call_udf("jixiao.hosts.excel.udfs", name, given))
    print(json.dumps(answers))


if __name__ == "__main__":
    import xlwings

    _ENGINE = xlwings.Engine(impl=_Engine())
    main()
