"""What becomes of an indicator that does not apply: left out, full points, or the total scaled up to full points."""

from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.frameworks.load import framework_text, parse_framework
from jixiao.model.book import Book, Cell, Edit, with_edits
from jixiao.read.form import is_ours
from jixiao.template.blueprint import blueprint_of
from jixiao.template.source import load_source, source_ids
from workbooks import FRAMEWORK_ID, built

_TOTAL = 'total = "round(sum(parts), 2)"'
_RESCALED = 'total = "round(sum(parts) * 100 / sum_beside(points, parts), 2)"'


def _book(rule: str) -> Book:
    """A blank workbook of a framework that differs in its rule for what does not apply only."""
    text = framework_text(FRAMEWORK_ID).replace('not_applicable = "left_out"', f'not_applicable = "{rule}"', 1)
    text = text.replace(f'id = "{FRAMEWORK_ID}"', f'id = "{rule}_elsewhere"', 1)
    if rule == "rescaled":
        head, tail = text.split("[indicators]", 1)
        text = f"{head}[indicators]{tail.replace(_TOTAL, _RESCALED, 1)}"
    source = load_source(next(id for id in source_ids() if load_source(id).framework == FRAMEWORK_ID))
    return built(blueprint_of(source, parse_framework(text, "某地.toml"), text))


def _filled(rule: str) -> tuple[Decimal, list[Decimal | None]]:
    """Every fixed indicator meets its target but the first two, which do not apply; then 计算."""
    book = _book(rule)
    form = flow.review_book(book).form.indicators
    assert is_ours(book)
    assert form is not None
    fixed = [row for row in form.rows if row.name]
    edits = []
    for number, row in enumerate(fixed):
        target, actual = form.at("target", row.row), form.at("actual", row.row)
        assert target is not None
        assert actual is not None
        edits.append(Edit(actual, "-" if number < 2 else book.cell(target).value))
    after = with_edits(book, edits)
    after = with_edits(after, flow.fill(after))
    review = flow.review_book(after)
    total = review.number(form.total_at("score"))
    assert isinstance(total, Decimal)
    scores = [after.sheets.get("自评表").cells.get((at.row, at.column), Cell()).value  # type: ignore[union-attr]
              for row in fixed[:3] if (at := form.at("score", row.row))]  # fmt: skip
    return total, scores


@pytest.mark.parametrize(
    ("rule", "total", "first"),
    [("left_out", "39", [None, None, 2]), ("full", "43", [2, 2, 2]), ("rescaled", "100", [None, None, 2])],
)
def test_indicator_that_does_not_apply(rule: str, total: str, first: list[int | None]) -> None:
    assert _filled(rule) == (Decimal(total), [None if score is None else Decimal(score) for score in first])
