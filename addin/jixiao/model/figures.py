"""What a reported cell says: a figure, a text, or nothing, and then why nothing."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

NIL_MARKS = ("-", "—", "－", "–", "——", "--")
"""Signs that mean "nothing to report" when they stand alone in a cell."""


class Missing(Enum):
    """Why there is no number. Never 0."""

    BLANK = "未填"
    NIL = "无此项"
    UNREADABLE = "不是数字"
    ZERO_DENOMINATOR = "无法计算"
    NOT_COMPUTED = "公式尚未计算"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was printed.

    ``value``: a percentage is stored as a share (97.3% → 0.973). ``decimals``: decimals of ``value`` that the
    print shows (97.3% → 3). ``comparator``: ``<``, ``>``, ``≤``, ``≥`` where the figure is a bound, else "".
    ``unit``: what stands behind the number (``%``, ``件``, ``万元``), else "".
    """

    value: Decimal
    decimals: int
    comparator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A reported text that is no number: ``是``, ``达标``."""

    text: str


Reported = Figure | Text | Missing
