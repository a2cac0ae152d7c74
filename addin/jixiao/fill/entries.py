"""What 计算 writes: results of live cells, and blank entries that follow from them. Never over a typed figure."""

from collections.abc import Iterator

from jixiao.compute.calculate import Computed, excel_formula, is_stated
from jixiao.compute.formula import shown
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.compute.scores import score_if_met
from jixiao.model.book import Cell, Edit
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing, Reported
from jixiao.model.form import IndicatorForm, IndicatorRow
from jixiao.model.framework import Direction, Rate
from jixiao.read.values import read_measure


def fill_edits(review: Review) -> tuple[Edit, ...]:
    """Edits that bring every live cell up to date and fill blank 完成值 and 得分 where they follow for sure."""
    return (*_live(review), *_indicators(review))


def _live(review: Review) -> Iterator[Edit]:
    for at, computed in review.calculation.computed.items():
        if not is_stated(computed.live, review.book.cell(at)):
            yield from _live_edit(review, at, computed)


def _live_edit(review: Review, at: CellRef, computed: Computed) -> Iterator[Edit]:
    """In a workbook of ours the formula with its result; in anyone else's the figure alone, if it is sure."""
    cell, value = review.book.cell(at), shown(computed.value)
    if review.form.ours:
        if cell.formula is None or cell.value != value:
            yield Edit(at, value, excel_formula(computed.live))
        return
    is_sure = not computed.unreported and computed.live.kind is not Kind.SUMMARY_SCORE  # its 口径 is local
    if is_sure and cell.formula is None and not isinstance(value, str | bool):
        yield Edit(at, value)


def _indicators(review: Review) -> Iterator[Edit]:
    form = review.form.indicators
    if form is None or not review.form.ours:
        return
    fixed = {
        (level.name, group.name, item.name)
        for level in review.framework.indicators.levels
        for group in level.groups
        for item in group.indicators
    }
    rates = {rate.label: rate for rate in review.framework.rates}
    for row in form.rows:
        yield from _indicator(review, form, row, rates.get(row.name), (row.level1, row.level2, row.name) in fixed)


def _indicator(
    review: Review, form: IndicatorForm, row: IndicatorRow, rate: Rate | None, is_fixed: bool
) -> Iterator[Edit]:
    """Of the unit's own indicators it is not known whether more is better: their direction is None."""
    direction = rate.direction if rate else Direction.UP if is_fixed else None
    actual_at = form.table.at("actual", row.row)
    actual = review.reported(actual_at)
    if rate is not None and actual_at is not None and actual is Missing.BLANK:
        result = review.number(review.form.rates.get(rate.id))
        if not isinstance(result, Missing):
            text = format_percent(result)
            actual = read_measure(Cell(text))
            yield Edit(actual_at, text)
    yield from _score(review, form, row, actual, direction)


def _score(
    review: Review, form: IndicatorForm, row: IndicatorRow, actual: Reported, direction: Direction | None
) -> Iterator[Edit]:
    at = form.table.at("score", row.row)
    points, target = (review.reported(form.table.at(role, row.row)) for role in ("points", "target"))
    by_hand = review.framework.indicators.scoring == "by_hand"
    if at is None or by_hand or review.reported(at) is not Missing.BLANK or not isinstance(points, Figure):
        return
    score = score_if_met(points.value, target, actual, direction)
    if score is not None:
        yield Edit(at, score)
