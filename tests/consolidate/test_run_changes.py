"""与上次相比: what became of each unit, and of its figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from arrivals import submission
from jixiao.consolidate.adding.sums import Sum
from jixiao.consolidate.adding.totals import Totals
from jixiao.consolidate.follow_up.changes import FigureChange, Kind, Seen, figure_changes, moves, total_changes
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.model.figures import Missing

COUNTED, ASIDE, OLD, COVERED = Standing.COUNTED, Standing.SET_ASIDE, Standing.SUPERSEDED, Standing.COVERED


def seen(unit: str, substance: str, standing: Standing = COUNTED, department: str = "", file: str = "") -> Seen:
    file = file or f"{unit}{substance}.xlsx"
    return Seen((unit, "", "" if unit else file), 1, unit, "", file, substance, standing, "", department)


A, A2, B = seen("甲", "1"), seen("甲", "2"), seen("乙", "1")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [A], [(Kind.NEW, "甲1.xlsx")]),
        ([A], [A], []),
        ([A], [A2], [(Kind.RESUBMITTED, "甲2.xlsx")]),
        ([A], [replace(A, standing=OLD), A2], [(Kind.RESUBMITTED, "甲2.xlsx")]),
        ([A], [], [(Kind.WITHDRAWN, "甲1.xlsx")]),
        ([A], [replace(A, standing=ASIDE)], [(Kind.SET_ASIDE, "甲1.xlsx")]),
        ([A], [replace(A, standing=COVERED)], [(Kind.COVERED, "甲1.xlsx")]),
        ([A], [A, replace(A2, standing=ASIDE)], [(Kind.SET_ASIDE, "甲2.xlsx")]),
        ([replace(A, standing=ASIDE)], [replace(A, standing=ASIDE)], []),
        ([replace(A, standing=ASIDE)], [A2], [(Kind.NEW, "甲2.xlsx")]),
        ([], [seen("", "x", ASIDE, file="坏.xlsx")], [(Kind.SET_ASIDE, "坏.xlsx")]),
        ([seen("", "x", ASIDE, file="坏.xlsx")], [], [(Kind.WITHDRAWN, "坏.xlsx")]),
        ([B, A], [B, A2], [(Kind.RESUBMITTED, "甲2.xlsx")]),
    ],
)
def test_what_became_of_a_unit(before: list[Seen], after: list[Seen], expected: list[tuple[Kind, str]]) -> None:
    assert [(move.kind, move.shown.file) for move in moves(before, after)] == expected


def test_units_of_one_name_in_two_departments_are_two() -> None:
    old = [seen("财政所", "1", department="东区"), seen("财政所", "2", department="西区")]
    new = [old[0], seen("财政所", "3", department="西区"), seen("财政所", "4", department="南区")]
    found = [(move.kind, move.before and move.before.substance, move.shown.substance) for move in moves(old, new)]
    assert found == [(Kind.RESUBMITTED, "2", "3"), (Kind.NEW, None, "4")]


def test_figures_that_changed_each_once() -> None:
    before = submission("甲", 90)
    after = replace(submission("甲", 92), figures={**before.figures, "executed": Decimal(120), "staff": Missing.NIL,
                                                  "fund.total.executed": Decimal(120)})  # fmt: skip
    assert figure_changes(before, after) == (
        FigureChange("executed", Decimal(100), Decimal(120)),
        FigureChange("staff", Missing.BLANK, Missing.NIL),
        FigureChange("indicator.任务数.score", Decimal(10), Decimal(12)),
    )


def test_totals_before_and_after() -> None:
    before, after = (Totals(units=n, sums={"executed": Sum(Decimal(n * 10), n)}) for n in (2, 3))
    assert total_changes(before, after) == (
        FigureChange("units", Decimal(2), Decimal(3)),
        FigureChange("executed", Decimal(20), Decimal(30)),
    )
