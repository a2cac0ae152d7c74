"""What each unit's workbook contributes to the 汇总表, and which workbooks are left out."""

from dataclasses import replace
from decimal import Decimal

from made_submissions import rolled_up, submission

from jixiao import flow
from jixiao.consolidate.returns.extract import submission_of
from jixiao.consolidate.returns.stated import has_evaluation, is_whole_department
from jixiao.consolidate.returns.submission import Amount, Submission
from jixiao.model.book import Book
from jixiao.model.figures import Missing
from workbook_changes import changed, tables
from workbooks import base, unit_books

FUND = ["资金来源", "全年预算数", "全年执行数"]


def figures(book: Book) -> Submission:
    return submission_of(flow.review_book(book), "某站.xlsx")


def amounts(book: Book) -> dict[str, Amount]:
    return {role: figures(book).figures[role] for role in ("annual_budget", "executed", "self_score")}


def test_totals_in_force_are_taken() -> None:
    own, centre = (figures(book) for book in unit_books())
    assert (own.unit, own.department, own.year) == ("东湖区政务服务数据管理局", "东湖区政务服务数据管理局", "2021")
    assert amounts(unit_books()[0]) == {
        "annual_budget": Decimal("239.56"),
        "executed": Decimal("287.97"),
        "self_score": 95,
    }
    assert centre.unit == "东湖区公共资源交易中心"
    assert amounts(unit_books()[1]) == {
        "annual_budget": Decimal("95.77"),
        "executed": Decimal("136.53"),
        "self_score": 95,
    }


def test_computed_totals_count_like_stated_ones() -> None:
    assert amounts(base("clean")) == {
        "annual_budget": Decimal("335.33"),
        "executed": Decimal("424.5"),
        "self_score": 95,
    }


def test_incomplete_sums_are_missing_and_never_zero() -> None:
    found = figures(changed(base("clean"), clear=["fund.fiscal.executed", "indicator.预算完成率.score"])).figures
    assert (found["executed"], found["self_score"]) == (Missing.BLANK, Missing.BLANK)
    assert figures(base("blank")).figures["annual_budget"] is Missing.BLANK


def test_nothing_to_report_stays_nothing() -> None:
    assert figures(changed(base("unit"), {"fund.total.executed": "—"})).figures["executed"] is Missing.NIL


def test_anyone_s_table_is_added_up_from_its_sources_where_it_has_no_total() -> None:
    book = tables({"表": {"rows": [["单位名称", "某站"], FUND, ["财政拨款", 10, 8], ["其他资金", "-", 1]]}})
    found = figures(book)
    assert (found.unit, found.figures["annual_budget"], found.figures["executed"]) == ("某站", 10, 9)


def test_names_that_stand_behind_their_labels_in_one_cell() -> None:
    rows = [["单位名称：某站", "", "主管部门（盖章）：某局"], FUND, ["财政拨款", 10, 8]]
    found = figures(tables({"表": {"rows": rows}}))
    assert (found.unit, found.department) == ("某站", "某局")
    rows = [
        ["主管部门（盖章）：某局", "", "单位：元"],
        ["序号", "预算单位", "全年预算数", "全年执行数"],
        [1, "甲站", 1, 1],
    ]
    found = figures(tables({"汇总": {"rows": rows}}))
    assert (found.unit, [row.unit for row in found.rows], found.money_unit) == ("某局", ["甲站"], "元")


def test_table_with_unknown_lines_and_no_total_reports_nothing() -> None:
    book = tables({"表": {"rows": [FUND, ["财政拨款", 10, 8], ["上年结转", 1, 1], ["其他资金", "-", 1]]}})
    assert figures(book).figures["annual_budget"] is Missing.BLANK


def test_figures_tell_their_cells() -> None:
    places = figures(unit_books()[0]).places
    assert [places[role] for role in ("annual_budget", "executed", "self_score")] == [
        "自评表!E9", "自评表!G9", "自评表!H53"]  # fmt: skip
    rows = [["单位名称", "某站"], FUND, ["财政拨款", 10, 8], ["其他资金", "-", 1]]
    assert figures(tables({"表": {"rows": rows}})).places["annual_budget"] == "表!B3:B4"


def test_missing_amounts_are_named_with_their_cells() -> None:
    assert figures(base("unit")).missing == ()
    assert figures(changed(base("unit"), {"fund.total.executed": "—"})).missing == ()
    assert figures(changed(base("unit"), {"fund.total.executed": "约200万"})).missing == (
        "全年执行数（自评表!G9）是“约200万”，不是数字",)  # fmt: skip
    assert figures(changed(base("clean"), clear=["fund.fiscal.executed"])).missing == (
        "全年执行数（自评表!G5）没有填",)  # fmt: skip
    rows = [FUND, ["财政拨款", 10, 8], ["上年结转", 1, 1], ["其他资金", "-", 1]]
    assert figures(tables({"表": {"rows": rows}})).missing == (
        "没有找到全年预算数", "没有找到全年执行数")  # fmt: skip


def test_money_unit_is_the_stated_one() -> None:
    assert figures(base("unit")).money_unit == "万元"
    assert figures(changed(base("unit"), {"field.money_unit": "元"})).money_unit == "元"
    assert figures(changed(base("unit"), {"field.money_unit": "单位： 万元"})).money_unit == "万元"
    rows = [["单位名称", "某站"], FUND, ["财政拨款", 10, 8]]
    assert figures(tables({"表": {"rows": rows}})).money_unit == ""
    stated = {
        "单位：元": "元", "单位：人民币万元": "万元", "金额单位：元（人民币）": "元", "（单位：万元）": "万元",
        "单位：万美元": "万美元", "单位：元/人": "",
    }  # fmt: skip
    for text, unit in stated.items():
        assert figures(tables({"表": {"rows": [["", "", text], *rows]}})).money_unit == unit, text


def test_department_s_own_workbook_comes_first() -> None:
    found = rolled_up([submission("乙站"), submission("某局"), submission("甲站")])
    assert [row.unit for row in found.rows] == ["某局", "乙站", "甲站"]
    assert (found.department, found.year) == ("某局", "2021")


def test_units_that_lack_an_amount_are_compared_all_the_same() -> None:
    lacking = changed(unit_books()[1], {"fund.total.executed": "约200万"})
    found = flow.units_of([unit_books()[0], lacking, base("clean")])
    assert [(unit.unit, unit.figures["executed"]) for unit in found.units] == [
        ("东湖区公共资源交易中心", Missing.UNREADABLE),
        ("东湖区政务服务数据管理局", Decimal("287.97")),
    ]
    assert [judgement.code for judgement in found.left_out] == ["whole_department"]


def test_whole_department_and_bare_summaries_are_told_apart() -> None:
    assert is_whole_department(flow.review_book(base("clean")))
    assert not is_whole_department(flow.review_book(base("unit")))
    assert not has_evaluation(flow.review_book(base("summary")).form)
    books = [base("clean"), replace(base("summary"), title="汇总.xlsx"), *unit_books()]
    assert [judgement.reason for judgement in flow.consolidate_books(books).not_counted] == [
        "封面“填报口径”是“部门汇总”，已含所属单位，不再计入",
        "里面只有汇总表，没有自评数据；各单位的工作簿已经计入",
    ]
