"""A clean 汇总表: units below each other, their own workbooks beside it or not."""

import random
from decimal import Decimal

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.entries import LIVE, amount, exactly
from benchmarks.mutations.relations import Adds, Between, HasBase, Mean, RateOf, Same
from benchmarks.mutations.sayings import Filled, IsNumber, OnlyOnce, RunsOn, Says
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import World
from jixiao.compute.review import UnitFigures
from jixiao.template.blueprint import Blueprint

_AMOUNTS = ("annual_budget", "executed")
_FULL = Decimal(100)


def summary(plan: Blueprint, seed: str, ours: bool = True) -> World:
    """The 汇总表 of a seed."""
    chance = random.Random(seed)
    yuan = plan.framework.money_unit == "元"
    draft = Draft(plan.framework, plan.form, chance, cents=2 if yuan else 6, ours=ours)
    draft.decimals = chance.choice([2, 2, 0]) if yuan else chance.choice([0, 1, 2, 2, 2])
    draft.places = chance.choice([0, 1, 2, 2])
    draft.overtyped = chance.choice([0.2, 0.8, 1.0]) if ours else 1.0
    names = chance.sample(words()["units"], chance.randint(2, 8))
    for number, name in enumerate(names):
        budget = between(chance, 60, 5000, 4) * (10_000 if yuan else 1)
        put_unit(draft, number, name, budget, budget * between(chance, 0.86, 1))
    put_unit_total(draft, range(len(names)))
    for id in ("unit", "department"):
        draft.put(f"field.{id}", chance.choice(words()["departments"]))
    draft.put("field.year", exactly(plan.framework.year))
    units = _workbooks(draft, names) if chance.random() < 0.7 else None
    return World(
        seed, plan.framework, "summary", draft.decimals, draft.entries, tuple(draft.relations), units=units, ours=ours
    )


def put_unit(draft: Draft, number: int, name: str, budget: Decimal, executed: Decimal) -> None:
    """The row of one unit."""
    chance, row = draft.chance, f"summary.{number}"
    draft.put(f"{row}.unit", name)
    draft.put(f"{row}.number", exactly(number + 1))
    draft.money(f"{row}.annual_budget", budget)
    draft.money(f"{row}.executed", executed)
    exact = [draft.exact[f"{row}.{role}"] for role in _AMOUNTS]
    draft.live(f"{row}.execution_rate", draft.rate(exact[1] / exact[0]))
    score = half_up(between(chance, 80, 99), chance.choice([0, 1, 2]))
    draft.put(f"{row}.self_score", exactly(score))
    if chance.random() < 0.7 or draft.reviewed:
        draft.put(f"{row}.review_score", exactly(score - half_up(between(chance, 0, 3), 1)))
    draft.must(RateOf(f"{row}.execution_rate", (f"{row}.executed",), (f"{row}.annual_budget",)),
               HasBase(f"{row}.execution_rate", f"{row}.annual_budget"),
               Filled(f"{row}.unit"))  # fmt: skip
    if draft.ours:  # in another office's table nobody knows what the full score is
        draft.must(*(Between(f"{row}.{role}", Decimal(0), _FULL) for role in ("self_score", "review_score")))
    draft.must(*(relation for role in (*_AMOUNTS, "self_score") for relation in
                 (Filled(f"{row}.{role}"), IsNumber(f"{row}.{role}", draft.ours))))  # fmt: skip


def put_unit_total(draft: Draft, rows: range) -> None:
    """The total row: sums, the rate of the sums, the weighted score."""
    ids = {role: tuple(f"summary.{n}.{role}" for n in rows) for role in ("unit", *_AMOUNTS, "self_score")}
    totals = {}
    for role in _AMOUNTS:
        totals[role] = sum((draft.exact[id] for id in ids[role]), Decimal(0))
        draft.live(f"summary.total.{role}", amount(totals[role], draft.decimals))
        draft.must(Adds(f"summary.total.{role}", ids[role]))
    rate = "summary.total.execution_rate"
    draft.live(rate, draft.rate(totals["executed"] / totals["annual_budget"]))
    draft.must(RateOf(rate, ("summary.total.executed",), ("summary.total.annual_budget",)))
    weighed = zip(ids["self_score"], ids["annual_budget"], strict=True)
    weighted = sum((draft.entries[score].value * draft.exact[budget] for score, budget in weighed), Decimal(0))  # type: ignore[operator]
    mean = Mean("summary.total.self_score", ids["self_score"], ids["annual_budget"])
    draft.live(mean.id, exactly(half_up(weighted / totals["annual_budget"], 2)) if draft.ours else LIVE)
    draft.must(RunsOn(tuple(f"summary.{n}.number" for n in rows)))
    if not draft.ours:  # on our template a total that is taken out is a formula taken out
        draft.must(*(Filled(f"summary.total.{role}") for role in _AMOUNTS))
    draft.must(mean, *([OnlyOnce(ids["unit"])] if draft.ours else []))  # others list a unit once a project


def _workbooks(draft: Draft, names: list[str]) -> tuple[UnitFigures, ...]:
    """What the units' own workbooks report."""
    found = []
    for number, name in enumerate(names):
        draft.must(Says(f"summary.{number}.unit", name))
        figures = {}
        for role in (*_AMOUNTS, "self_score"):
            entry = draft.entries[f"summary.{number}.{role}"]
            draft.put(f"unit.{number}.{role}", entry)
            draft.must(Same(f"summary.{number}.{role}", f"unit.{number}.{role}"))
            figures[role] = entry.value
        found.append(UnitFigures(name, f"{name}.xlsx", figures))  # type: ignore[arg-type]
    return tuple(found)
