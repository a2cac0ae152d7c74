"""Live cells as a spreadsheet would show them: over stated figures where these were typed."""

from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.compute.calculate import Computed, Result, calculate, excel_formula, is_stated
from jixiao.compute.intervals import Interval, meets
from jixiao.compute.live_cell import Kind, Live
from jixiao.compute.review import Review
from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.formula import parse_formula
from workbook_changes import changed
from workbooks import base, place


def review(base_name: str = "clean", clear: tuple[str, ...] = (), **entries: Any) -> Review:
    return flow.review_book(
        changed(base(base_name), {key.replace("__", "."): value for key, value in entries.items()}, clear)
    )


def computed(found: Review, address: str) -> Computed:
    return found.calculation.computed[place(found.form, address)]


def value(found: Review, address: str) -> Result:
    return computed(found, address).value


def test_published_figures_give_the_published_results() -> None:
    found = review()
    assert value(found, "fund.basic.execution_rate") == Decimal("1.4655")
    assert value(found, "fund.total.executed") == Decimal("424.5")
    assert value(found, "fund.other.execution_rate") is Missing.NIL
    assert value(found, "total.points") == Decimal(100)
    assert value(found, "total.score") == Decimal(95)
    assert value(found, "grade") == "优"
    assert value(found, "rate.cost_saving") == 0
    assert value(found, "rate.staff_control") is Missing.BLANK


def test_stated_figure_is_what_later_cells_use() -> None:
    found = review(total__score=85)
    at = place(found.form, "total.score")
    assert at in found.calculation.stated
    assert value(found, "total.score") == 95
    assert value(found, "grade") == "良"
    assert found.number(at) == 85


def test_sum_of_the_unit_names_what_nobody_reported() -> None:
    found = review("unit", fund__fiscal__executed=200)
    total = computed(found, "fund.total.executed")
    assert total.value == 200
    assert [cell.a1 for cell in total.unreported] == ["G6"]


def test_nil_mark_is_reported_and_no_number() -> None:
    total = computed(review(), "fund.total.executed")
    assert total.unreported == ()
    assert total.interval == Interval(Decimal("424.495"), Decimal("424.505"))


def test_amounts_stand_for_intervals_of_half_a_cent() -> None:
    found = review(fund__basic__annual_budget=100, fund__basic__executed=50)
    bounds = computed(found, "fund.basic.execution_rate").interval
    assert bounds is not None
    assert bounds.low < Decimal("0.49998") < Decimal("0.50002") < bounds.high
    assert bounds.high - bounds.low < Decimal("0.0002")


def test_counts_are_exact() -> None:
    found = review(concept__staff_on_post=7, concept__staff_quota=8)
    assert computed(found, "rate.staff_control").interval == Interval.exact(Decimal("0.875"))


def test_means_pair_figures_by_row_over_nil_marks() -> None:
    """One row without a budget, one without a score: as many scores as budgets, in different rows."""
    rows = {3: ("无预算", "—", "—", 10), 4: ("无得分", 10, 10, "—")}
    roles = ("unit", "annual_budget", "executed", "self_score")
    entries = {f"summary.{row}.{role}": content for row, contents in rows.items()
               for role, content in zip(roles, contents, strict=True)}  # fmt: skip
    total = computed(flow.review_book(changed(base("summary"), entries)), "summary.total.self_score")
    assert total.value == Decimal("92.25")  # 95 × 335.33 ÷ 345.33
    assert total.interval is not None
    assert meets(total.interval, Interval.of_printed(Decimal("92.25"), 2))


def test_zero_denominator_is_no_number() -> None:
    found = review(concept__staff_on_post=7, concept__staff_quota=0)
    assert value(found, "rate.staff_control") is Missing.ZERO_DENOMINATOR


def test_unreadable_figure_makes_results_unreadable() -> None:
    found = review(fund__basic__executed="2000万")
    assert value(found, "fund.basic.execution_rate") is Missing.UNREADABLE


@pytest.mark.parametrize(
    ("cell", "stated"),
    [
        (Cell(), False),
        (Cell(""), False),
        (Cell(Decimal("1.2659")), True),
        (Cell("—"), True),
        (Cell(Decimal(1), "G7/E7"), True),
    ],
)
def test_typed_figures_and_own_formulas_are_stated(cell: Cell, stated: bool) -> None:
    live = computed(review(), "fund.basic.execution_rate").live
    assert is_stated(live, cell) is stated


def test_the_template_s_formula_is_known_in_other_spellings() -> None:
    live = computed(review(), "rate.staff_control").live
    formula = excel_formula(live)
    for spelling in (
        formula,
        formula.lower(),
        formula.replace("$", ""),
        formula.replace("基础数据!", "'基础数据'!"),
        f" {formula}",
    ):
        assert not is_stated(live, Cell(Decimal(1), spelling))


def test_every_formula_of_a_built_workbook_is_the_template_s_own() -> None:
    assert not flow.review_book(base("blank")).calculation.stated
    assert not flow.review_book(base("summary")).calculation.stated
    unit = flow.review_book(base("unit"))
    typed = ("fund.total.annual_budget", "fund.total.executed", "total.score")
    assert set(unit.calculation.stated) == {place(unit.form, address) for address in typed}


@pytest.mark.parametrize("first", ["A1", "B1"])
def test_of_two_live_cells_in_one_place_the_last_one_counts_whichever_is_asked_first(first: str) -> None:
    """Names that somebody bent lead to one cell: the bounds must be those of the value."""
    above, beside = CellRef("表", 1, 1), CellRef("表", 1, 2)
    cells = [(above, "2", {}), (beside, "a * 2", {"a": above}), (above, "7", {})]
    lives = [Live(at, Kind.RATE, "某项", parse_formula(text), operands) for at, text, operands in cells]
    found = calculate(lives, {}).computed
    known = {at.a1: found[at].interval for at in sorted(found, key=lambda at: at.a1 != first)}
    assert (found[above].value, known["A1"]) == (7, Interval.exact(Decimal(7)))
    assert known["B1"] is None  # nothing is known yet of what is worked out behind it
