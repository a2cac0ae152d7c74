"""What counts → rows of the 汇总表: a submission is one, a 汇总表 that came in has one for each of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.consolidate.adding.exact import times
from jixiao.consolidate.adding.money import converted
from jixiao.consolidate.adding.semantics import SCORE, figures_of, in_unit_of, totals_of
from jixiao.consolidate.adding.sums import Scores, Sum
from jixiao.consolidate.adding.totals import Totals, read_totals
from jixiao.consolidate.consolidation import Origin, Row
from jixiao.consolidate.judging.remarks import how_converted
from jixiao.consolidate.returns.amounts import NEEDED
from jixiao.consolidate.returns.submission import Amount, Submission, SummaryRow
from jixiao.model.decimals import decimals_of, round_half_up
from jixiao.model.figures import Missing
from jixiao.model.framework import Framework

ROLES = (*NEEDED, SCORE)
_SCORE_DECIMALS = 2


def row_of(submission: Submission, framework: Framework) -> Row:
    """The row of a unit's, a project's or a whole department's workbook."""
    how = _how(submission.money_unit, framework)
    stated = in_unit_of(framework, submission)
    figures = {role: stated.get(role, Missing.BLANK) for role in ROLES}
    origins = tuple(
        Origin(role, submission.figures.get(role, Missing.BLANK), submission.file, submission.digest,
               submission.places.get(role, ""), how if role in NEEDED else "")
        for role in ROLES
    )  # fmt: skip
    return Row(
        unit=submission.unit,
        project=submission.project,
        department=submission.department,
        figures=figures,
        totals=totals_of(submission, framework),
        origins=origins,
        indicators=submission.indicators,
        findings=submission.findings,
        state=submission.state,
        grade=submission.grade,
    )


def _how(unit: str, framework: Framework) -> str:
    return how_converted(unit) if unit and unit != framework.money_unit else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a 汇总表 that came in. ``row`` is None where it cannot count: ``reason`` tells why, ``place`` where."""

    source: SummaryRow
    row: Row | None
    reason: str = ""
    place: str = ""
    remark: str = ""


def listed_rows(submission: Submission, framework: Framework) -> Iterator[Listed]:
    """The rows of a 汇总表 that came in."""
    for source in submission.rows:
        lacking = [role for role in NEEDED if not _is_said(source.figures.get(role, Missing.BLANK))]
        if lacking:
            yield _unusable(source, lacking, framework)
        else:
            yield _listed(source, submission, framework)


def _is_said(amount: Amount) -> bool:
    return isinstance(amount, Decimal) or amount is Missing.NIL


def _unusable(source: SummaryRow, lacking: list[str], framework: Framework) -> Listed:
    labels = "、".join(framework.summary.columns[role][0] for role in lacking)
    reason = f"“{source.unit}”一行的{labels}没有填或不是数字"
    return Listed(source, None, reason, source.places.get(lacking[0], ""))


def _listed(source: SummaryRow, submission: Submission, framework: Framework) -> Listed:
    printed = {
        role: converted(amount, submission.money_unit, framework.money_unit) if role in NEEDED else amount
        for role, amount in source.figures.items()
    }
    carried = _carried(source)
    totals, edited = (_typed(printed), False) if carried is None else _as_printed(carried, printed, framework)
    remark = f"“{source.unit}”一行在汇总以后改过，按表上的数计" if edited else ""
    kept = {role: printed[role] for role in ("review_score",) if role in printed}
    row = Row(
        unit=source.unit,
        project=source.project,
        department=submission.unit,
        figures={**figures_of(totals, framework), **{role: printed[role] for role in printed if role in ROLES}, **kept},
        totals=totals,
        origins=tuple(_origins(source, submission, framework)),
        members=totals.units,
    )
    return Listed(source, row, remark=remark)


def _origins(source: SummaryRow, submission: Submission, framework: Framework) -> Iterator[Origin]:
    how = _how(submission.money_unit, framework)
    for role in ROLES:
        said = "，".join(filter(None, ("汇总表的一行", how if role in NEEDED else "")))
        amount = source.figures.get(role, Missing.BLANK)
        yield Origin(role, amount, submission.file, submission.digest, source.places.get(role, ""), said)


def _carried(source: SummaryRow) -> Totals | None:
    try:
        return read_totals(source.parts) if source.parts else None
    except ValueError:
        return None


def _typed(printed: dict[str, Amount]) -> Totals:
    """What a row adds that carries no partial sum: as one submission that tells nothing but this row."""
    sums = {role: Sum.of(printed.get(role, Missing.BLANK)) for role in NEEDED}
    score = printed.get(SCORE, Missing.BLANK)
    return Totals(1, sums, Scores.of(score, printed.get("annual_budget", Missing.BLANK)))


def _as_printed(carried: Totals, printed: dict[str, Amount], framework: Framework) -> tuple[Totals, bool]:
    """The partial sum that a row carries, put right where the row was edited since; and whether it was."""
    figures = figures_of(carried, framework)
    changed = [role for role in ROLES if role in printed and not _is_same(printed[role], figures[role])]
    if not changed:
        return carried, False
    sums = {**carried.sums}
    for role in NEEDED:
        if role in changed:
            sums[role] = _changed_sum(carried.sum_of(role), printed[role])
    totals = replace(carried, sums=sums)
    score = printed.get(SCORE, Missing.BLANK) if SCORE in changed else figures[SCORE]
    return replace(totals, scores=_changed_scores(totals, score)), True


def _is_same(printed: Amount, exact: Amount) -> bool:
    """Whether a printed figure is the exact one, perhaps rounded for print."""
    if not isinstance(printed, Decimal) or not isinstance(exact, Decimal):
        return printed is exact
    return printed == exact or printed == round_half_up(exact, max(decimals_of(printed), _SCORE_DECIMALS))


def _changed_sum(before: Sum, printed: Amount) -> Sum:
    if not isinstance(printed, Decimal):
        return Sum(nil=before.reported + before.nil)
    return Sum(printed, max(before.reported, 1), before.nil)


def _changed_scores(totals: Totals, score: Amount) -> Scores:
    """As if each of the submissions had the mean score that is printed."""
    budget, count = totals.sum_of("annual_budget"), totals.scores.count or 1
    if not isinstance(score, Decimal):
        return Scores(weight=budget.total, weighed=budget.reported)
    return Scores(times(score, Decimal(count)), count, times(score, budget.total), budget.total, budget.reported)
