"""A target and an actual value, whatever they are, compared."""

from functools import lru_cache

from jixiao.compute.targets.amounts import compare_quantities
from jixiao.compute.targets.comparison import Comparison, decided
from jixiao.compute.targets.days import compare_days
from jixiao.model.parts import Direction
from jixiao.model.targets import Deadline, Quantity, Stated, Unclear


@lru_cache(maxsize=4096)  # many rules ask the same of one row, and offices write the same values on many rows
def compare(target: Stated, actual: Stated, direction: Direction | None = None) -> Comparison:
    """Whether an actual value meets a target; what is not sure is not said.

    ``direction`` is asked only where the target's own words (≥, 以上, 控制在) do not tell which way is better. The
    same text on both sides is met.
    """
    if isinstance(target, Quantity) and isinstance(actual, Quantity):
        found = compare_quantities(target, actual, direction)
        return found if found.met is not None or target != actual else decided(True)
    if _same(target, actual):
        return decided(True)
    if isinstance(target, Deadline) and isinstance(actual, Deadline):
        return compare_days(target, actual)
    from jixiao.compute.targets.answers import compare_answers  # its words are not needed for figures

    return compare_answers(target, actual)


def _same(target: Stated, actual: Stated) -> bool:
    if isinstance(target, Unclear) and isinstance(actual, Unclear):
        return bool(target.text) and target.text == actual.text
    return target == actual
