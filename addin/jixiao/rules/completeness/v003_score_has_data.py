"""V003: a score stands on a target and an actual value."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorForm, IndicatorRow, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief

_LONGEST_NAME = 16
_NONE = re.compile("(?:本|我)?(?:部门|单位|局|年度?|全年)?(?:没有|无)(?P<things>[一-鿿]{4,12})[。.]?")
_NOTHING = (Missing.BLANK, Missing.NIL)


@rule(
    code="V003",
    title="有得分的有指标值和完成值",
    messages={
        "": "{label}得了 {score} 分，{heading}却是“{printed}”，得分没有依据，请核实。",
        "blank": "{label}有得分，{heading}空着，得分没有依据，请核实。",
        "points": "{label}的分值是“{printed}”，却得了 {score} 分，请核实。",
        "inapplicable": "{label}得了满分，旁边却写{said}；没有这一项的，请核实是否应填“—”。",
    },
    hint="请补填指标值和完成值；确实没有这一项的，分值和得分都填“—”。",
    basis="财预〔2020〕10号：得分由完成值与指标值比较得出",
)
def score_has_data(review: Review) -> Iterator[Outcome]:
    """Scores above 0 of indicators whose actual value is a dash or, in anyone's table, blank."""
    form = review.form.indicators
    for row in form.rows if form else ():
        score = review.number(form.at("score", row.row)) if form and row.name else None
        if form is not None and isinstance(score, Decimal) and score > 0:
            yield from _points(review, form, row, score)
            yield from _data(review, form, row, score)
            yield from _inapplicable(review, form, row, score)


def _points(review: Review, form: IndicatorForm, row: IndicatorRow, score: Decimal) -> Iterator[Finding]:
    at = form.at("points", row.row)
    if at is not None and review.reported(at) is Missing.NIL:
        yield _finding(review, row, at, "points", score=format_number(score))


def _data(review: Review, form: IndicatorForm, row: IndicatorRow, score: Decimal) -> Iterator[Finding]:
    places = {role: form.at(role, row.row) for role in ("target", "actual")}
    at = places["actual"]
    if at is None or at in review.merged_into:
        return
    heading = review.framework.indicators.columns["actual"][0]
    actual, target = (review.reported(places[role]) for role in ("actual", "target"))
    if actual is Missing.NIL:
        yield _finding(review, row, at, "", score=format_number(score), heading=heading)
    elif actual is Missing.BLANK and not review.form.ours and target not in _NOTHING:  # of ours, V001 asks for it
        yield _finding(review, row, at, "blank", heading=heading)


def _inapplicable(review: Review, form: IndicatorForm, row: IndicatorRow, score: Decimal) -> Iterator[Finding]:
    """Full points for the management of something that the unit does not have, where the law leaves that out."""
    at, points = form.at("variance_note", row.row), review.number(form.at("points", row.row))
    said = _NONE.fullmatch(plain(review.text(at)))
    if at is None or said is None or score != points or review.framework.indicators.not_applicable == "full":
        return
    if any(
        re.match(f"{said['things'][start:]}(?:管理|使用|分配)", row.name) for start in range(len(said["things"]) - 3)
    ):
        yield replace(_finding(review, row, at, "inapplicable"), severity=Severity.INFO)


def _finding(review: Review, row: IndicatorRow, at: CellRef, variant: str, **values: str) -> Finding:
    label = named(brief(row.name, _LONGEST_NAME))
    group = values["heading"] if variant == "blank" else ""
    values["said"] = named(brief(review.printed(at).strip(), _LONGEST_NAME))
    return Finding("V003", Severity.WARNING, at, label, review.printed(at).strip(), "", variant=variant,
                   values=values, group=group)  # fmt: skip
