"""Do the points of a framework make its full score (总分)? Those of the fund table count, too."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jixiao.frameworks.mistakes import Location, Mistake
from jixiao.model.formula import FormulaError, names, parse_formula
from jixiao.model.framework import FUND_SCORE

_TABLE: Location = ("indicators",)


def full_score_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """The first-level points against the full score, and whether the total takes the fund table's score in.

    What is no proper number or formula is passed over: the model says so.
    """
    table, fund = data.get("indicators"), data.get("fund")
    if not isinstance(table, Mapping):
        return
    scored = isinstance(fund, Mapping) and fund.get("points") is not None
    yield from _total_formula(table, scored)
    full, levels = _number(table.get("total_points")), table.get("levels")
    if full is None or table.get("points") == "by_office" or not isinstance(levels, list):
        return
    found = [_number(level.get("points", 0)) if isinstance(level, Mapping) else None for level in levels]
    elsewhere = _number(fund["points"]) if isinstance(fund, Mapping) and scored else Decimal(0)
    if elsewhere is None or None in found:
        return
    total = sum((points for points in found if points is not None), elsewhere)
    if total != full:
        names = "一级指标分值与资金表分值" if scored else "一级指标分值"
        yield Mistake(_TABLE, f"{names}之和是 {total}，应为 {full}")


def _total_formula(table: Mapping[str, Any], scored: bool) -> Iterator[Mistake]:
    try:
        used = names(parse_formula(table["total"])) if isinstance(table.get("total"), str) else None
    except FormulaError:
        return
    if used is not None and (FUND_SCORE in used) != scored:
        words = (
            f"资金表给执行率计了分（points），合计公式应加上 {FUND_SCORE}"
            if scored
            else f"资金表没有给执行率计分，合计公式不能用 {FUND_SCORE}"
        )
        yield Mistake((*_TABLE, "total"), words)


def _number(value: object) -> Decimal | None:
    """A number of the file; None of anything that the model refuses."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() and abs(number) <= 1000 else None
