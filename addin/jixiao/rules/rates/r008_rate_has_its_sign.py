"""R008: the actual value of a rate says whether it is a percentage."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule

_MOST = 3
"""A larger number without a sign can only be meant as a percentage."""


@rule(
    code="R008",
    title="比率写明百分号",
    messages="{label}完成值填的是 {printed}，没有百分号，看不出是 {whole} 还是 {expected}。",
    hint="比率请写成百分数，例如 98.5%、100%。",
    basis="比率类指标的完成值是百分数（财预〔2013〕53号各项比率的算式都乘以 100%）",
)
def rate_has_its_sign(review: Review) -> Iterator[Outcome]:
    """A bare number that may be a share or a percentage; 0 is 0 either way, and with base figures R003 knows."""
    form = review.form.indicators
    for row in form.rows if form else ():
        at = form.at("actual", row.row) if form else None
        reported = review.reported(at)
        rate = review.rate_of(row)
        if rate is None or at is None or not isinstance(reported, Figure) or reported.unit:
            continue
        if isinstance(review.number(review.form.rates.get(rate.id)), Decimal):
            continue
        if 0 < abs(reported.value) <= _MOST:
            values = {"whole": f"{format_number(reported.value * 100)}%"}
            yield Finding("R008", Severity.WARNING, at, named(row.name), review.printed(at),
                          f"{format_number(reported.value)}%", values=values)  # fmt: skip
