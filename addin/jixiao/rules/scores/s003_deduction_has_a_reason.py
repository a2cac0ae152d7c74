"""S003: where points were deducted, a reason is given."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorForm, IndicatorRow, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief

_NOTHING = frozenset(
    {
        *("", *NIL_MARKS, "无", "无。", "没有", "暂无", "无原因", "无偏差", "没有偏差", "无扣分", "未扣分", "不扣分"),
        *("/", "\\", "|", "、", "。", ".", "·", "0", "N/A", "NA", "n/a", "na"),
    }
)
"""Texts that give no reason."""

_FIGURE = re.compile(
    "(?:[^,。;0-9]{0,18}(?:率|度|值|比例|得分|完成情况)(?:为|是|达到?|约|仅|只有?)?|完成|扣|实际(?:为|完成)?)?:?"
    r"[<>≤≥]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,10})?[^,。;0-9]{0,3}[。.]?"
)
"""A text that says no more than the figure."""

_OF_A_WHOLE_FORM = {"explanation", "criteria", "target", "actual"}
"""Columns that tell a form from a mere list of points and scores."""

_LONGEST_QUOTE = 16


@rule(
    code="S003",
    title="有扣分的写明原因",
    messages={
        "": "{label}扣了 {deduction} 分（分值 {points}，得分 {score}），没有写偏差原因。",
        "figure": "{label}扣了 {deduction} 分，旁边只写了{said}，没有写原因。",
        "column": "有 {count} 项扣了分（{some}），本表没有填写原因的栏，请在报告中逐项说明。",
    },
    hint="请在“偏差及原因分析”写明原因和改进措施；没有扣分的，核对得分。",
    basis="自评得分小于分值须填写理由及依据（财政绩效平台填报要求；公开表“偏差及原因分析”栏）",
)
def deduction_has_a_reason(review: Review) -> Iterator[Outcome]:
    """A score below its points wants a text in the column for reasons; of one that is only a figure a warning."""
    form = review.form.indicators
    without: list[IndicatorRow] = []
    for row in form.rows if form else ():
        assert form is not None
        points = review.right_number(form.at("points", row.row))
        score = review.number(form.at("score", row.row))
        if not isinstance(points, Decimal) or not isinstance(score, Decimal) or not 0 <= score < points:
            continue
        if not row.name and not review.form.ours:
            continue  # a line of sums, or a second line of the indicator above
        if review.least_score(row) < 0:
            continue  # no points on top is no deduction
        note = form.at("variance_note", row.row)
        if note is None:
            without.append(row)
        else:
            yield from _reason(review, row, note, points, score)
    if form is not None and without:
        yield from _without_column(review, form, without)


def _reason(review: Review, row: IndicatorRow, note: CellRef, points: Decimal, score: Decimal) -> Iterator[Finding]:
    """What is wrong with the text in the cell, or in the merged cell that it is part of."""
    said = review.text(review.merged_into.get(note, note)).strip()
    values = {
        "deduction": format_number(points - score),
        "points": format_number(points),
        "score": format_number(score),
        "said": named(brief(said, _LONGEST_QUOTE)),
    }
    label = named(row.name or row.level2)
    if said in _NOTHING:
        yield Finding("S003", Severity.ERROR, note, label, review.printed(note), "写明原因", values=values)
    elif _FIGURE.fullmatch(plain(said)):
        yield Finding("S003", Severity.WARNING, note, label, review.printed(note), "写明原因", variant="figure",
                      values=values)  # fmt: skip


def _without_column(review: Review, form: IndicatorForm, rows: list[IndicatorRow]) -> Iterator[Finding]:
    """Deductions in a form that leaves no room for a reason: good to know, for the report has to give them."""
    cells = [at for row in rows if (at := form.at("score", row.row)) is not None]
    cells = [at for at in cells if review.reported(at) is not Missing.BLANK]
    is_whole_form = review.form.ours or bool(form.table.columns.keys() & _OF_A_WHOLE_FORM)
    if cells and is_whole_form:
        some = named(brief(rows[0].name or rows[0].level2, _LONGEST_QUOTE)) + ("等" if len(rows) > 1 else "")
        yield Finding("S003", Severity.INFO, cells[0], "扣分原因", "", "写明原因", variant="column",
                      values={"count": str(len(rows)), "some": some}, cells=tuple(cells))  # fmt: skip
