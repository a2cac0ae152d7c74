"""The random workbooks reach what they are meant to reach, so that comparing them with LibreOffice proves something."""

import random
from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache

import pytest

from blank_templates import EVALUATIONS
from jixiao.compute.calculate import Computed, calculate
from jixiao.compute.formula import evaluate, shown
from jixiao.compute.live import live_cells
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import EXACT
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.formula import Rounded, names
from jixiao.read.facts import read_facts
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.drawing import fixed_contents
from random_entries import Entries, own_rows, random_entries

BOOKS = 100


@cache
def plan_of(template: str) -> Blueprint:
    return evaluation_blueprint(template)


@cache
def entries_of(template: str) -> tuple[Entries, ...]:
    chance = random.Random(template)
    return tuple(random_entries(plan_of(template), chance) for _ in range(BOOKS))


@cache
def results(template: str) -> Mapping[Kind, set[object]]:
    """What the cells of each kind show: texts as they are, any number as ``number``."""
    found = defaultdict[Kind, set[object]](set)
    for entries in entries_of(template):
        for item in calculated(plan_of(template), entries):
            value = shown(item.value)
            found[item.live.kind].add("number" if isinstance(value, Decimal) else value)
    return found


def calculated(plan: Blueprint, entries: Entries) -> Collection[Computed]:
    """The live cells of a workbook with these entries."""
    assert plan.drawing is not None
    contents = {**fixed_contents(plan.drawing, plan.framework), **entries}
    book = with_edits(Book("", {}), [Edit(at, value) for at, value in contents.items()])
    facts = read_facts(book, plan.form, plan.framework)
    return calculate(live_cells(plan.form, plan.framework), facts).computed.values()


@pytest.mark.parametrize("template", EVALUATIONS)
def test_every_entry_of_the_form_is_typed_into(template: str) -> None:
    form, typed = plan_of(template).form, {at for entries in entries_of(template) for at in entries}
    assert {at for id, at in form.fields.items() if id != "money_unit"} <= typed
    assert set(form.concepts.values()) <= typed
    assert {at for checklist in form.checklists for at in checklist.ticks} <= typed
    fund, table, summary = form.fund, form.indicators, form.summary
    assert table is not None and summary is not None
    cells = [fund.at(role, line) for line in fund.lines for role in fund.roles or ("executed",)] if fund else []
    cells += [table.at(role, row.row) for row in table.rows for role in ("target", "actual", "score", "remarks")]
    for rows in own_rows(table):
        cells += [table.at(role, rows[0].row) for role in ("level2", "level2_points") if not rows[0].level2]
        cells += [table.at(role, row.row) for row in rows for role in ("level3", "points", "scoring")]
    cells += [summary.table.at("annual_budget", row) for row in range(summary.table.first, summary.table.last + 1)]
    cells += [table.total_at("score"), table.grade_at]
    assert {at for at in cells if at is not None} <= typed


@pytest.mark.parametrize("template", EVALUATIONS)
def test_rates_come_to_everything_that_they_can_come_to(template: str) -> None:
    assert results(template)[Kind.RATE] == {"number", "", "无法计算", "—"}


@pytest.mark.parametrize("template", EVALUATIONS)
def test_points_close_and_do_not(template: str) -> None:
    signs, plan = {str(shown)[:1] for shown in results(template)[Kind.POINTS_CHECK]}, plan_of(template)
    assert plan.form.indicators is not None
    own = bool(own_rows(plan.form.indicators))
    if not plan.framework.fixed:  # so many rows of the unit's own that no chance makes their points close
        assert "✗" in signs
        return
    assert ("✓" in signs) == (plan.framework.indicators.points == "published")
    assert ("✗" in signs) == ("✓" in signs and own)


@pytest.mark.parametrize("template", EVALUATIONS)
def test_many_rates_are_exact_ties(template: str) -> None:
    plan = plan_of(template)
    of_all = [_is_tie(plan, entries, rate.id) for entries in entries_of(template) for rate in plan.framework.rates]
    assert sum(of_all) > len(of_all) / 10


def _is_tie(plan: Blueprint, entries: Entries, id: str) -> bool:
    formula = plan.framework.rate(id).formula
    assert isinstance(formula, Rounded)
    figures = {name: entries.get(plan.form.concepts[name], "") for name in names(formula)}
    exact = evaluate(formula.value, figures)
    return isinstance(exact, Decimal) and abs(exact.scaleb(formula.decimals, EXACT)) % 1 == Decimal("0.5")


def test_bonuses_are_negative_too() -> None:
    plans = [(plan_of(template), entries_of(template)) for template in EVALUATIONS]
    scores = [value for plan, all_entries in plans for at in _bonus_cells(plan) for entries in all_entries
              if isinstance(value := entries.get(at), Decimal)]  # fmt: skip
    assert min(scores) < 0 < max(scores)


def _bonus_cells(plan: Blueprint) -> list[CellRef]:
    table, fixed = plan.form.indicators, plan.framework.fixed
    assert table is not None
    rules = ((row, fixed.get((row.level1, row.level2, row.name))) for row in table.rows)
    places = [table.at("score", row.row) for row, found in rules
              if found and found[1].scoring and found[1].scoring.rule == "bonus"]  # fmt: skip
    return [at for at in places if at is not None]
