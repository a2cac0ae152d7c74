"""G001: the stated grade is that of the total score."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.boxes import ticked_boxes
from jixiao.model.cells import CellRef
from jixiao.model.figures import Text
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.scores.grades import band_of
from jixiao.rules.scores.possible_totals import ScoreRange, possible_totals


@rule(
    code="G001",
    title="等级与总分相符",
    messages={
        "": "{label}现为“{printed}”，总分 {score} 分应为“{expected}”。",
        "listed": "{label}现为“{printed}”，得分 {score} 分应为“{expected}”。",
        "none": "{label}现为“{printed}”，没有勾选，总分 {score} 分应勾“{expected}”。",
        "many": "{label}现为“{printed}”，勾了 {count} 项，总分 {score} 分应只勾“{expected}”。",
    },
    hint="请核对总分和等级（分档见依据）；总分无误的，改正等级，或清空此格后点“重算”由公式判定。",
    basis="财预〔2020〕10号评价等级：优≥90，良≥80，中≥60，差<60（以所用指标体系为准）",
)
def grade_fits_score(review: Review) -> Iterator[Outcome]:
    """Compare a stated grade with the band of the total score."""
    for computed, fact in review.stated(Kind.GRADE, Kind.SUMMARY_GRADE):
        score = review.operand(computed, "score")
        if not isinstance(score, Decimal) or not isinstance(computed.value, str) or computed.unreported:
            reason = "有指标没有填得分" if computed.unreported else "没有得分" if _is_listed(computed) else "没有总分"
            yield NotChecked("G001", _label(review, computed), reason, fact.at)
        elif isinstance(fact.reported, Text):
            yield from _compare(review, computed, fact, fact.reported.text, score)


def _compare(review: Review, computed: Computed, fact: Fact, stated: str, score: Decimal) -> Iterator[Outcome]:
    grading, name, right = review.framework.grading, _label(review, computed), _band(review, computed.value)
    ticked = ticked_boxes(stated, grading.labels if grading else ())
    label = band_of(grading, stated)
    if ticked is not None and len(ticked) != 1:
        yield _of_boxes(review, computed, fact, right, score, len(ticked))
    elif label == "" and not review.form.ours:
        yield NotChecked("G001", name, f"没有“{stated}”这一等级，不知如何分档", fact.at)
    elif label not in _right_grades(review, computed):
        values = {"score": format_number(score), "overwritten": review.overwritten(fact.at)}
        yield Finding("G001", Severity.ERROR, fact.at, name, stated, right,
                      variant="listed" if _is_listed(computed) else "", values=values)  # fmt: skip


def _is_listed(computed: Computed) -> bool:
    """Whether it is the grade of a row of the 汇总表."""
    return computed.live.kind is Kind.SUMMARY_GRADE


def _label(review: Review, computed: Computed) -> str:
    """What messages call the grade; in a list by the name of its row."""
    if not _is_listed(computed):
        return computed.live.label
    return f"{named(review.listed_name(computed.live.at))}{review.framework.summary.columns['grade'][0]}"


def _of_boxes(review: Review, computed: Computed, fact: Fact, right: str, score: Decimal, count: int) -> Finding:
    """Boxes of which none is ticked, or several; a tick may be lost in a copy of anyone's table."""
    severity = Severity.ERROR if count or review.form.ours else Severity.WARNING
    values = {
        "score": format_number(score),
        "count": str(count),
        "overwritten": review.overwritten(fact.at),
    }
    return Finding("G001", severity, fact.at, _label(review, computed), review.printed(fact.at), right,
                   variant="many" if count else "none", values=values)  # fmt: skip


def _band(review: Review, grade: object) -> str:
    """The grade that a formula came to, without its boxes."""
    return band_of(review.framework.grading, grade) if isinstance(grade, str) else ""


def _right_grades(review: Review, computed: Computed) -> set[str]:
    """The grade of the total in force; where that total is wrong, the grade of the right one is right too."""
    again = review.second.calculation.computed.get(computed.live.at) if review.second else None
    totals = None if _is_listed(computed) else possible_totals(review, _added_up(review, computed))
    possible = _grades_within(review, totals) if totals else set()
    return {_band(review, computed.value)} | ({_band(review, again.value)} if again else set()) | possible


def _added_up(review: Review, computed: Computed) -> object:
    """What the total of the scores comes to, whatever was typed there."""
    at = computed.live.operands["score"]
    total = review.calculation.computed.get(at) if isinstance(at, CellRef) else None
    return total.value if total else None


def _grades_within(review: Review, totals: ScoreRange) -> set[str]:
    grading, top = review.framework.grading, None
    found: set[str] = set()
    for band in grading.bands if grading else ():
        if band.start <= totals.high and (top is None or top > totals.low):
            found.add(band.label)
        top = band.start
    return found
