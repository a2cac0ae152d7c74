"""The flow on one screen: values in, edits out. A host reads the book and writes the edits; nothing here knows how."""

from collections.abc import Iterable
from dataclasses import replace

from jixiao.compute.calculate import calculate, calculate_on_demand
from jixiao.compute.live import live_cells, live_figures
from jixiao.compute.review import Review, UnitFigures
from jixiao.consolidate.collection import InMemory
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import Judgement
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns import extract
from jixiao.consolidate.returns.submission import Noted, Submission
from jixiao.consolidate.summary.table import Change, summary_edits
from jixiao.consolidate.summary.units import Units, compared, has_evaluation, refuse_other_money_unit
from jixiao.errors import UnknownWorkbook
from jixiao.fill.entries import fill_edits, live_edits
from jixiao.fill.results_sheet import clear_edits, results_edits
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.findings import Finding
from jixiao.model.framework import Framework
from jixiao.read.facts import read_facts
from jixiao.read.form import choose_framework, read_form
from jixiao.read.form_sheets import are_enough
from jixiao.read.results_list import read_explanations
from jixiao.rules.catalogue import Report, run_rules
from jixiao.rules.explained import explain
from jixiao.rules.render import describe


def review_book(book: Book, units: tuple[UnitFigures, ...] | None = None, *, on_demand: bool = False) -> Review:
    """Book → form → facts → results, these ``on_demand`` only. Raises UnknownWorkbook or BrokenFramework."""
    framework = choose_framework(book)
    form = read_form(book, framework)
    facts = read_facts(book, form, framework)
    calculation = (calculate_on_demand if on_demand else calculate)(live_cells(form, framework), facts)
    return Review(book, framework, form, facts, calculation, units)


def check(book: Book, units: tuple[UnitFigures, ...] | None = None) -> tuple[Review, Report]:
    """审核: run every rule over a book; what the office explained in an earlier run stays with its finding."""
    review = review_book(book, units)
    return review, explain(run_rules(review), read_explanations(book, review.form))


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


def submission_of(book: Book, file: str, digest: str = "", *, checked: bool = False) -> Submission:
    """汇总: what one returned workbook reports; where it is ``checked``, with its findings."""
    if not checked:
        return extract.submission_of(review_book(book, on_demand=True), file, digest)
    review, report = check(book)
    return replace(extract.submission_of(review, file, digest), findings=tuple(map(_noted, report.findings)))


def submission_of_figures(book: Book, file: str, digest: str = "") -> Submission | None:
    """The same, not checked, of a book without the sheets that it can mostly do without (``sheets_of_figures``).

    None where it cannot: the book is then to be read as a whole.
    """
    try:
        framework = choose_framework(book)
        form = read_form(book, framework)
    except UnknownWorkbook:
        return None
    if not (are_enough(form, framework, book.names) and has_evaluation(form)):
        return None
    facts = read_facts(book, form, framework)
    calculation = calculate_on_demand(live_figures(form, framework), facts)
    return extract.submission_of(Review(book, framework, form, facts, calculation), file, digest)


def _noted(finding: Finding) -> Noted:
    words, place = describe(finding), f"{finding.at.sheet}!{finding.at.a1}"
    said = (finding.label, words.message, words.hint, finding.explanation)
    return Noted(finding.code, finding.severity.value, place, *said)


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
    return [extract.submission_of(review, review.book.title) for review in reviews], laws


def fill_summary(book: Book, consolidation: Consolidation) -> tuple[tuple[Edit, ...], tuple[Change, ...]]:
    """Fill the 汇总表 of an existing book; also says which typed figures are replaced. Raises JixiaoError."""
    review = review_book(book)
    refuse_other_money_unit(review, consolidation)
    edits, changes = summary_edits(review, consolidation)
    filled = fill(with_edits(book, edits))
    return tuple({edit.at: edit for edit in (*edits, *filled)}.values()), changes
