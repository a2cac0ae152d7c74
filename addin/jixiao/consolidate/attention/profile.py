"""The few things of a submission that are compared with those of other units."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from jixiao.compute.numbers import EXACT, round_half_up
from jixiao.consolidate.attention.prior import Change, Prior, changes_of
from jixiao.consolidate.attention.wording import Sketch, sketch_of
from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.returns.submission import Amount, IndicatorLine, Noted
from jixiao.model.form import listed_name
from jixiao.model.framework import Framework
from jixiao.read.words import of_words

_PERCENT = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]+)?)%")
MOST_CODES = 4
"""Rules that a reason names; one more is kept to tell that there are others."""

_SCORE_RULES = ("S004", "S005")
"""Rules that hold a score against the one that follows from target and actual value."""


class Reporting(Protocol):
    """A submission, or a row of the consolidation that is one."""

    @property
    def unit(self) -> str:
        """Its name, as reported."""

    @property
    def project(self) -> str:
        """The name of its project, "" where the whole unit is meant."""

    @property
    def grade(self) -> str:
        """The grade it states, "" where it states none."""

    @property
    def figures(self) -> Mapping[str, Amount]:
        """Its amounts and scores, by what they are of."""

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """Its indicators, in the order of the table."""

    @property
    def findings(self) -> tuple[Noted, ...] | None:
        """What its check found, None where it was not checked."""


class RateSeen(NamedTuple):
    """A rate to four digits: ``label`` what of; ``amounts`` it was computed from, none where it is only stated.

    A tuple, because a collection has some dozen for each unit.
    """

    label: str
    rate: Decimal
    amounts: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit (or project). ``number``: its place in the order of the 汇总表, from 0.

    ``full``: indicators at full marks, of ``scored`` that state points and score. ``percents``: actual values printed
    as percentages; ``hundreds`` how many of them are 100 %. ``errors`` is None where the workbook was not checked,
    ``error_codes`` their rules, the most frequent first; scores that do not follow from their rules are told apart as
    ``score_findings``. ``whole``: amounts without decimals, of ``amounts``.
    """

    number: int
    name: str
    annual_budget: Decimal | None
    executed: Decimal | None
    self_score: Decimal | None
    review_score: Decimal | None
    grade: str = ""
    full: int = 0
    scored: int = 0
    hundreds: int = 0
    percents: int = 0
    errors: int | None = None
    error_codes: tuple[str, ...] = ()
    score_findings: int = 0
    whole: int = 0
    amounts: int = 0
    rates: tuple[RateSeen, ...] = ()
    notes: tuple[Sketch, ...] = ()
    changes: tuple[Change, ...] = ()
    prior_score: Decimal | None = None

    @property
    def execution_rate(self) -> Decimal | None:
        """全年执行数 ÷ 全年预算数; None where it cannot be computed."""
        return _share(self.executed, self.annual_budget)


def profile_of(
    reporting: Reporting,
    framework: Framework,
    number: int,
    review_score: Decimal | None = None,
    prior: Prior | None = None,
) -> Profile:
    """The profile of a submission or of a row that is one.

    ``review_score``: the one that a reviewer typed into the 汇总表, where the figures have none. ``prior``: the year
    before, beside what the workbook itself says of it.
    """
    figures, lines, findings = _figures(reporting), reporting.indicators, reporting.findings
    percents = [share for line in lines if (share := _percentage(line.actual)) is not None]
    scored = [line for line in lines if isinstance(line.points, Decimal) and isinstance(line.score, Decimal)]
    amounts = [figure for key, figure in figures.items() if key.startswith("fund.") and figure]
    unexplained = [finding for finding in findings or () if not finding.explanation]
    errors = _errors(unexplained)
    return Profile(
        number=number,
        name=listed_name(reporting.unit, reporting.project),
        annual_budget=figures.get("annual_budget"),
        executed=figures.get("executed"),
        self_score=figures.get("self_score"),
        review_score=figures.get("review_score", review_score),
        grade=reporting.grade,
        full=sum(line.points == line.score for line in scored if line.points),
        scored=sum(bool(line.points) for line in scored),
        hundreds=sum(share == 1 for share in percents),
        percents=len(percents),
        errors=None if findings is None else errors.total(),
        error_codes=tuple(code for code, _ in errors.most_common(MOST_CODES)),
        score_findings=sum(finding.code in _SCORE_RULES for finding in unexplained),
        whole=sum(amount == amount.to_integral_value() for amount in amounts),
        amounts=len(amounts),
        rates=tuple(_rates(figures, lines, framework)),
        notes=tuple(sketch for line in lines if (sketch := sketch_of(line.note)) is not None),
        changes=tuple(changes_of(figures, framework, prior)),
        prior_score=prior.self_score if prior else None,
    )


def _errors(unexplained: Iterable[Noted]) -> Counter[str]:
    """How often each rule found an error; those on scores are counted by themselves."""
    serious = (finding.code for finding in unexplained if finding.severity == "error")
    return Counter(sorted(code for code in serious if code not in _SCORE_RULES))


def _figures(reporting: Reporting) -> Mapping[str, Decimal]:
    """All figures that there are; a row that is one submission has its facts in its partial sum."""
    sums = reporting.totals.sums if isinstance(reporting, Row) else {}
    facts = {fact: found.total for fact, found in sums.items() if found.reported}
    return facts | {key: figure for key, figure in reporting.figures.items() if isinstance(figure, Decimal)}


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or whole is None or whole <= 0:
        return None
    return round_half_up(EXACT.divide(part, whole), 4)


def _rates(figures: Mapping[str, Decimal], lines: Sequence[IndicatorLine], framework: Framework) -> Iterator[RateSeen]:
    """Rates that could stand in another workbook only by chance: with a second decimal of a percentage."""
    for label, budget, executed in _fund_pairs(figures, framework):
        rate = _share(executed, budget)
        if rate is not None and _is_telling(rate):
            yield RateSeen(f"{label}执行率", rate, (budget, executed))
    for line in lines:
        rate = _telling_percentage(line.actual)
        if rate is not None:
            yield RateSeen(f"“{line.name}”完成值", rate)


def _fund_pairs(figures: Mapping[str, Decimal], framework: Framework) -> Iterator[tuple[str, Decimal, Decimal]]:
    lines = {line.id: line.label for line in framework.fund.lines} if framework.fund else {}
    pairs = [("", "annual_budget", "executed")]
    pairs += [
        (label, f"fund.{id}.annual_budget", f"fund.{id}.executed") for id, label in lines.items() if id != "total"
    ]
    for label, budget, executed in pairs:
        if budget in figures and executed in figures:
            yield label, figures[budget], figures[executed]


@of_words
def _percentage(text: str) -> Decimal | None:
    """The share that a text prints as a percentage and nothing else; collections have the same ones again and again."""
    text = text.strip()
    return Decimal(text.rstrip("%")).scaleb(-2) if _PERCENT.fullmatch(text) else None


@of_words
def _telling_percentage(text: str) -> Decimal | None:
    rate = _percentage(text)
    is_one = rate is not None and _is_telling(rate) and round_half_up(rate, 4) == rate
    return rate if is_one else None


def _is_telling(rate: Decimal) -> bool:
    """Whole and half percents come about by themselves (a cut of 5 %, three of four)."""
    return rate > 0 and EXACT.remainder(rate * 1000, Decimal(5)) != 0
