"""Arrivals as rows of tidy tables, one arrival at a time, for those who go on calculating with the figures.

``tidy_rows(arrival, judgement)`` → (table, row) …; ``TABLES`` says which columns a row has. A figure that is not there
is None, with the reason in the column of the same name with ``_missing`` behind it; it is never 0.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from jixiao.consolidate.adding.money import power_of
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.returns.submission import Amount, Arrival, Refused, Submission, SummaryRow
from jixiao.consolidate.tidy.columns import MISSING, ROLES
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.figures import Missing
from jixiao.model.framework import FUND_ROLES, PRIOR, Framework

RowValue = str | Decimal | int | bool | None
Row = Mapping[str, RowValue]
"""Column → what stands there; a column that is left out is empty."""

_FUND = "fund."
_ABOUT = ("file", "department", "year", "state", "money_unit", "framework", "framework_version", "template", "modified",
          "digest", "guessed")  # fmt: skip


def tidy_rows(
    arrival: Arrival, judgement: Judgement | None = None, code: str = "", stated: str | None = None
) -> Iterator[tuple[str, Row]]:
    """The rows of one arrival, each with its table.

    ``judgement``: whether it counts; one that does not only has a row in ``not_counted``. Without one, every
    submission is taken. ``code``: that of the unit in the 名单. ``stated``: the money unit that the workbook
    states, where the arrival's amounts were converted.
    """
    standing = judgement.standing if judgement else Standing.COUNTED
    if isinstance(arrival, Refused) or standing is not Standing.COUNTED:
        yield "not_counted", _not_counted(arrival, judgement)
        return
    keys = {"file": arrival.file, "unit": arrival.unit, "project": arrival.project}
    remarks = "；".join(judgement.remarks) if judgement else ""
    about = {"code": code, "remarks": remarks, "stated_money_unit": arrival.money_unit if stated is None else stated}
    yield from (("units", {**about, **unit}) for unit in _units(arrival))
    yield from (("funds", {**keys, **line}) for line in _funds(arrival))
    yield from (("base_figures", {**keys, **figure}) for figure in _base_figures(arrival))
    yield from (("indicators", {**keys, **line}) for line in _indicators(arrival))
    yield from (("findings", {**keys, **finding}) for finding in _findings(arrival))


def _not_counted(arrival: Arrival, judgement: Judgement | None) -> Row:
    row: dict[str, str] = {"file": arrival.file, "digest": arrival.digest, "standing": Standing.SET_ASIDE.value}
    if isinstance(arrival, Submission):
        row |= {"unit": arrival.unit, "project": arrival.project}
    else:
        row |= {"reason_code": arrival.code, "reason": arrival.reason}
    if judgement is not None:
        told = {"standing": judgement.standing.value, "reason_code": judgement.code, "reason": judgement.reason,
                "place": judgement.place}  # fmt: skip
        row |= {name: text for name, text in told.items() if text}
    return row


def _units(arrival: Submission) -> Iterator[Row]:
    """A unit's own workbook is one row, a 汇总表 one for each of its rows."""
    about = {name: getattr(arrival, name) for name in _ABOUT}
    about |= {"content": arrival.content.value, **_finding_counts(arrival)}
    if arrival.rows:
        yield from ({**about, **_summary_row(row)} for row in arrival.rows)
        return
    own = {"unit": arrival.unit, "project": arrival.project, "grade": arrival.grade}
    yield {**about, **own, **_roles(arrival.figures)}


def _summary_row(row: SummaryRow) -> Row:
    return {"unit": row.unit, "project": row.project, "place": next(iter(row.places.values()), ""),
            **_roles(row.figures)}  # fmt: skip


def _roles(figures: Mapping[str, Amount]) -> dict[str, Decimal | str | None]:
    found: dict[str, Decimal | str | None] = {}
    for role in ROLES:
        found |= _figure(role, figures.get(role, Missing.BLANK))
    return found


def _figure(name: str, amount: Amount) -> dict[str, Decimal | str | None]:
    if isinstance(amount, Missing):
        return {name: None, f"{name}{MISSING}": amount.value}
    return {name: amount, f"{name}{MISSING}": None}


def _finding_counts(arrival: Submission) -> dict[str, int | None]:
    """How many findings of each severity; explained warnings count as notes. None where nothing was checked."""
    if arrival.findings is None:
        return {"errors": None, "warnings": None, "notes": None}
    kinds = Counter("info" if one.explanation and one.severity != "error" else one.severity for one in arrival.findings)
    return {"errors": kinds["error"], "warnings": kinds["warning"], "notes": kinds["info"]}


def _funds(arrival: Submission) -> Iterator[Row]:
    lines = _fund_lines(arrival.framework)
    for key in _in_order(arrival, lines):
        line, _, role = key.removeprefix(_FUND).rpartition(".")
        label, group = lines.get(line, ("", ""))
        yield {"line": line, "label": label, "group": group, "role": role, "money_unit": arrival.money_unit,
               "place": arrival.places.get(key, ""), **_figure("amount", arrival.figures[key])}  # fmt: skip


def _in_order(arrival: Submission, lines: Iterable[str]) -> list[str]:
    """The amounts of the fund table in the order of the form, line by line."""
    rows = {line: number for number, line in enumerate(lines)}

    def place(key: str) -> tuple[int, str, int]:
        """Where an amount stands: its line, then its column; a line that the form lacks comes last."""
        line, _, role = key.removeprefix(_FUND).rpartition(".")
        return rows.get(line, len(rows)), line, FUND_ROLES.index(role) if role in FUND_ROLES else len(FUND_ROLES)

    return sorted((key for key in arrival.figures if key.startswith(_FUND)), key=place)


def _base_figures(arrival: Submission) -> Iterator[Row]:
    known = _concepts(arrival.framework)
    rows = {concept: number for number, concept in enumerate(known)}
    keys = [key for key in arrival.figures if key not in ROLES and not key.startswith(_FUND)]
    for key in sorted(keys, key=lambda key: (rows.get(key.removesuffix(PRIOR), len(rows)), key)):
        concept = key.removesuffix(PRIOR)
        label, measure = known.get(concept, ("", ""))
        measure = arrival.money_unit if power_of(measure) is not None else measure
        yield {"concept": concept, "label": label, "prior": key != concept, "measure": measure,
               "place": arrival.places.get(key, ""), **_figure("figure", arrival.figures[key])}  # fmt: skip


def _indicators(arrival: Submission) -> Iterator[Row]:
    for number, line in enumerate(arrival.indicators, 1):
        yield {"number": number, "level1": line.level1, "level2": line.level2, "level3": line.name,
               "target": line.target, "actual": line.actual, "variance_note": line.note, "place": line.place,
               **_figure("points", line.points), **_figure("score", line.score)}  # fmt: skip


def _findings(arrival: Submission) -> Iterator[Row]:
    for one in arrival.findings or ():
        yield {"rule": one.code, "severity": one.severity, "place": one.place, "label": one.label,
               "message": one.message, "hint": one.hint, "explanation": one.explanation}  # fmt: skip


@cache
def _fund_lines(framework: str) -> Mapping[str, tuple[str, str]]:
    """Line of the fund table of an installed framework → its name and group."""
    law = law_of(framework)
    return {line.id: (line.keys[0], line.group) for line in law.fund.lines} if law and law.fund else {}


@cache
def _concepts(framework: str) -> Mapping[str, tuple[str, str]]:
    """Base figure of an installed framework → its label and unit of measure."""
    law = law_of(framework)
    return {concept.id: (concept.label, concept.unit) for concept in law.concepts} if law else {}


def law_of(framework: str) -> Framework | None:
    """The installed framework of an id; None where there is none that is sound."""
    try:
        return load_framework(framework) if framework in installed_ids() else None
    except JixiaoError:
        return None
