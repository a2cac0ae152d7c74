"""What 计算 writes: live cells and blanks that follow for sure, never over what someone typed."""

from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.model.book import Book, Value, with_edits
from workbook_changes import changed, tables
from workbooks import base, form_of, place


def filled(book: Book) -> dict[str, Value]:
    return {f"{edit.at.sheet}!{edit.at.a1}": edit.value for edit in flow.fill(book)}


def after(entries: dict[str, Any], clear: tuple[str, ...], address: str) -> Value:
    """What a cell holds after 计算; its own content where 计算 leaves it alone."""
    book = changed(base("clean"), entries, clear)
    return with_edits(book, flow.fill(book)).cell(place(form_of(book), address)).value


def test_nothing_is_written_where_everything_is_there() -> None:
    assert filled(base("clean")) == {}
    assert filled(base("unit")) == {}


def test_live_cells_are_brought_up_to_date_with_their_formula() -> None:
    book = changed(base("clean"), {"fund.other.executed": 10})
    edits = {edit.at.a1: edit for edit in flow.fill(book) if edit.at.sheet == "自评表"}
    assert (edits["G9"].value, edits["G9"].formula) == (Decimal("434.5"), 'IF(COUNT(G5:G6)=0,"",ROUND(SUM(G5:G6),10))')
    assert edits["I9"].value == Decimal("1.2957")


@pytest.mark.parametrize(
    "address",
    [
        "fund.basic.execution_rate", "fund.total.executed", "total.score", "total.points", "grade",
        "rate.staff_control", "summary.total.executed", "heading.seal_unit", "heading.evaluation_year",
        "自评表!L5", "自评表!N14", "自评表!O14", "指标测算!D10",
    ],
)  # fmt: skip
def test_typed_figure_stays_whatever_it_is(address: str) -> None:
    assert after({address: "照旧"}, (), address) == "照旧"
    assert after({address: Decimal("12.34")}, (), address) == Decimal("12.34")


def test_own_formula_stays() -> None:
    book = changed(base("clean"), {"fund.basic.execution_rate": {"formula": "G7/E7", "value": 1}})
    assert "自评表!I7" not in filled(book)


def test_emptied_formula_cell_gets_its_formula_back() -> None:
    book = changed(base("clean"), {"fund.basic.execution_rate": None})
    edit = next(edit for edit in flow.fill(book) if edit.at.a1 == "I7")
    assert (edit.value, edit.formula is not None) == (Decimal("1.4655"), True)


def test_blank_actual_value_of_a_rate_comes_from_the_base_figures() -> None:
    staff = {"concept.staff_on_post": 7, "concept.staff_quota": 8}
    clear = ("indicator.在职人员控制率.actual", "indicator.在职人员控制率.score")
    assert after(staff, clear, "indicator.在职人员控制率.actual") == "87.50%"
    assert after(staff, clear, "indicator.在职人员控制率.score") == 2
    assert after(staff, (), "indicator.在职人员控制率.actual") == "100%"


@pytest.mark.parametrize(
    ("indicator", "target", "actual", "score"),
    [
        ("预算编制完整性", "100%", "100%", 2),
        ("预算编制完整性", "100%", "98%", None),
        ("结转结余率", "5%", "3%", 2),
        ("结转结余率", "5%", "8%", None),
        ("事项办结率", "100%", "100%", Decimal("4.5")),
        ("事项办结率", "≥95%", "98%", Decimal("4.5")),
        ("事项办结率", "95%", "98%", None),
        ("事项办结率", "不超过10天", "8天", Decimal("4.5")),
        ("是否按时完成各项工作", "是", "是", 4),
        ("是否按时完成各项工作", "是", "否", None),
        ("社会公众或服务对象满意度", "90%", "—", None),
    ],
)
def test_blank_score_is_filled_only_where_the_target_is_surely_met(
    indicator: str, target: str, actual: str, score: Decimal | None
) -> None:
    row = f"indicator.{indicator}"
    assert after({f"{row}.target": target, f"{row}.actual": actual}, (f"{row}.score",), f"{row}.score") == score


def test_typed_score_stays() -> None:
    assert after({"indicator.预算编制完整性.score": 1}, (), "indicator.预算编制完整性.score") == 1


def test_filled_score_counts_in_the_total_at_once() -> None:
    book = changed(base("clean"), clear=["indicator.预算编制完整性.score"])
    assert filled(book)["自评表!H14"] == 2
    assert with_edits(book, flow.fill(book)).cell(place(form_of(book), "total.score")).value == 95


def test_filling_twice_is_filling_once() -> None:
    book = changed(
        base("clean"), {"concept.staff_on_post": 7, "concept.staff_quota": 8}, ["indicator.预算完成率.score"]
    )
    once = with_edits(book, flow.fill(book))
    assert flow.fill(once) == ()


HEADING = ["资金来源", "全年预算数", "全年执行数", "执行率"]


def test_anyone_s_blank_cells_get_the_figure_alone() -> None:
    book = tables(
        {"表": {"rows": [HEADING, ["财政拨款", 100, 90, ""], ["其他资金", "-", 5, ""], ["合计", "", "", "90%"]]}}
    )
    edits = flow.fill(book)
    assert {edit.at.a1: edit.value for edit in edits} == {"D2": Decimal("0.9"), "B4": 100, "C4": 95}
    assert all(edit.formula is None for edit in edits)


def test_anyone_s_doubtful_cells_are_left_alone() -> None:
    unknown = tables({"表": {"rows": [HEADING, ["财政拨款", 100, 90, 0.9], ["上年结转", 1, 1, 1], ["其他资金", 1, 1, 1],
                                    ["合计", "", "", ""]]}})  # fmt: skip
    assert filled(unknown) == {}
    partly = tables({"表": {"rows": [HEADING, ["财政拨款", 100, "", ""], ["其他资金", 1, 1, 1], ["合计", "", "", ""]]}})
    assert filled(partly) == {"表!B4": 101}
    summary = [["单位", "预算数", "执行数", "自评得分"], ["甲", 1, 1, 90], ["乙", 3, 3, 80], ["合计", "", "", ""]]
    assert filled(tables({"表": {"rows": summary}})) == {"表!B4": 4, "表!C4": 4}
