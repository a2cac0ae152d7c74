"""What each unit's workbook contributes to the 汇总表."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review, UnitFigures
from jixiao.consolidate.amounts import NEEDED, InForce, amount_in_force, in_force
from jixiao.errors import JixiaoError
from jixiao.model.figures import Figure, Missing
from jixiao.model.form import WHOLE_DEPARTMENT, Form, named
from jixiao.model.framework import PROJECT, Framework
from jixiao.read.pages import plain


def is_whole_department(review: Review) -> bool:
    """Whether a workbook already holds its units' figures, so that summing it up again would count them twice."""
    return review.text(review.form.fields.get("scope")) == WHOLE_DEPARTMENT


def has_evaluation(form: Form) -> bool:
    """Whether a workbook reports figures of its own (and is not a bare 汇总表)."""
    return form.fund is not None or form.indicators is not None


def unit_figures(review: Review) -> UnitFigures:
    """The totals in force of one unit's workbook; a figure that is not there is Missing, never 0."""
    form = review.form
    figures: dict[str, Decimal | Missing] = {role: amount_in_force(review, role).value for role in NEEDED}
    figures["self_score"] = score_in_force(review).value
    year = review.reported(form.fields.get("year"))
    return UnitFigures(
        unit=review.text(form.fields.get("unit")),
        file=review.book.title,
        figures=figures,
        department=review.text(form.fields.get("department")),
        year=format_number(year.value) if isinstance(year, Figure) else "",
        money_unit=stated_money_unit(review),
        framework=review.framework,
        guessed=not form.ours,
        project=review.text(form.fields.get(PROJECT)) if review.framework.lists_projects else "",
    )


def stated_money_unit(review: Review) -> str:
    """The money unit that a workbook states; a template of ours always does. "" where nobody knows."""
    return review.money_unit if review.form.ours or "money_unit" in review.form.fields else ""


def score_in_force(review: Review) -> InForce:
    """The total score in force."""
    at = review.form.indicators.total_at("score") if review.form.indicators else None
    return InForce(Missing.BLANK) if at is None else in_force(review, at)


@dataclass(frozen=True)
class Roundup:
    """Units in the order of the 汇总表, and the files that could not be taken, with the reason.

    ``framework`` is that of the units; their amounts are in its money unit.
    """

    department: str
    year: str
    units: tuple[UnitFigures, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    framework: Framework | None = field(default=None, repr=False)


def round_up(units: Iterable[UnitFigures], summary: Framework | None = None) -> Roundup:
    """Order the units, the department's own figures first; leave out what cannot be summed up or would count twice.

    ``summary`` is the framework of the 汇总表 to be filled: units that carry it are summed up, if there are any.
    Otherwise those of the framework that most of them carry are.
    """
    units = tuple(units)
    framework = _framework(units, summary)
    fitting = [unit for unit in units if not _of_another(unit, framework)]
    department = _most_common(unit.department for unit in fitting)
    year = _most_common(unit.year for unit in fitting)
    taken: dict[str, UnitFigures] = {}
    left_out: list[tuple[str, str]] = []
    for unit in units:
        reason = _law_against(unit, framework) or _reason_against(unit, year, taken.get(plain(unit.name)))
        if reason:
            left_out.append((unit.file, reason))
        else:
            taken[plain(unit.name)] = unit
    ordered = sorted(taken.values(), key=lambda unit: plain(unit.unit) != plain(department))
    return Roundup(department, year, tuple(ordered), tuple(left_out), framework)


def _framework(units: Iterable[UnitFigures], summary: Framework | None) -> Framework | None:
    """The framework whose units are summed up; guesses count only where no workbook carries any."""
    carried = [unit.framework for unit in units if unit.framework is not None and not unit.guessed]
    if summary is not None and (not carried or summary.id in {framework.id for framework in carried}):
        return summary
    known = carried or [unit.framework for unit in units if unit.framework is not None]
    most = _most_common(framework.id for framework in known)
    return next((framework for framework in known if framework.id == most), None)


def _of_another(unit: UnitFigures, framework: Framework | None) -> bool:
    """Whether a workbook carries another framework. Anyone's table carries none and is taken as it is."""
    own = None if unit.guessed else unit.framework
    return own is not None and framework is not None and own.id != framework.id


def _law_against(unit: UnitFigures, framework: Framework | None) -> str:
    """Why a unit's framework or money unit keeps its workbook from being summed up with the others, or ""."""
    own = unit.framework
    if own is not None and _of_another(unit, framework):
        return f"指标体系是{named(own.title)}（{own.region} {own.year} 年），与其他单位不同"
    if framework is not None and unit.money_unit not in ("", framework.money_unit):
        return f"金额单位是{unit.money_unit}，与汇总表不同，请先换算"
    return ""


def _reason_against(unit: UnitFigures, year: str, same_name: UnitFigures | None) -> str:
    """Why a unit's workbook cannot be summed up with the others, or ""."""
    if not unit.unit:
        return "没有填单位名称，不知道是哪个单位"
    if not unit.project and unit.framework is not None and unit.framework.lists_projects:
        return "没有填项目名称，不知道是哪个项目"
    if unit.year and unit.year != year:
        return f"年度是 {unit.year}，其他单位是 {year}"
    if same_name is not None:
        return f"{named(unit.name)}已有一份（{same_name.file}），请只留一份"
    return ""


def refuse_other_money_unit(review: Review, roundup: Roundup) -> None:
    """Raise JixiaoError where a 汇总表 states another money unit than the units' amounts have."""
    stated, framework = stated_money_unit(review), roundup.framework
    if framework is not None and stated not in ("", framework.money_unit):
        raise JixiaoError(
            f"{review.book.title}：金额单位是{stated}，各单位的是{framework.money_unit}，没有汇总。"
            "请换一个文件，或用新文件名另出一份汇总表。"
        )


def _most_common(texts: Iterable[str]) -> str:
    """The text that occurs most often, the first of several; "" counts for nothing."""
    counted = Counter(text for text in texts if text).most_common(1)
    return counted[0][0] if counted else ""
