"""The flow on one screen: values in, edits out. A host reads the book and writes the edits; nothing here knows how."""

from collections.abc import Iterable
from dataclasses import replace

from jixiao.compute.review import Review
from jixiao.consolidate.collection import InMemory
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import Judgement
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns.extract import submission_of
from jixiao.consolidate.returns.stated import has_evaluation
from jixiao.consolidate.returns.submission import Submission
from jixiao.consolidate.summary.table import Change, summary_edits
from jixiao.consolidate.summary.units import Units, compared, refuse_other_money_unit
from jixiao.errors import UnknownWorkbook
from jixiao.fill.entries import fill_edits, live_edits
from jixiao.fill.results_sheet import clear_edits, results_edits
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.framework import Framework
from jixiao.review_flow import check, review_book
from jixiao.rules.catalogue import Report

__all__ = [
    "check", "clear", "consolidate_books", "fill", "fill_summary", "mark", "refresh", "review_book",
    "review_of_last_year", "units_of",
]  # fmt: skip


def mark(review: Review, report: Report) -> tuple[Edit, ...]:
    """Write a report into the book's 审核结果, which marks the cells."""
    return results_edits(review.book, review.form, report)


def clear(book: Book) -> tuple[Edit, ...]:
    """清除标记: take findings and marks out again."""
    review = review_book(book)
    return clear_edits(book, review.form)


def fill(book: Book) -> tuple[Edit, ...]:
    """计算: bring live cells up to date and fill blank entries that follow from others."""
    return fill_edits(review_book(book))


def refresh(book: Book, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits of entries with the live cells that follow from them brought up to date."""
    edits = tuple(edits)
    return (*edits, *live_edits(review_book(with_edits(book, edits))))


def review_of_last_year(book: Book) -> Review:
    """A workbook of last year from which something is to be taken over; UnknownWorkbook where it evaluates nothing."""
    review = review_book(book)
    if not has_evaluation(review.form) and not review.form.tables:
        raise UnknownWorkbook(f"{book.title}：里面只有汇总表，没有自评数据，不能从它带入。请选单位去年的自评工作簿。")
    return review


def consolidate_books(
    books: Iterable[Book], summary: Framework | None = None, plan: Plan | None = None
) -> Consolidation:
    """汇总: what the workbooks at hand come to; ``summary`` is the framework of the 汇总表 if set.

    Raises JixiaoError where there is nothing that can be summed up.
    """
    submissions, laws = _submissions(books)
    return consolidate(InMemory(submissions), replace(plan or Plan(), framework=summary, law_of=laws.__getitem__))


def units_of(books: Iterable[Book]) -> Units:
    """What the units' workbooks report, to compare a 汇总表 with; which workbooks are none of those, and why."""
    submissions, laws = _submissions(books)
    judgements: list[Judgement] = []
    found = consolidate(InMemory(submissions), Plan(law_of=laws.__getitem__, heard=judgements.append))
    return compared(judgements, dict(enumerate(submissions, 1)), found.framework)


def _submissions(books: Iterable[Book]) -> tuple[list[Submission], dict[str, Framework]]:
    """What workbooks report, and the frameworks that they were read by."""
    reviews = [review_book(book) for book in books]
    laws = {review.framework.id: review.framework for review in reversed(reviews)}
    return [submission_of(review, review.book.title) for review in reviews], laws


def fill_summary(book: Book, consolidation: Consolidation) -> tuple[tuple[Edit, ...], tuple[Change, ...]]:
    """Fill the 汇总表 of an existing book; also says which typed figures are replaced. Raises JixiaoError."""
    review = review_book(book)
    refuse_other_money_unit(review, consolidation)
    edits, changes = summary_edits(review, consolidation)
    filled = fill(with_edits(book, edits))
    return tuple({edit.at: edit for edit in (*edits, *filled)}.values()), changes
