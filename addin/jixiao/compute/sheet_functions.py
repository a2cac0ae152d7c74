"""The functions that an accountant may write into cells of their own: the engine's arithmetic, one value at a time.

Each takes what stands in cells and gives a number, a text, or "" where something needed is blank. What cannot be
computed is said in a few Chinese words. Nothing raises, whatever a cell holds.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.formula import Result, evaluate, evaluate_interval, shown
from jixiao.compute.formula.rules import TIDY_DECIMALS
from jixiao.compute.intervals import Agreement, Interval, agreement
from jixiao.compute.live_scores import grade_formula
from jixiao.compute.numbers import EXACT, round_half_up
from jixiao.compute.scoring import Inputs, choice_of, score_of
from jixiao.compute.targets import compare
from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.book import Cell, Value
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure, Missing, Reported
from jixiao.model.formula import Formula, parse_formula
from jixiao.model.framework import Direction, Grading
from jixiao.model.scoring import Proportional
from jixiao.read.precision import AMOUNT_DECIMALS
from jixiao.read.targets import stated_of
from jixiao.read.values import read_amount, read_measure, read_share

Answer = Decimal | str
"""What a cell with such a function shows."""

NOT_A_NUMBER = "不是数"
BY_UNIT = "由单位评分"
UNKNOWN_METHOD = "没有这种计分办法"
UNKNOWN_DIRECTION = "方向应为正向或反向"
UNKNOWN_FRAMEWORK = "没有这套指标体系"
NO_GRADES = "这套指标体系不分等级"
NAME_THE_FRAMEWORK = "请写明指标体系"
MET, MISSED, UNDECIDED = "达成", "未达成", "无法判断"

_RATE = parse_formula("round(executed / budget, 4)")
_GROWTH = parse_formula("round((current - last) / last, 4)")
_SHARE = parse_formula("round(part / whole, 4)")
_QUOTIENT = parse_formula("numerator / denominator")
_DIRECTIONS = {"": None, "正向": Direction.UP, "反向": Direction.DOWN}


def rate(executed: Value, budget: Value) -> Answer:
    """执行率: what was executed over the budget, a share with four decimals."""
    return _of_amounts(_RATE, executed=executed, budget=budget)


def growth(current: Value, last: Value) -> Answer:
    """增减幅度: the change over last year's figure, a share with four decimals."""
    return _of_amounts(_GROWTH, current=current, last=last)


def share(part: Value, whole: Value) -> Answer:
    """占比: a part over the whole, a share with four decimals."""
    return _of_amounts(_SHARE, part=part, whole=whole)


def score(points: Value, target: Value, actual: Value, method: Value = None) -> Answer:
    """得分: points × completion, at most the points.

    ``method``: the words of a 计分办法 that units choose from; without it the target's own sign says which way is
    better, and more is where it has none. What does not surely follow is left to the unit.
    """
    full, goal, done = read_amount(Cell(points)), read_measure(Cell(target)), read_measure(Cell(actual))
    if Missing.BLANK in (full, goal, done):
        return ""
    if not isinstance(full, Figure) or Missing.UNREADABLE in (goal, done):
        return NOT_A_NUMBER
    words = _text(method)
    rule = choice_of(words) if words else Proportional(rule="proportional")
    if rule is None:
        return UNKNOWN_METHOD
    scored = score_of(rule, Inputs(full.value, goal, done, Direction.UP), "left_out")
    return BY_UNIT if scored.score is None else scored.score


def grade(total: Value, framework: Value = None) -> Answer:
    """等级: the band of a framework in which a total score lies.

    Without a framework's id it is told only where all installed frameworks that have grades say the same.
    """
    reported = read_amount(Cell(total))
    if not isinstance(reported, Figure):
        return _why_not(reported)
    id = _text(framework)
    if not id:
        said = {_band(grading, reported.value) for grading in _installed_gradings()}
        return said.pop() if len(said) == 1 else NAME_THE_FRAMEWORK
    try:
        grading = load_framework(id).grading
    except BrokenFramework:
        return UNKNOWN_FRAMEWORK
    return NO_GRADES if grading is None else _band(grading, reported.value)


def target_met(target: Value, actual: Value, direction: Value = None) -> Answer:
    """Whether an actual value meets a target: 达成, 未达成 or 无法判断.

    ``direction`` (正向, 反向) counts only where the target's own words do not say which way is better.
    """
    goal, done = read_measure(Cell(target)), read_measure(Cell(actual))
    if Missing.BLANK in (goal, done):
        return ""
    way = _text(direction)
    if way not in _DIRECTIONS:
        return UNKNOWN_DIRECTION
    if isinstance(goal, Missing) or isinstance(done, Missing):
        return UNDECIDED
    met = compare(stated_of(goal), stated_of(done), _DIRECTIONS[way]).met
    return UNDECIDED if met is None else MET if met else MISSED


def check_rate(printed: Value, numerator: Value, denominator: Value) -> Answer:
    """Whether a printed rate can come from two amounts: 一致, 舍入可解释 or 不可能.

    The amounts count as rounded to the decimals that they are written with. A rate without a percent sign may be a
    share or a percentage.
    """
    stated, above, below = read_share(Cell(printed)), read_amount(Cell(numerator)), read_amount(Cell(denominator))
    if Missing.BLANK in (stated, above, below):
        return ""
    if not (isinstance(stated, Figure) and isinstance(above, Figure) and isinstance(below, Figure)):
        return NOT_A_NUMBER
    point = evaluate(_QUOTIENT, {"numerator": above.value, "denominator": below.value})
    if not isinstance(point, Decimal):
        return _answer(point)
    interval = evaluate_interval(_QUOTIENT, _bounds(above, below))
    found = {agreement(reading, point, interval) for reading in _readings(stated)}
    return next(kind.value for kind in Agreement if kind in found)


def _of_amounts(formula: Formula, **values: Value) -> Answer:
    """What a formula over amounts comes to; a text beside a blank cell is the news."""
    operands = {name: _operand(read_amount(Cell(value))) for name, value in values.items()}
    return _answer(evaluate(formula, operands))


def _operand(reported: Reported) -> Result:
    if isinstance(reported, Figure):
        return reported.value
    return reported if isinstance(reported, Missing) else Missing.UNREADABLE


def _answer(result: Result) -> Answer:
    if result is Missing.UNREADABLE:
        return NOT_A_NUMBER
    text = shown(result)
    return text if isinstance(text, Decimal) else str(text)


def _why_not(reported: Reported) -> Answer:
    return "" if reported is Missing.BLANK else NOT_A_NUMBER


def _text(value: Value) -> str:
    """An argument that is a word; a number is none."""
    return "" if value is None else value.strip() if isinstance(value, str) else f"{value}"


def _installed_gradings() -> Iterator[Grading]:
    for id in installed_ids():
        grading = load_framework(id).grading
        if grading is not None:
            yield grading


def _band(grading: Grading, total: Decimal) -> str:
    return str(evaluate(grade_formula(grading), {"score": total}))


def _bounds(above: Figure, below: Figure) -> dict[str, Interval]:
    """What two amounts can stand for. An office that rounds does it to all amounts alike."""
    own = {"numerator": above, "denominator": below}
    usual = min(AMOUNT_DECIMALS, max(_written(figure) for figure in own.values()))
    return {name: Interval.of_printed(figure.value, max(usual, _written(figure))) for name, figure in own.items()}


def _written(figure: Figure) -> int:
    """The decimals of an amount; zeros at the end do not count, Excel keeps none."""
    return decimals_of(figure.value.normalize(EXACT))


def _readings(stated: Figure) -> Iterator[Figure]:
    """A rate as a share; without a percent sign it may be a percentage too. Doubles are noisy behind ten decimals."""
    if stated.decimals > TIDY_DECIMALS:
        stated = replace(stated, value=round_half_up(stated.value, TIDY_DECIMALS), decimals=TIDY_DECIMALS)
    yield stated
    if not stated.unit:
        yield replace(stated, value=stated.value.scaleb(-2, context=EXACT), decimals=stated.decimals + 2)
