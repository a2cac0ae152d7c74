"""基础数据 and 指标测算: base figures that fit each other, and the rates made of them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from benchmarks.mutations.clean.data import measures
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.entries import LIVE, NIL, Entry, exactly, plain
from benchmarks.mutations.relations import AtMost, RateOf, Same
from benchmarks.mutations.sayings import IsNumber, Whole
from benchmarks.mutations.spans import half_up
from jixiao.model.framework import PRIOR

_PARTS = {
    "assets_in_use": "assets_total",
    "goals_met": "goals_declared",
    "goals_achieved": "goals_planned",
    "key_expenditure": "total_expenditure_budget",
    "tasks_on_time": "tasks_done",
    "tasks_up_to_standard": "tasks_done",
    "key_tasks_done": "key_tasks_assigned",
}


def put_measures(draft: Draft) -> None:
    """The figures of most rates; those of a few are left blank, so that nothing is computed of them."""
    recipes = measures()[draft.framework.id]
    amounts = set(draft.framework.summary.amounts.values())
    for law in recipes["rates"].values():
        used = [name.removeprefix("-") for name in (*law["top"], *law["bottom"])]
        if draft.chance.random() < 0.75 or draft.submitted or amounts & set(used):
            for name in used:
                _put(draft, recipes["figures"], name)
    for name in recipes["figures"]:
        if name in ("basic_expenditure", "project_expenditure", "revenue", "commendations", "criticisms"):
            _put(draft, recipes["figures"], name)
    for rate, law in recipes["rates"].items():
        _rate(draft, rate, law)
    _ties(draft)


def _put(draft: Draft, recipes: Mapping[str, Any], name: str) -> Decimal:
    """Draw a figure after those it is made of; type it if the framework asks for it."""
    id = f"concept.{name}" if name in recipes else name
    if id in draft.exact:
        return draft.exact[id]
    recipe = recipes[name]
    unit = draft.framework.concept(name).unit
    if "nil" in recipe:
        draft.exact[id] = Decimal(0)
        draft.put(id, NIL)
        return draft.exact[id]
    draft.exact[id] = _draw(draft, recipes, recipe)
    if unit == "%":
        draft.put(id, Entry(plain(draft.exact[id]), 4))
    elif "count" in recipe:
        draft.put(id, exactly(draft.exact[id]))
        draft.must(Whole(id))
    else:
        draft.money(id, draft.exact[id])
    draft.must(IsNumber(id))
    return draft.exact[id]


def _draw(draft: Draft, recipes: Mapping[str, Any], recipe: Mapping[str, Any]) -> Decimal:
    chance = draft.chance
    if "sum" in recipe:
        terms = [
            (-1 if name.startswith("-") else 1, _put(draft, recipes, name.removeprefix("-"))) for name in recipe["sum"]
        ]
        return sum((sign * value for sign, value in terms), Decimal(0))
    if "share" in recipe:
        return half_up(between(chance, *recipe["share"]), 4)
    if "of" not in recipe:
        return Decimal(chance.randint(*map(int, recipe["count"])))
    whole = _put(draft, recipes, recipe["of"])
    exact = whole * between(chance, Decimal(recipe["from"]), Decimal(recipe["to"]))
    if recipe.get("count"):
        return half_up(exact, 0)
    return half_up(exact, 4) if whole <= 1 else exact


def _rate(draft: Draft, rate: str, law: Mapping[str, Any]) -> None:
    """指标测算 computes it; some offices type over it what their report says."""
    top, bottom = (
        tuple(f"{'-' * name.startswith('-')}concept.{name.removeprefix('-')}" for name in law[side])
        for side in ("top", "bottom")
    )
    id, decimals = f"rate.{rate}", int(law.get("decimals", 4))
    relation = RateOf(id, top, bottom, law.get("absolute", False), law.get("floored", False), decimals)
    draft.must(relation, IsNumber(id))
    value = exact_rate(draft, rate)
    if value is None:
        return
    draft.exact[id] = value
    if not all(name.removeprefix("-") in draft.entries for name in (*top, *bottom)):
        draft.put(id, LIVE)  # its figures are blank; another place of the form states the rate
        return
    places = draft.places
    draft.places = max(places, decimals - 2) if decimals > 4 else places
    if draft.chance.random() < 0.15:
        draft.live(id, draft.rate(value))
    draft.places = places
    if id not in draft.entries:
        draft.put(id, LIVE)


def exact_rate(draft: Draft, rate: str) -> Decimal | None:
    """The rate before it is rounded; None where its figures are left blank."""
    law = measures()[draft.framework.id]["rates"][rate]
    same_as = getattr(draft.framework.rate(rate), "same_as", "")
    sides = []
    for side in ("top", "bottom"):
        terms = [
            (-1 if name.startswith("-") else 1, draft.exact.get(f"concept.{name.removeprefix('-')}"))
            for name in law[side]
        ]
        if any(value is None for _, value in terms):
            return draft.exact.get(same_as)
        sides.append(sum((sign * value for sign, value in terms if value is not None), Decimal(0)))
    if not sides[1]:
        return None
    value = sides[0] / sides[1]
    value = abs(value) if law.get("absolute") else value
    return max(value, Decimal(0)) if law.get("floored") else value


def _ties(draft: Draft) -> None:
    """Figures that stand in the fund table, too, and parts that are no more than their whole."""
    for concept in draft.framework.concepts:
        if concept.same_as and f"concept.{concept.id}" in draft.entries:
            draft.must(Same(f"concept.{concept.id}", concept.same_as))
    for part, whole in _PARTS.items():
        ids = [f"concept.{name}" for name in (part, whole)]
        if all(id in draft.entries for id in ids):
            draft.must(AtMost(*ids))


def is_prior(id: str) -> bool:
    """Whether a base figure is that of the year before."""
    return id.endswith(PRIOR)
