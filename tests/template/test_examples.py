"""The examples are what was published: rows, cells and sums counted in the tables (cases/workbooks/published.toml)."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from blank_templates import EVALUATION_EXAMPLES
from casebook import FOLDER
from jixiao import flow
from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.review import Review
from jixiao.hosts.file import read_book
from jixiao.model.book import Edit, with_edits
from jixiao.rules.catalogue import Report
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import ExampleBook, load_example

GUIDE = "填报说明"


@dataclass(frozen=True, eq=False)
class Published:
    """What was counted in the published copy of one workbook."""

    example: str
    number: int
    rows: int
    own: int
    scores: Mapping[str, Decimal]
    total: Decimal
    lost_scores: int
    nil_scores: int
    fund: int
    concepts: int
    statements: int
    lost: tuple[str, ...]
    stated: Decimal | str | None = None

    @property
    def book(self) -> ExampleBook:
        return load_example(self.example).books[self.number]

    def __str__(self) -> str:
        return f"{self.example}-{self.number}"


def _published() -> list[Published]:
    content = tomllib.loads((FOLDER / "workbooks" / "published.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return [Published(**book) for book in content["book"]]


PUBLISHED = _published()
each = pytest.mark.parametrize("published", PUBLISHED, ids=str)


@cache
def filled_in(published: Published, folder: Path) -> tuple[Review, Report]:
    """The example's workbook as `jixiao demo` makes it: built, computed, checked."""
    example = load_example(published.example)
    plan = replace(evaluation_blueprint(example.template), remarks=published.book.lost)
    path = folder / f"{published}.xlsx"
    path.write_bytes(build_workbook(plan, example_entries(plan.form, published.book, example.year)))
    book = read_book(path)
    return flow.check(with_edits(book, flow.fill(book)))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


def test_every_example_was_counted() -> None:
    books = {(id, number) for id in EVALUATION_EXAMPLES for number in range(len(load_example(id).books))}
    assert {(published.example, published.number) for published in PUBLISHED} == books


@each
def test_rows_and_cells_are_those_of_the_published_copy(published: Published) -> None:
    book, entries = published.book, published.book.indicators.rows
    assert len(entries) == published.rows
    assert sum(len(amounts) for amounts in book.fund.values()) == published.fund
    assert len(book.concepts) == published.concepts
    assert len(book.statements.rows) == published.statements
    scores = Counter("nil" if entry.score == "-" else "lost" if entry.score is None else "" for entry in entries)
    assert (scores["lost"], scores["nil"]) == (published.lost_scores, published.nil_scores)
    assert sum(e.score for e in entries if isinstance(e.score, Decimal)) == published.total
    assert book.totals.get("score") == published.stated


@each
def test_own_indicators_stand_in_open_sections(published: Published, folder: Path) -> None:
    review, _ = filled_in(published, folder)
    assert review.form.indicators is not None
    named = [row for row in review.form.indicators.rows if row.name]
    own = [row for row in named if (row.level1, row.level2, row.name) not in review.framework.fixed]
    assert len(own) == published.own
    assert all(review.framework.open_group(row.level1, row.level2) for row in own)
    wanted = {entry.name for entry in published.book.indicators.rows}
    assert wanted <= {row.name for row in named}


@each
def test_scores_reproduce_from_the_published_parts(published: Published, folder: Path) -> None:
    review, _ = filled_in(published, folder)
    form = review.form.indicators
    assert form is not None
    computed = {item.live.at: item.value for item in review.calculation.computed.values()}
    subtotals = {group.name: computed[at] for group in form.groups
                 if group.level == 1 and (at := form.at("level1_score", group.first))}  # fmt: skip
    assert {name: value for name, value in subtotals.items() if isinstance(value, Decimal)} == published.scores
    total = next(item.value for item in computed_of(review, Kind.SCORE_TOTAL))
    assert (total if isinstance(total, Decimal) else 0) == published.total


def computed_of(review: Review, kind: Kind) -> list[Computed]:
    return [item for item in review.calculation.computed.values() if item.live.kind is kind]


@each
def test_stated_total_is_confirmed_or_said_to_be_beyond_proof(published: Published, folder: Path) -> None:
    """88.7 of which two scores are lost is no error, and is not passed over in silence either."""
    _, report = filled_in(published, folder)
    assert not [finding for finding in report.findings if finding.code == "S002"]
    reasons = [item.reason for item in report.not_checked if item.code == "S002"]
    provable = published.stated in (None, published.total)
    assert bool(reasons) == (not provable)
    assert all("无法核实" in reason for reason in reasons)


@each
def test_what_is_lost_is_named_in_the_guide(published: Published, folder: Path) -> None:
    review, _ = filled_in(published, folder)
    texts = {str(cell.value) for cell in review.book.sheets[GUIDE].cells.values()}
    assert set(published.book.lost) <= texts
    for words in published.lost:
        assert any(words in text for text in texts), words


@each
def test_filling_in_changes_nothing_that_was_typed(published: Published, folder: Path) -> None:
    review, _ = filled_in(published, folder)
    example = load_example(published.example)
    entries = example_entries(evaluation_blueprint(example.template).form, published.book, example.year)
    typed = {at: value for at, value in entries.items() if value not in (None, "")}
    assert {at: review.book.cell(at).value for at in typed} == typed
    assert with_edits(review.book, [Edit(at, value) for at, value in typed.items()]) == review.book
