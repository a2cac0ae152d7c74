"""Answers in words compared: grades, yes and no, on time or late, nothing to report."""

from jixiao.compute.targets.comparison import Comparison, decided, undecided
from jixiao.model.parts import Direction
from jixiao.model.targets import Deadline, Nothing, Quality, Quantity, Stated, YesNo
from jixiao.read.targets.vocabulary import COMPLETION, GOOD, NONE_OF_IT, PUNCTUAL


def compare_answers(target: Stated, actual: Stated) -> Comparison:
    """What words say of words, and of dates and numbers where those answer the same question."""
    match target, actual:
        case (YesNo(), YesNo()):
            return decided(target.yes is actual.yes)
        case (Quality(), Quality()) if target.scale == actual.scale:
            return decided(actual.rank >= target.rank)
        case (YesNo(yes=True), Quality()):
            return _is_good(actual)
        case (Quality(), YesNo()) if target.rank >= GOOD[target.scale]:
            return decided(actual.yes)
        case (Deadline(), Quality()) if actual.scale == PUNCTUAL:
            return _is_good(actual)
        case (Quality(), Quantity()) if target.scale == COMPLETION and actual.figure.unit == "%":
            return _is_whole(actual)
        case (Nothing(), Nothing()):
            return decided(True)
    return _of_nothing(target, actual)


def _is_good(actual: Quality) -> Comparison:
    """Yes from the first good word of the scale on, no at its worst one."""
    if actual.rank >= GOOD[actual.scale]:
        return decided(True)
    return decided(False) if not actual.rank else undecided()


def _is_whole(actual: Quantity) -> Comparison:
    """Done is 100 %."""
    return undecided() if actual.is_bound or actual.change else decided(actual.figure.value >= 1)


def _of_nothing(target: Stated, actual: Stated) -> Comparison:
    """无 is none of it: it meets a target of 0, and one that is the better the lower."""
    if isinstance(target, Quantity) and isinstance(actual, Nothing) and actual.word in NONE_OF_IT:
        is_met = target.goal is Direction.DOWN or (not target.figure.value and target.upper is None)
        return decided(True) if is_met and target.figure.value >= 0 else undecided()
    if isinstance(actual, Quantity) and isinstance(target, Nothing) and target.word in NONE_OF_IT:
        return undecided() if actual.figure.value or actual.is_bound else decided(True)
    return undecided()
