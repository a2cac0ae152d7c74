"""The grammar of what offices write in 年度指标值 and 完成值. The value objects are in ``model.targets``."""

from jixiao.read.targets.grammar import NO_ANSWER, stated_in, stated_of
from jixiao.read.targets.units import Scale, scale_of

__all__ = ["NO_ANSWER", "Scale", "scale_of", "stated_in", "stated_of"]
