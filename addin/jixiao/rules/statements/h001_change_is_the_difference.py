"""H001: a change in the report's text is this year's figure less that of the year before."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import Labelled, amount_cause, because
from jixiao.rules.sameness.stated_twice import questioned
from jixiao.rules.statements.growth import WrongChange, growth_rows, wrong_change


@rule(
    code="H001",
    title="增减额等于本年数减上年数",
    messages={
        "": "{label}增减额现为 {printed}，{value} 减 {base} 应为 {expected}{because}。",
        "value": "{label}现为 {printed}，按上年数加增减额、幅度都应为 {expected}{because}。",
        "sign": "{label}增减额现为 {printed}，{value} 减 {base} 应为 {expected}，正负号相反。",
    },
    hint="请核对本年数、上年数和增减额；减少的在增减额里填负数。",
    basis="增减额＝本年数－上年数（叙述数据所填的三个数）",
)
def change_is_the_difference(review: Review) -> Iterator[Outcome]:
    """Where both years' figures and the change are stated; a decrease without its sign is only a warning."""
    clashing = questioned(review)
    for row in growth_rows(review):
        if row.at in clashing:
            continue  # N001 says what the figure should be
        wrong = wrong_change(row)
        if wrong is not None:
            yield _of_value(wrong) if wrong.of_value else _finding(review, wrong)


def _of_value(wrong: WrongChange) -> Finding:
    row, right = wrong.row, wrong.right
    value, base = row.value, row.base
    assert value is not None and base is not None  # else there is no difference
    decimals = max(value.figure.decimals, base.figure.decimals, wrong.change.figure.decimals)
    columns = [Labelled("上年数或基数", base.value)]
    cause = amount_cause(value.figure, right.value, columns=columns, bounds=right.bounds)
    values = {"because": because(cause)}
    return Finding("H001", Severity.ERROR, value.at, row.label, value.text, row.shown(right.value, decimals), cause,
                   "value", values)  # fmt: skip


def _finding(review: Review, wrong: WrongChange) -> Finding:
    row, stated, right = wrong.row, wrong.change, wrong.right.value
    assert row.value is not None and row.base is not None  # else there is no difference
    decimals = max(stated.figure.decimals, row.value.figure.decimals, row.base.figure.decimals)
    cause = amount_cause(stated.figure, right, bounds=wrong.right.bounds)
    values = {"value": row.value.text, "base": row.base.text, "because": because(cause)}
    severity = Severity.WARNING if wrong.is_turned else Severity.ERROR
    return Finding("H001", severity, stated.at, row.label, stated.text, row.shown(right, decimals), cause,
                   "sign" if wrong.is_turned else "", values)  # fmt: skip
