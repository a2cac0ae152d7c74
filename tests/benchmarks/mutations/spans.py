"""What a printed figure can have been before it was rounded: closed intervals of Decimals, nothing else.

The benchmark judges mutated workbooks by these few lines, not by the intervals of the product.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from ``low`` to ``high``, both ends included."""

    low: Decimal
    high: Decimal

    @staticmethod
    def of(value: Decimal, decimals: int | None = None) -> "Span":
        """What is printed as ``value`` with so many decimals; with None the very number."""
        half = Decimal(0) if decimals is None else Decimal(5).scaleb(-decimals - 1)
        return Span(value - half, value + half)

    def meets(self, other: "Span") -> bool:
        """Whether both can stand for the same number."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Span":
        return Span(-self.high, -self.low)

    def __sub__(self, other: "Span") -> "Span":
        return self + -other

    def over(self, other: "Span") -> "Span | None":
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        with localcontext(_EXACT):
            ends = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Span(min(ends), max(ends))

    def wider(self, decimals: int) -> "Span":
        """The span of what it may be rounded to with so many decimals."""
        half = Decimal(5).scaleb(-decimals - 1)
        return Span(self.low - half, self.high + half)

    def times(self, factor: Decimal) -> "Span":
        """The span in another unit; ``factor`` is positive."""
        return Span(self.low * factor, self.high * factor)


NOTHING = Span(Decimal(0), Decimal(0))


def half_up(value: Decimal, decimals: int) -> Decimal:
    """A number as people round it."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
