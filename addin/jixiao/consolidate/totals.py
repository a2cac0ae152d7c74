"""Partial sums that can be added in any order and give the same result, so that work may be cut up at will."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of figures, exact; ``reported``: how many there were, ``absent``: how many reported none."""

    total: Decimal = Decimal(0)
    reported: int = 0
    absent: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.total + other.total, self.reported + other.reported, self.absent + other.absent)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a mean score is computed from: Σ score, how many, Σ score × weight, Σ weight (whose score is known)."""

    total: Decimal = Decimal(0)
    count: int = 0
    weighted: Decimal = Decimal(0)
    weight: Decimal = Decimal(0)

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            self.total + other.total,
            self.count + other.count,
            self.weighted + other.weighted,
            self.weight + other.weight,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of submissions. ``sums``: fact → sum of what adds up (amounts, counts); rates come from these.

    ``levels``: first-level indicator → (Σ score, Σ points) of those who state both. ``grades``: grade → how many.
    ``findings``: rule → how many findings.
    """

    units: int = 0
    sums: Mapping[str, Sum] = field(default_factory=dict)
    scores: Scores = field(default_factory=Scores)
    levels: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    grades: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
