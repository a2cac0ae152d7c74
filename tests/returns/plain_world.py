"""A filled-in workbook of any template, for those whose base figures nobody has written a recipe for.

Amounts and scores fit each other; base figures that the totals do not need stay blank.
"""

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.clean.funds import put_funds
from benchmarks.mutations.clean.indicators import split
from benchmarks.mutations.clean.targets import own_goal
from benchmarks.mutations.entries import Entry, exactly
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import Row, World
from jixiao.model.form import IndicatorRow
from jixiao.template.blueprint import Blueprint

Numbered = tuple[int, IndicatorRow]
_FUND_AMOUNTS = ("initial_budget", "received")


def plain_world(plan: Blueprint, seed: str) -> World:
    """The workbook of a seed; the same seed always gives the same one."""
    chance = random.Random(seed)
    draft = Draft(plan.framework, plan.form, chance)
    draft.reasons = chance.sample(words()["reasons"], len(words()["reasons"])) * 4
    draft.exact["budget"] = half_up(between(chance, 5, 900), 2)
    draft.exact["executed"] = half_up(draft.exact["budget"] * between(chance, 0.8, 1), 2)
    draft.cents = 2
    _put_cover(draft)
    _put_amounts(draft)
    for rows, points in _sections(draft):
        _put_section(draft, rows, points)
    return World(seed, plan.framework, "evaluation", 2, draft.entries, (), tuple(draft.rows))


def _put_cover(draft: Draft) -> None:
    year = draft.framework.year
    said = {"scope": "本单位", "state": draft.chance.choice(["填报", "送审"]), "preparer": "某某",
            "date": f"{year + 1}年3月{draft.chance.randint(1, 28)}日",
            "goal_planned": draft.chance.choice(words()["planned"]),
            "goal_achieved": draft.chance.choice(words()["achieved"])}  # fmt: skip
    for id, text in said.items():
        if id in draft.form.fields:
            draft.put(f"field.{id}", text)
    draft.put("field.year", exactly(year))
    draft.put("total.score", Entry(None, live=True))


def _put_amounts(draft: Draft) -> None:
    """The fund table, or the base figures that stand for it."""
    for role, id in draft.framework.summary.amounts.items():
        draft.money(f"concept.{id}", draft.exact["executed" if role == "executed" else "budget"])
    fund = draft.form.fund
    if fund is None:
        return
    put_funds(draft, fund)
    total = fund.line("total")
    for role in fund.of_total:  # only the total line has such a cell
        draft.entries[f"fund.total.{role}"] = Entry(half_up(draft.exact[f"fund.total.{role}"], 2))\
            if role in ("annual_budget", "executed") else Entry(None, live=True)  # fmt: skip
    for role in _FUND_AMOUNTS:
        for line in fund.group("source"):
            if fund.at(role, line) is not None and (id := f"fund.{line.id}.annual_budget") in draft.exact:
                draft.money(f"fund.{line.id}.{role}", draft.exact[id])
    if total is not None and fund.at("score", total) is not None:
        full = draft.framework.fund.points if draft.framework.fund else None
        draft.put("fund.total.score", half_up((full or Decimal(0)) * between(draft.chance, 0.8, 1), 1))


def _sections(draft: Draft) -> Iterator[tuple[list[Numbered], Decimal]]:
    """Rows that share points: of a second-level indicator with its own, else of a first-level one, else all."""
    assert draft.form.indicators is not None
    law = draft.framework.indicators
    groups = {(level.name, group.name): group for level in law.levels for group in level.groups}

    def key(pair: Numbered) -> tuple[str, str]:
        row = pair[1]
        group = groups.get((row.level1, row.level2))
        if group is not None and group.points is not None:
            return row.level1, row.level2
        return (row.level1, "") if points[row.level1] is not None else ("", "")

    points = {level.name: level.points for level in law.levels}
    for (level1, level2), rows in groupby(enumerate(draft.form.indicators.rows), key):
        whole = groups[level1, level2].points if level2 else points.get(level1, law.total_points)
        yield list(rows), whole or Decimal(0)


def _put_section(draft: Draft, rows: list[Numbered], points: Decimal) -> None:
    fixed = [pair for pair in rows if pair[1].name]
    own = [pair for pair in rows if not pair[1].name]
    used = sorted(draft.chance.sample(own, min(len(own), draft.chance.randint(2, 5))))
    law = draft.framework.fixed
    known = {n: law[row.level1, row.level2, row.name][1].points for n, row in fixed}
    left = points - sum((value for value in known.values() if value is not None), Decimal(0))
    without = [pair for pair in [*fixed, *used] if known.get(pair[0]) is None]
    shares = dict(zip((n for n, _ in without), split(draft, left, [1] * len(without)), strict=True)) if left else {}
    names = {row.name for row in draft.rows}
    for number, row in sorted([*fixed, *used]):
        share = shares.get(number, known.get(number))
        if share is None:
            continue
        name = row.name
        if number not in known:
            goal = own_goal(draft, names)
            name = goal.name
            names.add(name)
            for role, text in (("level3", name), ("target", goal.target), ("actual", goal.actual)):
                _put_where_it_is(draft, number, row, role, text)
        elif not law[row.level1, row.level2, row.name][1].target:
            _put_where_it_is(draft, number, row, "target", "达标")
            _put_where_it_is(draft, number, row, "actual", "达标")
        _put_score(draft, number, row, name, share)


def _put_score(draft: Draft, number: int, row: IndicatorRow, name: str, points: Decimal) -> None:
    score = points if draft.chance.random() < 0.8 else half_up(points * between(draft.chance, 0.6, 0.95), 2)
    draft.put(f"row.{number}.points", exactly(points))
    draft.put(f"row.{number}.score", exactly(score))
    if score < points:
        _put_where_it_is(draft, number, row, "variance_note", draft.reason())
    draft.rows.append(Row(number, row.level1, row.level2, name))


def _put_where_it_is(draft: Draft, number: int, row: IndicatorRow, role: str, text: str) -> None:
    assert draft.form.indicators is not None
    if text and draft.form.indicators.at(role, row.row) is not None:
        draft.put(f"row.{number}.{role}", text)
