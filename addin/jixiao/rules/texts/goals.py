"""The goals of the year and what became of them: entries of our templates, or below headings in anyone's table."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.book import Sheet
from jixiao.model.cells import CellRef
from jixiao.model.figures import Text
from jixiao.model.form import FIELD_LABELS
from jixiao.read.pages import plain

_PLANNED = ("年初设定目标", "年初绩效目标", "年初目标", "预期目标", "年度绩效目标", "年度总体目标")
_ACHIEVED = ("全年完成情况", "实际完成情况", "目标完成情况", "年度完成情况", "全年实际完成情况")
_LONGEST_HEADING = 16


def goal_cells(review: Review) -> Iterator[tuple[CellRef, CellRef]]:
    """Each pair of cells for the goals set and for how they were achieved."""
    planned, achieved = (review.form.fields.get(id) for id in ("goal_planned", "goal_achieved"))
    if planned is not None and achieved is not None:
        yield planned, achieved
    elif not review.form.ours:
        for sheet in review.book.sheets.values():
            if not sheet.hidden:
                yield from _below_headings(sheet)


def _below_headings(sheet: Sheet) -> Iterator[tuple[CellRef, CellRef]]:
    """The cells below two headings side by side, unless another heading follows there."""
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and len(cell.value) <= _LONGEST_HEADING:
            word = plain(cell.value).rstrip(":")
            role = "planned" if word in _PLANNED else "achieved" if word in _ACHIEVED else ""
            if role:
                rows.setdefault(row, {})[role] = column
    for row, columns in rows.items():
        if len(columns) == 2:
            yield CellRef(sheet.name, row + 1, columns["planned"]), CellRef(sheet.name, row + 1, columns["achieved"])


def texts_on_the_year(review: Review) -> Iterator[tuple[str, CellRef, str, str]]:
    """What is written on the year as a whole: id of the entry, cell, label, text."""
    for planned, achieved in goal_cells(review):
        for id, at in (("goal_planned", planned), ("goal_achieved", achieved)):
            text = typed_text(review, at)
            if text:
                yield id, at, FIELD_LABELS[id], text
    for entry in review.framework.fields:
        place = review.form.fields.get(entry.id) if entry.kind == "text" else None
        if place is not None and isinstance(reported := review.reported(place), Text):
            yield entry.id, place, entry.label, reported.text


def typed_text(review: Review, at: CellRef) -> str:
    """The text in a cell, whether the form knows it or not; "" where there is none."""
    value = review.book.cell(at).value
    return value.strip() if isinstance(value, str) else ""
