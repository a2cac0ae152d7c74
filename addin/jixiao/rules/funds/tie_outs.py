"""Tie-outs (勾稽) of base figures: what both sides come to, and whether they can be what the framework says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.formula import evaluate, evaluate_interval, to_chinese
from jixiao.compute.intervals import Interval, meets
from jixiao.compute.live_rates import label_of
from jixiao.compute.review import Review
from jixiao.model.account_tables import TABLES
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.formula import Formula, Ref, names
from jixiao.model.framework import TieOut
from jixiao.rules.causes import Labelled
from jixiao.rules.funds.account_cells import amount_at, bounds_at, has_blank_table, leaves
from jixiao.rules.remembered import remembered

_PLAY = Decimal("0.02")
"""By so much two sums of rounded figures may differ though one figure is wrong in both."""


@dataclass(frozen=True)
class Side:
    """What one side comes to: the point, its bounds, the cells used; ``working`` writes it with their addresses."""

    value: Decimal
    bounds: Interval
    cells: tuple[CellRef, ...]
    working: str
    figures: tuple[Labelled, ...]


@dataclass(frozen=True)
class Tied:
    """A tie-out whose figures are all reported. ``at`` is the cell of the left side, or the first of its cells."""

    law: TieOut
    left: Side
    right: Side

    @property
    def at(self) -> CellRef:
        """The cell to look at first."""
        return self.left.cells[0]

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """All cells of both sides."""
        return tuple(dict.fromkeys((*self.left.cells, *self.right.cells)))

    @property
    def holds(self) -> bool:
        """Whether the figures can be what the framework says, given that they were rounded."""
        if self.law.relation == "at_most":
            return self.left.bounds.low <= self.right.bounds.high
        return meets(self.left.bounds, self.right.bounds)


@dataclass(frozen=True)
class Untied:
    """A tie-out of which some figures are reported and others are not."""

    law: TieOut
    at: CellRef

    @property
    def reason(self) -> str:
        """Why it cannot be checked."""
        cells = names(self.law.left) | names(self.law.right)
        of_tables = any(name.startswith(f"{TABLES}.") for name in cells)
        return f"所用的{'各格' if of_tables else '基础数据'}没有填全"


def tie_outs(review: Review, relation: str) -> Iterator[Tied | Untied]:
    """The tie-outs of one kind that the workbook has begun to fill in."""
    for law in review.framework.tie_outs:
        cells = [review.form.place(name) for side in (law.left, law.right) for name in sorted(names(side))]
        places = [at for at in cells if at is not None]
        begun = [at for at in places if isinstance(review.number(at), Decimal)]
        if law.relation != relation or len(places) < len(cells) or not begun or has_blank_table(review, places):
            continue
        left, right = _side(review, law.left), _side(review, law.right)
        yield Tied(law, left, right) if left is not None and right is not None else Untied(law, places[0])


@remembered
def followers(review: Review) -> tuple[Tied, ...]:
    """Equations that fail by the same amount as another one, over figures that it uses, too, among others."""
    failing = [tied for tied in tie_outs(review, "equal") if isinstance(tied, Tied) and not tied.holds]
    used = [frozenset(leaf for at in tied.cells for leaf in leaves(review, at)) for tied in failing]
    return tuple(
        tied
        for tied, cells in zip(failing, used, strict=True)
        if any(
            len(others) < len(cells) and not others.isdisjoint(cells) and _alike(tied, other)
            for other, others in zip(failing, used, strict=True)
        )
    )


def _alike(one: Tied, other: Tied) -> bool:
    return abs(abs(one.left.value - one.right.value) - abs(other.left.value - other.right.value)) <= _PLAY


def _side(review: Review, formula: Formula) -> Side | None:
    used = [formula.name] if isinstance(formula, Ref) else sorted(names(formula))
    places = {name: at for name in used if (at := review.form.place(name)) is not None}
    values = {name: amount_at(review, at) for name, at in places.items()}
    bounds = {name: bounds_at(review, at) for name, at in places.items()}
    value, interval = evaluate(formula, values), evaluate_interval(formula, bounds)
    if value is Missing.NIL:
        value, interval = Decimal(0), Interval.exact(Decimal(0))
    if not isinstance(value, Decimal) or interval is None:
        return None
    figures = (Labelled(label_of(review.framework, name), number) for name, number in values.items()
               if isinstance(number, Decimal))  # fmt: skip
    working = to_chinese(formula, {name: _address(review, name, at) for name, at in places.items()})
    return Side(value, interval, tuple(places.values()), working, tuple(figures))


def _address(review: Review, name: str, at: CellRef) -> str:
    """Where a figure stands: base figures are all on one sheet, cells of tables on one each."""
    return f"{at.sheet} {at.a1}" if name in review.framework.table_cells else at.a1
