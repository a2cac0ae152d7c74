"""A clean self-evaluation workbook of a framework."""

import random
from decimal import Decimal

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.department import put_units
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.clean.funds import put_funds
from benchmarks.mutations.clean.indicators import put_indicators
from benchmarks.mutations.clean.measures import put_measures
from benchmarks.mutations.clean.statements import put_statements
from benchmarks.mutations.entries import Entry, exactly
from benchmarks.mutations.sayings import Filled, OwnWords, Says, Written
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import World
from jixiao.template.blueprint import Blueprint

_SUBMITTED = ("送审", "通过")
_MAY_WAIT = (("department",), ("preparer", "date"), ("goal_planned", "goal_achieved", "goal_shortfall"))
"""What an office leaves blank while it is still filling in."""

_COVER = ("unit", "department", "preparer", "date", "goal_planned", "goal_achieved")


def evaluation(plan: Blueprint, seed: str, ours: bool = True) -> World:
    """The workbook of a seed; the same seed always gives the same one. ``ours``: on our template, else typed anew."""
    chance = random.Random(seed)
    framework = plan.framework
    yuan = framework.money_unit == "元" if ours else chance.random() < 0.4
    draft = Draft(framework, plan.form, chance, cents=2 if yuan else 6, ours=ours)
    draft.decimals = chance.choice([2, 2, 0]) if yuan else chance.choice([0, 1, 2, 2, 2])
    draft.places = chance.choice([0, 1, 2, 2])
    draft.overtyped = chance.choice([0.1, 0.5, 0.9, 1.0]) if ours else 1.0
    draft.reasons = chance.sample(words()["reasons"], len(words()["reasons"])) * 4
    state = chance.choice(["填报", "送审", "通过"])
    draft.submitted, draft.reviewed = state in _SUBMITTED, state == "通过"
    budget = half_up(between(chance, 60, 9000, 4) * (10_000 if yuan else 1), draft.cents)
    draft.exact["budget"] = budget
    draft.exact["executed"] = half_up(budget * between(chance, 0.9, 1), draft.cents)
    _cover(draft, state)
    if plan.form.fund is not None:
        put_funds(draft, plan.form.fund)
    put_measures(draft)
    if plan.form.indicators is not None:
        put_indicators(draft, plan.form.indicators)
    if plan.form.statements is not None:
        put_statements(draft, plan.form.statements)
    if plan.form.summary is not None and draft.entries["field.scope"].text == "部门汇总" and chance.random() < 0.6:
        put_units(draft)
    return World(seed, framework, "evaluation", draft.decimals, draft.entries, tuple(draft.relations),
                 tuple(draft.rows), money_unit="元" if yuan else "万元", ours=ours)  # fmt: skip


def _cover(draft: Draft, state: str) -> None:
    chance, text = draft.chance, words()
    year = draft.framework.year
    month, day = chance.randint(1, 6), chance.randint(1, 28)
    said = {
        "unit": chance.choice(text["units"]),
        "department": chance.choice(text["departments"]),
        "preparer": chance.choice(text["preparers"]),
        "date": chance.choice(
            [f"{year + 1}年{month}月{day}日", f"{year + 1}-{month:02}-{day:02}", f"{year + 1}.{month}.{day}"]
        ),
        "scope": chance.choice(["本单位", "部门汇总"]),
        "state": state,
        "goal_planned": chance.choice(text["planned"]),
        "goal_achieved": chance.choice(text["achieved"]),
        "goal_shortfall": chance.choice(text["shortfalls"]),
    }
    if said["scope"] == "部门汇总":
        said["department"] = said["unit"]
    waiting = [] if draft.submitted else chance.sample(_MAY_WAIT, chance.randint(0, 2))
    for id, value in said.items():
        if id in draft.form.fields and not any(id in group for group in waiting):
            draft.put(f"field.{id}", Entry(value))
            draft.must(*([OwnWords(f"field.{id}")] if id.startswith("goal") else []))
    draft.put("field.year", exactly(year))
    for id in ("subordinates", "unit_count", "funded_staff"):
        if id in draft.form.fields:
            draft.put(f"field.{id}", exactly(chance.randint(1, 6) if id != "funded_staff" else chance.randint(8, 90)))
    draft.must(Written("field.date", year), Says("field.year", str(Decimal(year))))
    wanted = () if not draft.ours else _COVER if draft.submitted else ("unit",)
    draft.must(*(Filled(f"field.{id}") for id in wanted if id in draft.form.fields))
