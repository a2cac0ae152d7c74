"""Arrivals → tidy rows in one money unit, so that a column may be added up.

``Tidying().rows(arrival, judgement)`` → (table, row) …, at the end ``rest()``. Amounts are exactly converted where a
workbook states another money unit (column ``stated_money_unit``) than all have (``money_unit``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jixiao.consolidate.adding.money import converted, power_of
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.returns.amounts import NEEDED
from jixiao.consolidate.returns.submission import Amount, Arrival, Refused, Submission
from jixiao.consolidate.tidy.tidy_rows import Row, law_of, tidy_rows

Told = tuple[Arrival, Judgement | None, str]
"""An arrival, whether it counts, the code of its unit."""

_MOST_WAITING = 500


@dataclass
class Tidying:
    """Arrivals → rows, with all money in the unit of the framework that the workbooks carry.

    Tables that carry none wait until one comes that does, or there are too many of them: then their own word counts.
    """

    money_unit: str = ""
    _waiting: list[Told] = field(default_factory=list)

    def rows(self, arrival: Arrival, judgement: Judgement | None = None, code: str = "") -> Iterator[tuple[str, Row]]:
        """The rows of an arrival and of those that waited, each with its table."""
        self._waiting.append((arrival, judgement, code))
        is_counted = judgement is None or judgement.standing is Standing.COUNTED
        if is_counted and isinstance(arrival, Submission) and not arrival.guessed:
            self.money_unit = self.money_unit or _unit_of(arrival)
        if self.money_unit or len(self._waiting) >= _MOST_WAITING:
            yield from self.rest()

    def rest(self) -> Iterator[tuple[str, Row]]:
        """The rows of those that still wait."""
        waiting, self._waiting = self._waiting, []
        known = (_unit_of(told[0]) for told in waiting if isinstance(told[0], Submission))
        self.money_unit = self.money_unit or next(filter(None, known), "")
        for arrival, judgement, code in waiting:
            if isinstance(arrival, Refused):
                yield from tidy_rows(arrival, judgement, code)
            else:
                stated = arrival.money_unit
                yield from tidy_rows(_in_unit(arrival, self.money_unit), judgement, code, stated)


def _unit_of(arrival: Submission) -> str:
    law = law_of(arrival.framework)
    return law.money_unit if law else arrival.money_unit


def _in_unit(arrival: Submission, into: str) -> Submission:
    """The submission with its amounts in a money unit; one that states none is taken to be in it."""
    law, unit = law_of(arrival.framework), arrival.money_unit or into
    if not into or power_of(unit) is None:
        return arrival
    amounts = {fact for fact, measure in law.additive.items() if measure == law.money_unit} if law else set[str]()

    def of(figures: Mapping[str, Amount]) -> dict[str, Amount]:
        """The figures with their amounts of money converted; other figures as they are."""
        return {
            fact: converted(amount, unit, into) if fact in NEEDED or fact in amounts else amount
            for fact, amount in figures.items()
        }

    rows = tuple(replace(row, figures=of(row.figures)) for row in arrival.rows)
    return replace(arrival, money_unit=into, figures=of(arrival.figures), rows=rows)
