"""The rows of 叙述数据 as figures: each with what it can stand for, in the unit of its row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import format_number, format_percent, round_half_up
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.model.form import StatementsForm, named
from jixiao.model.relations import Relation
from jixiao.read.pages import plain
from jixiao.rules.quoting import brief
from jixiao.rules.remembered import remembered
from jixiao.rules.units import PERCENT, is_counted, readings

_TIMES = ("万", "亿")
_ROUGHLY = re.compile(
    r"^(?:约|近|超过|超|预计)|(?:以上|以下|左右)$|[(（][^()（）]*(?:约|近|超|余|多|左右|预计|估)[^()（）]*[)）]$"
)
"""How an item says that its figure is no exact one: 约…, …（余）, …以上."""


@dataclass(frozen=True)
class Stated:
    """One figure of a row: as it was written, what it can stand for, and how it is printed."""

    at: CellRef
    figure: Figure
    bounds: Interval
    text: str

    @property
    def value(self) -> Decimal:
        """The figure's number; a percentage is a share."""
        return self.figure.value

    @property
    def percent_decimals(self) -> int:
        """How many decimals the right percentage is shown with: as many as were stated, two where it was a whole one.

        97.246 % for a stated 97.3 % is 97.2 %: shown as 97.25 %, a reader would round it to 97.3 % himself.
        """
        own = self.figure.decimals - 2
        return own if own > 0 else 2

    @property
    def is_exact(self) -> bool:
        """Whether it was counted, so that nothing was rounded."""
        return self.bounds.low == self.bounds.high


@dataclass(frozen=True)
class StatedRow:
    """One row: its figures as far as they can be calculated with, its relation to its base.

    ``is_chosen``: whether the office chose that relation. ``total``: the row that it is a part of. ``has_value``:
    whether something is written as its figure at all.
    """

    row: int
    at: CellRef
    item: str
    unit: str
    relation: Relation
    is_chosen: bool
    value: Stated | None
    base: Stated | None
    change: Stated | None
    percentage: Stated | None
    total: int | None
    has_value: bool

    @property
    def label(self) -> str:
        """What messages call the row."""
        return named(self.item)

    def shown(self, value: Decimal, decimals: int) -> str:
        """An amount in the unit of the row, as messages write it."""
        number = format_number(round_half_up(value, decimals))
        return f"{number} {self.unit}" if self.unit not in ("", PERCENT) else number


@dataclass(frozen=True)
class UnknownTotal:
    """A row that names a total which no row, or more than one, is."""

    at: CellRef
    label: str


@remembered
def stated_rows(review: Review) -> dict[int, StatedRow]:
    """The rows of 叙述数据 that say something, by row of the sheet."""
    form = review.form.statements
    if form is None:
        return {}
    totals = _Totals(review, form)
    rows = range(form.table.first, form.table.last + 1)
    found = (_row(review, form, row, totals.of(row)) for row in rows if _is_filled(review, form, row))
    return {row.row: row for row in found if row is not None}


def unknown_totals(review: Review) -> Iterator[UnknownTotal]:
    """What cannot be added up, since nobody knows to what."""
    form = review.form.statements
    totals = _Totals(review, form) if form else None
    for row in range(form.table.first, form.table.last + 1) if form else ():
        at = form.table.at("part_of", row) if form else None
        if totals and form and at is not None and review.text(at) and totals.of(row) is None:
            yield UnknownTotal(at, named(item_of(review, form, row)))


def item_of(review: Review, form: StatementsForm, row: int) -> str:
    """What the figure of a row is called."""
    return brief(review.text(form.table.at("item", row))) or f"叙述数据第 {row - form.table.header} 行"


class _Totals:
    """Finds the row that another one names as its total, by its 项目 or by its 序号."""

    def __init__(self, review: Review, form: StatementsForm) -> None:
        self._review, self._form = review, form
        self._by_item: dict[str, list[int]] = {}
        self._by_number: dict[str, int] = {}
        for row in range(form.table.first, form.table.last + 1):
            item = plain(review.text(form.table.at("item", row)))
            if item:
                self._by_item.setdefault(item, []).append(row)
            number = form.table.at("number", row)
            if number is not None:
                self._by_number[plain(review.printed(number))] = row

    def of(self, row: int) -> int | None:
        """The total that a row names; None where it names none, itself, or one that cannot be told."""
        name = plain(self._review.text(self._form.table.at("part_of", row)))
        rows = self._by_item.get(name) or [self._by_number.get(name, row)]
        return rows[0] if len(rows) == 1 and rows[0] != row else None


def _is_filled(review: Review, form: StatementsForm, row: int) -> bool:
    """Whether a row states a figure, or at least that it is a part of a total."""
    roles = ("value", "base", "change", "percentage")
    return bool(review.text(form.table.at("part_of", row))) or any(
        isinstance(review.reported(form.table.at(role, row)), Figure) for role in roles
    )


def _row(review: Review, form: StatementsForm, row: int, total: int | None) -> StatedRow | None:
    table = form.table
    places = {role: table.at(role, row) for role in ("value", "base", "change", "percentage")}
    at = places["value"]
    if at is None:
        return None
    unit = plain(review.text(table.at("unit", row)))
    item = item_of(review, form, row)
    exactly = _ROUGHLY.search(item) is None
    goal = _goal(review, at, unit)
    figures = {
        role: _stated(review, place, unit, goal) if exactly and place else None for role, place in places.items()
    }
    percentage = _percentage(review, places["percentage"])
    chosen = _chosen(review.text(table.at("relation", row)))
    relation = chosen or Relation.CHANGE  # as most rows with a base are one
    return StatedRow(row, at, item, unit, relation, chosen is not None, figures["value"], figures["base"],
                     figures["change"], percentage, total, bool(review.text(at)))  # fmt: skip


def _chosen(text: str) -> Relation | None:
    return next((relation for relation in Relation if relation.value == plain(text)), None)


def _goal(review: Review, at: CellRef, unit: str) -> str:
    """The unit to calculate in: that of the row, else the one that its figure brings."""
    reported = review.reported(at)
    own = reported.unit if isinstance(reported, Figure) else ""
    return PERCENT if own == PERCENT else unit or own


def _stated(review: Review, at: CellRef, unit: str, goal: str) -> Stated | None:
    """The figure of a cell in the unit of its row; None where it is no exact figure, or may be meant in two ways."""
    reported = review.reported(at)
    if not isinstance(reported, Figure) or reported.comparator:
        return None
    text = review.printed(at).strip()
    if isinstance(review.book.cell(at).value, Decimal) and any(sign in text for sign in _TIMES):
        return None  # whether 万 is only shown or was meant cannot be told
    found = [*readings(reported, review.text(at), unit, goal)]
    if len(found) != 1:
        return None
    figure = found[0]
    exact = is_counted(goal) and figure.decimals == 0 and figure.value >= 0
    bounds = Interval.exact(figure.value) if exact else Interval.of_printed(figure.value, figure.decimals)
    has_unit = bool(reported.unit) or unit in ("", PERCENT) or any(sign in text for sign in _TIMES)
    return Stated(at, figure, bounds, text if has_unit else f"{text} {unit}")


def _percentage(review: Review, at: CellRef | None) -> Stated | None:
    """The percentage of a row. A cell may show more decimals than were typed: zeros at the end do not count."""
    reported = review.reported(at)
    if at is None or not isinstance(reported, Figure) or reported.comparator:
        return None
    typed = isinstance(review.book.cell(at).value, Decimal)
    decimals = max(2, decimals_of(reported.value.normalize())) if typed else reported.decimals
    figure = Figure(reported.value, min(decimals, reported.decimals), unit=PERCENT)
    text = review.printed(at).strip()
    shown = text if text.endswith(PERCENT) else format_percent(figure.value, max(0, figure.decimals - 2))
    return Stated(at, figure, Interval.of_printed(figure.value, figure.decimals), shown)
