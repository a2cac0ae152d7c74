"""Headings in anyone's workbook: which row, which columns, where the table ends."""

from typing import Any

import pytest

from jixiao.model.book import Book
from jixiao.read.headings import Found, Vocabulary, find_heading, labelled
from jixiao.read.labels import said_in_one
from jixiao.read.pages import pages_of, plain, without_note
from jixiao.read.table_rows import rows_below
from workbook_changes import tables

COLUMNS = {"name": ("项目", "名称"), "points": ("分值",), "score": ("得分", "自评得分")}


def book(*rows: list[Any], **more: Any) -> Book:
    return tables({"表": {"rows": list(rows), **more}})


def columns(*row: Any) -> dict[str, int]:
    return Vocabulary(COLUMNS).columns_of(pages_of(book(list(row))).pages["表"], 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [("全年\n预算数", "全年预算数"), (" 得 分 ", "得分"), ("（Ａ）", "(A)"), ("总 分：", "总分:"), (3, ""), (None, "")],
)
def test_words_are_compared_without_blanks_and_widths(text: object, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("执行率(B/A)", "执行率"),
        ("全年预算数(A,万元)", "全年预算数"),
        ("执行率(B÷A×100%)", "执行率"),
        ("得分(自评)", "得分(自评)"),
    ],
)
def test_formulas_and_units_behind_a_heading_are_left_out(heading: str, words: str) -> None:
    assert without_note(heading) == words


def test_columns_are_found_by_any_of_their_words() -> None:
    assert columns("序号", "名称", "分 值", "自评\n得分") == {"name": 2, "points": 3, "score": 4}


def test_the_first_of_equal_headings_counts_but_the_last_of_points() -> None:
    assert columns("项目", "分值", "项目", "分值", "得分", "得分") == {"name": 1, "points": 4, "score": 5}


def test_a_heading_with_a_note_stands_back_behind_one_without() -> None:
    assert columns("得分（分）", "得分", "分值（分）") == {"score": 2, "points": 3}


def test_heading_with_most_columns_wins_and_hidden_sheets_do_not_count() -> None:
    workbook = tables({
        "藏": {"rows": [["项目", "分值", "得分", "名称"]], "hidden": True},
        "一": {"rows": [["项目", "得分"]]},
        "二": {"rows": [["说明"], ["项目", "分值", "得分"]], "corner": "C3"},
    })  # fmt: skip
    assert find_heading(pages_of(workbook), COLUMNS, ("name", "score")) == Found(
        "二", 4, {"name": 3, "points": 4, "score": 5}
    )


def test_heading_lacks_nothing_needed_and_has_nothing_forbidden() -> None:
    pages = pages_of(book(["项目", "分值", "得分"]))
    assert find_heading(pages, COLUMNS, ("name",), ("score",)) is None
    assert find_heading(pages, {"unit": ("单位",), **COLUMNS}, ("unit",)) is None


def below(*rows: list[Any], limit: int | None = None, first: int = 1) -> list[tuple[int, bool]]:
    page = pages_of(book(["项目", "分值", "得分"], *rows)).pages["表"]
    return [*rows_below(page, Found("表", 1, {"name": first, "points": 2, "score": 3}), limit)]


def test_total_row_ends_the_table() -> None:
    assert below(["甲", 1, 1], ["合 计：", 1, 1], ["乙", 1, 1]) == [(2, False), (3, True)]


def test_total_may_stand_left_of_the_table() -> None:
    assert below(["", "甲", 1], ["总分", "", 1], first=2) == [(2, False), (3, True)]


@pytest.mark.parametrize("foot", ["注：略", "说明：1.略", "备注", "填报人：张三", "部门（盖章）", "注1"])
def test_foot_ends_the_table(foot: str) -> None:
    assert below(["甲", 1, 1], [foot, 1, 1], ["乙", 1, 1]) == [(2, False)]


@pytest.mark.parametrize("name", ["注册企业数", "说明会", "备注事项", "填报人员培训率", "部门预算", "单位运行"])
def test_indicator_that_begins_like_a_foot_does_not(name: str) -> None:
    assert below([name, 1, 1], ["乙", 1, 1]) == [(2, False), (3, False)]


def test_one_empty_row_is_passed_over_and_two_end_the_table() -> None:
    assert below(["甲", 1, 1], [""], ["乙", 1, 1], [""], [""], ["丙", 1, 1]) == [(2, False), (4, False)]


def test_named_table_goes_on_to_its_last_row_over_gaps() -> None:
    rows = below(["甲", 1, 1], [""], [""], ["注：略"], limit=6)
    assert rows == [(2, False), (3, False), (4, False), (5, False), (6, False)]


def test_named_table_that_spans_a_whole_sheet_ends_soon() -> None:
    assert len(below(["甲", 1, 1], limit=1_048_576)) < 100


def test_label_names_the_cell_to_its_right() -> None:
    pages = pages_of(book(["评价部门名称：", "", "某局", "下属单位个数", 3]))
    area = labelled(pages, ("评价部门名称",), ())
    assert area is not None
    assert area.a1 == "C1"


def test_label_without_a_value_names_nothing() -> None:
    assert labelled(pages_of(book(["单位名称", "", "下属单位个数", 3])), ("单位名称",), ()) is None
    assert labelled(pages_of(book(["单位名称", "主管部门：", "某局"])), ("单位名称",), ()) is None


@pytest.mark.parametrize("label", ["填报单位", "填报单位：", "填报单位（盖章）", "填报单位(公章)："])
def test_label_with_a_place_for_the_seal(label: str) -> None:
    area = labelled(pages_of(book([label, "某局"])), ("填报单位",), ())
    assert area is not None
    assert area.a1 == "B1"


def test_heading_of_a_table_is_no_label() -> None:
    pages = pages_of(book(["单位名称", "全年预算数"], ["某局", 3]))
    assert labelled(pages, ("单位名称",), {("表", 1)}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("主管部门（盖章）：江城县文化局", "江城县文化局"),
        ("主管部门:  江城县文化局（公章）", "江城县文化局"),
        ("主管部门（盖章）：江城县文化局    填报人：某某", "江城县文化局"),
        ("主管部门：", ""),
        ("主管部门：____", ""),
        ("主管部门：填报人：某某", ""),
        ("主管部门：请填全称。", ""),
        ("主管部门江城县文化局", ""),
    ],
)
def test_label_and_what_it_labels_in_one_cell(text: str, said: str) -> None:
    assert said_in_one(text)[1] == said
    pages = pages_of(book(["2021年度汇总表"], [text], ["预算单位", "全年预算数"]))
    area = labelled(pages, ("主管部门",), {("表", 3)})
    assert (area.a1 if area else "") == ("A2" if said else "")
    assert labelled(pages, ("主管部门",), ()) is None


def test_a_value_of_its_own_goes_before_one_with_its_label() -> None:
    pages = pages_of(book(["单位名称：甲局"], ["单位名称", "乙局"], ["预算单位", "全年预算数"]))
    area = labelled(pages, ("单位名称",), {("表", 3)})
    assert area is not None and area.a1 == "B2"
