"""What a live cell is: which formula, over which cells, and what kind of thing it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jixiao.model.cells import Area, CellRef
from jixiao.model.formula import Formula

Operand = CellRef | Area
AMOUNTS = ("annual_budget", "executed")


class Kind(StrEnum):
    """What a live cell holds; rules pick the cells they speak of by it."""

    FUND_TOTAL = "fund_total"
    FUND_RATE = "fund_rate"
    FUND_CHECK = "fund_check"
    POINTS_TOTAL = "points_total"
    SCORE_TOTAL = "score_total"
    GRADE = "grade"
    SUBTOTAL = "subtotal"
    POINTS_CHECK = "points_check"
    RATE = "rate"
    RATE_INPUTS = "rate_inputs"
    SUMMARY_RATE = "summary_rate"
    SUMMARY_TOTAL = "summary_total"
    SUMMARY_SCORE = "summary_score"
    HEADING = "heading"


@dataclass(frozen=True)
class Live:
    """One live cell. ``parts`` are the cells a sum expects a figure in; ``subject`` is the line's id or name."""

    at: CellRef
    kind: Kind
    label: str
    formula: Formula
    operands: Mapping[str, Operand]
    parts: tuple[CellRef, ...] = ()
    subject: str = ""
