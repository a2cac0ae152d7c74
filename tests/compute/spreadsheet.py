"""A small spreadsheet that evaluates Excel formulas (formualizer), to hold our own reading against."""

import re
from decimal import Decimal

import formualizer
from formula_strategies import ADDRESSES, AREAS, CELLS

from jixiao.compute.formula import NIL_NAME
from jixiao.model.figures import NIL_MARKS, Missing

_NEGATIVE_ZERO = re.compile(r"-0(?![0-9.])")  # this oracle's own; no spreadsheet program prints it
NIL_ADDRESS = f"$Z$1:$Z${len(NIL_MARKS)}"


def operand(content):
    """What a cell's content is for ``evaluate``."""
    if content is None:
        return Missing.BLANK
    return Missing.NIL if content in NIL_MARKS else content


def operands(sheet):
    """What all the names are for ``evaluate``."""
    return {name: list(map(operand, held)) if name in AREAS else operand(held) for name, held in sheet.items()}


def calculated(formula, sheet):
    """What a spreadsheet shows for an Excel formula over these contents: Decimal, text or bool."""
    book = formualizer.Workbook()
    book.add_sheet("S")
    page = book.sheet("S")
    for row, mark in enumerate(NIL_MARKS, 1):
        page.set_value(row, 26, mark)
    for column, name in enumerate(CELLS, 1):
        _put(page, 1, column, sheet[name])
    for column, name in enumerate(AREAS, 1):
        for row, content in enumerate(sheet[name], 2):
            _put(page, row, column, content)
    page.set_formula(9, 9, "=" + formula.replace(NIL_NAME, NIL_ADDRESS))
    value = book.evaluate_cell("S", 9, 9)
    if isinstance(value, str):
        return _NEGATIVE_ZERO.sub("0", value)
    return Decimal(format(value, ".15g")) if isinstance(value, float) else value


def _put(page, row, column, content):
    if content is not None:
        page.set_value(row, column, float(content) if isinstance(content, Decimal) else content)


__all__ = ["ADDRESSES", "calculated", "operand", "operands"]
