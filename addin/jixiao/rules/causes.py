"""Why a figure may be wrong: the slips that happen, each tried against the figure that was stated."""

from collections.abc import Iterable
from decimal import Decimal

from jixiao.compute.numbers import round_half_up
from jixiao.model.figures import Figure
from jixiao.model.form import named

_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))
_YUAN = Decimal(10000)


def rate_cause(stated: Figure, right: Decimal, copied_from: str = "", is_ratio: bool = True) -> str:
    """The cause of a wrong rate, or "".

    ``copied_from``: label of a line that has the stated rate. ``is_ratio``: the rate is one amount over another.
    """
    if copied_from:
        return f"抄了{named(copied_from)}行的比率"
    if is_ratio and right and stated.value and reads(stated, 1 / right):
        return "分子分母颠倒"
    return _shifted_or_swapped(stated, right)


def sum_cause(stated: Figure, right: Decimal, parts: Iterable[tuple[str, Decimal]]) -> str:
    """The cause of a wrong sum, or "": one part left out or added twice, or a slip of the pen."""
    if not stated.value:
        return ""
    difference = stated.value - right
    same = [(label, part) for label, part in parts if part and part in (difference, -difference)]
    if len(same) == 1:  # of two equal parts none can be named
        label, part = same[0]
        return f"{'重复加了' if part == difference else '漏加'}{named(label)}"
    return slip(stated, right)


def slip(stated: Figure, right: Decimal) -> str:
    """元 for 万元, a shifted point, or two digits exchanged; "" where none of them gives the stated figure."""
    if right and stated.value:
        if reads(stated, right * _YUAN):
            return "元当成万元"
        if reads(stated, right / _YUAN):
            return "万元当成元"
    return _shifted_or_swapped(stated, right)


def reads(stated: Figure, value: Decimal) -> bool:
    """Whether a value, printed with as many decimals, reads like the stated figure."""
    return round_half_up(value, stated.decimals) == round_half_up(stated.value, stated.decimals)


def _shifted_or_swapped(stated: Figure, right: Decimal) -> str:
    if not right or not stated.value:
        return ""
    if any(reads(stated, right * shift) or reads(stated, right / shift) for shift in _SHIFTS):
        return "小数点移位"
    return "数字颠倒" if _swapped(stated, right) else ""


def _swapped(stated: Figure, right: Decimal) -> bool:
    """Whether two neighbouring digits are exchanged, with or without the point between them."""
    digits, given = (_digits(value, stated.decimals) for value in (right, stated.value))
    if len(digits) != len(given):
        return False
    places = [place for place, (a, b) in enumerate(zip(digits, given, strict=True)) if a != b]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return digits[first] == given[second] and digits[second] == given[first]


def _digits(value: Decimal, decimals: int) -> str:
    """All digits that a number is printed with, zeros at the end included."""
    return f"{round_half_up(value, decimals):.{max(decimals, 0)}f}".replace(".", "")
