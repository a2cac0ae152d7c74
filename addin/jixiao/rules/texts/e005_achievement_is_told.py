"""E005: how the goals were achieved is told in words of its own."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import FIELD_LABELS, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.completeness.v001_required_cell_is_filled import is_submitted
from jixiao.rules.quoting import brief
from jixiao.rules.texts.goals import goal_cells, typed_text

_SAYS_NOTHING = ("无", "/", "同上", "同左", "。", *NIL_MARKS)
_SHORTEST = 8
"""Characters: a goal shorter than that may well be all there is to say of it, too."""


@rule(
    code="E005",
    title="完成情况写的是完成情况",
    messages={
        "": "{label}与年初设定的目标一字不差，没有写实际完成了多少。",
        "nothing": "{label}只写了“{printed}”，而年初目标已写，请写明实际完成情况。",
        "blank": "{label}空着，而年初目标和得分都已填，请补写实际完成情况。",
    },
    hint="请对照年初目标，逐条写明实际完成的数量、质量和时间。",
    basis="公开表“年度总体目标”：年初设定目标与全年完成情况分栏对照填写",
)
def achievement_is_told(review: Review) -> Iterator[Outcome]:
    """The achievement copied from the goal, or left out though the scores are there."""
    for planned_at, at in goal_cells(review):
        planned, achieved = typed_text(review, planned_at), typed_text(review, at)
        if not planned or planned in _SAYS_NOTHING or at in review.merged_into:
            continue
        if not achieved:
            if review.form.ours and _is_scored(review) and not is_submitted(review):  # else V001 asks for it
                yield _finding(at, "", "blank")
        elif achieved in _SAYS_NOTHING:
            yield _finding(at, achieved, "nothing")
        elif len(plain(planned)) >= _SHORTEST and plain(planned) == plain(achieved):
            yield _finding(at, achieved, "")


def _finding(at: CellRef, printed: str, variant: str) -> Finding:
    label = named(FIELD_LABELS["goal_achieved"])
    return Finding("E005", Severity.WARNING, at, label, brief(printed), "实际完成情况", variant=variant)


def _is_scored(review: Review) -> bool:
    """Whether every indicator has its score: the form is about to be handed in."""
    form = review.form.indicators
    scores = [review.reported(form.at("score", row.row)) for row in form.rows if row.name] if form else []
    return bool(scores) and Missing.BLANK not in scores
