"""Random project workbooks without a mistake: nothing is found in them, however the unit divides the points."""

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.compute.numbers import round_half_up
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.findings import Severity
from jixiao.model.form import Form, IndicatorForm
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from workbooks import base, built, place

TEMPLATE = flow.review_book(base("project")).framework.id
BOOKS, MANY = 15, 300
_SOURCES = ("fiscal", "carried", "other")
_GOALS = (("100%", "100%"), ("≥95%", "96.5%"), ("20人", "20人"), ("12个月", "12个月"), ("按时", "按时"))
_DEEDS = ("走访", "调研", "培训", "检修", "采购", "运维", "宣传", "印制", "督查", "评审", "编目", "归档")
_THINGS = ("办公楼", "办事窗口", "会议系统", "业务档案")


def entries_of(plan: Blueprint, chance: random.Random) -> dict[CellRef, Value]:
    form = plan.form
    entries: dict[CellRef, Value] = {
        form.fields["unit"]: "某局", form.fields["department"]: "某局", form.fields["project"]: "某某经费",
        form.fields["goal_planned"]: "把全年的事情做完。", form.fields["goal_achieved"]: "全年的事情都做完了。",
    }  # fmt: skip
    return entries | dict(_funds(form, chance)) | dict(_rows(form, chance))


def _funds(form: Form, chance: random.Random) -> Iterator[tuple[CellRef, Value]]:
    used = set(chance.sample(_SOURCES, chance.randint(1, 3)))
    for source in _SOURCES:
        budget = Decimal(chance.randint(1, 50_000)) / 100
        amounts: dict[str, Value] = dict.fromkeys(("initial_budget", "annual_budget", "executed"), "—")
        if source in used:
            spent = round_half_up(budget * Decimal(chance.choice([100, 100, 97, 60, 33])) / 100, 2)
            amounts = {"initial_budget": chance.choice([budget, None]), "annual_budget": budget, "executed": spent}
        yield from ((place(form, f"fund.{source}.{role}"), value) for role, value in amounts.items() if value)


def _rows(form: Form, chance: random.Random) -> Iterator[tuple[CellRef, Value]]:
    table, names = form.indicators, [deed + thing for deed in _DEEDS for thing in _THINGS]
    chance.shuffle(names)
    assert table is not None
    for level, points in (("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)):
        rows = _used(table, level, chance)
        cuts = sorted(chance.sample(range(1, 2 * points), len(rows) - 1))
        shares = [Decimal(b - a) / 2 for a, b in zip([0, *cuts], [*cuts, 2 * points], strict=True)]
        for row, share in zip(rows, shares, strict=True):
            target, actual = chance.choice(_GOALS)
            off = chance.random() < 0.2
            name = names.pop()
            values: dict[str, Value] = {"level3": name, "target": target, "actual": actual, "points": share,
                                        "score": share / 2 if off else share}  # fmt: skip
            values |= {"variance_note": f"第 {row} 行的事情做得慢了，下年提前安排"} if off else {}
            yield from ((at, value) for role, value in values.items() if (at := table.at(role, row)) is not None)


def _used(table: IndicatorForm, level: str, chance: random.Random) -> list[int]:
    """The first rows of some of the sections below a first-level indicator."""
    sections: dict[str, list[int]] = {}
    for row in table.rows:
        if row.level1 == level:
            sections.setdefault(row.level2, []).append(row.row)
    chosen = chance.sample([*sections], chance.randint(1, len(sections)))
    return sorted(row for name in chosen for row in sections[name][: chance.randint(1, 3)])


def told(book: Book) -> list[str]:
    _, report = flow.check(book)
    return [f"{finding.code} {finding.at} {finding.printed} {finding.expected}" for finding in report.findings
            if finding.severity in (Severity.ERROR, Severity.WARNING)]  # fmt: skip


def strike(count: int) -> None:
    plan, chance = evaluation_blueprint(TEMPLATE), random.Random(20221231)
    blank = built(plan)
    for _ in range(count):
        typed = with_edits(blank, [Edit(at, value) for at, value in entries_of(plan, chance).items()])
        filled = with_edits(typed, flow.fill(typed))
        assert told(filled) == []


def test_nothing_is_found_in_sound_projects() -> None:
    strike(BOOKS)


@pytest.mark.long
def test_nothing_is_found_in_many_sound_projects() -> None:
    strike(MANY)
