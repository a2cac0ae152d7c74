"""What each unit's workbook contributes to the 汇总表, and which workbooks are left out."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.compute.review import UnitFigures
from jixiao.consolidate.units import has_evaluation, is_whole_department, round_up, unit_figures
from jixiao.model.book import Book
from jixiao.model.figures import Missing
from workbook_changes import changed, tables
from workbooks import FRAMEWORK, base, unit_books

FUND = ["资金来源", "全年预算数", "全年执行数"]


def figures(book: Book) -> UnitFigures:
    return unit_figures(flow.review_book(book))


def unit(name: str, **more: Any) -> UnitFigures:
    usual: dict[str, Any] = {"file": f"{name}.xlsx", "figures": {}, "department": "某局", "year": "2021",
                             "framework": FRAMEWORK}  # fmt: skip
    return UnitFigures(name, **usual | more)


def test_totals_in_force_are_taken() -> None:
    own, centre = (figures(book) for book in unit_books())
    assert (own.unit, own.department, own.year) == ("东湖区政务服务数据管理局", "东湖区政务服务数据管理局", "2021")
    assert own.figures == {"annual_budget": Decimal("239.56"), "executed": Decimal("287.97"), "self_score": 95}
    assert centre.figures == {"annual_budget": Decimal("95.77"), "executed": Decimal("136.53"), "self_score": 95}


def test_computed_totals_count_like_stated_ones() -> None:
    found = figures(base("clean")).figures
    assert found == {"annual_budget": Decimal("335.33"), "executed": Decimal("424.5"), "self_score": 95}


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


def test_table_with_unknown_lines_and_no_total_reports_nothing() -> None:
    book = tables({"表": {"rows": [FUND, ["财政拨款", 10, 8], ["上年结转", 1, 1], ["其他资金", "-", 1]]}})
    assert figures(book).figures["annual_budget"] is Missing.BLANK


def test_money_unit_is_the_stated_one() -> None:
    assert figures(base("unit")).money_unit == "万元"
    assert figures(changed(base("unit"), {"field.money_unit": "元"})).money_unit == "元"
    assert figures(changed(base("unit"), {"field.money_unit": "单位： 万元"})).money_unit == "万元"
    rows = [["单位名称", "某站"], FUND, ["财政拨款", 10, 8]]
    assert figures(tables({"表": {"rows": rows}})).money_unit == ""
    assert figures(tables({"表": {"rows": [["", "", "单位：元"], *rows]}})).money_unit == "元"


def test_department_s_own_workbook_comes_first() -> None:
    roundup = round_up([unit("乙站"), unit("某局"), unit("甲站")])
    assert [found.unit for found in roundup.units] == ["某局", "乙站", "甲站"]
    assert (roundup.department, roundup.year) == ("某局", "2021")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (unit("", file="无名.xlsx"), "没有填单位名称，不知道是哪个单位"),
        (unit("甲 站", file="又一份.xlsx"), "“甲 站”已有一份（甲站.xlsx），请只留一份"),
        (unit("乙站", year="2020", file="去年.xlsx"), "年度是 2020，其他单位是 2021"),
        (unit("乙站", money_unit="元", file="按元.xlsx"), "金额单位是元，与汇总表不同，请先换算"),
    ],
)
def test_workbooks_that_cannot_be_summed_up_are_left_out_with_the_reason(other: UnitFigures, reason: str) -> None:
    roundup = round_up([unit("甲站"), unit("某局"), other])
    assert [found.unit for found in roundup.units] == ["某局", "甲站"]
    assert roundup.left_out == ((other.file, reason),)


def test_nothing_rounds_up_to_nothing() -> None:
    assert round_up([]).units == ()
    assert round_up([unit("甲站", department="", year="")]).department == ""


def test_whole_department_and_bare_summaries_are_told_apart() -> None:
    assert is_whole_department(flow.review_book(base("clean")))
    assert not is_whole_department(flow.review_book(base("unit")))
    assert not has_evaluation(flow.review_book(base("summary")).form)
    left_out = flow.units_of([base("clean"), replace(base("summary"), title="汇总.xlsx"), *unit_books()]).left_out
    assert [reason for _, reason in left_out] == [
        "封面“填报口径”是“部门汇总”，已含所属单位，不再计入", "里面只有汇总表，没有自评数据"]  # fmt: skip
