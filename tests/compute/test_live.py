"""Which cells are live, by which formula, over which cells."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.compute.calculate import excel_formula
from jixiao.compute.formula import evaluate
from jixiao.compute.live import is_scored_elsewhere, live_cells
from jixiao.compute.live_cell import Kind, Live
from jixiao.compute.live_scores import grade_formula
from jixiao.frameworks.load import framework_text, parse_framework
from jixiao.model.book import Edit, with_edits
from jixiao.model.cells import Area, CellRef
from jixiao.model.formula import parse_formula
from workbook_changes import tables
from workbooks import FRAMEWORK, FRAMEWORK_ID, base, blueprint, form_of, place

FORM = blueprint().form
LIVES = live_cells(FORM, FRAMEWORK)


def live(address: str) -> Live:
    return next(item for item in LIVES if item.at == place(FORM, address))


def of_rows(*rows: list[object]) -> list[Live]:
    return [*live_cells(form_of(tables({"表": {"rows": list(rows)}})), FRAMEWORK)]


def test_every_kind_has_its_cells() -> None:
    counts = Counter(item.kind for item in LIVES)
    assert counts[Kind.FUND_RATE] == len(FRAMEWORK.fund.lines)
    assert counts[Kind.RATE] == counts[Kind.RATE_INPUTS] == len(FRAMEWORK.rates)
    assert counts[Kind.SUBTOTAL] == sum(1 + len(level.groups) for level in FRAMEWORK.indicators.levels)
    assert counts[Kind.FUND_TOTAL] == counts[Kind.FUND_CHECK] == counts[Kind.SUMMARY_TOTAL] == 2
    of_others = {Kind.FUND_SCORE, Kind.SUMMARY_GRADE, Kind.LEVEL_TOTAL, Kind.ACCOUNT_TOTAL, Kind.ACCOUNT_LEVEL}
    assert all(counts[kind] for kind in set(Kind) - of_others)


def test_no_cell_is_live_twice_and_each_stands_after_what_it_needs() -> None:
    places = [item.at for item in LIVES]
    assert len(places) == len(set(places))
    for number, item in enumerate(LIVES):
        for operand in item.operands.values():
            cells = operand if isinstance(operand, Area) else (operand,)
            assert all(places.index(cell) < number for cell in cells if cell in places)


def test_formulas_come_from_the_framework() -> None:
    assert live("fund.basic.execution_rate").formula is FRAMEWORK.fund.execution_rate
    text = framework_text(FRAMEWORK_ID).replace(
        "round(executed / annual_budget, 4)", "round(executed / annual_budget, 3)", 1
    )
    other = {item.at: item for item in live_cells(FORM, parse_framework(text, ""))}
    at = place(FORM, "fund.basic.execution_rate")
    assert excel_formula(other[at]) != excel_formula(live("fund.basic.execution_rate"))
    assert other[at].formula == parse_formula("round(executed / annual_budget, 3)")


def test_labels_are_chinese_and_quote_names_once() -> None:
    assert live("rate.three_public_control").label == "“三公经费”控制率"
    assert live("rate.staff_control").label == "“在职人员控制率”"
    assert live("fund.total.executed").label == "整体支出全年执行数合计"
    assert not any("““" in item.label or "””" in item.label for item in LIVES)


def test_total_is_the_sum_of_the_sources() -> None:
    total = live("fund.total.executed")
    assert total.operands == {"parts": Area("自评表", 5, 7, 6, 7)}
    assert [cell.a1 for cell in total.parts] == ["G5", "G6"]


def test_base_figures_stand_in_the_order_of_the_formula() -> None:
    assert [*live("rate.budget_completion").operands] == ["budget_completed", "budget_approved"]


def test_unnamed_rows_are_no_parts_of_the_total_score() -> None:
    assert FORM.indicators is not None
    named = [row.row for row in FORM.indicators.rows if row.name]
    assert [cell.row for cell in live("total.score").parts] == named


def test_formula_refers_to_other_sheets_absolutely_and_to_its_own_relatively() -> None:
    assert "基础数据!$D$15" in excel_formula(live("rate.staff_control"))
    assert "!" not in excel_formula(live("total.score"))


def test_grade_is_that_of_the_first_band_reached() -> None:
    formula = grade_formula(FRAMEWORK.grading)
    grades = [
        evaluate(formula, {"score": Decimal(score)}) for score in ("100", "90", "89.99", "80", "60", "59.99", "0")
    ]
    assert grades == ["优", "优", "良", "良", "中", "差", "差"]


def test_rate_in_the_first_column_has_no_room_for_its_inputs() -> None:
    form = replace(FORM, rates={"carryover": CellRef("指标测算", 9, 1)})
    lives = live_cells(form, FRAMEWORK)
    assert [item.kind for item in lives if item.at.sheet == "指标测算" and item.kind is not Kind.HEADING] == [Kind.RATE]


def test_rate_of_no_figures_is_live_too() -> None:
    text = framework_text(FRAMEWORK_ID).replace('"round(carryover_total / expenditure_budget, 4)"', '"0.5"', 1)
    lives = [item for item in live_cells(FORM, parse_framework(text, "")) if item.subject == "carryover"]
    assert [item.kind for item in lives] == [Kind.RATE]


def test_label_with_quotes_of_its_own_is_text_in_the_formula() -> None:
    text = framework_text(FRAMEWORK_ID).replace('label = "编制数"', "label = '编\"制\\数'", 1)
    inputs = next(item for item in live_cells(FORM, parse_framework(text, ""))
                  if item.kind is Kind.RATE_INPUTS and "staff_quota" in item.operands)  # fmt: skip
    assert '"；编""制\\数 "' in excel_formula(inputs)


def test_anyone_s_total_is_live_only_where_its_parts_are_sure() -> None:
    heading = ["资金来源", "全年预算数", "全年执行数", "执行率"]
    sure = of_rows(heading, ["财政拨款", 1, 1, 1], ["其他资金", 1, 1, 1], ["合计", 2, 2, 1])
    strange = of_rows(heading, ["财政拨款", 1, 1, 1], ["上年结转", 1, 1, 1], ["其他资金", 1, 1, 1], ["合计", 3, 3, 1])
    alone = of_rows(heading, ["财政拨款", 1, 1, 1], ["合计", 2, 2, 1])
    around = of_rows(heading, ["财政拨款", 1, 1, 1], ["合计", 2, 2, 1], ["其他资金", 1, 1, 1])
    assert [
        len([item for item in lives if item.kind is Kind.FUND_TOTAL]) for lives in (sure, strange, alone, around)
    ] == [2, 0, 0, 0]
    assert len([item for item in strange if item.kind is Kind.FUND_RATE]) == 4


def test_totals_are_left_to_the_office_where_the_fund_table_has_points_too() -> None:
    rows = [["项目", "全年预算数", "全年执行数", "分值", "得分"], ["基本支出", 1, 1, 10, 10],
            ["三级指标", "分值", "得分"], ["甲", 90, 90], ["总分", 100, 100]]  # fmt: skip
    form = form_of(tables({"表": {"rows": rows}}))
    assert is_scored_elsewhere(form, FRAMEWORK)
    assert not {Kind.POINTS_TOTAL, Kind.SCORE_TOTAL} & {item.kind for item in live_cells(form, FRAMEWORK)}
    assert not is_scored_elsewhere(form_of(base("clean")), FRAMEWORK)


@pytest.mark.parametrize(
    ("off", "agrees"), [("0", True), ("0.01", True), ("-0.01", True), ("0.02", False), ("5", False)]
)
def test_the_cell_beside_the_fund_total_says_what_the_rule_says(off: str, agrees: bool) -> None:
    book = base("clean")
    at = place(form_of(book), "fund.basic.annual_budget")
    review, report = flow.check(with_edits(book, [Edit(at, Decimal("193.13") + Decimal(off))]))
    beside = next(c.value for c in review.calculation.computed.values() if c.live.kind is Kind.FUND_CHECK)
    assert str(beside).startswith("✓") is agrees
    assert all(finding.code != "F001" for finding in report.findings) is agrees
