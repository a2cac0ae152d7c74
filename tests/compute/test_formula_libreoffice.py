"""Formulas over two areas: LibreOffice shows what the engine does, whatever stands in the cells."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from jixiao.compute.formula import evaluate, shown, to_excel
from jixiao.model.figures import Missing
from jixiao.model.formula import parse_formula
from office import formula_values, recalculate

FORMULAS = [
    parse_formula(text)
    for text in (
        "sum_beside(weights, parts)",
        "round(sum(parts) * 100 / sum_beside(weights, parts), 2)",
        "0 if missing(parts) else round(sum_beside(weights, parts), 1)",
        "1 / sum_beside(weights, weights)",
    )
]
SHEET, ROWS, AREAS = "表", 8, 120
EMPTY_FORMULA = '=""'
CONTENTS = (None, None, "-", "—", "5", "2000万", "不适用", " ", EMPTY_FORMULA)

Content = Decimal | str | None


def content(chance: random.Random) -> Content:
    if chance.random() < 0.4:
        return chance.choice(CONTENTS)
    return Decimal(chance.choice([0, chance.randrange(-300, 3000), chance.randrange(100)])) / chance.choice([1, 2, 100])


def operand(held: Content) -> Decimal | str | Missing:
    return Missing.BLANK if held is None or held == EMPTY_FORMULA else held


def expected(columns: Mapping[str, Sequence[Content]]) -> list[object]:
    values = {name: [operand(held) for held in column] for name, column in columns.items()}
    return [shown(evaluate(formula, values)) for formula in FORMULAS]


def is_same(ours: object, theirs: object) -> bool:
    if isinstance(ours, Decimal):
        return isinstance(theirs, int | float) and abs(ours - Decimal(repr(theirs))) <= abs(ours) * Decimal("1e-12")
    return (ours or "") == (theirs or "")


@pytest.mark.office
def test_libreoffice_finds_the_same_over_two_areas(tmp_path: Path) -> None:
    chance = random.Random(20211231)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    wanted: dict[tuple[str, str], object] = {}
    for number in range(AREAS):
        letters = {"weights": get_column_letter(2 * number + 1), "parts": get_column_letter(2 * number + 2)}
        columns = {name: [content(chance) for _ in range(ROWS)] for name in letters}
        for name, column in columns.items():
            for row, held in enumerate(column, 1):
                sheet[f"{letters[name]}{row}"] = float(held) if isinstance(held, Decimal) else held
        addresses = {name: f"{letter}1:{letter}{ROWS}" for name, letter in letters.items()}
        for row, (formula, value) in enumerate(zip(FORMULAS, expected(columns), strict=True), ROWS + 2):
            at = f"{letters['weights']}{row}"
            sheet[at] = f"={to_excel(formula, addresses)}"
            wanted[SHEET, at] = value
    book.save(tmp_path / "areas.xlsx")
    (again,) = recalculate([tmp_path / "areas.xlsx"], tmp_path / "out")
    found = formula_values(again)
    assert sum(isinstance(value, Decimal) for value in wanted.values()) > AREAS
    assert {at: (value, found[at]) for at, value in wanted.items() if not is_same(value, found[at])} == {}
