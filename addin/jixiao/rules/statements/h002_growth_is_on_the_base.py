"""H002: a growth rate in the report's text is the change over the figure of the year before."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, rate_cause
from jixiao.rules.causes import wrong_growth as growth_slips
from jixiao.rules.sameness.stated_twice import questioned
from jixiao.rules.statements.growth import WrongGrowth, growth_repair, growth_rows, wrong_change, wrong_growth
from jixiao.rules.statements.repairs import Repair
from jixiao.rules.statements.stated_rows import StatedRow, stated_rows


@rule(
    code="H002",
    title="增减幅度按上年数计算",
    messages={
        "": "{label}增减幅度现为 {printed}，按 {change}÷{base} 应为 {expected}{because}。",
        "figure": "{label}{what}现为 {printed}，按增减幅度 {percentage} 推算应为 {expected}{because}。",
        "zero": "{label}增减幅度现为 {printed}，但上年数是 0，幅度无法计算。",
    },
    hint="分母是上年数；没有填上年数的，按本年数减增减额推算。请核对各数，改正写错的一个。",
    basis="增减幅度＝增减额÷上年数×100%（叙述数据所填的数）",
)
def growth_is_on_the_base(review: Review) -> Iterator[Outcome]:
    """The percentage against the change and the base, stated or worked out of the other figures."""
    clashing = questioned(review)
    for row in growth_rows(review):
        if row.at in clashing:
            continue  # N001 says what the figure should be
        wrong = wrong_growth(row)
        if wrong is not None:
            yield _finding(review, wrong)
        elif row.percentage and row.base and not row.base.value and row.percentage.value:
            yield Finding("H002", Severity.WARNING, row.percentage.at, row.label, row.percentage.text, variant="zero")


def _finding(review: Review, wrong: WrongGrowth) -> Finding:
    row, stated = wrong.row, wrong.percentage
    slips = growth_slips(wrong.value.value, wrong.base.value, _whole(review, row))
    cause = rate_cause(stated.figure, wrong.right, is_ratio=False, others=slips, bounds=wrong.bounds)
    repair = None if cause or wrong_change(row) else growth_repair(row)
    if repair is not None:
        return _of_figure(row, repair, stated.text)
    values = {"change": f"{wrong.change.value:f}", "base": f"{wrong.base.value:f}", "because": because(cause)}
    expected = format_percent(wrong.right, stated.percent_decimals)
    return Finding("H002", Severity.ERROR, stated.at, row.label, stated.text, expected, cause, values=values)


def _of_figure(row: StatedRow, repair: Repair, percentage: str) -> Finding:
    """Nothing explains the percentage, and one slip of the pen in another figure does."""
    values = {"what": repair.what, "percentage": percentage, "because": because(repair.cause)}
    return Finding("H002", Severity.ERROR, repair.at, row.label, repair.printed, row.shown(repair.right, 10),
                   repair.cause, "figure", values)  # fmt: skip


def _whole(review: Review, row: StatedRow) -> Decimal | None:
    """What the figure is a part of, whose share may have been taken for the growth."""
    total = stated_rows(review).get(row.total) if row.total else None
    return total.value.value if total and total.value else None
