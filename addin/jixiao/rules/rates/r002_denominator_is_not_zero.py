"""R002: no rate is stated where its denominator is zero."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.formula import shown
from jixiao.compute.review import Review
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.rates.rates import RATES, label_of


@rule(
    code="R002",
    title="比率的分母不为零",
    messages={
        "": "{label}的分母为零，分子不为零，比率无法计算。",
        "stated": "{label}现为 {printed}，但分母为零，无法计算。",
    },
    hint="请核对作分母的数；确实没有这一项的，金额都填“—”，比率留空。",
    basis="分母为零时比率没有意义，既不是 0% 也不是 100%",
)
def denominator_is_not_zero(review: Review) -> Iterator[Outcome]:
    """A stated rate over zero is an error; a live one is a warning where there is something to divide."""
    for at, computed in review.calculation.computed.items():
        if computed.live.kind not in RATES or computed.value is not Missing.ZERO_DENOMINATOR:
            continue
        again = review.second.calculation.computed.get(at) if review.second else None
        if again is not None and again.value is not Missing.ZERO_DENOMINATOR:
            continue  # the denominator is zero in the wake of another error
        fact, nothing = review.calculation.stated.get(at), _is_nothing(review, computed)
        if fact is not None and isinstance(fact.reported, Figure):
            yield _stated(review, computed, nothing, fact.reported)
        elif not nothing and (fact is None or fact.reported is not Missing.UNREADABLE):  # else V002 speaks of it
            printed = str(shown(computed.value)) if review.form.ours else review.printed(at)
            yield Finding("R002", Severity.WARNING, at, label_of(review, computed), printed)


def _is_nothing(review: Review, computed: Computed) -> bool:
    """Whether the numerator is zero too: a line that nothing was planned or spent on."""
    return not any(review.operand(computed, name) for name in computed.live.operands
                   if isinstance(review.operand(computed, name), Decimal))  # fmt: skip


def _stated(review: Review, computed: Computed, nothing: bool, figure: Figure) -> Finding:
    """0 % of nothing is a habit of offices, any other rate of nothing a slip, a rate of something an error."""
    severity = Severity.ERROR
    if nothing:
        severity = Severity.WARNING if figure.value else Severity.INFO
    at = computed.live.at
    return Finding("R002", severity, at, label_of(review, computed), review.printed(at), "无法计算",
                   variant="stated", values={"overwritten": review.overwritten(at)})  # fmt: skip
