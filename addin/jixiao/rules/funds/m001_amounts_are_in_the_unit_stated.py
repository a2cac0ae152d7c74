"""M001: amounts are in the money unit that the table states, as far as other figures of the workbook tell."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.live_cell import AMOUNTS
from jixiao.compute.numbers import format_amount, round_half_up
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT, decimals_of
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.model.framework import PRIOR, PerHead
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.funds.magnitudes import YUAN, is_other_unit
from jixiao.rules.sameness.fact_names import unit_at

_USUAL_DECIMALS = 2
_MONEY = {"元": Decimal(1), "万元": YUAN}


@rule(
    code="M001",
    title="金额与所印单位相符",
    messages={
        "": "{label}现为 {printed}，约是{other} {expected} 的一万倍，可能是元当成万元，请核实。",
        "small": "{label}现为 {printed}，约是{other} {expected} 的一万分之一，可能是万元当成元，请核实。",
        "per_head": "{label}按“{unit}”计为人均 {printed} 万元，按{right}计为 {expected} 万元，请核实单位。",
    },
    hint="请核对金额的单位：表头印什么单位就按什么单位填，需要换算的先换算。",
    basis="表头所印的金额单位（元、万元）；相差正好一万倍的，多是没有换算",
)
def amounts_are_in_the_unit_stated(review: Review) -> Iterator[Outcome]:
    """Budget against what was spent of it, this year against the year before, and what one person costs."""
    yield from _funds(review)
    yield from _years(review)
    if review.framework.per_head is not None:
        yield from _heads(review, review.framework.per_head)


def _funds(review: Review) -> Iterator[Finding]:
    fund, law = review.form.fund, review.framework.fund
    for line in fund.lines if fund and law else ():
        assert fund is not None and law is not None  # else there are no lines
        budget_at, executed_at = (fund.at(role, line) for role in AMOUNTS)
        headings = [law.columns[role][0] for role in AMOUNTS]
        if _is_entry(review, budget_at) and _is_entry(review, executed_at):
            label = named(line.label)
            yield from _compared(review, executed_at, label + headings[1], budget_at, headings[0])


def _is_entry(review: Review, at: CellRef | None) -> bool:
    """A sum is as large as its parts, of which this rule speaks already."""
    return at not in review.calculation.computed or at in review.calculation.stated


def _years(review: Review) -> Iterator[Finding]:
    for concept in review.framework.concepts:
        at, prior_at = (review.form.concepts.get(concept.id + suffix) for suffix in ("", PRIOR))
        if concept.unit in _MONEY:
            yield from _compared(review, at, named(concept.label), prior_at, "上年数")


def _compared(
    review: Review, at: CellRef | None, label: str, other_at: CellRef | None, other: str
) -> Iterator[Finding]:
    """A tiny amount may be right; one in 万元 with more than two decimals was divided once too often."""
    value, base = review.right_number(at), review.right_number(other_at)
    if not isinstance(value, Decimal) or not isinstance(base, Decimal) or value <= 0 or base <= 0:
        return
    is_fine = decimals_of(value.normalize()) > _USUAL_DECIMALS
    variant = "" if is_other_unit(value, base) else "small" if is_fine and is_other_unit(base, value) else None
    if at is not None and variant is not None:
        yield Finding("M001", Severity.WARNING, at, label, format_amount(value), format_amount(base),
                      variant=variant, values={"other": other})  # fmt: skip


def _heads(review: Review, law: PerHead) -> Iterator[Finding]:
    """Only where the amount a head is beyond all bounds in the unit stated, and within them in the other one."""
    at, heads = review.form.place(law.amount), review.number(review.form.place(law.heads))
    amount, unit = review.number(at), unit_at(review, law.amount)
    if at is None or unit not in _MONEY or not isinstance(amount, Decimal) or not isinstance(heads, Decimal):
        return
    if amount <= 0 or heads < 1:
        return
    right = next(other for other in _MONEY if other != unit)
    stated, meant = (EXACT.divide(amount * _MONEY[money], heads * YUAN) for money in (unit, right))
    if not law.least <= stated <= law.most and law.least <= meant <= law.most:
        fact = review.facts.get(at)
        printed, expected = (format_amount(round_half_up(amount, 2)) for amount in (stated, meant))
        yield Finding("M001", Severity.WARNING, at, fact.label if fact else unit, printed, expected,
                      variant="per_head", values={"unit": unit, "right": right})  # fmt: skip
