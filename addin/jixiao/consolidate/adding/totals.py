"""Partial sums that can be added in any order and give the same result, so that work may be cut up at will.

``semantics.totals_of(submission, framework)`` is what one submission adds; ``+`` puts two together, ``to_text`` and
``read_totals`` carry them to other machines and into a 汇总表. Every sum is exact: no digit is ever rounded off, so
that any order and any tree of additions gives the same digits.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from typing import Any, TypeVar

from jixiao.consolidate.adding.exact import add, times
from jixiao.model.figures import Missing

Amount = Decimal | Missing


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of figures, exact. ``reported``: how many figures it is of; ``nil``: how many said 无此项 (``—``)."""

    total: Decimal = Decimal(0)
    reported: int = 0
    nil: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(add(self.total, other.total), self.reported + other.reported, self.nil + other.nil)

    @property
    def value(self) -> Amount:
        """The sum; nil where all that was said is 无此项, blank where nothing was."""
        if self.reported:
            return self.total
        return Missing.NIL if self.nil else Missing.BLANK

    @classmethod
    def of(cls, amount: Amount) -> "Sum":
        """What one figure adds."""
        if isinstance(amount, Decimal):
            return cls(add(Decimal(0), amount), 1)
        return cls(nil=1) if amount is Missing.NIL else cls()


@dataclass(frozen=True, slots=True)
class Scores:
    """What a mean score is computed from: Σ score, how many; of those with a weight: Σ score × weight, Σ weight.

    ``weighed``: how many state a weight, whether or not they state a score.
    """

    total: Decimal = Decimal(0)
    count: int = 0
    weighted: Decimal = Decimal(0)
    weight: Decimal = Decimal(0)
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
        zero = Decimal(0)
        has_score, has_weight = isinstance(score, Decimal), isinstance(weight, Decimal)
        return cls(
            add(zero, score) if isinstance(score, Decimal) else zero,
            int(has_score),
            add(zero, times(score, weight)) if isinstance(score, Decimal) and isinstance(weight, Decimal) else zero,
            add(zero, weight) if isinstance(weight, Decimal) else zero,
            int(has_weight),
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of submissions.

    ``units``: of how many. ``sums``: fact → sum of what adds up (amounts, counts), without those that nobody
    reported; rates come from these. ``levels``: first-level indicator → (Σ score, Σ points) of the indicators that
    state both. ``grades``: grade → how many. ``findings``: rule → how many findings; ``checked``: how many of the
    submissions were checked at all.
    """

    units: int = 0
    sums: Mapping[str, Sum] = field(default_factory=dict)
    scores: Scores = field(default_factory=Scores)
    levels: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    grades: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    checked: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.units + other.units,
            _merged(self.sums, other.sums, Sum.__add__),
            self.scores + other.scores,
            _merged(self.levels, other.levels, _add_pairs),
            _merged(self.grades, other.grades, int.__add__),
            _merged(self.findings, other.findings, int.__add__),
            self.checked + other.checked,
        )

    def sum_of(self, fact: str) -> Sum:
        """The sum of a fact; of one that nobody reported an empty one."""
        return self.sums.get(fact, _NOTHING)

    def absent(self, fact: str) -> int:
        """How many of the submissions say nothing of a fact."""
        found = self.sum_of(fact)
        return self.units - found.reported - found.nil

    def to_text(self) -> str:
        """One line of JSON without blanks; equal totals give the same text."""
        return json.dumps(_record(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_NOTHING = Sum()


def read_totals(text: str) -> Totals:
    """The totals that a text was made of. Raises ValueError where it was made of none."""
    try:
        return _totals(json.loads(text))
    except (TypeError, KeyError, AttributeError, ArithmeticError, ValueError, RecursionError) as error:
        raise ValueError(f"不是汇总数的文本：{text[:40]}") from error


def total_of(all: Iterable[Totals]) -> Totals:
    """The sum of all of them."""
    return reduce(Totals.__add__, all, Totals())


_Value = TypeVar("_Value")


def _merged(
    one: Mapping[str, _Value], other: Mapping[str, _Value], plus: Callable[[_Value, _Value], _Value]
) -> dict[str, _Value]:
    merged = dict(one)
    for key, value in other.items():
        merged[key] = plus(merged[key], value) if key in merged else value
    return merged


def _add_pairs(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return add(one[0], other[0]), add(one[1], other[1])


def _record(totals: Totals) -> dict[str, Any]:
    """Short keys, nothing that is empty: a 汇总表 carries one of these for each of its rows."""
    scores = totals.scores
    record = {
        "n": totals.units,
        "sums": {fact: _sum_record(found) for fact, found in totals.sums.items()},
        "scores": [str(scores.total), scores.count, str(scores.weighted), str(scores.weight), scores.weighed],
        "levels": {name: [str(score), str(points)] for name, (score, points) in totals.levels.items()},
        "grades": dict(totals.grades),
        "findings": dict(totals.findings),
        "checked": totals.checked,
    }
    return {key: value for key, value in record.items() if value}


def _sum_record(found: Sum) -> list[Any]:
    return [str(found.total), found.reported, found.nil] if found.nil else [str(found.total), found.reported]


def _totals(record: Mapping[str, Any]) -> Totals:
    total, count, weighted, weight, weighed = record["scores"]
    return Totals(
        _count(record.get("n", 0)),
        {fact: Sum(_number(found[0]), *map(_count, found[1:])) for fact, found in record.get("sums", {}).items()},
        Scores(_number(total), _count(count), _number(weighted), _number(weight), _count(weighed)),
        {name: (_number(score), _number(points)) for name, (score, points) in record.get("levels", {}).items()},
        {grade: _count(number) for grade, number in record.get("grades", {}).items()},
        {code: _count(number) for code, number in record.get("findings", {}).items()},
        _count(record.get("checked", 0)),
    )


def _number(text: object) -> Decimal:
    number = Decimal(text) if isinstance(text, str) else None
    if number is None or not number.is_finite():
        raise ValueError(f"not a number: {text!r}")
    return number


def _count(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ValueError(f"not a count: {number!r}")
    return number
