"""How figures of several units are put together: ``totals_of``, ``figures_of``, ``combined_rates``.

Amounts and counts add up (``Framework.additive``). Rates are computed anew, by the framework's own formula over the
sums, never averaged. A mean score is what the framework's ``[summary] total_score`` makes of the partial sums: weighted
by money, simple, or none. Shares and texts do not combine.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from jixiao.compute.formula import evaluate
from jixiao.compute.formula.operands import Operand, Result
from jixiao.consolidate.adding.exact import add
from jixiao.consolidate.adding.money import converted
from jixiao.consolidate.adding.sums import Amount, Scores, Sum
from jixiao.consolidate.adding.totals import Totals
from jixiao.consolidate.returns.amounts import NEEDED
from jixiao.consolidate.returns.submission import IndicatorLine, Submission
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Missing
from jixiao.model.formula import (
    Arithmetic,
    CountOf,
    Extreme,
    Formula,
    Negate,
    Number,
    Ref,
    Rounded,
    SumOf,
    WeightedMean,
    names,
)
from jixiao.model.framework import Framework, Rate

SCORE, RATE = "self_score", "execution_rate"
_BLANK, _NIL = Missing.BLANK, Missing.NIL  # those of an enum take long to look up


def totals_of(submission: Submission, framework: Framework) -> Totals:
    """What one submission adds; amounts in the money unit of the framework.

    Of a workbook that was read by guessing at another framework, only the figures of the 汇总表 count: its other
    facts may mean something else.
    """
    own = submission.framework == framework.id
    stated = in_unit_of(framework, submission)
    said = {role: stated.get(role, _BLANK) for role in NEEDED}
    scores = Scores.of(stated.get(SCORE, _BLANK), said["annual_budget"])
    if own:
        said.update(_facts(stated, framework))
    sums = {fact: Sum.of(value) for fact, value in said.items() if isinstance(value, Decimal) or value is _NIL}
    codes = Counter(noted.code for noted in submission.findings) if submission.findings else {}
    return Totals(
        units=1,
        sums=sums,
        scores=scores,
        levels=_levels(submission.indicators) if own else {},
        grades={submission.grade: 1} if submission.grade else {},
        findings=dict(codes),
        checked=int(submission.findings is not None),
    )


def in_unit_of(framework: Framework, submission: Submission) -> Mapping[str, Amount]:
    """The figures of a submission, amounts in the money unit of the framework."""
    figures, unit, into = submission.figures, submission.money_unit, framework.money_unit
    if unit == into:
        return figures
    money = {*NEEDED, *(fact for fact, of in framework.additive.items() if of == into)}
    return {fact: converted(amount, unit, into) if fact in money else amount for fact, amount in figures.items()}


def _facts(stated: Mapping[str, Amount], framework: Framework) -> Iterator[tuple[str, Amount]]:
    """What adds up and is not blank; a base figure that is blank may stand elsewhere in the form."""
    elsewhere = framework.stated_elsewhere
    for fact in framework.additive:
        value = stated.get(fact, _BLANK)
        if value is _BLANK and fact in elsewhere:
            value = stated.get(elsewhere[fact], _BLANK)
        if value is not _BLANK:
            yield fact, value


def _levels(lines: tuple[IndicatorLine, ...]) -> dict[str, tuple[Decimal, Decimal]]:
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for level1, _, _, points, score, *_ in lines:
        if level1 and isinstance(score, Decimal) and isinstance(points, Decimal):
            before = found.get(level1, _NOTHING)
            found[level1] = add(before[0], score), add(before[1], points)
    return found


_NOTHING = Decimal(0), Decimal(0)


@dataclass(frozen=True, slots=True)
class Combined:
    """A rate over sums. ``reported``: how many of the ``units`` state all that it needs; it is Missing unless all do.

    ``shares``: names in its formula that have no sum, because they are shares of their own.
    """

    value: Amount
    reported: int
    units: int
    shares: tuple[str, ...] = ()


def combined_rates(totals: Totals, framework: Framework) -> dict[str, Combined]:
    """The framework's rates over the sums, by their ids, those after each other that build on others."""
    found: dict[str, Combined] = {}
    waiting = {rate.id: rate for rate in framework.rates}
    while ready := [rate for rate in waiting.values() if not names(rate.formula) & waiting.keys()]:
        for rate in ready:
            found[rate.id] = _combined(waiting.pop(rate.id), totals, framework, found)
    return found


def _combined(rate: Rate, totals: Totals, framework: Framework, rates: Mapping[str, Combined]) -> Combined:
    used = names(rate.formula)
    facts = [name for name in used if name not in rates]
    shares = {name for name in facts if name not in framework.additive}
    shares |= {share for name in used & rates.keys() for share in rates[name].shares}
    known = [totals.units - totals.absent(fact) for fact in facts if fact in framework.additive]
    known += [rates[name].reported for name in used & rates.keys()]
    reported = min(known, default=totals.units)
    if shares or reported < totals.units or not totals.units:
        return Combined(Missing.BLANK, reported, totals.units, tuple(sorted(shares)))
    values: dict[str, Operand] = {name: totals.sum_of(name).value for name in facts}
    values |= {name: rates[name].value for name in used & rates.keys()}
    return Combined(_amount(evaluated(rate.formula, values)), reported, totals.units)


def figures_of(totals: Totals, framework: Framework) -> dict[str, Amount]:
    """The figures that a row of the 汇总表 prints for a partial sum: amounts, their rate, the mean score."""
    amounts = {role: totals.sum_of(role).value for role in NEEDED}
    rate = framework.summary_table.execution_rate if framework.summary_table else None
    found: dict[str, Amount] = dict(amounts)
    if rate is not None:
        found[RATE] = _amount(evaluated(rate, dict(amounts)))
    found[SCORE] = only_score(totals) if totals.units == 1 else mean_score(totals, framework)
    return found


def only_score(totals: Totals) -> Amount:
    """The score of a partial sum that is one submission's."""
    return totals.scores.total if totals.scores.count else Missing.BLANK


def mean_score(totals: Totals, framework: Framework) -> Amount:
    """The mean score by the framework's formula over partial sums; BLANK where it has none, or a score is unknown."""
    law = framework.summary_table.total_score if framework.summary_table else None
    if law is None or not totals.scores.count:
        return Missing.BLANK
    try:
        formula = _over_sums(law, totals.scores)
    except LookupError:
        return Missing.BLANK
    return _amount(evaluated(formula, {}))


def _over_sums(formula: Formula, scores: Scores) -> Formula:
    """The formula with the sums of its areas put in. LookupError where they do not tell its value."""
    match formula:
        case WeightedMean(Ref("scores"), Ref("budgets")):
            if scores.count != scores.weighed:
                raise LookupError("a score or a weight is not known")
            return Arithmetic("/", Number(scores.weighted), Number(scores.weight))
        case SumOf(Ref(name)) if name in ("scores", "budgets"):
            return Number(scores.total if name == "scores" else scores.weight)
        case CountOf(Ref(name)) if name in ("scores", "budgets"):
            return Number(Decimal(scores.count if name == "scores" else scores.weighed))
        case Number():
            return formula
        case Rounded(inner) | Negate(inner):
            return replace(formula, value=_over_sums(inner, scores))
        case Arithmetic(op, left, right):
            return Arithmetic(op, _over_sums(left, scores), _over_sums(right, scores))
        case Extreme(which, items):
            return Extreme(which, tuple(_over_sums(item, scores) for item in items))
    raise LookupError(f"not to be told from sums: {formula}")


def evaluated(formula: Formula, values: Mapping[str, Operand]) -> Result:
    """What a formula comes to over sums."""
    with localcontext(EXACT):
        return evaluate(formula, values)


def _amount(result: Result) -> Amount:
    return result if isinstance(result, Decimal | Missing) else Missing.UNREADABLE
