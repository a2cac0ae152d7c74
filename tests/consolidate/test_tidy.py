"""Arrivals as tidy tables: codes stay text, money stays exact, what is missing is no zero."""

from dataclasses import replace
from decimal import Decimal

import pandas

from jixiao import consolidate
from jixiao.consolidate.judging.acceptance import Head, Judgement, Standing
from jixiao.consolidate.returns.records import arrival_text
from jixiao.consolidate.returns.submission import Content, IndicatorLine, Noted, Refused, Submission, SummaryRow
from jixiao.consolidate.tidy.columns import TABLES
from jixiao.consolidate.tidy.tidy_rows import tidy_rows
from jixiao.consolidate.tidy.tidying import Tidying
from jixiao.model.figures import Missing

UNIT = Submission(
    "甲/007.xlsx", "d1", Content.UNIT, "007", project="0010", year="2021", money_unit="万元",
    framework="donghu_department_2021", grade="优",
    figures={"annual_budget": Decimal("239.56"), "executed": Missing.BLANK, "self_score": Decimal(95),
             "fund.fiscal.annual_budget": Decimal("239.56"), "fund.fiscal.executed": Missing.UNREADABLE,
             "staff_quota_prior": Decimal(12), "staff_quota": Missing.NIL},
    places={"fund.fiscal.annual_budget": "自评表!E5", "staff_quota": "基础数据!D16"},
    indicators=(IndicatorLine("产出", "数量", "场次", Decimal(10), Missing.BLANK, "≥5场", "4场", "延期", "自评表!H9"),),
    findings=(Noted("V001", "error", "自评表!E5", "全年执行数", "没有填"),
              Noted("T002", "warning", "自评表!A1", "目标", "偏低", explanation="已调整")),
)  # fmt: skip


def test_tables_have_their_columns_and_types() -> None:
    tables = consolidate.load([UNIT])
    for name, columns in TABLES.items():
        frame = getattr(tables, name)
        assert [*frame.columns] == [column.name for column in columns]
    assert tables.units.dtypes[["unit", "errors", "guessed", "annual_budget"]].astype(str).tolist() == [
        "string", "Int64", "boolean", "object"]  # fmt: skip


def test_codes_stay_text_and_money_stays_exact() -> None:
    units = consolidate.load([UNIT]).units
    row = units.iloc[0]
    assert (row["unit"], row["project"], row["year"], row["annual_budget"]) == (
        "007",
        "0010",
        "2021",
        Decimal("239.56"),
    )
    assert units["annual_budget"].sum() == Decimal("239.56")


def test_missing_figures_are_na_with_their_reason() -> None:
    tables = consolidate.load([UNIT])
    unit, fund = tables.units.iloc[0], tables.funds.set_index("role").loc["executed"]
    assert unit["executed"] is None and unit["executed_missing"] == "未填"
    assert fund["amount"] is None and fund["amount_missing"] == "不是数字"
    assert tables.units["annual_budget_missing"].isna().all() and tables.units["code"].isna().all()


def test_lines_bear_the_labels_of_their_framework() -> None:
    tables = consolidate.load([UNIT])
    fund = tables.funds.iloc[0]
    assert (fund["line"], fund["label"], fund["group"], fund["place"]) == ("fiscal", "财政拨款", "source", "自评表!E5")
    base = tables.base_figures.set_index("prior")
    assert (base.loc[True, "concept"], base.loc[True, "figure"]) == ("staff_quota", 12)
    assert (base.loc[False, "measure"], base.loc[False, "figure_missing"]) == ("人", "无此项")


def test_unknown_frameworks_have_no_labels() -> None:
    assert consolidate.load([replace(UNIT, framework="elsewhere")]).funds["label"].isna().all()


def test_findings_are_counted_and_listed() -> None:
    tables = consolidate.load([UNIT, replace(UNIT, file="b.xlsx", findings=None), replace(UNIT, findings=())])
    assert tables.units[["errors", "warnings", "notes"]].astype(object).values.tolist()[::2] == [[1, 0, 1], [0, 0, 0]]
    assert tables.units.iloc[1][["errors", "warnings", "notes"]].isna().all()
    assert tables.findings["rule"].tolist() == ["V001", "T002"]


def test_indicators_keep_their_order_and_words() -> None:
    line = consolidate.load([UNIT]).indicators.iloc[0]
    assert (line["number"], line["level3"], line["points"], line["score"], line["score_missing"]) == (
        1, "场次", 10, None, "未填")  # fmt: skip


def test_rows_of_a_summary_are_units() -> None:
    rows = tuple(
        SummaryRow(unit, "", {"executed": Decimal(n)}, {"executed": f"汇总表!D{n}"})
        for n, unit in ((5, "甲"), (6, "乙"))
    )
    units = consolidate.load([Submission("汇总.xlsx", "", Content.SUMMARY, "某局", rows=rows)]).units
    assert units[["unit", "executed", "place"]].values.tolist() == [["甲", 5, "汇总表!D5"], ["乙", 6, "汇总表!D6"]]


def test_what_does_not_count_is_in_one_table_only() -> None:
    head = Head(1, UNIT.file, "d1", Content.UNIT, "007")
    aside = Judgement(head, Standing.SET_ASIDE, "年度是 2020", "wrong_year")
    tables = consolidate.load([(UNIT, aside), Refused("坏.xlsx", "", "空文件", "empty_file")])
    assert len(tables.units) == len(tables.funds) == 0
    told = tables.not_counted[["unit", "standing", "reason_code", "reason"]].astype(object).fillna("")
    assert told.values.tolist() == [
        ["007", "set_aside", "wrong_year", "年度是 2020"],
        ["", "set_aside", "empty_file", "空文件"],
    ]


def test_remarks_of_one_that_counts_are_told() -> None:
    counted = Judgement(Head(1, UNIT.file, "d1", Content.UNIT, "007"), Standing.COUNTED, remarks=("由元换算",))
    assert next(row for table, row in tidy_rows(UNIT, counted, "0101") if table == "units")["remarks"] == "由元换算"
    assert next(row for table, row in tidy_rows(UNIT, counted, "0101") if table == "units")["code"] == "0101"


def test_amounts_in_another_money_unit_are_converted_exactly() -> None:
    tables = consolidate.load([replace(UNIT, money_unit="元"), UNIT])
    assert tables.units["annual_budget"].tolist() == [Decimal("0.023956"), Decimal("239.56")]
    assert tables.units["stated_money_unit"].tolist() == ["元", "万元"]
    assert tables.units["self_score"].tolist() == [95, 95]
    assert [*tables.funds["amount"].dropna()] == [Decimal("0.023956"), Decimal("239.56")]
    assert set(tables.units["money_unit"]) == set(tables.funds["money_unit"]) == {"万元"}


def test_records_load_as_the_arrivals_they_were_made_of() -> None:
    one, other = consolidate.load([UNIT]), consolidate.load([arrival_text(UNIT)])
    for name in TABLES:
        pandas.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_nothing_loads_as_empty_tables() -> None:
    tables = consolidate.load([])
    assert tables.units.empty and str(tables.units["unit"].dtype) == "string"


def test_tables_that_carry_no_framework_follow_the_workbooks_that_do() -> None:
    """Read as one in 元, among workbooks in 万元; whichever comes first."""
    law = "zhanjiang_department_2021"
    foreign = replace(
        UNIT, file="b.xlsx", guessed=True, framework=law, money_unit="元", figures={"executed": Decimal(5)}
    )
    unsaid = replace(foreign, file="c.xlsx", money_unit="", figures={"executed": Decimal(7)})
    units = consolidate.load([foreign, unsaid, UNIT]).units
    assert units["executed"].tolist() == [Decimal("0.0005"), 7, None]
    assert units["money_unit"].tolist() == ["万元"] * 3
    assert units["file"].tolist() == ["b.xlsx", "c.xlsx", UNIT.file]
    assert units["stated_money_unit"].fillna("").tolist() == ["元", "", "万元"]
    alone = consolidate.load([foreign, unsaid]).units
    assert (alone["executed"].tolist(), set(alone["money_unit"])) == ([5, 7], {"元"})


def test_many_tables_that_carry_no_framework_do_not_wait_for_ever() -> None:
    tidying = Tidying()
    foreign = replace(UNIT, guessed=True)
    found = [len([*tidying.rows(foreign)]) for _ in range(600)]
    assert found.count(0) == 499 and found[-1] > 0
