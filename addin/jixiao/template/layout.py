"""Where everything goes: the Form of a blank workbook, laid out from a framework and a source."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Checklist, Form, ResultsForm, ScoringForm, StatementsForm, SummaryForm, Table
from jixiao.model.framework import PRIOR, Framework, Statement
from jixiao.template.account_layout import account_form, account_headings, account_notes
from jixiao.template.drawing import Drawing, draw
from jixiao.template.source_parts import Source

COVER, EVALUATION, BASE, MEASURES, SUMMARY = "封面", "自评表", "基础数据", "指标测算", "汇总表"
CHECKLISTS, STATEMENTS = "评价要点", "叙述数据"
EVIDENCE, RESULTS, GUIDE, INNER = "佐证材料清单", "审核结果", "填报说明", "_jixiao"

COVER_FIELDS = {
    "unit": 6, "department": 7, "year": 8, "money_unit": 9, "scope": 10, "subordinates": 11,
    "preparer": 12, "date": 13, "state": 14,
}  # fmt: skip
"""Rows of the cover's fields; the entries stand in column C."""

SUMMARY_HEADER = 4
FIRST_CONCEPT = FIRST_MEASURE = 5
CONCEPT_COLUMNS = {"": 4, PRIOR: 5}
"""Columns of a base figure of this year and of the year before."""

SCORING_COLUMNS = {"number": 1, "name": 2, "method": 3, "derivation": 4, "score": 5}
STATEMENT_COLUMNS = {"number": 1, "item": 2, "value": 3, "unit": 4, "relation": 5, "base": 6, "change": 7,
                     "percentage": 8, "part_of": 9, "place": 10, "concept": 14}  # fmt: skip
STATEMENT_NOTE, STATEMENT_HEADER = 12, 4
CHECKLIST_FIRST, CHECKLIST_TICK = 5, 4
RESULTS_FIRST = 8
MARK_COLUMNS = {"errors": 14, "warnings": 15, "row": 16, "message": 17, "explained": 18}
"""Helper columns of 审核结果: one marked cell a row, and one message a marked row."""


def results_form() -> ResultsForm:
    """Where findings go in the 审核结果 sheet."""
    return ResultsForm(RESULTS, RESULTS_FIRST, CellRef(RESULTS, 4, 11), CellRef(RESULTS, 4, 1))


def evaluation_layout(framework: Framework, source: Source) -> tuple[Form, Drawing]:
    """The Form of the whole self-evaluation workbook, and how its 自评表 is drawn."""
    drawing = draw(EVALUATION, framework, source, frozenset(COVER_FIELDS))
    form = Form(
        ours=True,
        fields={**_cover_fields(), **drawing.entries},
        fund=drawing.fund,
        indicators=drawing.indicators,
        summary=_summary(framework, source.summary_rows),
        concepts=MappingProxyType(_concepts(framework)),
        rates=_rates(framework),
        scoring=_scoring(framework, drawing),
        checklists=tuple(_checklists(framework)),
        statements=_statements(framework.statements, source.statement_rows),
        results=results_form(),
        notes=MappingProxyType(
            {EVALUATION: drawing.note, SUMMARY: summary_note(framework), STATEMENTS: STATEMENT_NOTE}
        ),
        headings={**drawing.headings, **_summary_headings(framework)},
    )
    return form, drawing


def accounts_layout(framework: Framework, source: Source) -> Form:
    """The Form of a workbook of accounts: its tables, base figures, rates, figures of the report."""
    tables = {law.id: account_form(law) for law in framework.tables}
    statements = _statements(framework.statements, source.statement_rows)
    return Form(
        ours=True,
        fields=_cover_fields(),
        concepts=MappingProxyType(_concepts(framework)),
        rates=_rates(framework),
        statements=statements,
        results=results_form(),
        notes=MappingProxyType({STATEMENTS: STATEMENT_NOTE, **account_notes(tables)}),
        headings=dict(account_headings(framework.tables)),
        tables=MappingProxyType(tables),
    )


def _rates(framework: Framework) -> Mapping[str, CellRef]:
    cells = (CellRef(MEASURES, FIRST_MEASURE + number, 5) for number in range(len(framework.rates)))
    return MappingProxyType({rate.id: at for rate, at in zip(framework.rates, cells, strict=True)})


def summary_layout(framework: Framework, rows: int, statement_rows: int) -> Form:
    """The Form of a workbook that holds the 汇总表 only, with so many rows for units.

    Where the framework lists figures of the report on the whole table, 叙述数据 is there, too.
    """
    given = framework.summary.statements
    notes = {SUMMARY: summary_note(framework), **({STATEMENTS: STATEMENT_NOTE} if given else {})}
    return Form(
        ours=True,
        fields=_cover_fields(),
        summary=_summary(framework, rows),
        results=results_form(),
        statements=_statements(given, statement_rows) if given else None,
        notes=MappingProxyType(notes),
        headings=_summary_headings(framework),
    )


def _cover_fields() -> dict[str, CellRef]:
    return {id: CellRef(COVER, row, 3) for id, row in COVER_FIELDS.items()}


def summary_note(framework: Framework) -> int:
    """The column of the 核对 messages of the 汇总表, right of the print area."""
    return len(framework.summary.roles) + 2


def _summary_headings(framework: Framework) -> dict[str, CellRef]:
    return {
        "summary_title": CellRef(SUMMARY, 1, 1),
        "summary_department": CellRef(SUMMARY, 2, 1),
        "summary_money_unit": CellRef(SUMMARY, 3, len(framework.summary.roles)),
    }


def _summary(framework: Framework, rows: int) -> SummaryForm:
    first = SUMMARY_HEADER + 1
    columns = MappingProxyType({role: number for number, role in enumerate(framework.summary.roles, 1)})
    return SummaryForm(Table(SUMMARY, SUMMARY_HEADER, columns, first, first + rows - 1, first + rows))


def _concepts(framework: Framework) -> dict[str, CellRef]:
    return {
        concept.id + suffix: CellRef(BASE, FIRST_CONCEPT + number, column)
        for number, concept in enumerate(framework.concepts)
        for suffix, column in CONCEPT_COLUMNS.items()
    }


def scoring_header(framework: Framework) -> int:
    """The heading row of the derived scores, below the rates in 指标测算."""
    return FIRST_MEASURE + len(framework.rates) + (3 if framework.rates else 0)


def _scoring(framework: Framework, drawing: Drawing) -> ScoringForm:
    header = scoring_header(framework)
    rows = {item.row: header + number for number, item in enumerate(drawing.indicators.rows, 1)}
    own = frozenset(item.row for item in drawing.items if item.indicator is None)
    return ScoringForm(Table(MEASURES, header, SCORING_COLUMNS, header + 1, header + len(rows)), rows, own)


def _checklists(framework: Framework) -> list[Checklist]:
    row, found = CHECKLIST_FIRST, []
    for key in framework.checklists:
        count = len(framework.fixed[key][1].checklist)
        ticks = Area(CHECKLISTS, row, CHECKLIST_TICK, row + count - 1, CHECKLIST_TICK)
        found.append(Checklist(*key, ticks))
        row += count
    return found


def _statements(given: Sequence[Statement], spare: int) -> StatementsForm:
    first, own = STATEMENT_HEADER + 1, STATEMENT_HEADER + 1 + len(given)
    table = Table(STATEMENTS, STATEMENT_HEADER, STATEMENT_COLUMNS, first, own + spare - 1)
    concepts: Mapping[int, str] = {
        first + number: statement.concept for number, statement in enumerate(given) if statement.concept
    }
    return StatementsForm(table, concepts, tuple(range(own, own + spare)))
