"""Indicators with a target and an actual value, and how these compare: what the rules about targets look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from jixiao.compute.review import Review
from jixiao.compute.scoring.words import plain_figure
from jixiao.compute.targets import Comparison, compare
from jixiao.compute.targets.spans import printed_span
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Missing
from jixiao.model.form import IndicatorRow, named
from jixiao.model.framework import Direction
from jixiao.model.scoring import Proportional
from jixiao.model.targets import Precision, Quantity, Stated
from jixiao.read.pages import plain
from jixiao.read.targets import stated_of
from jixiao.read.targets.vocabulary import BETTER, FEWER, NATURES, ending

_LONGEST_NAME, _LONGEST_VALUE = 16, 12
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_QUOTES = str.maketrans("", "", "“”‘’\"'「」")
_INNER_QUOTES = str.maketrans("“”", "‘’")
_BETTER = ending(BETTER)


@dataclass(frozen=True)
class TargetRow:
    """An indicator whose target and actual value both say something."""

    review: Review = field(repr=False)
    row: IndicatorRow
    target_at: CellRef
    actual_at: CellRef
    target: Stated
    actual: Stated

    @property
    def target_text(self) -> str:
        """The target as it is printed."""
        return self.review.printed(self.target_at).strip()

    @property
    def actual_text(self) -> str:
        """The actual value as it is printed."""
        return self.review.printed(self.actual_at).strip()

    @cached_property
    def found(self) -> Comparison:
        """How they compare."""
        return compare(self.target, self.actual, better(self.review, self.row))

    @property
    def label(self) -> str:
        """What messages call the indicator."""
        return label_of(self.row)


def label_of(row: IndicatorRow) -> str:
    """What messages call an indicator: its name, cut where it is long."""
    name = " ".join(row.name.split())
    return named(name if len(name) <= _LONGEST_NAME else short(name, _LONGEST_NAME))


def short(text: str, longest: int) -> str:
    """A text on one line with at most so many characters."""
    line = "".join(sign for sign in " ".join(text.split()) if sign.isprintable()).translate(_INNER_QUOTES)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def target_rows(review: Review) -> Iterator[TargetRow]:
    """Every named indicator with a target and an actual value, from top to bottom."""
    form = review.form.indicators
    for row in form.rows if form else ():
        found = target_row(review, row)
        if found is not None:
            yield found


def target_row(review: Review, row: IndicatorRow) -> TargetRow | None:
    """The target and the actual value of an indicator; None where it lacks a name or one of them."""
    form = review.form.indicators
    target_at, actual_at = (form.at(role, row.row) if form else None for role in ("target", "actual"))
    if target_at is None or actual_at is None or not row.name:
        return None
    target, actual = review.reported(target_at), review.reported(actual_at)
    if isinstance(target, Missing) or isinstance(actual, Missing):
        return None
    return TargetRow(review, row, target_at, actual_at, stated_of(target), stated_of(actual))


def better(review: Review, row: IndicatorRow) -> Direction | None:
    """Which way is better: the rate's, that of the proportion chosen, what the name says, the framework's.

    Below a heading for quantities more is better, but for things of which nobody wants more.
    """
    rate, scoring = review.rate_of(row), review.scoring_of(row)
    if rate is not None:
        return rate.direction
    chosen = scoring.direction if isinstance(scoring, Proportional) else None
    is_quantity = nature_of(row) == "quantity" and not any(word in row.name for word in FEWER)
    return chosen or by_name(row.name) or review.direction_of(row) or (Direction.UP if is_quantity else None)


def by_name(name: str) -> Direction | None:
    """Which way is better by the end of a name: a 好评率 should be high, a 投诉率 low; None where it does not say."""
    match = _BETTER.search(_BRACKETS.sub("", plain(name)).translate(_QUOTES))
    return BETTER[match[0]] if match else None


def nature_of(row: IndicatorRow) -> str:
    """What an indicator looks at by the headings above it: ``quantity``, ``quality``, ``time`` …; "" if not said."""
    for heading in (row.level2, row.level1):
        for word, nature in NATURES.items():
            if word in heading:
                return nature
    return ""


def is_own(review: Review, row: IndicatorRow) -> bool:
    """Whether an indicator is the unit's own, not one that the framework fixes."""
    return (row.level1, row.level2, row.name) not in review.framework.fixed


def contradicts_measure(each: TargetRow) -> bool:
    """Whether the actual value differs from the rate measured by base figures: R003 speaks of that."""
    rate = each.review.rate_of(each.row)
    at = each.review.form.rates.get(rate.id) if rate else None
    computed = each.review.calculation.computed.get(at) if at else None
    if computed is None or not isinstance(computed.value, Decimal) or not isinstance(each.actual, Quantity):
        return False
    span = printed_span(each.actual)
    shares = (computed.value, computed.value.scaleb(2, context=EXACT))
    return not any(_holds(span.low, span.high, share) for share in shares)


def _holds(low: Decimal | None, high: Decimal | None, value: Decimal) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def points_of(review: Review, row: IndicatorRow) -> Decimal | None:
    """The points in force, or those that should stand there; None where they are not known."""
    form = review.form.indicators
    points = review.right_number(form.at("points", row.row)) if form else None
    return points if isinstance(points, Decimal) else None


def score_of(review: Review, row: IndicatorRow) -> Decimal | None:
    """The score in force; None where there is none."""
    form = review.form.indicators
    score = review.number(form.at("score", row.row)) if form else None
    return score if isinstance(score, Decimal) else None


def quoted(each: TargetRow) -> dict[str, str]:
    """Target and actual value as messages print them: a number after a space, words in quotation marks."""
    return {
        "target": _in_sentence(each.target_text, each.target),
        "actual": _in_sentence(each.actual_text, each.actual),
    }


def _in_sentence(text: str, stated: Stated) -> str:
    if isinstance(stated, Quantity) and (stated.is_plain or len(text) > _LONGEST_VALUE):
        return f" {text if stated.is_plain else _number(stated)}"
    return f"“{short(text, _LONGEST_VALUE)}”"


def _number(stated: Quantity) -> str:
    """The number of a long text: >2000人, 10多个, 50～60人."""
    figure, upper = stated.figure, stated.upper
    if upper is not None:
        return f"{figure.comparator}{plain_figure(figure)}～{upper.comparator}{plain_figure(upper)}"
    before = {Precision.ABOUT: "约", Precision.NEARLY: "近"}.get(stated.precision, "")
    number = plain_figure(figure)
    if stated.precision is Precision.OVER:
        number = number.removesuffix(figure.unit) + "多" + figure.unit
    return f"{figure.comparator}{before}{number}"
