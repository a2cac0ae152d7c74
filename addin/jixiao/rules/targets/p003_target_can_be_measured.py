"""P003: what a target asks for can be measured."""

import re
from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Text
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorRow
from jixiao.model.targets import Unclear
from jixiao.read.targets import stated_of
from jixiao.read.targets.grammar import NO_ANSWER
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.targets.target_rows import is_own, label_of, nature_of, short

_COUNTED = ("quantity", "cost")
_LEFT_OPEN = ("effect",)
_LONGEST = 16
_YEAR, _DIGIT = re.compile("(?:19|20)[0-9]{2}"), re.compile("[0-9０-９]")


@rule(
    code="P003",
    title="指标值能够衡量",
    messages={
        "": "{label}的指标值没有数字、时限或等级，难以衡量，请核实。",
        "number": "{label}的指标值“{printed}”没有数字，难以衡量完成了多少，请核实。",
    },
    hint="请把指标值写成能核对的数字、时限、等级或“是”；确实只能定性的，写明看什么、怎样算完成。",
    basis="财预〔2020〕10号：绩效指标应清晰、细化、可衡量",
)
def target_can_be_measured(review: Review) -> Iterator[Outcome]:
    """Targets in words that name no number, no day, no grade. Effects may be described in words."""
    form = review.form.indicators
    for row in form.rows if form else ():
        at = form.at("target", row.row) if form and row.name and is_own(review, row) else None
        nature = nature_of(row)
        reported = review.reported(at)
        if at is None or nature in _LEFT_OPEN or not isinstance(reported, Text):
            continue
        stated = stated_of(reported)
        if isinstance(stated, Unclear) and stated.reason == NO_ANSWER and not _DIGIT.search(_YEAR.sub("", stated.text)):
            yield _finding(row, at, reported.text, nature)


def _finding(row: IndicatorRow, at: CellRef, text: str, nature: str) -> Finding:
    is_counted = nature in _COUNTED
    printed = short(text, _LONGEST)
    if is_counted:
        return Finding("P003", Severity.WARNING, at, label_of(row), printed, variant="number")
    return Finding("P003", Severity.INFO, at, label_of(row), printed, group="words")
