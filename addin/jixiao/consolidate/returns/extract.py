"""One workbook under review → its submission: ``submission_of(review, file, digest)``."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from operator import attrgetter, itemgetter

from jixiao.compute.review import Review
from jixiao.consolidate.returns.amounts import NEEDED, InForce, address, amount_in_force, missing_amounts
from jixiao.consolidate.returns.reported_places import FactPlaces, fact_places, row_places
from jixiao.consolidate.returns.stated import has_evaluation, is_whole_department, score_in_force, stated_money_unit
from jixiao.consolidate.returns.submission import Amount, Content, IndicatorLine, Submission, SummaryRow
from jixiao.consolidate.sheets.carried import read_carried
from jixiao.model.cells import CellRef
from jixiao.model.decimals import format_number
from jixiao.model.form import listed_name
from jixiao.model.framework import PROJECT
from jixiao.read.embedded_framework import is_ours, read_identity

ROW_ROLES = ("annual_budget", "executed", "self_score", "review_score")
"""The figures of a row of a 汇总表 that are summed up."""

_NO_FACTS = FactPlaces({}, {})


def submission_of(review: Review, file: str, digest: str = "", modified: str = "") -> Submission:
    """What a workbook reports, not checked; a figure that is not there is Missing, never 0."""
    content = _content(review)
    reports = content in (Content.UNIT, Content.WHOLE_DEPARTMENT)
    own = dict(_own(review)) if reports else {}
    facts = fact_places(review.form, review.framework) if content is not Content.SUMMARY else _NO_FACTS
    fields = review.form.fields
    unit, department = (review.text(fields.get(field)) for field in ("unit", "department"))
    (year,) = review.facts.numbers((fields.get("year"),))
    return Submission(
        file=file,
        digest=digest,
        content=content,
        unit=unit or (department if content is Content.SUMMARY else ""),
        department=department,
        year=format_number(year) if isinstance(year, Decimal) else "",
        project=review.text(fields.get(PROJECT)) if review.framework.lists_projects else "",
        state=review.text(fields.get("state")),
        modified=modified,
        money_unit=stated_money_unit(review),
        framework=review.framework.id,
        framework_version=review.framework.version,
        template=read_identity(review.book).get("template", "") if is_ours(review.book) else "",
        guessed=not review.form.ours,
        grade=_grade(review),
        figures={key: found.value for key, found in own.items()} | _numbers(review, facts.cells),
        places={**_places(own), **facts.addresses},
        indicators=_indicators(review),
        rows=tuple(_rows(review)) if content is Content.SUMMARY else (),
        missing=tuple(missing_amounts(review, own)) if reports else (),
    )


def _own(review: Review) -> Iterator[tuple[str, InForce]]:
    """The figures of the 汇总表, by their roles in it."""
    yield from ((role, amount_in_force(review, role)) for role in NEEDED)
    yield "self_score", score_in_force(review)


def _numbers(review: Review, cells: Mapping[str, CellRef]) -> dict[str, Amount]:
    return dict(zip(cells, review.numbers((*cells.values(),)), strict=True))


def _places(own: Mapping[str, InForce]) -> dict[str, str]:
    return {role: found.place for role, found in own.items() if found.place}


def _grade(review: Review) -> str:
    """The grade in force: the one that is typed, else the one that its formula gives."""
    at = review.form.indicators.grade_at if review.form.indicators else None
    if at is None or at in review.calculation.stated:
        return review.text(at)
    computed = review.calculation.computed.get(at)
    if computed is None:
        return review.text(at)
    return computed.value if isinstance(computed.value, str) else ""


def _content(review: Review) -> Content:
    if has_evaluation(review.form):
        return Content.WHOLE_DEPARTMENT if is_whole_department(review) else Content.UNIT
    if review.form.tables:
        return Content.ACCOUNTS
    return Content.SUMMARY if review.form.summary is not None else Content.OTHER


def _indicators(review: Review) -> tuple[IndicatorLine, ...]:
    form, texts = review.form.indicators, review.facts.texts
    if form is None:
        return ()
    at = row_places(review.form, review.framework)
    levels = ([level(row) for row in form.rows] for level in _LEVELS)
    numbers = (review.numbers(at.points), review.numbers(at.scores))
    said = (texts(at.targets), texts(at.actuals), texts(at.notes))
    lines = zip(*levels, *numbers, *said, at.addresses, strict=True)
    return tuple(map(_LINE, filter(_NAME, lines)))


_LEVELS = tuple(map(attrgetter, ("level1", "level2", "name")))
_NAME = itemgetter(2)
_LINE = partial(tuple.__new__, IndicatorLine)


def _rows(review: Review) -> Iterator[SummaryRow]:
    summary = review.form.summary
    carried = read_carried(review.book)
    for row, unit in review.unit_names() if summary else ():
        places = {role: at for role in ROW_ROLES if summary and (at := summary.table.at(role, row)) is not None}
        figures = {role: review.number(at) for role, at in places.items()}
        project = review.text(summary.table.at(PROJECT, row)) if summary else ""
        addresses = {role: address(at) for role, at in places.items()}
        written = carried.row(listed_name(unit, project)) if carried else None
        yield SummaryRow(unit, project, figures, addresses, written.parts if written else "")
