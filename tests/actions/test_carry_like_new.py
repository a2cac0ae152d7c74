"""带入上年 into a blank workbook takes just what a new workbook takes over from last year's."""

from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.model.book import Edit, with_edits
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from jixiao.template.last_year import carry_over
from jixiao.template.last_year.into_open import carry_into
from workbooks import built

QUICK = "haizhu"
BOOKS = [
    pytest.param(id, number, id=f"{id}-{number}", marks=() if QUICK in id else pytest.mark.long)
    for id in example_ids()
    for number in range(len(load_example(id).books))
]


def published(id: str, number: int) -> Review:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    return flow.review_book(built(plan, example_entries(plan.form, example.books[number], example.year)))


@pytest.mark.parametrize(("id", "number"), BOOKS)
def test_same_entries_and_the_same_words(id: str, number: int) -> None:
    example, last = load_example(id), published(id, number)
    plan = evaluation_blueprint(example.template)
    expected = carry_over(last, plan.form, plan.framework)
    year_at = plan.form.fields["year"]
    book = with_edits(built(plan), [Edit(year_at, Decimal(example.year + 1))])
    taken = carry_into(flow.review_book(book), last)
    prefilled = {at for at in expected.entries if book.cell(at).value not in (None, "")}
    assert taken.entries == {at: value for at, value in expected.entries.items() if at not in prefilled}
    assert prefilled <= {year_at, plan.form.fields["scope"]}
    assert taken.left == expected.left
    assert taken.taken[1:] == expected.taken[1:]


@pytest.mark.long
@pytest.mark.parametrize(("id", "number"), BOOKS)
def test_second_time_takes_nothing(id: str, number: int) -> None:
    example, last = load_example(id), published(id, number)
    plan = evaluation_blueprint(example.template)
    once = carry_into(flow.review_book(built(plan)), last)
    book = with_edits(built(plan), (Edit(at, value) for at, value in once.entries.items()))
    assert carry_into(flow.review_book(book), last).entries == {}
