"""Partial sums that can be added in any order and give the same result, so that work may be cut up at will.

``semantics.totals_of(submission, framework)`` is what one submission adds; ``+`` puts two together, ``to_text`` and
``read_totals`` carry them to other machines and into a 汇总表. Every sum is exact: no digit is ever rounded off, so
that any order and any tree of additions gives the same digits.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.consolidate.adding.exact import add
from jixiao.consolidate.adding.sums import RunningSum, Scores, Sum


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
        return total_of((self, other))

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
    running = Running()
    for one in all:
        running.take(one)
    return running.totals


class Running:
    """A sum under way, to which totals are added in place."""

    def __init__(self) -> None:
        self._units, self._checked, self._scores = 0, 0, Scores()
        self._sums: dict[str, RunningSum] = {}
        self._levels: dict[str, tuple[Decimal, Decimal]] = {}
        self._grades, self._findings = dict[str, int](), dict[str, int]()

    def take(self, one: Totals) -> None:
        """Add one more."""
        self._units += one.units
        self._checked += one.checked
        self._scores += one.scores
        for fact, found in one.sums.items():
            if fact in self._sums:
                self._sums[fact].take(found)
            else:
                self._sums[fact] = RunningSum(found.total, found.reported, found.nil)
        for level, pair in one.levels.items():
            seen = self._levels.get(level)
            self._levels[level] = pair if seen is None else (add(seen[0], pair[0]), add(seen[1], pair[1]))
        for counts, more in ((self._grades, one.grades), (self._findings, one.findings)):
            for name, count in more.items():
                counts[name] = counts.get(name, 0) + count

    @property
    def totals(self) -> Totals:
        """What was added until now."""
        sums = {fact: Sum(one.total, one.reported, one.nil) for fact, one in self._sums.items()}
        grades, findings = dict(self._grades), dict(self._findings)
        return Totals(self._units, sums, self._scores, dict(self._levels), grades, findings, self._checked)


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
