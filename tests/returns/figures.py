"""What a unit reports: entries for a template, and the figures that a roundup must find in them.

The figures follow from what is typed by plain sums, without the product's reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from benchmarks.mutations.books import place_of
from benchmarks.mutations.clean.data import measures
from benchmarks.mutations.clean.evaluation import evaluation
from benchmarks.mutations.entries import Entry, percent_text
from benchmarks.mutations.world import World
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import Blueprint
from returns.plain_world import plain_world

AMOUNTS = ("annual_budget", "executed")
ROLES = (*AMOUNTS, "self_score")


@dataclass(frozen=True)
class Reported:
    """A unit's own workbook: what is typed into which cell, and what it comes to.

    ``figures``: role or fact → amount in ``money_unit``. ``levels``: first-level indicator → (Σ score, Σ points).
    """

    unit: str
    department: str
    year: str
    money_unit: str
    entries: Mapping[CellRef, Value]
    figures: Mapping[str, Decimal]
    levels: Mapping[str, tuple[Decimal, Decimal]]
    project: str = ""
    state: str = ""


def reported(plan: Blueprint, seed: str, unit: str, department: str, project: str = "") -> Reported:
    """What a unit of that name reports; the same seed always gives the same figures."""
    world = _own_world(plan, seed)
    said = {"field.unit": Entry(unit), "field.department": Entry(department)}
    if project:
        said["field.project"] = Entry(project)
    typed = {**world.entries, **said}
    entries: dict[CellRef, Value] = {}
    for id, entry in typed.items():
        at = place_of(plan.form, id)
        if at is not None and not entry.live and entry.value is not None:
            entries[at] = _typed(entry)
    return Reported(
        unit,
        department,
        str(plan.framework.year),
        plan.framework.money_unit,
        entries,
        figures_of(plan, typed),
        levels_of(world),
        project,
        typed["field.state"].text,
    )


def _typed(entry: Entry) -> Value:
    """What is typed; a percentage as text, because the cell keeps the look that the template gave it."""
    if entry.look and isinstance(entry.value, Decimal):
        return percent_text(entry.value, (entry.decimals or 2) - 2)
    return entry.value


def _own_world(plan: Blueprint, seed: str) -> World:
    """A clean workbook of a single unit: one of a whole department is drawn again."""
    if plan.framework.id not in measures():
        return plain_world(plan, seed)
    worlds = (evaluation(plan, f"{seed}/{number}") for number in count())
    return next(world for world in worlds if world.entries["field.scope"].text == "本单位")


def figures_of(plan: Blueprint, typed: Mapping[str, Entry]) -> dict[str, Decimal]:
    """Role or fact → figure, as typed or as it follows from what is typed."""
    figures = {"self_score": _score(typed)}
    for id, entry in typed.items():
        if isinstance(entry.value, Decimal) and _is_amount(id) and place_of(plan.form, id) is not None:
            figures[id.removeprefix("concept.")] = entry.value
    for role in AMOUNTS:
        figures[role] = _amount(plan, typed, figures, role)
    return figures


def _is_amount(id: str) -> bool:
    return id.startswith(("fund.", "concept.")) and not id.endswith(("_rate", ".score"))


def _amount(plan: Blueprint, typed: Mapping[str, Entry], figures: Mapping[str, Decimal], role: str) -> Decimal:
    """The total as typed, else the sum of the sources; the base figure that a framework names for it."""
    law, fund = plan.framework.summary, plan.form.fund
    fact = law.amounts.get(role)  # type: ignore[call-overload]
    if fact is not None:
        return figures[fact]
    stated = figures.get(f"fund.total.{role}")
    sources = [figures.get(f"fund.{line.id}.{role}", Decimal(0)) for line in fund.group("source")] if fund else []
    return sum(sources, Decimal(0)) if stated is None else stated


def _score(typed: Mapping[str, Entry]) -> Decimal:
    stated = typed["total.score"].value
    if isinstance(stated, Decimal):
        return stated
    of_rows = (id for id in typed if id.startswith("row.") and id.endswith(".score"))
    scores = [typed[id].value for id in ("fund.total.score", *of_rows) if id in typed]
    return sum((score for score in scores if isinstance(score, Decimal)), Decimal(0))


def levels_of(world: World) -> dict[str, tuple[Decimal, Decimal]]:
    """First-level indicator → (Σ score, Σ points)."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for row in world.rows:
        pair = [world[f"row.{row.number}.{role}"].value for role in ("score", "points")]
        score, points = (value if isinstance(value, Decimal) else Decimal(0) for value in pair)
        before = found.get(row.level1, (Decimal(0), Decimal(0)))
        found[row.level1] = (before[0] + score, before[1] + points)
    return found
