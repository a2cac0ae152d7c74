"""元/万元换算: which amounts, what comes out, what is never touched."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.made_desk import asked, of_somebody_else, pressed
from jixiao import flow
from jixiao.actions import action
from jixiao.errors import JixiaoError
from jixiao.fill.money_units import POWERS, converted, typed_amounts
from jixiao.model.book import Book, Cell, Edit, Sheet, with_edits
from jixiao.model.cells import Area, CellRef
from jixiao.read.facts import FactKind
from workbooks import base, blueprint

CONVERT = action("convert")
YES = {"which": "all", "unit": "元", "confirmed": "yes"}
FUND = blueprint().form.fund
assert FUND is not None
BUDGET, EXECUTED = (FUND.at(role, FUND.line("basic")) for role in ("annual_budget", "executed"))
assert BUDGET is not None and EXECUTED is not None


def typed(book: Book) -> Mapping[CellRef, Decimal]:
    """What somebody typed as a number anywhere."""
    return {
        CellRef(sheet.name, *place): cell.value
        for sheet in book.sheets.values()
        for place, cell in sheet.cells.items()
        if cell.formula is None and isinstance(cell.value, Decimal)
    }


def test_only_typed_amounts_change_and_exactly() -> None:
    book = base("published")
    review = flow.review_book(book)
    after = with_edits(book, CONVERT.run(pressed(book, **YES)).edits)
    before, now = typed(book), typed(after)
    changed = {at for at in before if before[at] != now[at]}
    assert changed == set(typed_amounts(review)) != set()
    assert all(review.facts[at].kind is FactKind.AMOUNT for at in changed)
    assert all(now[at] * 10_000 == before[at] for at in changed)


def test_formulas_stay_formulas_and_follow() -> None:
    book = base("published")
    after = with_edits(book, CONVERT.run(pressed(book, **YES)).edits)
    formulas = [{place: cell.formula for place, cell in one.sheets["自评表"].cells.items() if cell.formula}
                for one in (book, after)]  # fmt: skip
    assert formulas[0] == formulas[1]
    assert flow.refresh(after, ()) == ()


def test_confirmation_shows_the_first_amounts_and_how_many() -> None:
    form = asked(CONVERT, pressed(base("published"), which="all", unit="元"))
    assert form.fields == ()
    assert form.text[0].startswith("由元换算成万元，共 ")
    value = base("published").cell(BUDGET).value
    assert isinstance(value, Decimal)
    assert any(line.endswith(f"{value} → {value / 10_000}") for line in form.text)
    assert CONVERT.ask(pressed(base("published"), **YES)) is None


def test_selected_block_is_the_default_where_it_holds_amounts() -> None:
    block = Area(BUDGET.sheet, BUDGET.row, BUDGET.column, EXECUTED.row, EXECUTED.column)
    form = asked(CONVERT, pressed(base("published"), selected=block))
    assert form.fields[0].value == "selected"
    outcome = CONVERT.run(pressed(base("published"), selected=block, **{**YES, "which": "selected"}))
    values = {edit.at for edit in outcome.edits if edit.formula is None}
    assert values == {BUDGET, EXECUTED}


def test_amounts_that_check_doubts_are_the_default() -> None:
    wrong = with_edits(base("clean"), [Edit(EXECUTED, base("clean").cell(EXECUTED).value * 10_000)])  # type: ignore[operator]
    fields = asked(CONVERT, pressed(wrong)).fields
    assert fields[0].value == "doubted"
    assert "1 个金额" in fields[0].choices[0].caption
    after = with_edits(wrong, CONVERT.run(pressed(wrong, **{**YES, "which": "doubted"})).edits)
    assert after.cell(EXECUTED).value == base("clean").cell(EXECUTED).value


@pytest.mark.parametrize(
    "answers", [{"unit": "万元"}, {"unit": "美元"}, {"unit": ""}, {"which": "selected"}, {"which": "?"}]
)
def test_nothing_to_convert_is_told(answers: Mapping[str, str]) -> None:
    with pytest.raises(JixiaoError, match="没有改动"):
        CONVERT.run(pressed(base("published"), **{**YES, **answers}))


def test_workbook_without_amounts_is_told_at_once() -> None:
    with pytest.raises(JixiaoError, match="没有手工填的金额"):
        CONVERT.ask(pressed(base("blank")))


def test_summary_is_left_to_roundup_unless_it_is_selected() -> None:
    book = base("summary")
    with pytest.raises(JixiaoError, match="没有手工填的金额"):
        CONVERT.run(pressed(book, **YES))
    amounts = list(typed_amounts(flow.review_book(book)))
    block = Area(amounts[0].sheet, amounts[0].row, 1, amounts[0].row, 20)
    assert CONVERT.run(pressed(book, selected=block, **{**YES, "which": "selected"})).edits


def test_table_of_anyone_s_is_converted_too() -> None:
    book = of_somebody_else(base("published"))
    outcome = CONVERT.run(pressed(book, **YES))
    assert {edit.at for edit in outcome.edits} >= {BUDGET, EXECUTED}


@settings(max_examples=40)
@given(st.decimals(places=2, min_value=-(10**12), max_value=10**12).filter(bool), st.sampled_from(list(POWERS)))
def test_conversion_is_exact(value: Decimal, unit: str) -> None:
    review = flow.review_book(base("blank"))
    cells = {(BUDGET.row, BUDGET.column): Cell(value)}
    book = Book("数.xlsx", {BUDGET.sheet: Sheet(BUDGET.sheet, cells)})
    (edit,) = converted(replace(review, book=book), [BUDGET], unit)
    assert isinstance(edit.value, Decimal)
    assert edit.value * Decimal(10) ** POWERS["万元"] == value * Decimal(10) ** POWERS[unit]
    assert "E" not in str(edit.value)
