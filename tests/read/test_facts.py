"""What is reported in each cell, read as its kind wants."""

from decimal import Decimal
from typing import Any

import pytest

from jixiao.model.book import Book
from jixiao.model.figures import Figure, Missing, Reported, Text
from jixiao.read.facts import Fact, FactKind, read_facts
from workbook_changes import changed, tables
from workbooks import FRAMEWORK, base, form_of, place


def fact(book: Book, address: str) -> Fact:
    form = form_of(book)
    return read_facts(book, form, FRAMEWORK)[place(form, address)]


def reported(address: str, content: Any) -> Reported:
    return fact(changed(base("clean"), {address: content}), address).reported


@pytest.mark.parametrize(
    ("address", "content", "expected"),
    [
        ("fund.basic.executed", 283.04, Figure(Decimal("283.04"), 2)),
        ("fund.basic.executed", "283.04", Missing.UNREADABLE),
        ("fund.basic.executed", "—", Missing.NIL),
        ("fund.basic.executed", True, Missing.UNREADABLE),
        ("fund.basic.executed", {"error": "#REF!"}, Missing.UNREADABLE),
        ("fund.basic.execution_rate", "126.6%", Figure(Decimal("1.266"), 3, unit="%")),
        ("fund.basic.execution_rate", {"formula": "A1"}, Missing.NOT_COMPUTED),
        ("concept.payment_progress_actual", "98%", Missing.UNREADABLE),
        ("indicator.预算完成率.actual", ">100%", Figure(Decimal(1), 2, ">", "%")),
        ("indicator.预算完成率.actual", "达标", Text("达标")),
        ("indicator.预算完成率.variance_note", "  ", Missing.BLANK),
        ("indicator.预算完成率.variance_note", {"error": "#N/A"}, Missing.UNREADABLE),
        ("field.unit", Decimal(12), Text("12")),
        ("field.unit", True, Text("TRUE")),
        ("field.year", "2021年", Missing.UNREADABLE),
    ],
)
def test_cell_is_read_as_its_kind(address: str, content: Any, expected: Reported) -> None:
    assert reported(address, Decimal(str(content)) if isinstance(content, float) else content) == expected


def test_blank_cells_are_facts_too() -> None:
    assert fact(base("blank"), "fund.basic.executed").reported is Missing.BLANK


def test_labels_are_what_messages_call_the_cell() -> None:
    book = base("clean")
    assert fact(book, "fund.basic.executed").label == "“资金结构：（1）基本支出”全年执行数"
    assert fact(book, "indicator.“三公经费”控制率.score").label == "“三公经费”控制率得分"
    assert fact(book, "summary.2.executed").label == "汇总表第 2 行全年执行数"
    assert fact(book, "total.score").label == "总分“得分”"
    assert fact(book, "concept.staff_quota").label == "基础数据“编制数”"
    assert fact(book, "rate.staff_control").kind is FactKind.RATE


def test_text_numbers_of_anyone_s_table_are_numbers() -> None:
    book = tables({"表": {"rows": [["项目", "全年预算数", "全年执行数"], ["基本支出", "1,234.50", "12"]]}})
    assert fact(book, "表!B2").reported == Figure(Decimal("1234.50"), 2)


def test_bare_rate_above_three_can_only_be_a_percentage() -> None:
    rows = [
        ["项目", "全年预算数", "全年执行数", "执行率"],
        ["基本支出", 1, 1, Decimal("126.59")],
        ["项目支出", 1, 1, 2],
    ]
    book = tables({"表": {"rows": rows}})
    assert fact(book, "表!D2").reported == Figure(Decimal("1.2659"), 4, unit="%")
    assert fact(book, "表!D3").reported == Figure(Decimal(2), 0)


WHOLE = {"fund.fiscal.annual_budget": 335, "fund.fiscal.executed": 424, "fund.basic.annual_budget": 193,
         "fund.basic.executed": 283, "fund.project.annual_budget": 142, "fund.project.executed": 141}  # fmt: skip


@pytest.mark.parametrize(
    ("also", "decimals"),
    [
        ({}, 0),
        ({"fund.project.executed": "—"}, 0),
        ({"fund.basic.executed": Decimal("283.1")}, 0),  # one alone may be a slip
        ({"fund.basic.executed": Decimal("283.1"), "fund.project.executed": Decimal("141.4")}, 1),
        ({"fund.basic.executed": Decimal("283.04"), "fund.project.executed": Decimal("141.46")}, 2),
    ],
)
def test_a_table_of_whole_amounts_was_rounded_to_whole_ones(also: dict[str, Any], decimals: int) -> None:
    assert fact(changed(base("clean"), WHOLE | also), "fund.fiscal.executed").decimals == decimals


def test_the_one_amount_with_more_decimals_keeps_them() -> None:
    book = changed(base("clean"), WHOLE | {"fund.basic.executed": Decimal("283.1")})
    assert fact(book, "fund.basic.executed").decimals == 1


def test_text_with_zeros_is_as_exact_as_it_says() -> None:
    book = tables({"Sheet1": {"rows": [
        ["项目", "全年预算数", "全年执行数", "执行率"],
        ["财政拨款", "335.00", "300.00", "90%"], ["其他资金", "—", "—", ""], ["合计", 335, 300, "90%"],
    ]}})  # fmt: skip
    form = form_of(book)
    assert {fact.decimals for fact in read_facts(book, form, FRAMEWORK).values()} == {2}


@pytest.mark.parametrize(
    "content",
    [0, Decimal("0.873"), Decimal(98), "—", "-", "--", " — ", "－", "98%", "12", "", True, {"error": "#N/A"},
     {"formula": "A1"}],
)  # fmt: skip
def test_number_is_what_is_reported(content: Any) -> None:
    addresses = ("fund.basic.executed", "fund.basic.execution_rate", "concept.payment_progress_actual",
                 "concept.staff_quota", "indicator.预算完成率.score", "indicator.预算完成率.actual", "field.year",
                 "field.unit")  # fmt: skip
    ours = changed(base("clean"), dict.fromkeys(addresses, content))
    elsewhere = tables(
        {"表": {"rows": [["项目", "全年预算数", "全年执行数", "执行率"], ["基本支出", 1, content, content]]}}
    )
    for book, places in ((ours, addresses), (elsewhere, ("表!C2", "表!D2"))):
        form = form_of(book)
        facts = read_facts(book, form, FRAMEWORK)
        for at in (place(form, address) for address in places):
            reported = read_facts(book, form, FRAMEWORK).reported(at)
            without_figure = reported if isinstance(reported, Missing) else Missing.UNREADABLE
            assert facts.number(at) == (reported.value if isinstance(reported, Figure) else without_figure)
