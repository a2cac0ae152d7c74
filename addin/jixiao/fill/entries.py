"""What 计算 writes: results of live cells, and blank entries that follow from them. Never over a typed figure."""

from collections.abc import Iterator

from jixiao.compute.calculate import Computed, excel_formula, is_stated
from jixiao.compute.formula import shown
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.compute.scoring import Scored
from jixiao.model.book import Cell, Edit
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import IndicatorForm, IndicatorRow
from jixiao.read.values import read_measure


def fill_edits(review: Review) -> tuple[Edit, ...]:
    """Edits that bring every live cell up to date and fill blank 完成值 and 得分 where they follow for sure."""
    entries = tuple(_indicators(review))
    return (*_live(review.after(entries)), *entries)  # a filled score changes the totals


def live_edits(review: Review) -> tuple[Edit, ...]:
    """Edits that bring the results of formulas up to date, where the formulas stand."""
    return tuple(edit for edit in _live(review) if review.book.cell(edit.at).formula is not None)


def _live(review: Review) -> Iterator[Edit]:
    for at, computed in review.calculation.computed.items():
        if not is_stated(computed.live, review.book.cell(at)):
            yield from _live_edit(review, at, computed)


def _live_edit(review: Review, at: CellRef, computed: Computed) -> Iterator[Edit]:
    """In a workbook of ours the formula with its result; in anyone else's the figure alone, if it is sure."""
    cell, value = review.book.cell(at), shown(computed.value)
    if review.form.ours:
        if cell.formula is None or cell.value not in (value, None if value == "" else value):
            yield Edit(at, value, excel_formula(computed.live))
        return
    is_sure = not computed.unreported and computed.live.kind is not Kind.SUMMARY_SCORE  # its 口径 is local
    if is_sure and cell.formula is None and not isinstance(value, str | bool):
        yield Edit(at, value)


def _indicators(review: Review) -> Iterator[Edit]:
    form = review.form.indicators
    if form is None or not review.form.ours:
        return
    for row in form.rows:
        yield from _indicator(review, form, row)


def _indicator(review: Review, form: IndicatorForm, row: IndicatorRow) -> Iterator[Edit]:
    """A blank actual value from its rate, a blank score from its rule, and how the score is derived."""
    if not row.name:
        yield from _derivation(review, row, None)
        return
    actual_at = form.at("actual", row.row)
    actual, text = review.reported(actual_at), review.text(actual_at)
    rate = review.rate_of(row)
    if rate is not None and actual is Missing.BLANK:
        result = review.number(review.form.rates.get(rate.id))
        if not isinstance(result, Missing):
            text = format_percent(result, max(rate.decimals - 2, 0))
            actual = read_measure(Cell(text))
            if actual_at is not None:
                yield Edit(actual_at, text)
    scored = review.derived_score(row, actual, text)
    score_at = form.at("score", row.row)
    blank = score_at is not None and review.reported(score_at) is Missing.BLANK
    if blank and score_at is not None and scored.score is not None:
        yield Edit(score_at, scored.score)
    yield from _derivation(review, row, scored)


def _derivation(review: Review, row: IndicatorRow, scored: Scored | None) -> Iterator[Edit]:
    """The row of 得分推导, emptied again where the indicator is gone."""
    scoring = review.form.scoring
    target = scoring.rows.get(row.row) if scoring else None
    if scoring is None or target is None:
        return
    for role, value in (("derivation", scored.derivation if scored else None),
                        ("score", scored.score if scored else None)):  # fmt: skip
        at = scoring.table.at(role, target)
        if at is not None and review.book.cell(at).value not in (value, "" if value is None else value):
            yield Edit(at, value)
