"""Tables of any workbook → their part of the Form."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from jixiao.model.book import Book
from jixiao.model.form import FundForm, IndicatorForm, SummaryForm
from jixiao.read.fund_table import read_fund
from jixiao.read.indicator_table import read_indicators
from jixiao.read.pages import pages_of
from jixiao.read.summary_table import read_summary
from workbook_changes import tables
from workbooks import FRAMEWORK, base, form_of

FUND = ["资金来源", "全年预算数", "全年执行数", "执行率"]
INDICATORS = ["一级指标", "权重", "二级指标", "三级指标", "年度指标值", "全年完成值", "分值", "得分"]


def book(*rows: list[Any]) -> Book:
    return tables({"表": {"rows": list(rows)}})


def fund_of(*rows: list[Any]) -> FundForm | None:
    return read_fund(pages_of(book(*rows)), FRAMEWORK)[0]


def indicators_of(*rows: list[Any]) -> IndicatorForm:
    found = read_indicators(pages_of(book(*rows)), FRAMEWORK)[0]
    assert found is not None
    return found


def summary_of(*rows: list[Any]) -> SummaryForm | None:
    return read_summary(pages_of(book(*rows)), FRAMEWORK)[0]


def lines(form: FundForm | None) -> list[tuple[str, str, int]]:
    return [(line.id, line.group, line.place) for line in form.lines] if form else []


def test_fund_lines_are_known_by_their_words() -> None:
    form = fund_of(FUND, ["其中：财政拨款", 1, 1], ["其他资金", "-", "-"], ["基本支出", 1, 1], ["资金总额", 1, 1])
    assert lines(form) == [
        ("fiscal", "source", 2),
        ("other", "source", 3),
        ("basic", "structure", 4),
        ("total", "total", 5),
    ]


def test_label_nearest_to_the_amounts_decides() -> None:
    form = fund_of(["", *FUND], ["资金总额", "本级财政", 5, 5], ["", "基本支出", 5, 5])
    assert lines(form) == [("total", "total", 2), ("basic", "structure", 3)]
    form = fund_of(["", *FUND], ["资金总额", "财政拨款", 5, 5], ["", "基本支出", 5, 5])
    assert lines(form)[0] == ("fiscal", "source", 2)


def test_unknown_line_with_amounts_is_kept_by_its_own_name() -> None:
    form = fund_of(FUND, ["财政拨款", 1, 1], ["上年 结转资金", 2, 2], ["基本支出", 1, 1])
    assert lines(form) == [("fiscal", "source", 2), ("row_3", "other", 3), ("basic", "structure", 4)]
    assert form is not None
    assert form.lines[1].label == "上年结转资金"


def test_second_line_of_the_same_words_is_another_one() -> None:
    form = fund_of(FUND, ["财政拨款", 3, 3], ["其中：省级财政拨款", 1, 1], ["基本支出", 3, 3])
    assert [line.group for line in form.lines] == ["source", "other", "structure"] if form else False


def test_fund_table_ends_where_no_amounts_stand() -> None:
    form = fund_of(FUND, ["基本支出", 1, 1], ["年度目标", "略", "略"], ["项目支出", 1, 1])
    assert lines(form) == [("basic", "structure", 2)]


def test_table_of_nothing_known_is_no_fund_table() -> None:
    assert fund_of(FUND, ["甲项目", 1, 1], ["乙项目", 1, 1]) is None


def test_summary_is_not_taken_for_a_fund_table_wherever_it_stands() -> None:
    summary = [["序号", "单位名称", "全年预算数", "全年执行数", "执行率"], [1, "某局", 1, 1, 1], ["合计", "", 1, 1, 1]]
    assert fund_of(*summary) is None
    both = tables({"汇总": {"rows": summary}, "资金": {"rows": [FUND, ["基本支出", 1, 1]]}})
    form = read_fund(pages_of(both), FRAMEWORK)[0]
    assert form is not None
    assert form.table.sheet == "资金"


def test_points_for_the_execution_rate_are_seen() -> None:
    form = fund_of(["项目", "全年预算数", "全年执行数", "分值", "执行率", "得分"], ["基本支出", 1, 1, 10, 1, 10])
    assert form is not None
    assert (form.table.columns["points"], form.table.columns["score"]) == (4, 6)


def test_merged_headings_span_their_rows() -> None:
    form = indicators_of(
        INDICATORS,
        ["管理（30分）", "", "预算（10分）", "甲", "1", "1", 4, 4],
        ["", "", "", "乙", "1", "1", 6, 6],
        ["", "", "资产", "丙", "1", "1", 20, 20],
        ["产出", 70, "数量", "丁", "1", "1", 70, 70],
        ["总分", "", "", "", "", "", 100, 100],
    )
    assert [(row.level1, row.level2, row.name) for row in form.rows] == [
        ("管理", "预算", "甲"), ("管理", "预算", "乙"), ("管理", "资产", "丙"), ("产出", "数量", "丁")]  # fmt: skip
    found = [(g.level, g.name, g.first, g.last, g.points, g.points_at.a1) for g in form.groups]
    assert found == [
        (2, "预算", 2, 3, Decimal(10), "C2"), (2, "资产", 4, 4, None, "C4"), (2, "数量", 5, 5, None, "C5"),
        (1, "管理", 2, 4, Decimal(30), "A2"), (1, "产出", 5, 5, Decimal(70), "B5")]  # fmt: skip
    assert form.table.total == 6


def test_headings_repeated_in_every_row_are_one() -> None:
    form = indicators_of(INDICATORS, *[["产出", 70, "数量（70分）", name, "1", "1", 35, 35] for name in ("甲", "乙")])
    assert [(group.name, group.first, group.last) for group in form.groups] == [("数量", 2, 3), ("产出", 2, 3)]


def test_equal_second_level_names_under_two_first_levels_are_two() -> None:
    form = indicators_of(
        INDICATORS, ["甲类", 50, "数量", "甲", "1", "1", 50, 50], ["乙类", 50, "数量", "乙", "1", "1", 50, 50]
    )
    assert [(group.name, group.first) for group in form.groups if group.level == 2] == [("数量", 2), ("数量", 3)]


def test_weight_beside_the_third_level_is_not_that_of_the_first() -> None:
    heading = ["一级指标", "二级指标", "三级指标", "权重", "分值", "得分"]
    form = indicators_of(heading, ["产出（60分）", "数量", "甲", 20, 60, 60])
    assert "weight" not in form.table.columns
    assert next(group.points for group in form.groups if group.level == 1) == Decimal(60)


def test_implausible_points_are_none() -> None:
    form = indicators_of(
        INDICATORS,
        ["产出", Decimal("1E+300"), "数量", "甲", "1", "1", 1, 1],
        ["效益", -5, "社会", "乙", "1", "1", 1, 1],
    )
    assert [group.points for group in form.groups] == [None] * 4


def test_grade_stands_right_of_its_label_below_the_total() -> None:
    form = indicators_of(INDICATORS, ["产出", 1, "数量", "甲", "1", "1", 1, 1], ["总分"], ["", "等级：", "", "优"])
    assert form.grade_at is not None
    assert form.grade_at.a1 == "D4"


def test_grade_without_a_value_or_a_total_has_no_place() -> None:
    assert indicators_of(INDICATORS, ["产出", 1, "数量", "甲", "1", "1", 1, 1], ["总分"], ["等级"]).grade_at is None
    assert indicators_of(INDICATORS, ["产出", 1, "数量", "甲", "1", "1", 1, 1]).grade_at is None


def test_summary_rows_and_total() -> None:
    form = summary_of(["单位", "预算数", "执行数"], ["甲", 1, 1], ["乙", 1, 1], ["合计", 2, 2], ["注：略"])
    assert form is not None
    assert (form.table.first, form.table.last, form.table.total) == (2, 3, 4)
    assert summary_of(["单位", "预算数", "执行数"]) is None


def test_the_same_form_is_found_by_names_and_by_words() -> None:
    ours = base("published")
    named, worded = form_of(ours), form_of(Book(ours.title, ours.sheets))
    assert replace(named.fund, checks={}) == worded.fund
    assert named.summary is not None
    assert worded.summary is not None
    assert named.summary.table == worded.summary.table
    assert named.indicators is not None
    assert worded.indicators is not None
    assert (named.indicators.rows, named.indicators.groups) == (worded.indicators.rows, worded.indicators.groups)
