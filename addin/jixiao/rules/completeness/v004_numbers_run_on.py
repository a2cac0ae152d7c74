"""V004: the serial numbers of a list run on without a gap, and the total row is not counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from jixiao.compute.review import Review
from jixiao.model.book import EMPTY, Cell, Sheet
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule

_HEADING = "序号"
_TOTALS = ("合计", "总计", "共计", "总分")
_RESULTS = "审核结果"
_MOST_EMPTY, _LONGEST_TOTAL = 2, 8
_LARGEST = 10_000
"""A larger number is a code."""

_MOST_BREAKS, _BREAKS_IN = 2, 5
"""With more breaks than these, or more than one in so many rows, the numbers were taken from a longer list."""


@dataclass(frozen=True)
class _Row:
    """One row of a list: where its number stands, the number, what stands right of it, whether it is the total."""

    at: CellRef
    number: int
    words: str
    is_total: bool


@rule(
    code="V004",
    title="序号连续",
    messages={
        "": "序号从 {before} 跳到 {printed}，应为 {expected}，请核实是否漏了一行。",
        "double": "序号 {printed} 与上一行重复，应为 {expected}。",
        "back": "序号 {printed} 排在 {before} 之后，应为 {expected}。",
        "total": "合计行的序号写成 {printed}，上面只编到 {before}，请核实是否漏了行。",
    },
    hint="请核对有没有漏行、多行，再把序号改成连续的；合计行不编序号。",
    basis="公开的汇总表和清单：序号按行依次编写，合计行单列",
)
def numbers_run_on(review: Review) -> Iterator[Outcome]:
    """Every column headed 序号 on a visible sheet."""
    for name, sheet in review.book.sheets.items():
        if sheet.hidden or name.startswith(_RESULTS):
            continue
        for (row, column), cell in sheet.cells.items():
            if _is_heading(cell):
                rows = [*_rows(sheet, row, column)]
                yield from _total(rows)
                yield from _breaks([each for each in rows if not each.is_total])


def _is_heading(cell: Cell) -> bool:
    return isinstance(cell.value, str) and _HEADING[0] in cell.value and plain(cell.value) == _HEADING


def _rows(sheet: Sheet, heading: int, column: int) -> Iterator[_Row]:
    """The numbered rows below a heading, down to the total, to a heading that is repeated, or to empty rows."""
    empty, row = 0, heading
    while empty <= _MOST_EMPTY:
        row += 1
        cell, *beside = (sheet.cells.get((row, column + step), EMPTY) for step in range(4))
        if _is_heading(cell):
            return
        words = [each.value.strip() for each in beside if isinstance(each.value, str)]
        is_total = any(_is_total(each) for each in (cell, *beside))
        number = _number(cell)
        if number is not None:
            yield _Row(CellRef(sheet.name, row, column), number, next(filter(None, words), ""), is_total)
        if is_total:
            return
        empty = empty + 1 if number is None and not any(words) else 0


def _is_total(cell: Cell) -> bool:
    return (
        isinstance(cell.value, str) and len(cell.value) <= _LONGEST_TOTAL and plain(cell.value).rstrip(":") in _TOTALS
    )


def _number(cell: Cell) -> int | None:
    """A whole number, also one typed as a text."""
    value = cell.value
    if isinstance(value, str):
        text = value.strip()
        value = Decimal(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_LARGEST)) else None
    is_whole = isinstance(value, Decimal) and value.is_finite() and 0 <= value <= _LARGEST and value == int(value)
    return int(value) if is_whole and isinstance(value, Decimal) else None


def _total(rows: list[_Row]) -> Iterator[Finding]:
    """A number in the total row that is not even the next one."""
    if len(rows) > 1 and rows[-1].is_total and rows[-1].number != rows[-2].number + 1:
        yield _finding(rows[-1], rows[-2].number, "", "total")


def _breaks(rows: list[_Row]) -> Iterator[Finding]:
    found = [(one, two) for one, two in pairwise(rows) if _is_break(one, two)]
    doubled = {two.at for one, two in found if two.number == one.number}
    found = [(one, two) for one, two in found if one.at not in doubled or two.number != one.number + 2]
    if len(found) > max(_MOST_BREAKS, len(rows) // _BREAKS_IN):
        return
    for one, two in found:
        variant = "double" if two.number == one.number else "back" if two.number < one.number else ""
        yield _finding(two, one.number, str(one.number + 1), variant)


def _is_break(one: _Row, two: _Row) -> bool:
    """Whether the second number does not follow: it may begin anew at 1, or stand for the same thing once more."""
    if two.number in (one.number + 1, 1):
        return False
    return two.number != one.number or (two.words != one.words and bool(two.words))


def _finding(row: _Row, before: int, expected: str, variant: str) -> Finding:
    values = {"before": str(before)}
    return Finding("V004", Severity.WARNING, row.at, "序号", str(row.number), expected, variant=variant, values=values)
