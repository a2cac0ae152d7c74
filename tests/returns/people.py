"""How people fill in: amounts in 元 under a form in 万元, blanks around a name. The workbook reports the same."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from benchmarks.mutations.books import place_of
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.framework import PRIOR
from jixiao.template.blueprint import Blueprint
from returns.figures import AMOUNTS, Reported

Habit = Callable[[Blueprint, Reported, random.Random], Reported]
YUAN = Decimal(10_000)


def with_entries(said: Reported, entries: Mapping[CellRef, Value]) -> Reported:
    """The same with other things typed."""
    return replace(said, entries={**said.entries, **entries})


def blanks_around_the_name(plan: Blueprint, said: Reported, chance: random.Random) -> Reported:
    """A unit's name with a blank before it and inside it."""
    middle = chance.randrange(1, len(said.unit))
    return with_entries(said, {plan.form.fields["unit"]: f" {said.unit[:middle]} {said.unit[middle:]}"})


def other_money_unit(plan: Blueprint, said: Reported, chance: random.Random) -> Reported:
    """All amounts in 元 where the form is in 万元 (or the other way round), and the cover says so."""
    to_yuan = plan.framework.money_unit == "万元"
    factor, unit = (YUAN, "元") if to_yuan else (1 / YUAN, "万元")
    cells = {id: place_of(plan.form, id if id.startswith("fund.") else f"concept.{id}")
             for id in said.figures if is_money(plan, id)}  # fmt: skip
    anew: dict[CellRef, Value] = {}
    for at in cells.values():
        value = said.entries.get(at) if at is not None else None
        if at is not None and isinstance(value, Decimal):
            anew[at] = _plain(value * factor)
    figures = {id: value * factor if id in cells else value for id, value in said.figures.items()}
    changed = with_entries(_without_report(plan, said), {**anew, plan.form.fields["money_unit"]: unit})
    return replace(changed, figures=figures, money_unit=unit)


def _without_report(plan: Blueprint, said: Reported) -> Reported:
    """Without the figures of the written report, which would have to be converted, too."""
    sheet = plan.form.statements.table.sheet if plan.form.statements else ""
    return replace(said, entries={at: value for at, value in said.entries.items() if at.sheet != sheet})


def is_money(plan: Blueprint, fact: str) -> bool:
    """Whether a fact is an amount in the money unit of the form."""
    if fact in AMOUNTS or fact.startswith("fund."):
        return True
    units = {concept.id: concept.unit for concept in plan.framework.concepts}
    return units.get(fact.removesuffix(PRIOR)) == plan.framework.money_unit


def _plain(value: Decimal) -> Decimal:
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


HABITS: Mapping[str, Habit] = {habit.__name__: habit for habit in (blanks_around_the_name, other_money_unit)}
