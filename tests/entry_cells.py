"""Which cells of a blank workbook are for the office: what must be unlocked, and nothing else."""

from collections.abc import Iterator

from jixiao.model.cells import Area, CellRef
from jixiao.model.form import FundForm, IndicatorForm, IndicatorRow, StatementsForm, SummaryForm
from jixiao.template.blueprint import Blueprint

FUND = ("initial_budget", "annual_budget", "received", "executed", "execution_rate")
ALWAYS = ("target", "actual", "score", "variance_note", "remarks")
STATED = ("value", "relation", "base", "change", "percentage", "part_of", "place")
SUMMARY = ("unit", "project", "annual_budget", "executed", "execution_rate", "self_score", "review_score", "grade")
EVIDENCE_FIRST, EVIDENCE_COLUMNS, REASON_COLUMN, ANSWER_COLUMN, ANSWER_ROWS = 4, (2, 6), 5, 11, 14
"""佐证材料清单: its rows and columns; 评价要点: the column 说明; 审核结果: the column 说明（单位填写）and its rows."""


def entry_cells(plan: Blueprint) -> set[CellRef]:
    """Every cell that an office may type into, the formulas included that a published figure may be typed over."""
    form = plan.form
    assert form.indicators is not None and form.summary is not None and form.statements is not None
    found = {at for id, at in form.fields.items() if id != "money_unit"} | set(form.concepts.values())
    found |= {*_fund(form.fund), *_indicators(plan, form.indicators), *_ticks(plan), *_statements(form.statements)}
    return found | {*_summary(plan, form.summary), *_others(plan)} - {None}


def _fund(fund: FundForm | None) -> Iterator[CellRef]:
    cells = (fund.at(role, line) for line in fund.lines for role in FUND) if fund else ()
    score = fund.at("score", fund.line("total")) if fund else None
    yield from (at for at in (*cells, score) if at is not None)


def _indicators(plan: Blueprint, form: IndicatorForm) -> Iterator[CellRef]:
    paper = plan.drawing.last if plan.drawing else 0
    cells = [at for row in form.rows for at in _row(plan, form, row)]
    cells += [at for role in ("points", "score") if (at := form.total_at(role)) and at.column <= paper]
    cells.append(form.grade_at)
    yield from (at for at in cells if at is not None)


def _row(plan: Blueprint, form: IndicatorForm, row: IndicatorRow) -> Iterator[CellRef | None]:
    fixed = plan.framework.fixed.get((row.level1, row.level2, row.name))
    roles = [*ALWAYS] if fixed else [*ALWAYS, "level3", "scoring"]
    roles += [] if fixed and fixed[1].points is not None else ["points"]
    if not row.level2 and form.heading_row(2, row.row) == row.row:
        roles += ["level2", "level2_points"]
    yield from (form.at(role, row.row) for role in roles)


def _ticks(plan: Blueprint) -> Iterator[CellRef]:
    for checklist in plan.form.checklists:
        for at in checklist.ticks:
            yield from (at, CellRef(at.sheet, at.row, REASON_COLUMN))


def _statements(form: StatementsForm) -> Iterator[CellRef | None]:
    for row in range(form.table.first, form.table.last + 1):
        own = ("item", "unit", "concept") if row in form.free else ()
        yield from (form.table.at(role, row) for role in (*STATED, *own))


def _summary(plan: Blueprint, form: SummaryForm) -> Iterator[CellRef | None]:
    table, total = form.table, form.table.total
    yield from (table.at(role, row) for row in range(table.first, table.last + 1) for role in SUMMARY)
    untotalled = {"unit", "project", "grade", *(() if plan.framework.summary.total_score else ("self_score",))}
    yield from (table.at(role, total or 0) for role in SUMMARY if role not in untotalled)


def _others(plan: Blueprint) -> Iterator[CellRef]:
    results = plan.form.results
    assert results is not None
    yield results.marks_at
    yield from Area(results.sheet, results.first, ANSWER_COLUMN, results.first + ANSWER_ROWS - 1, ANSWER_COLUMN)
    last = EVIDENCE_FIRST + plan.source.evidence_rows - 1
    yield from Area("佐证材料清单", EVIDENCE_FIRST, EVIDENCE_COLUMNS[0], last, EVIDENCE_COLUMNS[1])
