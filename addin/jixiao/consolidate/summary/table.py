"""The roundup in the cells of a 汇总表; 复核得分 typed there is never touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.errors import JixiaoError
from jixiao.model.book import Edit, Value
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import Form, SummaryForm
from jixiao.model.framework import PROJECT
from jixiao.read.pages import plain

ROLES = ("annual_budget", "executed", "self_score")


@dataclass(frozen=True)
class Change:
    """A figure in the 汇总表 that the roundup replaces: the user is shown what changes."""

    at: CellRef
    unit: str
    role: str
    before: str
    after: str


def summary_entries(form: Form, consolidation: Consolidation) -> dict[CellRef, Value]:
    """The entries of a new workbook for a roundup. Raises JixiaoError where its rows do not suffice."""
    entries: dict[CellRef, Value] = {}
    if form.summary is not None:
        rows = form.summary.rows
        if len(rows) < len(consolidation.rows):
            raise JixiaoError(f"汇总表只有 {len(rows)} 行，放不下 {len(consolidation.rows)} 个单位。")
        for row, unit in zip(rows, consolidation.rows, strict=False):
            entries |= dict(_row_entries(form.summary, row, unit))
    if consolidation.department:
        entries[form.fields["department"]] = consolidation.department
        entries[form.fields["unit"]] = consolidation.department
    if consolidation.year:
        entries[form.fields["year"]] = Decimal(consolidation.year)
    return entries


def summary_edits(review: Review, consolidation: Consolidation) -> tuple[tuple[Edit, ...], tuple[Change, ...]]:
    """Edits that fill the 汇总表 of a workbook in place, and what typed figures they replace.

    A unit keeps the row it has; a new one takes the first blank row (the department's own the first row).
    Raises JixiaoError where the rows do not suffice.
    """
    summary = review.form.summary
    if summary is None:
        raise JixiaoError(f"{review.book.title}：里面没有汇总表，请换一个文件，或用新文件名另出一份汇总表。")
    rows = _rows(review, summary, consolidation)
    edits: list[Edit] = []
    changes: list[Change] = []
    for unit in consolidation.rows:
        for at, value in _row_entries(summary, rows[plain(unit.name)], unit):
            if not _is_there(review, summary, at, value):
                edits.append(Edit(at, value))
                if review.reported(at) is not Missing.BLANK:
                    changes.append(Change(at, unit.name, _role(summary, at), review.printed(at), _shown(value)))
    return tuple(edits), tuple(changes)


def _is_there(review: Review, summary: SummaryForm, at: CellRef, value: Value) -> bool:
    """Whether a cell holds the value already; a unit's name may be spelled with other blanks and brackets."""
    before = review.book.cell(at)
    if at.column in (summary.table.columns.get("unit"), summary.table.columns.get(PROJECT)):
        return plain(review.text(at)) == plain(value)
    return before.value == value and before.formula is None


def _role(summary: SummaryForm, at: CellRef) -> str:
    return next(role for role, column in summary.table.columns.items() if column == at.column)


def _shown(value: Value) -> str:
    return format_number(value) if isinstance(value, Decimal) else str(value)


def _rows(review: Review, summary: SummaryForm, consolidation: Consolidation) -> dict[str, int]:
    """The row of each unit, by its plain name: the one it has, else the next blank one."""
    rows: dict[str, int] = {}
    free, listed = [], dict(review.listed_names())
    for row in summary.rows:
        name = plain(listed.get(row, review.text(summary.table.at("unit", row))))
        if name:
            rows.setdefault(name, row)
        elif all(review.reported(summary.table.at(role, row)) is Missing.BLANK for role in (*ROLES, "review_score")):
            free.append(row)
    new = [plain(unit.name) for unit in consolidation.rows if plain(unit.name) not in rows]
    if len(new) > len(free):
        raise JixiaoError(
            f"{review.book.title}：汇总表还能放 {len(free)} 个单位，放不下新增的 {len(new)} 个。"
            f"请在合计行上面的空行处插入 {len(new) - len(free)} 行以上，再汇总一次；或用新文件名另出一份。"
        )
    return rows | dict(zip(new, free, strict=False))


def _row_entries(summary: SummaryForm, row: int, unit: Row) -> Iterator[tuple[CellRef, Value]]:
    at = summary.table.at("unit", row)
    if at is not None:
        yield at, unit.unit
    project_at = summary.table.at(PROJECT, row)
    if project_at is not None and unit.project:
        yield project_at, unit.project
    for role in ROLES:
        at, value = summary.table.at(role, row), unit.figures.get(role)
        if at is not None and isinstance(value, Decimal):
            yield at, value
        elif at is not None and value is Missing.NIL:
            yield at, "—"
