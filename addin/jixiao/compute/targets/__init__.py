"""Target against actual value: met, missed, by how much, or why that cannot be told."""

from jixiao.compute.targets.compare import compare
from jixiao.compute.targets.comparison import OTHER_UNIT, UNCLEAR_UNIT, Comparison
from jixiao.compute.targets.readings import Pair, readings

__all__ = ["OTHER_UNIT", "UNCLEAR_UNIT", "Comparison", "Pair", "compare", "readings"]
