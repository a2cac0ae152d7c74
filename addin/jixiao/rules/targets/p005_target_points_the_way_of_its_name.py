"""P005: a target wants more where the indicator's name wants more, and less where that wants less."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorForm, IndicatorRow
from jixiao.model.framework import Direction
from jixiao.model.scoring import Proportional
from jixiao.model.targets import Quantity
from jixiao.read.targets import stated_of
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.targets.target_rows import by_name, is_own, label_of, short

_WAYS = {Direction.UP: "越高越好", Direction.DOWN: "越低越好"}
_LONGEST = 16


@rule(
    code="P005",
    title="指标值的方向与指标名称一致",
    messages={
        "": "{label}{way}，指标值却写“{printed}”，成了{other}，请核实。",
        "measure": "{label}{way}，指标值写的“{printed}”却是另一件事，{other}，请核实。",
        "scoring": "{label}{way}，计分办法却是“{printed}”，请核实。",
    },
    hint="请核对指标名称、指标值和计分办法，改正写反的一处；看的是另一件事的，改用相符的指标名称。",
    basis="绩效指标的名称、指标值和计分办法应说的是同一件事、同一个方向",
)
def target_points_the_way_of_its_name(review: Review) -> Iterator[Outcome]:
    """Names, or rates, that say which way is better, beside targets and scoring rules that say the opposite."""
    form = review.form.indicators
    for row in form.rows if form else ():
        rate = review.rate_of(row) if row.name else None
        way = rate.direction if rate else by_name(row.name)
        if form is not None and way is not None:
            yield from _target(review, form, row, way)
            yield from _scoring(review, form, row, way)


def _target(review: Review, form: IndicatorForm, row: IndicatorRow, way: Direction) -> Iterator[Finding]:
    at = form.at("target", row.row)
    stated = stated_of(review.reported(at))
    if at is None or not isinstance(stated, Quantity) or stated.change:
        return
    if stated.goal in (None, way):
        return
    is_other = by_name(stated.subject) not in (None, way)
    yield _finding(row, at, review.printed(at), way, "measure" if is_other else "")


def _scoring(review: Review, form: IndicatorForm, row: IndicatorRow, way: Direction) -> Iterator[Finding]:
    at, scoring = form.at("scoring", row.row), review.scoring_of(row)
    if at is None or not is_own(review, row) or not isinstance(scoring, Proportional):
        return
    if scoring.direction not in (None, way):
        yield _finding(row, at, review.printed(at), way, "scoring")


def _finding(row: IndicatorRow, at: CellRef, printed: str, way: Direction, variant: str) -> Finding:
    other = next(words for each, words in _WAYS.items() if each is not way)
    return Finding("P005", Severity.WARNING, at, label_of(row), short(printed, _LONGEST), variant=variant,
                   values={"way": _WAYS[way], "other": other})  # fmt: skip
