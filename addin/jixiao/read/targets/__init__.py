"""The grammar of what offices write in 年度指标值 and 完成值. The value objects are in ``model.targets``.

To make its words and patterns ready takes longer than to read several workbooks: the first text that is asked about
does that, so that whoever only sums figures up never waits for it.
"""

from jixiao.model.figures import Reported
from jixiao.model.targets import Stated
from jixiao.read.targets.units import Scale, scale_of

__all__ = ["Scale", "scale_of", "stated_in", "stated_of"]


def stated_of(reported: Reported) -> Stated:
    """What a cell that was read as a figure, as a text or as nothing states."""
    from jixiao.read.targets import grammar

    return grammar.stated_of(reported)


def stated_in(text: str) -> Stated:
    """What a text states. Never raises."""
    from jixiao.read.targets import grammar

    return grammar.stated_in(text)
