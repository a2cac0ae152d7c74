"""The workbook as it would be, were every cell right that a rule can blame for sure: it tells causes from effects."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.calculate import calculate
from jixiao.compute.numbers import round_half_up
from jixiao.compute.review import Review, SecondLook
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.rules.funds.fund_sums import faults
from jixiao.rules.scores.points_tree import points_tree
from jixiao.rules.verdicts import Verdict, judge

UNIT_ROLES = ("annual_budget", "executed", "self_score")
"""Columns of the 汇总表 that the units' own workbooks report."""


def second_look(review: Review) -> SecondLook | None:
    """Put right what can be blamed, leave out stated totals that are wrong; None where there is nothing of the kind."""
    corrections, calculation = dict(_corrections(review)), review.calculation
    wrong = [
        at
        for at, fact in calculation.stated.items()
        if at not in corrections and judge(review, calculation.computed[at], fact) is Verdict.DISAGREES
    ]
    if not corrections and not wrong:  # nor are all the facts of the workbook looked at then
        return None
    facts = dict(review.facts)
    for at, right in corrections.items():
        if at in facts:
            facts[at] = replace(facts[at], reported=Figure(right, decimals_of(right)))
    for at in wrong:
        facts.pop(at, None)
    lives = (computed.live for computed in calculation.computed.values())
    return SecondLook(corrections, calculate(lives, facts))


def _corrections(review: Review) -> Iterator[tuple[CellRef, Decimal]]:
    for fault in faults(review):
        if fault.part is not None:
            yield fault.part.at, fault.part_right
        elif fault.wrong.at is not None:
            yield fault.wrong.at, fault.right.value
    tree = points_tree(review)
    if tree is not None:
        misfits = [tree.misfit(below) for below in tree.faults]
        yield from ((found.at, found.right) for found in (*tree.off_law, *misfits, tree.misfit_of_all) if found)
    yield from ((at, right) for at, _, _, right in unit_differences(review))


def unit_differences(review: Review) -> Iterator[tuple[CellRef, str, str, Decimal]]:
    """Figures of the 汇总表 that differ from the unit's own workbook: cell, unit, column, the unit's figure."""
    summary = review.form.summary
    for row, name in review.listed_names() if summary and review.units else ():
        for role in UNIT_ROLES:
            at = summary.table.at(role, row) if summary else None
            stated, right = review.reported(at), review.unit_figure(name, role)
            if at is not None and isinstance(right, Decimal) and not same_figure(stated, right):
                yield at, name, role, right


def same_figure(stated: object, right: Decimal) -> bool:
    """Whether a reported cell is a unit's figure, which may have been rounded to two decimals on the way."""
    return isinstance(stated, Figure) and round_half_up(stated.value, 2) == round_half_up(right, 2)
