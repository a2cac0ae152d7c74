"""Where everything goes: the Form of a blank workbook, laid out from a framework and a source."""

from types import MappingProxyType

from jixiao.model.cells import CellRef
from jixiao.model.form import (
    Form,
    FundForm,
    FundLine,
    IndicatorForm,
    IndicatorGroup,
    IndicatorRow,
    ResultsForm,
    SummaryForm,
    Table,
)
from jixiao.model.framework import Framework
from jixiao.template.source import Source

COVER, EVALUATION, BASE, MEASURES, SUMMARY = "封面", "自评表", "基础数据", "指标测算", "汇总表"
EVIDENCE, RESULTS, GUIDE, INNER = "佐证材料清单", "审核结果", "填报说明", "_jixiao"

COVER_FIELDS = {
    "unit": 6, "department": 7, "year": 8, "money_unit": 9, "scope": 10, "subordinates": 11,
    "preparer": 12, "date": 13, "state": 14,
}  # fmt: skip
"""Rows of the cover's fields; the entries stand in column C."""

FUND_COLUMNS = {"label": 1, "annual_budget": 5, "executed": 7, "execution_rate": 9,
                "annual_budget_check": 12, "executed_check": 13}  # fmt: skip
INDICATOR_COLUMNS = {
    "level1": 1, "weight": 2, "level2": 3, "level3": 4, "target": 5, "actual": 6, "points": 7, "score": 8,
    "variance_note": 9, "level1_check": 12, "level1_score": 13, "level2_check": 14, "level2_score": 15,
}  # fmt: skip
SUMMARY_COLUMNS = {"number": 1, "unit": 2, "annual_budget": 3, "executed": 4, "execution_rate": 5,
                   "self_score": 6, "review_score": 7}  # fmt: skip
EVALUATION_NOTE, SUMMARY_NOTE = 11, 9
"""Columns of the 核对 messages, right of the print area."""

FUND_HEADER = 4
SUMMARY_HEADER = 4
FIRST_CONCEPT = FIRST_MEASURE = 5
RESULTS_FIRST = 8
MARK_COLUMNS = {"errors": 14, "warnings": 15, "row": 16, "message": 17}
"""Helper columns of 审核结果: one marked cell a row, and one message a marked row."""


def results_form() -> ResultsForm:
    """Where findings go in the 审核结果 sheet."""
    return ResultsForm(RESULTS, RESULTS_FIRST, CellRef(RESULTS, 4, 11), CellRef(RESULTS, 4, 1))


def evaluation_layout(framework: Framework, source: Source) -> Form:
    """The Form of the whole self-evaluation workbook."""
    fund = _fund(framework)
    indicators = _indicators(framework, fund.table.last + 4)
    summary = _summary(source.summary_rows)
    end = (indicators.table.total or 0) + 1 + len(source.notes)
    return Form(
        ours=True,
        fields={
            **_cover_fields(),
            "goal_planned": CellRef(EVALUATION, fund.table.last + 2, 2),
            "goal_achieved": CellRef(EVALUATION, fund.table.last + 2, 6),
        },
        fund=fund,
        indicators=indicators,
        summary=summary,
        concepts=MappingProxyType({
            concept.id: CellRef(BASE, FIRST_CONCEPT + number, 4) for number, concept in enumerate(framework.concepts)
        }),
        rates=MappingProxyType({
            rate.id: CellRef(MEASURES, FIRST_MEASURE + number, 5) for number, rate in enumerate(framework.rates)
        }),
        results=results_form(),
        notes=MappingProxyType({EVALUATION: EVALUATION_NOTE, SUMMARY: SUMMARY_NOTE}),
        headings={
            "evaluation_year": CellRef(EVALUATION, 2, 1),
            "evaluation_money_unit": CellRef(EVALUATION, 2, 9),
            "evaluation_unit": CellRef(EVALUATION, 3, 3),
            "evaluation_subordinates": CellRef(EVALUATION, 3, 9),
            "seal_unit": CellRef(EVALUATION, end + 2, 1),
            "seal_preparer": CellRef(EVALUATION, end + 2, 7),
            "seal_date": CellRef(EVALUATION, end + 2, 9),
            **_summary_headings(),
        },
    )  # fmt: skip


def summary_layout(rows: int) -> Form:
    """The Form of a workbook that holds the 汇总表 only, with so many rows for units."""
    return Form(
        ours=True,
        fields=_cover_fields(),
        summary=_summary(rows),
        results=results_form(),
        notes=MappingProxyType({SUMMARY: SUMMARY_NOTE}),
        headings=_summary_headings(),
    )


def _cover_fields() -> dict[str, CellRef]:
    return {id: CellRef(COVER, row, 3) for id, row in COVER_FIELDS.items()}


def _summary_headings() -> dict[str, CellRef]:
    return {
        "summary_title": CellRef(SUMMARY, 1, 1),
        "summary_department": CellRef(SUMMARY, 2, 1),
        "summary_money_unit": CellRef(SUMMARY, 3, 7),
    }


def _fund(framework: Framework) -> FundForm:
    lines = tuple(
        FundLine(line.id, line.group, line.label, FUND_HEADER + 1 + number)
        for number, line in enumerate(framework.fund.lines)
    )
    table = Table(EVALUATION, FUND_HEADER, MappingProxyType(FUND_COLUMNS), lines[0].row, lines[-1].row)
    return FundForm(table, lines)


def _indicators(framework: Framework, header: int) -> IndicatorForm:
    rows: list[IndicatorRow] = []
    groups: list[IndicatorGroup] = []
    row = header + 1
    for level in framework.indicators.levels:
        first = row
        for group in level.groups:
            names = [item.name for item in group.indicators] or [""] * (group.rows or 1)
            at = CellRef(EVALUATION, row, INDICATOR_COLUMNS["level2"])
            groups.append(IndicatorGroup(2, group.name, row, row + len(names) - 1, group.points, at))
            rows += [IndicatorRow(row + number, level.name, group.name, name) for number, name in enumerate(names)]
            row += len(names)
        at = CellRef(EVALUATION, first, INDICATOR_COLUMNS["weight"])
        groups.append(IndicatorGroup(1, level.name, first, row - 1, level.points, at))
    table = Table(EVALUATION, header, MappingProxyType(INDICATOR_COLUMNS), header + 1, row - 1, row)
    return IndicatorForm(table, tuple(rows), tuple(groups), CellRef(EVALUATION, row + 1, INDICATOR_COLUMNS["points"]))


def _summary(rows: int) -> SummaryForm:
    first = SUMMARY_HEADER + 1
    return SummaryForm(
        Table(SUMMARY, SUMMARY_HEADER, MappingProxyType(SUMMARY_COLUMNS), first, first + rows - 1, first + rows)
    )
