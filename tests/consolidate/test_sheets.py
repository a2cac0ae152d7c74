"""来源, 未计入, 计入提示, 复核重点, 图表: their contents as plain values."""

from dataclasses import replace
from decimal import Decimal

import pytest

from consolidations import department, expected, noted, set_aside, with_origins
from jixiao.consolidate.attention import profiles_of, rank, spreads
from jixiao.consolidate.consolidation import Consolidation, Note, coverage_line
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.consolidate.sheets.attention import attention_sheet
from jixiao.consolidate.sheets.charts import chart_sheet
from jixiao.consolidate.sheets.not_counted import not_counted_sheet
from jixiao.consolidate.sheets.noted import noted_sheet
from jixiao.consolidate.sheets.places import Placed
from jixiao.consolidate.sheets.sources import sources_sheet
from jixiao.model.figures import Missing
from jixiao.model.listing import ChartSheet, ChartTable, Link, ListedCell, Listing
from jixiao.template.blueprint import summary_blueprint


def placed(consolidation: Consolidation) -> Placed:
    summary = summary_blueprint(consolidation.framework.id, len(consolidation.rows)).form.summary
    assert summary is not None
    return Placed(summary, summary.rows)


def shown(listing: Listing) -> list[list[object]]:
    """What a reader sees: a link as its text, a figure as a number."""

    def text(value: object) -> object:
        value = value.value if isinstance(value, ListedCell) else value
        return value.text if isinstance(value, Link) else value

    return [[text(value) for value in row] for row in listing.rows]


def test_each_figure_has_one_line_with_its_file_cell_and_digest() -> None:
    found = department(2)
    row = found.rows[0]
    lines = shown(sources_sheet(found, placed(found), ""))
    assert len(lines) == 2 * 3 + 1 + 4  # figures of two rows, the rates, four totals
    assert lines[0] == ["C5", row.unit, "全年预算数", row.figures["annual_budget"], "万元", "照原数",
                        "单位/2021_某局第1单位_自评.xlsx", "自评表", "D8", row.origins[0].digest[:12]]  # fmt: skip
    assert [line[0] for line in lines[-4:]] == ["C7", "D7", "E7", "F7"]
    assert lines[-2][5].startswith("由合计数重新计算")


def test_missing_figures_say_why_and_conversions_how() -> None:
    found = department(1)
    row = with_origins(replace(found.rows[0], figures={"annual_budget": Missing.BLANK, "executed": Missing.NIL}))
    row = replace(row, origins=(replace(row.origins[0], how="由元换算"), row.origins[1]))
    found = replace(found, rows=(row,), balanced={(1, "executed"): Decimal("-0.01")})
    lines = shown(sources_sheet(found, placed(found), ""))
    assert [(line[3], line[5]) for line in lines[:2]] == [("未填", "由元换算"), ("—", "照原数；舍位平衡调整 -0.01")]


def test_row_of_many_tells_how_many() -> None:
    found = department(1)
    found = replace(found, rows=(replace(found.rows[0], origins=(), members=37),))
    assert {line[5] for line in shown(sources_sheet(found, placed(found), ""))[:3]} == {"由 37 份合并，明细见台账"}


@pytest.mark.parametrize(
    ("file", "formula"),
    [
        ("单位/甲.xlsx", 'HYPERLINK("单位/甲.xlsx#\'自评表\'!D8","单位/甲.xlsx")'),
        ("报送.zip/甲.xlsx", 'HYPERLINK("报送.zip","报送.zip/甲.xlsx")'),
        ("../退回/甲.xlsx", 'HYPERLINK("../退回/甲.xlsx#\'自评表\'!D8","../退回/甲.xlsx")'),
        ("1#楼.xlsx", None),
        ('"&CMD|.xlsx', None),
        ("//server/share/甲.xlsx", None),
        ("https://example.com/甲.xlsx", None),
        (f"{'长' * 300}.xlsx", None),
    ],
)
def test_files_are_links_where_a_link_can_lead_there_and_nowhere_else(file: str, formula: str | None) -> None:
    link = placed(department(1)).file_link(file, "自评表!D8")
    assert (link.formula if isinstance(link, Link) else None) == formula
    assert (link.text if isinstance(link, Link) else link) == file


def test_what_needs_something_done_stands_first() -> None:
    judged = (
        set_aside("旧.xlsx", "较新的一份已计入", Standing.SUPERSEDED, "某局第1单位"),
        set_aside("坏.xlsx", "文件不完整，请重新报送。"),
        set_aside("甲.xlsx", "已含在某局汇总表内", Standing.COVERED),
    )
    found = replace(department(3), not_counted=judged, missing=(expected(9),), expected=5)
    lines = shown(not_counted_sheet(found, placed(found), coverage_line(found)))
    assert [(line[0], line[1], line[3]) for line in lines] == [
        (1, "隔离", "坏.xlsx"), (2, "未报", ""), (3, "另有一份", "旧.xlsx"), (4, "已含在内", "甲.xlsx")]  # fmt: skip
    assert coverage_line(found) == "已汇总 3/5，隔离 1，未报 1"
    assert coverage_line(replace(found, expected=None, missing=())) == "已汇总 3 个单位，隔离 1"


def test_what_counts_stands_apart_from_what_does_not() -> None:
    notes = (Note("由元换算", "单位/甲.xlsx", "甲站"), Note("合计得分按全部单位计算是 90"))
    found = replace(department(3), not_counted=(set_aside("坏.xlsx", "空文件"),), notes=notes)
    lines = shown(not_counted_sheet(found, placed(found), coverage_line(found)))
    assert [(line[1], line[3]) for line in lines] == [("隔离", "坏.xlsx")]
    assert shown(noted_sheet(found, placed(found), "")) == [
        [1, "由元换算。", "甲站", "单位/甲.xlsx"],
        [2, "合计得分按全部单位计算是 90。", "", ""],
    ]
    assert found.remarks == ("单位/甲.xlsx：由元换算", "合计得分按全部单位计算是 90")


def test_of_more_notes_than_anyone_reads_the_number_is_told() -> None:
    found = replace(department(1), notes=tuple(Note(f"第{number}条", "甲.xlsx") for number in range(2003)))
    lines = shown(noted_sheet(found, placed(found), ""))
    assert (len(lines), lines[-1][1]) == (
        2001, "还有 3 条没有列出；汇总时加 --csv，units 表的 remarks 一栏全有。")  # fmt: skip


def test_reasons_stand_under_one_another_with_the_figures_beside() -> None:
    found = department(
        12,
        {4: lambda row: replace(row, figures={**row.figures, "review_score": Decimal(60), "self_score": Decimal(95)},
                                findings=(noted("R001"), noted("F001")))},
    )  # fmt: skip
    profiles = profiles_of(found)
    listing = attention_sheet(found, placed(found), rank(profiles, found.framework), spreads(profiles),
                              {"R001": "比率与金额一致"})  # fmt: skip
    line = shown(listing)[0]
    assert line[:2] == [1, "某局第5单位"]
    assert line[3:6] == [95, 60, -35]
    reasons = str(line[6]).split("\n")
    assert reasons[0] == "1. 自评 95 分，复核 60 分，低 35 分，等级由优变为中"
    assert reasons[1] == "2. 审核有 2 处错误尚未说明（F001、R001 比率与金额一致）"
    assert "复核分数：填报的不到 3 个" in listing.lines[-1]


def chart(sheet: ChartSheet, id: str) -> ChartTable:
    return next(chart for chart in sheet.charts if chart.id == id)


def test_thirty_units_are_all_shown_and_of_more_the_lowest_and_the_highest() -> None:
    few, many = (chart(chart_sheet(department(units), {}), "execution") for units in (30, 200))
    assert [len(few.rows), len(many.rows), many.room] == [30, 30, 30]
    assert (few.title, many.title) == ("各单位执行率", "各单位执行率（200 个里最低 15 个和最高 15 个）")
    found = department(200)
    every = sorted(value for _, value in chart(chart_sheet(found, {}, {"execution": 30}), "execution").rows)
    rates = sorted(profile.execution_rate for profile in profiles_of(found))  # type: ignore[type-var]
    assert every == [*rates[:15], *rates[-15:]]


def test_chart_that_is_refreshed_keeps_to_its_room() -> None:
    found = chart(chart_sheet(department(9), {}, {"execution": 6}), "execution")
    assert (len(found.rows), found.room) == (6, 6)
    found = chart(chart_sheet(department(3), {}, {"execution": 6}), "execution")
    assert (len(found.rows), found.room) == (3, 6)


def test_scores_stand_in_classes_where_there_are_no_grades() -> None:
    found = department(4)
    scores = ["100", "95.5", "90", "62"]
    rows = tuple(replace(row, figures={**row.figures, "self_score": Decimal(score)}, grade="")
                 for row, score in zip(found.rows, scores, strict=True))  # fmt: skip
    found = replace(found, rows=rows, framework=found.framework.model_copy(update={"grading": None}))
    assert chart(chart_sheet(found, {}), "grades").rows == (
        ("60 至不到 70 分", 1),
        ("70 至不到 80 分", 0),
        ("80 至不到 90 分", 0),
        ("90 至不到 100 分", 2),
        ("100 分", 1),
    )


def test_consolidation_of_nothing_makes_empty_sheets() -> None:
    found = replace(department(1), rows=(), totals=type(department(1).totals)())
    assert shown(not_counted_sheet(found, placed(department(1)), "")) == []
    assert shown(noted_sheet(found, placed(department(1)), "")) == []
    assert len(sources_sheet(found, placed(department(1)), "").rows) == 5
    assert chart_sheet(found, {}).charts in ((), tuple(c for c in chart_sheet(found, {}).charts if c.id == "grades"))
