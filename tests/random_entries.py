"""Random things that an office may type into a workbook of any template; many of them badly."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.compute.formula import evaluate
from jixiao.model.account_form import PanelForm
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.form import SCOPES, Form, IndicatorForm, IndicatorRow
from jixiao.model.formula import Formula, Rounded, names
from jixiao.model.framework import Framework
from jixiao.model.relations import Relation
from jixiao.model.scoring import UNIT_CHOICES, Bonus
from jixiao.template.blueprint import Blueprint

Chance = random.Random
Entries = dict[CellRef, Value]

FUND_TIES = (("80", "80.1"), ("160", "160.2"), ("32", "31.9984"), ("64", "64.0096"), ("200", "0.01"), ("16", "0.0008"))
"""Budgets and amounts executed whose rate lies exactly between two printed figures."""

TIE_SHARE = 0.3
_TIE_POOL = [Decimal(text) for text in ("16", "32", "64", "80", "128", "160", "0.64", "1.28")]
_TRIES = 300
_NIL, _TEXTS = ("-", "—"), ("12", "2000万", "无", "１２", "=1+1", "?", "*")
_UNITS = (None, "某某单位", "=1+1", "甲&乙<丙>", "“某某”中心", "-", " 某某 单位 ", "  ")
_MEASURES = (None, "100%", ">100%", "≥95%", "200000件", "13.02万", "20000人以上", "是", "达标", "-", "—", "0.0027%")
_TICKS = (None, "是", "否", "不适用", "√", "也许")


def random_entries(plan: Blueprint, chance: Chance) -> Entries:
    """Entries for a blank workbook of the plan: some cells of every kind filled, badly or well."""
    form, framework = plan.form, plan.framework
    found: dict[CellRef, Value] = {}
    for part in (_fields, _fund, _concepts, _indicators, _totals, _ticks, _statements, _summary, _tables):
        found |= {at: value for at, value in part(form, framework, chance) if at is not None and value is not None}
    return found


Typed = Iterator[tuple[CellRef | None, Value]]


def amount(chance: Chance) -> Value:
    """An amount, mostly; or nothing, a nil mark, or a text that is no number."""
    kind = chance.randrange(20)
    if kind < 13:
        return Decimal(chance.randrange(-200_000 if kind == 0 else 0, 10_000_000)) / 100
    return (None, None, chance.choice(_NIL), "—", Decimal(0), Decimal(0), chance.choice(_TEXTS))[kind - 13]


def points(chance: Chance, least: int = 0) -> Value:
    """Points or a score, at least so many; or nothing, a nil mark, a text."""
    return chance.choice([
        None, chance.choice(_NIL), chance.choice(_TEXTS) if chance.random() < 0.3 else None,
        Decimal(chance.randrange(least * 100, 2001)) / 100, Decimal(chance.randrange(least, 36)),
        Decimal(chance.randrange(least * 1000, 5001)) / 1000,
    ])  # fmt: skip


def _seldom(chance: Chance, value: Callable[[Chance], Value], share: float = 0.2) -> Value:
    return value(chance) if chance.random() < share else None


def _fields(form: Form, framework: Framework, chance: Chance) -> Typed:
    counts = {entry.id for entry in framework.fields if entry.kind == "count"} | {"subordinates"}
    for id, at in form.fields.items():
        if id == "year":
            yield at, Decimal(chance.choice([2021, 2022]))
        elif id == "scope":
            yield at, chance.choice(SCOPES)
        elif id != "money_unit":
            numbers = (Decimal(chance.randrange(90)), "2个", "—")
            yield at, chance.choice(numbers if id in counts else _UNITS)


def _pair(chance: Chance, first: CellRef | None, second: CellRef | None) -> Typed:
    """A budget and what was executed of it, one pair in three on a tie."""
    tie = chance.choice(FUND_TIES) if chance.random() < TIE_SHARE else None
    yield first, Decimal(tie[0]) if tie else amount(chance)
    yield second, Decimal(tie[1]) if tie else amount(chance)


def _rate(chance: Chance) -> Value:
    return chance.choice([Decimal("0.9634"), Decimal("1.2659"), "87.93%", "—", "无"])


def _fund(form: Form, framework: Framework, chance: Chance) -> Typed:
    """Every line; a total or a rate is typed over its formula now and then."""
    fund = form.fund
    for line in fund.lines if fund else ():
        if fund and (line.group != "total" or chance.random() < TIE_SHARE):
            yield from _pair(chance, fund.at("annual_budget", line), fund.at("executed", line))
        yield (fund.at("execution_rate", line) if fund else None), _seldom(chance, _rate)
        others = [fund.at(role, line) for role in ("initial_budget", "received")] if fund else []
        yield from ((at, amount(chance)) for at in others if at is not None)
    if framework.fund is not None and framework.fund.points is not None and fund is not None:
        yield fund.at("score", fund.line("total")), _seldom(chance, points)


def _concepts(form: Form, framework: Framework, chance: Chance) -> Typed:
    """Base figures of both years. One rate in three gets figures that make it an exact tie, where some are found."""
    figures: dict[str, Value] = {}
    for rate in chance.sample(framework.rates, len(framework.rates)):
        if chance.random() < TIE_SHARE and figures.keys().isdisjoint(names(rate.formula)):
            figures |= tie_figures(rate.formula, chance) or {}
    for concept in framework.concepts:
        for id in (concept.id, f"{concept.id}_prior"):
            figures.setdefault(id, _share(chance) if concept.unit == "%" else amount(chance))
    yield from ((form.concepts.get(id), value) for id, value in figures.items())


def _share(chance: Chance) -> Value:
    return chance.choice([None, "—", "85%", Decimal(85), *(Decimal(chance.randrange(12000)) / 10000 for _ in range(5))])


def tie_figures(formula: Formula, chance: Chance) -> dict[str, Value] | None:
    """Figures for a rounded formula whose exact value lies halfway between two roundings; None where none are found."""
    if not isinstance(formula, Rounded):
        return None
    used = sorted(names(formula))
    for _ in range(_TRIES):
        figures: dict[str, Decimal] = {name: _tie_figure(chance) for name in used}
        exact = evaluate(formula.value, figures)
        if isinstance(exact, Decimal) and exact.scaleb(formula.decimals) % 1 in (Decimal("0.5"), Decimal("-0.5")):
            return dict(figures)
    return None


def _tie_figure(chance: Chance) -> Decimal:
    whole, kind = chance.choice(_TIE_POOL), chance.random()
    return whole if kind < 0.6 else Decimal(0) if kind < 0.7 else whole + Decimal(chance.randrange(-400, 400)) / 10_000


def own_rows(form: IndicatorForm) -> list[list[IndicatorRow]]:
    """The rows for a unit's own indicators, section by section, spare rows included."""
    blank = (row for row in form.rows if not row.name)
    return [list(rows) for _, rows in groupby(blank, lambda row: form.heading_row(2, row.row))]


def _indicators(form: Form, framework: Framework, chance: Chance) -> Typed:
    table = form.indicators
    if table is None:
        return
    for rows in own_rows(table):
        yield from _own_section(table, rows, chance)
    for row in table.rows:
        fixed = framework.fixed.get((row.level1, row.level2, row.name))
        is_bonus = fixed is not None and isinstance(fixed[1].scoring, Bonus)
        yield table.at("score", row.row), points(chance, least=-6 if is_bonus else 0)
        for role in ("target", "actual"):
            yield table.at(role, row.row), chance.choice(_MEASURES)
        if fixed is not None and fixed[1].points is None:
            yield table.at("points", row.row), points(chance)
        for role in ("variance_note", "remarks"):
            yield table.at(role, row.row), _seldom(chance, lambda chance: chance.choice(_UNITS))


def _own_section(table: IndicatorForm, rows: Sequence[IndicatorRow], chance: Chance) -> Typed:
    """So many of a section's rows get a name, spare ones too; its own second-level indicator gets name and points."""
    used = chance.choice([len(rows), chance.randrange(len(rows) + 1)])
    heading = table.heading_row(2, rows[0].row)
    if used and not rows[0].level2:
        yield table.at("level2", heading), f"自设二级指标{heading}"
        yield table.at("level2_points", heading), points(chance)
    for number, row in enumerate(rows, 1):
        named = number <= used
        yield table.at("level3", row.row), f"自设指标{row.row}" if named else None
        yield table.at("scoring", row.row), chance.choice([*UNIT_CHOICES, None, "随便"]) if named else None
        yield table.at("points", row.row), points(chance) if named or chance.random() < 0.1 else None


def _totals(form: Form, framework: Framework, chance: Chance) -> Typed:
    """Totals and the grade, typed over their formulas."""
    table = form.indicators
    if table is None:
        return
    for role in ("points", "score"):
        yield table.total_at(role), _seldom(chance, points)
    yield table.grade_at, _seldom(chance, lambda chance: chance.choice(["优", "良", "合格"]), 0.1)


def _ticks(form: Form, framework: Framework, chance: Chance) -> Typed:
    for checklist in form.checklists:
        yield from ((at, chance.choice(_TICKS)) for at in checklist.ticks)


_STATED: Mapping[str, Sequence[Value]] = {
    "value": ("99.98%", "10.5万", Decimal("933.1"), None),
    "relation": (None, *(relation.value for relation in Relation), "别的"),
    "base": (None, Decimal("689.02"), Decimal(0), "2022年5月18日"),
    "change": (None, Decimal("244.08"), "-21.21"),
    "percentage": (None, Decimal("0.3542"), "-14.64%"),
    "part_of": (None, "1", "3", "报告里的数20", "没有的"),
    "place": (None, "二（一）"),
}


def _statements(form: Form, framework: Framework, chance: Chance) -> Typed:
    statements = form.statements
    assert statements is not None
    facts = sorted(framework.facts())
    for row in range(statements.table.first, statements.table.last + 1):
        for role, values in _STATED.items():
            yield statements.table.at(role, row), chance.choice(values)
        if row in statements.free and chance.random() < 0.5:
            yield statements.table.at("item", row), f"报告里的数{row}"
            yield statements.table.at("concept", row), chance.choice([None, "没有的数", *facts[:5]])


def _summary(form: Form, framework: Framework, chance: Chance) -> Typed:
    if form.summary is None:
        return
    table = form.summary.table
    for row in range(table.first, table.last + 1):
        yield table.at("unit", row), chance.choice(_UNITS)
        yield from _pair(chance, table.at("annual_budget", row), table.at("executed", row))
        yield table.at("execution_rate", row), _seldom(chance, _rate, 0.1)
        yield table.at("self_score", row), points(chance)
        if "project" in table.columns:
            yield table.at("project", row), chance.choice(_UNITS)
        if "grade" in table.columns:
            yield table.at("grade", row), _seldom(chance, lambda chance: chance.choice(["优", "良", "合格"]), 0.1)
    scored = ("self_score",) if framework.summary.total_score else ()
    for role in ("annual_budget", "executed", *scored):
        yield table.at(role, table.total or 0), _seldom(chance, amount, 0.1)


_CODES = (201, 20103, 2010301, 2010302, 20199, 2019999, 208, 20805, 2080505, 221, 22102, 2210201, 229, 22999, 2299999)


def _tables(form: Form, framework: Framework, chance: Chance) -> Typed:
    """Tables of accounts, one in five left blank; totals typed over their formulas now and then."""
    for law in framework.tables:
        if law.id not in form.tables or chance.random() < 0.2:
            continue
        totals = {line.id for line in law.lines.values() if line.parts}
        for line, column in law.cells():
            is_total = line.id in totals or bool(column.parts)
            value = amount(chance)
            yield form.tables[law.id].at(line.id, column.id), _seldom(chance, amount, 0.1) if is_total else value
        for panel in form.tables[law.id].panels:
            yield from _lines_by_code(panel, chance)


def _lines_by_code(panel: PanelForm, chance: Chance) -> Typed:
    """As many lines as there are codes, some with a code that is none; in a spare row, too."""
    codes = chance.sample(_CODES, chance.randrange(len(_CODES) + 1))
    for row, code in zip(chance.sample([*panel.rows], min(len(panel.rows), len(codes))), codes, strict=False):
        typed = chance.choice([*[Decimal(code)] * 8, None, str(code), "—", "类"])
        yield CellRef(panel.sheet, row, panel.code), typed
        yield CellRef(panel.sheet, row, panel.label), chance.choice(_UNITS)
        for number, column in enumerate(panel.columns):
            yield panel.at(row, column), amount(chance) if number else _seldom(chance, amount, 0.2)
