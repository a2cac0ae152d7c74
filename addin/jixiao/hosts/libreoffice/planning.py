"""Edits → rectangles of values and rectangles of formulas, as LibreOffice takes them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.hosts.libreoffice.formula_text import to_libreoffice
from jixiao.hosts.libreoffice.inside.exchange import Write
from jixiao.hosts.rectangles import rectangles
from jixiao.model.book import Edit, ErrorValue
from jixiao.model.cells import Area

_Content = float | str
_Contents = Mapping[tuple[int, int], _Content]


def writes_of(edits: Sequence[Edit]) -> list[Write]:
    """The rectangles to write, none over another; the last edit of a cell wins."""
    by_sheet: dict[str, dict[tuple[int, int], Edit]] = {}
    for edit in edits:
        by_sheet.setdefault(edit.at.sheet, {})[edit.at.row, edit.at.column] = edit
    return [write for sheet, by_place in by_sheet.items() for write in _writes(sheet, by_place)]


def _writes(sheet: str, edits: Mapping[tuple[int, int], Edit]) -> Iterator[Write]:
    formulas = {place: text for place, edit in edits.items() if (text := _formula(edit)) is not None}
    values = {place: _value(edit) for place, edit in edits.items() if place not in formulas}
    for contents, are_formulas in ((values, False), (formulas, True)):
        for area in rectangles(sheet, contents):
            yield _write(area, contents, are_formulas)


def _write(area: Area, contents: _Contents, are_formulas: bool) -> Write:
    rows = [
        [contents[row, column] for column in range(area.left, area.right + 1)]
        for row in range(area.top, area.bottom + 1)
    ]
    return {"sheet": area.sheet, "top": area.top, "left": area.left, "rows": rows, "are_formulas": are_formulas}


def _formula(edit: Edit) -> str | None:
    """The text of a cell that has to be a formula: truth values and errors have no other form."""
    if edit.formula is not None:
        return f"={to_libreoffice(edit.formula)}"
    if isinstance(edit.value, bool):
        return "=TRUE()" if edit.value else "=FALSE()"
    return f"={edit.value.text}" if isinstance(edit.value, ErrorValue) else None


def _value(edit: Edit) -> _Content:
    if isinstance(edit.value, Decimal):
        return float(edit.value)
    return "" if edit.value is None else str(edit.value)
