"""R005: the rate of a total lies between the rates of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.calculate import interval_of
from jixiao.compute.changes import among
from jixiao.compute.intervals import Interval, meets
from jixiao.compute.live_cell import AMOUNTS
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.framework import FUND_SPLITS
from jixiao.rules.catalogue import Outcome, rule


@rule(
    code="R005",
    title="合计的比率在各部分比率之间",
    messages={
        "": "{label}现为 {printed}，不在{parts}的执行率 {expected} 之间，不可能是它们合计的执行率。",
        "splits": "{label}各项的执行率是 {printed}，{parts}各项是 {expected}，合计的执行率不可能同时在两者之间。",
    },
    hint="合计的执行率是各部分的加权平均。请核对各项的执行率，补全金额后可以逐项核对。",
    basis="合计的执行率＝各部分执行数之和÷预算数之和，必在各部分的最低与最高之间",
)
def total_rate_lies_between(review: Review) -> Iterator[Outcome]:
    """Where amounts are lost and only rates are known; with all amounts R001 says more."""
    yield from _fund(review)
    yield from _summary(review)


@dataclass(frozen=True)
class _Rates:
    """The rates of the parts of one total, and where they are stated."""

    name: str
    cells: tuple[CellRef, ...]
    bounds: Interval
    shown: str


def _fund(review: Review) -> Iterator[Finding]:
    fund = review.form.fund
    if fund is None:
        return
    splits = [found for group, name in FUND_SPLITS.items() if (found := _split(review, group, name))]
    total_at = fund.at("execution_rate", fund.line("total"))
    if total_at is not None:
        for rates in splits:
            yield from _outside(review, total_at, "合计执行率", rates)
        return
    for other in splits[1:]:
        if not meets(splits[0].bounds, other.bounds):
            yield Finding("R005", Severity.ERROR, other.cells[0], other.name, other.shown, splits[0].shown,
                          variant="splits", values={"parts": splits[0].name},
                          cells=(*other.cells, *splits[0].cells))  # fmt: skip


def _split(review: Review, group: str, name: str) -> _Rates | None:
    fund = review.form.fund
    lines = fund.group(group) if fund else ()
    rows = [{role: fund.at(role, line) for role in (*AMOUNTS, "execution_rate")} for line in lines] if fund else []
    return _rates(review, name, rows)


def _rates(review: Review, name: str, rows: list[dict[str, CellRef | None]]) -> _Rates | None:
    """The rates of the parts; None where one is not known, or all amounts are, so that others check them."""
    amounts = [[review.number(row[role]) for role in AMOUNTS] for row in rows]
    used = [(row["execution_rate"], both) for row, both in zip(rows, amounts, strict=True) if not _is_nothing(both)]
    lost = any(not isinstance(amount, Decimal) for _, both in used for amount in both)
    facts = [review.facts.get(at) for at, both in used if at is not None and both[0] != 0]
    stated = [fact for fact in facts if fact is not None and isinstance(fact.reported, Figure)]
    bounds = [found for fact in stated if (found := interval_of(fact)) is not None and found.low >= 0]
    hull = among(bounds)
    if not lost or hull is None or len(bounds) < len(used):
        return None
    values = sorted({fact.reported.value for fact in stated if isinstance(fact.reported, Figure)})
    shown = "～".join(format_percent(value) for value in dict.fromkeys((values[0], values[-1])))
    return _Rates(name, tuple(fact.at for fact in stated), hull, shown)


def _is_nothing(amounts: list[Decimal | Missing]) -> bool:
    """Whether nothing was planned nor spent."""
    return all(amount is Missing.NIL or amount == 0 for amount in amounts)


def _summary(review: Review) -> Iterator[Finding]:
    summary = review.form.summary
    if summary is None or summary.table.total is None:
        return
    table = summary.table
    rows = [{role: table.at(role, row) for role in (*AMOUNTS, "execution_rate")} for row, _ in review.unit_names()]
    rates, at = _rates(review, "各单位", rows), table.at("execution_rate", summary.table.total)
    if rates is not None and at is not None:
        yield from _outside(review, at, "汇总表合计执行率", rates)


def _outside(review: Review, at: CellRef, label: str, rates: _Rates) -> Iterator[Finding]:
    fact = review.facts.get(at)
    bounds = interval_of(fact) if fact and isinstance(fact.reported, Figure) else None
    if bounds is not None and not meets(bounds, rates.bounds):
        yield Finding("R005", Severity.ERROR, at, label, review.printed(at), rates.shown,
                      values={"parts": rates.name}, cells=(at, *rates.cells))  # fmt: skip
