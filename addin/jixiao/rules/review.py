"""The review that rules look at, under the name that hosts import it by."""

from jixiao.compute.review import Review, UnitFigures

__all__ = ["Review", "UnitFigures"]
