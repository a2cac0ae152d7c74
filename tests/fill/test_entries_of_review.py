"""计算 in a form that prints neither targets nor actual values: what follows from the rates all the same."""

from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.compute.live_cell import Kind
from jixiao.model.book import Book, Edit, with_edits
from workbooks import base, form_of, place

EXAMPLE = "donghu_review_2022"


def without_score(used: str) -> Book:
    """The published review with so much money spent, before the execution of the budget was scored."""
    book = base(EXAMPLE)
    form = form_of(book)
    edits = [
        Edit(place(form, "concept.funds_used"), Decimal(used)),
        Edit(place(form, "indicator.预算执行率.score"), None),
    ]
    return with_edits(book, edits)


@pytest.mark.parametrize(("used", "score"), [("204", 4), ("203.96", None), ("100", None)])
def test_score_follows_from_the_framework_s_target_where_it_is_met(used: str, score: int | None) -> None:
    book = without_score(used)
    filled = {edit.at: edit.value for edit in flow.fill(book)}
    assert filled.get(place(form_of(book), "indicator.预算执行率.score")) == score


def test_points_of_every_level_add_up_to_the_full_score() -> None:
    review = flow.review_book(base(EXAMPLE))
    totals = [found.value for found in review.calculation.computed.values() if found.live.kind is Kind.LEVEL_TOTAL]
    assert totals == [100, 100]


@pytest.mark.parametrize(
    ("score", "grade"), [(14, "优√　良□　中□　差□"), (0, "优□　良√　中□　差□"), (None, "优□　良√　中□　差□")]
)
def test_right_box_is_ticked(score: int | None, grade: str) -> None:
    book = base(EXAMPLE)
    at = place(form_of(book), "indicator.办事企业群众满意度.score")
    changed = with_edits(book, [Edit(at, None if score is None else Decimal(score))])
    review = flow.review_book(with_edits(changed, flow.fill(changed)))
    assert review.text(place(review.form, "grade")) == grade
