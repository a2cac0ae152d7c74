"""The readings of one formula tree: a number, an Excel formula, a Chinese sentence, an interval."""

from jixiao.compute.formula.chinese import to_chinese
from jixiao.compute.formula.excel import NIL_NAME, to_excel
from jixiao.compute.formula.interval import evaluate_interval
from jixiao.compute.formula.number import evaluate, reading_of
from jixiao.compute.formula.operands import Operand, Result
from jixiao.compute.formula.rules import MISSING_TEXT, shown

__all__ = [
    "MISSING_TEXT",
    "NIL_NAME",
    "Operand",
    "Result",
    "evaluate",
    "evaluate_interval",
    "reading_of",
    "shown",
    "to_chinese",
    "to_excel",
]
