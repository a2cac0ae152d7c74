"""The rows of a roundup as they are printed: amounts that add up after rounding, a mean score that rows cannot give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.formula.operands import Operand
from jixiao.consolidate.adding.balance import Method, balanced
from jixiao.consolidate.adding.semantics import SCORE, evaluated
from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.returns.amounts import NEEDED
from jixiao.consolidate.returns.submission import Amount
from jixiao.model.decimals import format_number
from jixiao.model.framework import Framework

Moved = Mapping[tuple[int, str], Decimal]
"""The number of a row from 1 and a role → what its cell took."""


def balanced_rows(rows: Sequence[Row], method: Method, decimals: int) -> tuple[tuple[Row, ...], Moved]:
    """舍位平衡: the rows with rounded amounts that add up to the rounded totals, and what was moved to which cell."""
    moved: dict[tuple[int, str], Decimal] = {}
    figures = [dict(row.figures) for row in rows]
    for role in NEEDED:
        numbers = [(at, value) for at, row in enumerate(figures) if isinstance(value := row.get(role), Decimal)]
        found = balanced([value for _, value in numbers], decimals, method)
        for number, ((at, _), part) in enumerate(zip(numbers, found.parts, strict=True)):
            figures[at][role] = part
            if number in found.moved:
                moved[at + 1, role] = found.moved[number]
    return tuple(replace(row, figures=new) for row, new in zip(rows, figures, strict=True)), moved


def score_remarks(rows: Sequence[Row], exact: Amount, framework: Framework) -> Iterator[str]:
    """Where the formula of the total row, over scores that are means themselves, gives another mean than all units."""
    law = framework.summary_table.total_score if framework.summary_table else None
    if law is None or not isinstance(exact, Decimal) or all(row.members == 1 for row in rows):
        return
    areas: dict[str, Operand] = {
        "scores": [row.figures.get(SCORE, _BLANK) for row in rows],
        "budgets": [row.figures.get("annual_budget", _BLANK) for row in rows],
    }
    printed = evaluated(law, areas)
    if printed != exact:
        shown = format_number(printed) if isinstance(printed, Decimal) else "空白"
        yield f"合计得分按全部单位计算是 {format_number(exact)}，表内公式按各行得分计算是 {shown}"


_BLANK = ""
