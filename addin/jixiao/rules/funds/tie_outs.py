"""Tie-outs (勾稽) of base figures: what both sides come to, and whether they can be what the framework says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.calculate import interval_of
from jixiao.compute.formula import evaluate, evaluate_interval, to_chinese
from jixiao.compute.intervals import Interval, meets
from jixiao.compute.live_rates import label_of
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.formula import Formula, Ref, names
from jixiao.model.framework import TieOut
from jixiao.rules.causes import Labelled


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


def tie_outs(review: Review, relation: str) -> Iterator[Tied | Untied]:
    """The tie-outs of one kind that the workbook has begun to fill in."""
    for law in review.framework.tie_outs:
        cells = [review.form.concepts.get(name) for side in (law.left, law.right) for name in sorted(names(side))]
        places = [at for at in cells if at is not None]
        begun = [at for at in places if isinstance(review.number(at), Decimal)]
        if law.relation != relation or len(places) < len(cells) or not begun:
            continue
        left, right = _side(review, law.left), _side(review, law.right)
        yield Tied(law, left, right) if left is not None and right is not None else Untied(law, places[0])


def _side(review: Review, formula: Formula) -> Side | None:
    used = [formula.name] if isinstance(formula, Ref) else sorted(names(formula))
    places = {name: review.form.concepts[name] for name in used}
    values = {name: review.number(at) for name, at in places.items()}
    facts = {name: review.facts.get(at) for name, at in places.items()}
    bounds = {name: interval_of(fact) if fact else None for name, fact in facts.items()}
    value, interval = evaluate(formula, values), evaluate_interval(formula, bounds)
    if value is Missing.NIL:
        value, interval = Decimal(0), Interval.exact(Decimal(0))
    if not isinstance(value, Decimal) or interval is None:
        return None
    figures = (Labelled(label_of(review.framework, name), number) for name, number in values.items()
               if isinstance(number, Decimal))  # fmt: skip
    working = to_chinese(formula, {name: at.a1 for name, at in places.items()})
    return Side(value, interval, tuple(places.values()), working, tuple(figures))
