"""The live cells of the fund table: its total, its rates, and off the paper the comparison of its splits."""

from collections.abc import Iterator
from functools import cache

from jixiao.compute.live_cell import AMOUNTS, Kind, Live, Operand
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import FundForm, named
from jixiao.model.formula import Formula, names, parse_formula
from jixiao.model.framework import FUND_SPLITS, Fund


def fund_cells(fund: FundForm, law: Fund, ours: bool) -> Iterator[Live]:
    """All live cells of the fund table; ``ours``: it was built from our template."""
    for role in law.amounts:
        area, at = _sources(fund, role, ours), fund.at(role, fund.line("total"))
        if area and at:
            label = f"{law.subject}{law.columns[role][0]}合计"
            yield Live(at, Kind.FUND_TOTAL, label, law.total, {"parts": area}, tuple(area), role)
    for line in fund.lines:
        at = fund.at("execution_rate", line)
        operands: dict[str, Operand] = {role: cell for role in AMOUNTS if (cell := fund.at(role, line)) is not None}
        if at and len(operands) == len(AMOUNTS):
            label = f"{named(line.label)}{law.columns['execution_rate'][0]}"
            yield Live(at, Kind.FUND_RATE, label, law.execution_rate, operands, subject=line.id)
    yield from _score(fund, law)
    yield from _checks(fund, law)


def _score(fund: FundForm, law: Fund) -> Iterator[Live]:
    """What the execution rate of the total scores, where the framework gives points for it."""
    line = fund.line("total")
    at, roles = fund.at("score", line), (*AMOUNTS, "execution_rate", "points")
    places = {role: cell for role in roles if (cell := fund.at(role, line)) is not None}
    used = names(law.score) if law.score is not None else frozenset[str]()
    if at and law.score is not None and used <= places.keys():
        operands: dict[str, Operand] = {role: place for role, place in places.items() if role in used}
        yield Live(at, Kind.FUND_SCORE, f"{law.columns['execution_rate'][0]}得分", law.score, operands)


def _sources(fund: FundForm, role: str, ours: bool) -> Area | None:
    """The cells that make the total. In anyone's table nothing but sources may stand among or beside them."""
    source = fund.group("source")
    if len(source) < (1 if ours else 2):
        return None
    first, last = source[0].place, source[-1].place
    within = [line.group for line in fund.lines if first <= line.place <= last]
    strange = "total" in within or (not ours and any(line.group == "other" for line in fund.lines))
    return None if strange or (not ours and set(within) != {"source"}) else fund.area(role, source)


def _checks(fund: FundForm, law: Fund) -> Iterator[Live]:
    """Does each further split make the total, or where there is none, the same as the first split?"""
    groups = [group for group in FUND_SPLITS if fund.group(group)]
    for group in groups[1:]:
        for role in law.amounts:
            at, area = fund.checks.get(f"{group}_{role}"), fund.area(role, fund.group(group))
            against: CellRef | Area | None = fund.at(role, fund.line("total"))
            against = against or fund.area(role, fund.group(groups[0]))
            if at and area and against:
                label = f"{law.columns[role][0]}按{FUND_SPLITS[group]}核对"
                formula = _check(FUND_SPLITS[group], isinstance(against, CellRef))
                yield Live(at, Kind.FUND_CHECK, label, formula, {"parts": area, "total": against}, tuple(area))


@cache
def _check(split: str, is_cell: bool) -> Formula:
    """Two parts and a total, each rounded to two decimals, may differ by 0.015: what F001 lets pass is no ✗ here."""
    own, total = "round(sum(parts), 6)", "total" if is_cell else "round(sum(total), 6)"
    return parse_formula(
        f'"✓ 与按{split}合计一致" if max({own} - {total}, {total} - {own}) <= 0.015'
        f' else text("✗ 按{split}合计为 ", {own})'
    )
