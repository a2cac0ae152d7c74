"""A second-level indicator of the unit's own states its name and its points; the check beside it follows them."""

from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.source import source_ids
from random_entries import own_rows
from workbooks import built


def _has_own(id: str) -> bool:
    form = evaluation_blueprint(id).form.indicators
    return form is not None and any(not group.name for group in form.groups)


@pytest.fixture(scope="module")
def plan() -> Blueprint:
    return evaluation_blueprint(next(id for id in source_ids() if _has_own(id)))


@pytest.fixture(scope="module")
def blank(plan: Blueprint) -> Book:
    return built(plan)


def places(plan: Blueprint) -> dict[str, CellRef]:
    """The cells of the first such section: its name, points and check, and the points of its first two rows."""
    form = plan.form.indicators
    assert form is not None
    first, second, *_ = next(rows for rows in own_rows(form) if not rows[0].level2)
    found = {role: form.at(role, first.row) for role in ("level2", "level2_points", "level2_check", "level3", "points")}
    found |= {f"second_{role}": form.at(role, second.row) for role in ("level3", "points")}
    return {role: at for role, at in found.items() if at is not None}


def typed(book: Book, plan: Blueprint, **values: Value) -> Book:
    """The book with cells typed in, then 计算."""
    book = with_edits(book, [Edit(places(plan)[role], value) for role, value in values.items()])
    return with_edits(book, flow.fill(book))


def filled(blank: Book, plan: Blueprint) -> Book:
    return typed(blank, plan, level2="自设", level2_points=Decimal(10), level3="甲", points=Decimal(3),
                 second_level3="乙", second_points=Decimal(7))  # fmt: skip


def test_check_is_live_before_anything_is_typed(blank: Book, plan: Blueprint) -> None:
    cell = blank.cell(places(plan)["level2_check"])
    assert cell.formula is not None
    assert places(plan)["level2_points"].a1 in cell.formula
    assert cell.value in (None, "")


def test_check_follows_the_points_of_the_heading(blank: Book, plan: Blueprint) -> None:
    at, book = places(plan)["level2_check"], filled(blank, plan)
    assert book.cell(at).value == "✓ 10"
    changed = typed(book, plan, level2_points=Decimal(12))
    assert (changed.cell(at).value, changed.cell(at).formula) == ("✗ 10，应为 12", book.cell(at).formula)
    assert typed(changed, plan, level2_points=None).cell(at).value == ""
    assert typed(changed, plan, level2_points="—").cell(at).value == ""


def test_rule_says_what_the_check_says(blank: Book, plan: Blueprint) -> None:
    book = filled(blank, plan)
    for points, is_off in ((Decimal(10), False), (Decimal(12), True)):
        _, report = flow.check(typed(book, plan, level2_points=points))
        assert any(f.code == "W001" and f.label == "“自设”" for f in report.findings) is is_off


def test_points_that_are_no_number_are_found(blank: Book, plan: Blueprint) -> None:
    _, report = flow.check(typed(filled(blank, plan), plan, level2_points="十分"))
    assert [(f.at, f.label) for f in report.findings if f.code == "V002"] == [
        (places(plan)["level2_points"], "“自设”分值")
    ]
