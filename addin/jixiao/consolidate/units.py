"""What each unit's workbook contributes to the 汇总表."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review, UnitFigures
from jixiao.model.figures import Figure, Missing
from jixiao.model.form import WHOLE_DEPARTMENT, Form, named
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
    figures: dict[str, Decimal | Missing] = {role: _fund(review, role) for role in ("annual_budget", "executed")}
    figures["self_score"] = _score(review)
    year = review.reported(form.fields.get("year"))
    return UnitFigures(
        unit=review.text(form.fields.get("unit")),
        file=review.book.title,
        figures=figures,
        department=review.text(form.fields.get("department")),
        year=format_number(year.value) if isinstance(year, Figure) else "",
        money_unit="" if review.money_unit == review.framework.money_unit else review.money_unit,
    )


def _fund(review: Review, role: str) -> Decimal | Missing:
    """The total line in force, or the sum of the sources where the table has none; incomplete sums are Missing."""
    fund = review.form.fund
    if fund is None:
        return Missing.BLANK
    total = fund.line("total")
    at = fund.table.at(role, total.row) if total else None
    if at is not None:
        computed = review.calculation.computed.get(at)
        if at not in review.calculation.stated and computed is not None and computed.unreported:
            return Missing.BLANK
        return review.number(at)
    if any(line.group == "other" for line in fund.lines):  # which of them belong to the total cannot be told
        return Missing.BLANK
    values = [review.number(fund.table.at(role, line.row)) for line in fund.group("source")]
    numbers = [value for value in values if isinstance(value, Decimal)]
    complete = numbers and all(isinstance(value, Decimal) or value is Missing.NIL for value in values)
    return sum(numbers, Decimal(0)) if complete else Missing.BLANK


def _score(review: Review) -> Decimal | Missing:
    indicators = review.form.indicators
    if indicators is None or indicators.table.total is None:
        return Missing.BLANK
    at = indicators.table.at("score", indicators.table.total)
    computed = review.calculation.computed.get(at) if at else None
    if computed is not None and at not in review.calculation.stated and computed.unreported:
        return Missing.BLANK
    return review.number(at)


@dataclass(frozen=True)
class Roundup:
    """Units in the order of the 汇总表, and the files that could not be taken, with the reason."""

    department: str
    year: str
    units: tuple[UnitFigures, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def round_up(units: Iterable[UnitFigures]) -> Roundup:
    """Order the units, the department's own figures first; leave out what cannot be summed up or would count twice."""
    units = tuple(units)
    department = _most_common(unit.department for unit in units)
    year = _most_common(unit.year for unit in units)
    taken: dict[str, UnitFigures] = {}
    left_out: list[tuple[str, str]] = []
    for unit in units:
        reason = _reason_against(unit, year, taken.get(plain(unit.unit)))
        if reason:
            left_out.append((unit.file, reason))
        else:
            taken[plain(unit.unit)] = unit
    ordered = sorted(taken.values(), key=lambda unit: plain(unit.unit) != plain(department))
    return Roundup(department, year, tuple(ordered), tuple(left_out))


def _reason_against(unit: UnitFigures, year: str, same_name: UnitFigures | None) -> str:
    """Why a unit's workbook cannot be summed up with the others, or ""."""
    if not unit.unit:
        return "没有填单位名称，不知道是哪个单位"
    if unit.year and unit.year != year:
        return f"年度是 {unit.year}，其他单位是 {year}"
    if unit.money_unit:
        return f"金额单位是{unit.money_unit}，与汇总表不同，请先换算"
    if same_name is not None:
        return f"{named(unit.unit)}已有一份（{same_name.file}），请只留一份"
    return ""


def _most_common(texts: Iterable[str]) -> str:
    """The text that occurs most often, the first of several; "" counts for nothing."""
    counted = Counter(text for text in texts if text).most_common(1)
    return counted[0][0] if counted else ""
