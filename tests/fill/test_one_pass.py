"""计算 looks at a workbook once, and again only at what its own entries change. Nothing differs from a second look."""

import random

import pytest

from casebook import all_cases
from casebook import book_of as book_of_case
from counts import counted
from jixiao import flow
from jixiao.compute.review import Review
from jixiao.errors import JixiaoError
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.read.form import read_form
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import source_ids
from random_entries import random_entries
from workbooks import built

TEMPLATES = source_ids()


def random_book(template: str, seed: int) -> tuple[Book, dict[CellRef, Value]]:
    """A workbook with random entries of which some are left out, and those that were."""
    plan, chance = evaluation_blueprint(template), random.Random(seed)
    entries = random_entries(plan, chance)
    late = {at: value for at, value in entries.items() if chance.random() < 0.2}
    return built(plan, {at: value for at, value in entries.items() if at not in late}), late


def assert_alike(one: Review, other: Review) -> None:
    """Both reviews say the same of every cell."""
    assert one.form == other.form
    assert dict(one.facts) == dict(other.facts)
    assert one.calculation.stated == other.calculation.stated
    assert one.calculation.computed == other.calculation.computed
    for at, computed in one.calculation.computed.items():
        assert computed.interval == other.calculation.computed[at].interval


def assert_settled(book: Book) -> None:
    """The form stands after 计算 as it stood before, and nothing is left to be filled in."""
    edits = flow.fill(book)
    after = with_edits(book, edits)
    before = flow.review_book(book)
    assert read_form(after, before.framework) == before.form
    assert_alike(before.after(edits), flow.review_book(after))
    assert flow.fill(after) == ()


@pytest.mark.parametrize("seed", counted(2, 6))
@pytest.mark.parametrize("template", TEMPLATES)
def test_random_workbooks(template: str, seed: int) -> None:
    assert_settled(random_book(template, seed)[0])


@pytest.mark.parametrize("id", example_ids())
def test_published_workbooks(id: str) -> None:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    for book in example.books:
        assert_settled(built(plan, example_entries(plan.form, book, example.year)))


@pytest.mark.parametrize("every", [21, pytest.param(7, marks=pytest.mark.long)])
def test_workbooks_of_the_cases(every: int) -> None:
    for case in all_cases()[::every]:
        book = book_of_case(case)
        try:
            flow.review_book(book)
        except JixiaoError:
            continue
        assert_settled(book)


@pytest.mark.parametrize("every", [9, pytest.param(3, marks=pytest.mark.long)])
@pytest.mark.parametrize("template", TEMPLATES)
def test_review_after_entries_is_that_of_the_workbook_with_them(template: str, every: int) -> None:
    """Entries that name no indicator and no line leave the form as it was."""
    book, late = random_book(template, 20)
    review = flow.review_book(book)
    for number, (at, value) in enumerate(late.items()):
        changed = with_edits(book, [Edit(at, value)])
        if number % every == 0 and read_form(changed, review.framework) == review.form:
            assert_alike(review.after([Edit(at, value)]), flow.review_book(changed))


def test_later_edits_come_on_top_of_earlier_ones() -> None:
    book, late = random_book(TEMPLATES[0], 21)
    review = flow.review_book(book)
    edits = [Edit(at, value) for at, value in late.items() if at in review.facts][:12]
    for edit in edits:
        review = review.after([edit])
    whole = flow.review_book(with_edits(book, edits))
    if whole.form == review.form:
        assert_alike(review, whole)
