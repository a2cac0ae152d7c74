"""What messages say of a rate: what it is called, and how it comes about."""

from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.formula import evaluate, to_chinese
from jixiao.compute.live_cell import AMOUNTS, Kind
from jixiao.compute.live_rates import label_of as base_label
from jixiao.compute.numbers import format_amount, round_half_up
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import named
from jixiao.model.formula import Arithmetic, Formula, Ref, Rounded

RATES = (Kind.FUND_RATE, Kind.SUMMARY_RATE, Kind.RATE)
"""Live cells that hold a rate."""

_SHORT = 24
"""Characters of base figures and their names that a message has room for."""


def label_of(review: Review, computed: Computed) -> str:
    """What messages call a rate; in the 汇总表 by the unit's name rather than the number of the row."""
    unit = unit_of(review, computed)
    return f"{named(unit)}{review.framework.summary.columns['execution_rate'][0]}" if unit else computed.live.label


def unit_of(review: Review, computed: Computed) -> str:
    """The unit whose rate it is, "" for the total of the 汇总表 and for rates elsewhere."""
    summary = review.form.summary
    if summary is None or computed.live.kind is not Kind.SUMMARY_RATE or computed.live.at.row == summary.table.total:
        return ""
    return review.listed_name(computed.live.at)


def working(review: Review, computed: Computed) -> str:
    """``283.04÷193.13``; of a rate of 指标测算 the base figures by name, as long as that is short."""
    names = {name: place for name, place in computed.live.operands.items() if isinstance(place, CellRef)}
    if set(names) != set(AMOUNTS):
        by_name = "、".join(f"{base_label(review.framework, name)} {review.printed(at)}" for name, at in names.items())
        if len(by_name) <= _SHORT:
            return by_name
    figures = {name: _amount(review.operand(computed, name)) for name in names}
    return to_chinese(unrounded(computed.live.formula), figures).replace(" ", "")


def places_of(computed: Computed) -> int:
    """The decimals that a rate has as a percentage: as many as its formula rounds to, two where it does not say."""
    formula = computed.live.formula
    return max(2, formula.decimals - 2) if isinstance(formula, Rounded) else 2


def _amount(number: Decimal | Missing) -> str:
    return format_amount(number) if isinstance(number, Decimal) else "—"


def is_ratio(formula: Formula) -> bool:
    """Whether a formula is one figure over another, rounded or not."""
    inner = unrounded(formula)
    return isinstance(inner, Arithmetic) and inner.op == "/" and all(
        isinstance(side, Ref) for side in (inner.left, inner.right)
    )  # fmt: skip


def unrounded_value(review: Review, computed: Computed) -> Decimal | Missing:
    """The formula's result before it is rounded."""
    operands = {name: review.operand(computed, name) for name in computed.live.operands}
    value = evaluate(unrounded(computed.live.formula), operands)
    return value if isinstance(value, Decimal | Missing) else Missing.UNREADABLE


def to_decimals(review: Review, computed: Computed, decimals: int) -> Decimal | Missing:
    """The formula's result with at least so many decimals, where the formula itself rounds to fewer."""
    value = unrounded_value(review, computed)
    if isinstance(value, Decimal) and isinstance(computed.live.formula, Rounded):
        return round_half_up(value, max(decimals, computed.live.formula.decimals))
    return value


def unrounded(formula: Formula) -> Formula:
    """A formula without the rounding of its result."""
    return formula.value if isinstance(formula, Rounded) else formula
