"""What one figure of several submissions comes to, exactly: ``Sum``; and what a mean score is made of: ``Scores``."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jixiao.consolidate.adding.exact import add, times
from jixiao.model.figures import Missing

Amount = Decimal | Missing

_ZERO = Decimal(0)
_BLANK, _NIL = Missing.BLANK, Missing.NIL  # those of an enum take long to look up


class Sum(NamedTuple):
    """A sum of figures, exact. ``reported``: how many figures it is of; ``nil``: how many said 无此项 (``—``)."""

    total: Decimal = _ZERO
    reported: int = 0
    nil: int = 0

    @property
    def value(self) -> Amount:
        """The sum; nil where all that was said is 无此项, blank where nothing was."""
        if self.reported:
            return self.total
        return _NIL if self.nil else _BLANK

    @classmethod
    def of(cls, amount: Amount) -> "Sum":
        """What one figure adds."""
        if isinstance(amount, Decimal):
            return tuple.__new__(cls, (add(_ZERO, amount), 1, 0))
        return cls(nil=1) if amount is _NIL else cls()


@dataclass(frozen=True, slots=True)
class Scores:
    """What a mean score is computed from: Σ score, how many; of those with a weight: Σ score × weight, Σ weight.

    ``weighed``: how many state a weight, whether or not they state a score.
    """

    total: Decimal = _ZERO
    count: int = 0
    weighted: Decimal = _ZERO
    weight: Decimal = _ZERO
    weighed: int = 0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            add(self.total, other.total),
            self.count + other.count,
            add(self.weighted, other.weighted),
            add(self.weight, other.weight),
            self.weighed + other.weighed,
        )

    @classmethod
    def of(cls, score: Amount, weight: Amount) -> "Scores":
        """What one score adds."""
        has_score, has_weight = isinstance(score, Decimal), isinstance(weight, Decimal)
        return cls(
            add(_ZERO, score) if isinstance(score, Decimal) else _ZERO,
            int(has_score),
            add(_ZERO, times(score, weight)) if isinstance(score, Decimal) and isinstance(weight, Decimal) else _ZERO,
            add(_ZERO, weight) if isinstance(weight, Decimal) else _ZERO,
            int(has_weight),
        )


@dataclass(slots=True)
class RunningSum:
    """A ``Sum`` under way: there are some for each file of a collection."""

    total: Decimal
    reported: int
    nil: int

    def take(self, one: Sum) -> None:
        """Add one more."""
        self.total = add(self.total, one.total)
        self.reported += one.reported
        self.nil += one.nil
