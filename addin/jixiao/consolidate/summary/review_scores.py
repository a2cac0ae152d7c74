"""复核得分 that the ledger knows → the 汇总表; a score that is typed there wins, and the difference is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import listed_name
from jixiao.read.pages import plain

ROLE = "review_score"


@dataclass(frozen=True, slots=True)
class GivenScore:
    """A review score in force. ``of_current``: for what the unit reports now, not for an earlier workbook."""

    unit: str
    project: str
    score: Decimal
    of_current: bool = True


@dataclass(frozen=True, slots=True)
class ScoreRemark:
    """Why a score of the ledger was not written, or with what doubt it was: one sentence about a cell."""

    at: CellRef
    sentence: str

    @property
    def told(self) -> str:
        """The whole sentence with its place."""
        return f"{self.at.sheet} {self.at.a1}：{self.sentence}。"


def score_edits(review: Review, given: Iterable[GivenScore]) -> tuple[tuple[Edit, ...], tuple[ScoreRemark, ...]]:
    """Edits that fill the blank review scores of a 汇总表, and remarks on the others.

    A name that stands in several rows, or was given several scores, is left to the reviewer. Nothing is written for
    a unit whose workbook changed after it was scored.
    """
    rows = _rows(review)
    edits: list[Edit] = []
    remarks: list[ScoreRemark] = []
    for name, scores in _by_name(given).items():
        for at in rows.get(name, ())[:1]:
            sentence = _doubt(scores, len(rows[name])) or _difference(review, at, scores[0])
            if sentence:
                remarks.append(ScoreRemark(at, sentence))
            elif review.reported(at) is Missing.BLANK:
                edits.append(Edit(at, scores[0].score))
    return tuple(edits), tuple(remarks)


def _by_name(given: Iterable[GivenScore]) -> dict[str, list[GivenScore]]:
    found: dict[str, list[GivenScore]] = {}
    for score in given:
        found.setdefault(plain(listed_name(score.unit, score.project)), []).append(score)
    return found


def _rows(review: Review) -> dict[str, list[CellRef]]:
    """The cells of the review score, by the plain names of their rows."""
    found: dict[str, list[CellRef]] = {}
    summary = review.form.summary
    for row, name in review.listed_names() if summary else ():
        at = summary.table.at(ROLE, row) if summary else None
        if at is not None:
            found.setdefault(plain(name), []).append(at)
    return found


def _doubt(scores: list[GivenScore], rows: int) -> str:
    name = listed_name(scores[0].unit, scores[0].project)
    if len(scores) > 1 or rows > 1:
        return f"“{name}”不止一个，台账的复核得分没有填入，请核对后自填"
    if not scores[0].of_current:
        return f"“{name}”评分后又报了新的，台账的复核得分 {scores[0].score} 没有填入，请重新复核"
    return ""


def _difference(review: Review, at: CellRef, given: GivenScore) -> str:
    """How a typed score differs from that of the ledger, "" where it does not."""
    typed = review.number(at)
    if review.reported(at) is Missing.BLANK or typed == given.score:
        return ""
    return f"表里已填 {review.printed(at)}，台账记的是 {given.score}，没有改动，请核对"
