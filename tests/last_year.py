"""Last year's workbooks and new versions of a framework, for the tests of what is taken over from year to year."""

import re
from dataclasses import replace
from functools import cache

from blank_templates import EVALUATION_EXAMPLES
from jixiao import flow
from jixiao.compute.review import Review
from jixiao.frameworks.load import framework_text, load_framework, parse_framework
from jixiao.model.book import Book, Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.framework import PRIOR, Framework
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import load_example
from jixiao.template.last_year import Taken, carry_over
from jixiao.template.layout import evaluation_layout
from jixiao.template.source import load_source, template_of
from workbooks import built


def has_sections(id: str, named: bool) -> bool:
    groups = [group for level in load_framework(id).indicators.levels for group in level.groups]
    return any(group.is_open and bool(group.name) is named for group in groups)


NAMED = next(id for id in EVALUATION_EXAMPLES if has_sections(load_example(id).template, named=True))
UNNAMED = next(id for id in EVALUATION_EXAMPLES if has_sections(load_example(id).template, named=False))
"""Examples of frameworks whose open sections have names, and have none."""


@cache
def published(id: str) -> Book:
    """The first workbook of an example, as the office typed it."""
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    return replace(built(plan, example_entries(plan.form, example.books[0], example.year)), title="去年.xlsx")


def review(book: Book) -> Review:
    return flow.review_book(book)


def law_of(id: str) -> Framework:
    return load_framework(load_example(id).template)


def changed_law(id: str, pattern: str, replacement: str, count: int = 0) -> Framework:
    """The framework of an example with its text changed, as a new version would be."""
    text, found = re.subn(pattern, replacement, framework_text(law_of(id).id), count=count, flags=re.MULTILINE)
    assert found
    return parse_framework(text, "新版")


def laid_out(framework: Framework) -> Form:
    return evaluation_layout(framework, load_source(template_of(framework.id)))[0]


def taken(last: Review, framework: Framework, year: int | None = None, given: tuple[str, ...] = ()) -> Taken:
    return carry_over(last, laid_out(framework), framework, year, given)


def own_names(found: Taken, framework: Framework) -> list[Value]:
    table = laid_out(framework).indicators
    assert table is not None
    places = (table.at("level3", row.row) for row in table.rows)
    return [found.entries[at] for at in places if at in found.entries]


def own_entries(id: str) -> list[str]:
    fixed = {(level2, name) for _, level2, name in law_of(id).fixed}
    rows = load_example(id).books[0].indicators.rows
    return [entry.name for entry in rows if (entry.level2, entry.name) not in fixed]


def words(sentences: tuple[str, ...]) -> str:
    return "\n".join(sentences)


def money_places(framework: Framework) -> set[CellRef]:
    money = {concept.id + PRIOR for concept in framework.concepts if concept.unit in ("元", "万元")}
    return {at for id, at in laid_out(framework).concepts.items() if id in money}


def figure_places(framework: Framework) -> set[CellRef]:
    return {at for id, at in laid_out(framework).concepts.items() if id.endswith(PRIOR)}
