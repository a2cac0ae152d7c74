"""One workbook: what it says, what comes of it, what the rules say of it, what it reports for a summary.

Whoever reads returned workbooks, perhaps in many processes, needs this part of the flow and not the rest; and the
rules only where something is checked.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.compute.calculate import calculate, calculate_on_demand
from jixiao.compute.live import live_cells, live_figures
from jixiao.compute.review import Review, UnitFigures
from jixiao.consolidate.returns import extract
from jixiao.consolidate.returns.stated import has_evaluation
from jixiao.consolidate.returns.submission import Noted, Submission
from jixiao.errors import UnknownWorkbook
from jixiao.model.book import Book
from jixiao.model.findings import Finding
from jixiao.read.facts import read_facts
from jixiao.read.form import choose_framework, read_form
from jixiao.read.form_sheets import are_enough
from jixiao.read.results_list import read_explanations

if TYPE_CHECKING:
    from jixiao.rules.catalogue import Report


def review_book(book: Book, units: tuple[UnitFigures, ...] | None = None, *, on_demand: bool = False) -> Review:
    """Book → form → facts → results, these ``on_demand`` only. Raises UnknownWorkbook or BrokenFramework."""
    framework = choose_framework(book)
    form = read_form(book, framework)
    facts = read_facts(book, form, framework)
    calculation = (calculate_on_demand if on_demand else calculate)(live_cells(form, framework), facts)
    return Review(book, framework, form, facts, calculation, units)


def check(book: Book, units: tuple[UnitFigures, ...] | None = None) -> tuple[Review, "Report"]:
    """审核: run every rule over a book; what the office explained in an earlier run stays with its finding."""
    from jixiao.rules.catalogue import run_rules
    from jixiao.rules.explained import explain

    review = review_book(book, units)
    return review, explain(run_rules(review), read_explanations(book, review.form))


def submission_of(book: Book, file: str, digest: str = "", modified: str = "", *, checked: bool = False) -> Submission:
    """汇总: what one returned workbook reports; where it is ``checked``, with its findings."""
    if not checked:
        return extract.submission_of(review_book(book, on_demand=True), file, digest, modified)
    review, report = check(book)
    found = extract.submission_of(review, file, digest, modified)
    return replace(found, findings=tuple(map(_noted, report.findings)))


def submission_of_figures(book: Book, file: str, digest: str = "", modified: str = "") -> Submission | None:
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
    return extract.submission_of(Review(book, framework, form, facts, calculation), file, digest, modified)


def _noted(finding: Finding) -> Noted:
    from jixiao.rules.render import describe

    words, place = describe(finding), f"{finding.at.sheet}!{finding.at.a1}"
    said = (finding.label, words.message, words.hint, finding.explanation)
    return Noted(finding.code, finding.severity.value, place, *said)
