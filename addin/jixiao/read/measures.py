"""Plain figures among targets and actual values: ``>100%``, ``200000件``, ``6万以上``, ``不低于95%``."""

from jixiao.model.figures import NIL_MARKS, Missing, Reported, Text
from jixiao.model.targets import Quantity
from jixiao.read.targets import stated_in


def measure_of(text: str) -> Reported:
    """What a target or actual value says: a figure, perhaps as a bound; else the text itself.

    A figure only where nothing but the number, its comparator and its unit is written; ``read.targets`` reads the
    rest. 万 and 亿 before a unit multiply (``6万`` → 60000, exact to −4 decimals); 万元 is a unit.
    """
    stripped = text.strip()
    if not stripped:
        return Missing.BLANK
    if stripped in NIL_MARKS:
        return Missing.NIL
    stated = stated_in(stripped)
    return stated.figure if isinstance(stated, Quantity) and stated.is_plain else Text(stripped)
