"""V002: cells for amounts, rates, points and scores hold numbers, and no cell shows an error."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.book import ErrorValue
from jixiao.model.figures import Missing
from jixiao.model.findings import Finding, Severity
from jixiao.read.facts import NUMERIC, Fact
from jixiao.read.values import is_text_number, suggest_amount
from jixiao.rules.catalogue import Outcome, rule

_BROKEN = ("#REF!", "#NAME?", "#NULL!")
"""Errors of the formula itself; the others come from the figures that it uses."""


@rule(
    code="V002",
    title="数字格里是数字",
    messages={
        "": "{label}填的是“{printed}”，不是数字，不能参加计算{suggestion}。",
        "text": "{label}的“{printed}”是文本形式的数字，公式求和时不会计入{suggestion}。",
        "broken": "{label}显示 {printed}，公式已经损坏。",
        "failed": "{label}显示 {printed}，公式算不出结果，请看分母是否为零、所用的格里是否都是数字。",
    },
    hint="请只填数字，不写单位、空格和全角字符；没有这一项的填“—”。",
    basis="填报说明：金额、得分只填数字",
)
def value_is_a_number(review: Review) -> Iterator[Outcome]:
    """Every numeric cell that cannot be read as a number; a lone dash means nothing to report."""
    unreadable = (at for at in review.facts.filled() if review.facts.reported(at) is Missing.UNREADABLE)
    for fact in map(review.facts.__getitem__, unreadable):
        is_live = fact.at in review.calculation.computed and fact.at not in review.calculation.stated
        is_wanted = fact.kind in NUMERIC or isinstance(fact.cell.value, ErrorValue)
        if is_wanted and not is_live:
            yield _finding(review, fact)


def _finding(review: Review, fact: Fact) -> Finding:
    shown = review.printed(fact.at)
    if isinstance(fact.cell.value, ErrorValue):
        variant = "broken" if shown in _BROKEN else "failed"
        return Finding("V002", Severity.ERROR, fact.at, fact.label, shown, "重新填写", variant=variant,
                       group=f"{variant} {shown}")  # fmt: skip
    variant = "text" if is_text_number(fact.cell) else ""
    guess = shown.strip() if variant else suggest_amount(shown, review.money_unit) or ""
    words = "；请重新输入" if variant else "；可能是指"
    values = {"suggestion": f"{words} {guess}" if guess else ""}
    return Finding("V002", Severity.ERROR, fact.at, fact.label, shown, guess or "数字", variant=variant, values=values)
