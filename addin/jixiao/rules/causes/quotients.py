"""Slips of rates: the wrong way up, on the wrong base, a share for a growth rate."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.model.decimals import EXACT
from jixiao.model.form import named
from jixiao.rules.causes.slip import Labelled, Likelihood, Slip

_ONE = Decimal(1)


def upside_down(right: Decimal) -> Iterator[Slip]:
    """A ratio with numerator and denominator exchanged."""
    if right:
        yield Slip("分子分母颠倒", EXACT.divide(_ONE, right), Likelihood.MISREAD)


def wrong_base(numerator: Decimal, bases: Iterable[Labelled]) -> Iterator[Slip]:
    """A ratio on the base of another line, the first of equal ones."""
    yield from _once(("分母", base.label, numerator, base.value) for base in bases)


def wrong_numerator(numerators: Iterable[Labelled], denominator: Decimal) -> Iterator[Slip]:
    """A ratio with the numerator of another line, the first of equal ones."""
    yield from _once(("分子", other.label, other.value, denominator) for other in numerators)


def wrong_growth(current: Decimal, prior: Decimal, whole: Decimal | None = None) -> Iterator[Slip]:
    """What a growth rate turns into on the way: ``whole`` is what ``current`` is a share of, where that is known."""
    change = EXACT.subtract(current, prior)
    if current:
        yield Slip("分母用了本年数", EXACT.divide(change, current), Likelihood.MISREAD)
        yield Slip("本年数和上年数颠倒", EXACT.divide(-change, current), Likelihood.MISREAD)
    if prior:
        yield Slip("没有减去 100%", EXACT.divide(current, prior), Likelihood.MISREAD)
        yield Slip("增减方向相反", EXACT.divide(-change, prior), Likelihood.MISREAD)
    if whole:
        yield Slip("占比当成增长率", EXACT.divide(current, whole), Likelihood.MISREAD)


def wrong_share(part: Decimal, whole: Decimal, prior: Decimal | None = None) -> Iterator[Slip]:
    """What a share turns into: of the rest, upside down, or growth over the ``prior`` figure where that is known."""
    if part:
        yield Slip("分子分母颠倒", EXACT.divide(whole, part), Likelihood.MISREAD)
    if whole:
        yield Slip("填成了其余部分的占比", _ONE - EXACT.divide(part, whole), Likelihood.MISREAD)
    if prior:
        yield Slip("增长率当成占比", EXACT.divide(part - prior, prior), Likelihood.MISREAD)


def plain_mean(rates: Iterable[Decimal]) -> Iterator[Slip]:
    """The total's rate as the plain mean of its parts' rates."""
    found = list(rates)
    if len(found) > 1:
        yield Slip("取了各行比率的平均", EXACT.divide(sum(found, Decimal(0)), Decimal(len(found))), Likelihood.MISREAD)


def _once(ratios: Iterable[tuple[str, str, Decimal, Decimal]]) -> Iterator[Slip]:
    seen: set[Decimal] = set()
    for side, label, numerator, denominator in ratios:
        value = EXACT.divide(numerator, denominator) if denominator else Decimal(0)
        if value not in (0, 1) and value not in seen:
            seen.add(value)
            yield Slip(f"{side}用了{named(label)}行的数", value, Likelihood.WRONG_LINE)
