"""What a unit's workbook holds and what it is compared by: ``units_of(reviews)`` for ``check --units``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jixiao.compute.review import Review, UnitFigures
from jixiao.consolidate.adding.semantics import SCORE, in_unit_of
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.returns.amounts import NEEDED
from jixiao.consolidate.returns.stated import stated_money_unit
from jixiao.consolidate.returns.submission import Content, Submission
from jixiao.errors import JixiaoError
from jixiao.model.figures import Missing
from jixiao.model.framework import Framework


@dataclass(frozen=True)
class Units:
    """The units whose workbooks a 汇总表 is compared with, and the judgements of those that are not among them."""

    units: tuple[UnitFigures, ...]
    left_out: tuple[Judgement, ...] = ()


def compared(judgements: Iterable[Judgement], submissions: Mapping[int, Submission], law: Framework) -> Units:
    """Units that count, and those of which an amount is not reported: what they do report can be compared.

    ``submissions`` by the numbers of their heads. Amounts are in the money unit of the law.
    """
    units: list[UnitFigures] = []
    left_out: list[Judgement] = []
    for judgement in judgements:
        submission = submissions[judgement.head.id]
        is_there = judgement.standing is Standing.COUNTED or judgement.code == "missing_amount"
        if is_there and submission.content is Content.UNIT:
            units.append(unit_figures(submission, law))
        else:
            left_out.append(judgement)
    return Units(tuple(units), tuple(left_out))


def unit_figures(submission: Submission, law: Framework) -> UnitFigures:
    """What a submission states in the columns of a 汇总表."""
    stated = in_unit_of(law, submission)
    return UnitFigures(
        unit=submission.unit,
        file=submission.file,
        figures={role: stated.get(role, Missing.BLANK) for role in (*NEEDED, SCORE)},
        department=submission.department,
        year=submission.year,
        money_unit=law.money_unit,
        framework=law,
        guessed=submission.guessed,
        project=submission.project,
    )


def refuse_other_money_unit(review: Review, consolidation: Consolidation) -> None:
    """Raise JixiaoError where a 汇总表 states another money unit than the units' amounts have."""
    stated = stated_money_unit(review)
    if stated not in ("", consolidation.money_unit):
        raise JixiaoError(
            f"{review.book.title}：金额单位是{stated}，各单位的是{consolidation.money_unit}，没有汇总。"
            "请换一个文件，或用新文件名另出一份汇总表。"
        )
