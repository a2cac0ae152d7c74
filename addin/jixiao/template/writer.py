"""XlsxWriter as we use it: texts stay texts, and formulas are written as they are."""

import io
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

_OPTIONS = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that looks through no formula for functions newer than Excel 2007.

    Ours name none. The names of files in links may look like one, ``SORT(1).xlsx``, and would be spelled anew; and to
    look each formula through for some thirty names takes longer than to write it.
    """

    def _write_formula(self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0) -> int:  # noqa: ANN401
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0


class Writer(Workbook):  # type: ignore[misc]
    """A workbook that is written into a buffer when it is closed."""

    worksheet_class = _Sheet

    def __init__(self, buffer: io.BytesIO) -> None:
        super().__init__(buffer, _OPTIONS)
