"""Random valid workbooks give no finding; with one planted error they give that finding and no other."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.compute.formula import evaluate
from jixiao.compute.numbers import format_percent, round_half_up
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.findings import Severity
from jixiao.model.formula import Formula, names
from jixiao.rules.units import is_counted
from workbook_changes import changed
from workbooks import FRAMEWORK, base, blueprint, form_of, place

Entries = dict[str, Any]
Planted = tuple[Entries, str, str]
"""Changed entries, the code of the finding to come, and the name of its cell."""

OPEN = {"数量指标": 2, "质量指标": 2, "时效指标": 1, "社会效益指标": 1}
POINTS = {"数量指标": 9, "质量指标": 9, "时效指标": 4, "社会效益指标": 35}
LINES = ("fiscal", "other", "basic", "project")


def amount(chance: random.Random, least: int = 100_00) -> Decimal:
    return Decimal(chance.randrange(least, 500_000_00)) / 100


def funds(chance: random.Random) -> Entries:
    """Two ways to split one total; the other source may be absent. Nothing is spent beyond its budget."""
    entries: Entries = {}
    budget, shares = amount(chance), (chance.choice([0, chance.randrange(10, 40)]), chance.randrange(30, 70))
    for role, part in (("annual_budget", 100), ("executed", chance.randrange(50, 98))):
        total = round_half_up(budget * part / 100, 2)
        own, basic = (round_half_up(total * share / 100, 2) for share in shares)
        entries |= {f"fund.fiscal.{role}": total - own, f"fund.other.{role}": own or chance.choice(["—", "-", 0])}
        entries |= {f"fund.basic.{role}": basic, f"fund.project.{role}": total - basic}
        if chance.random() < 0.5:
            entries[f"fund.total.{role}"] = total
    if not all(isinstance(entries[f"fund.other.{role}"], Decimal) for role in ("annual_budget", "executed")):
        for role in ("annual_budget", "executed"):  # nothing planned and nothing spent
            entries[f"fund.fiscal.{role}"] = entries[f"fund.basic.{role}"] + entries[f"fund.project.{role}"]
            entries[f"fund.other.{role}"] = "—"
    for line in LINES:
        if chance.random() < 0.6 and isinstance(entries[f"fund.{line}.annual_budget"], Decimal):
            share = entries[f"fund.{line}.executed"] / entries[f"fund.{line}.annual_budget"]
            entries[f"fund.{line}.execution_rate"] = _printed(share, chance)
    return entries


def _printed(share: Decimal, chance: random.Random) -> Decimal | str:
    """A rate as the template's cell prints it, or as a text with fewer decimals."""
    decimals = chance.choice([0, 1, 2])
    return round_half_up(share, 4) if decimals == 2 else format_percent(share, decimals)


def measures(chance: random.Random, stated: Entries) -> Entries:
    """Base figures of some rates, and the actual values that follow from them; some are the totals already stated."""
    entries: Entries = {}
    for rate in FRAMEWORK.rates:
        if chance.random() < 0.5:
            entries[f"indicator.{rate.label}.actual"] = _elsewhere(rate.same_as, stated) or "100%"
            continue
        figures = {id: _same_as(id, stated) or _measured(chance, id) for id in sorted(_names(rate.id))}
        for small, large in _within(figures):
            figures[small], figures[large] = sorted((figures[small], figures[large]))
        entries |= {f"concept.{id}": value for id, value in figures.items()}
        value = evaluate(rate.formula, figures)
        assert isinstance(value, Decimal)
        entries[f"indicator.{rate.label}.actual"] = format_percent(value, chance.choice([1, 2]))
    return entries


def _within(figures: Entries) -> list[tuple[str, str]]:
    """Pairs of base figures of which the framework says that one is a part of the other."""
    bounds = [tuple(_all_names(side) for side in (tie.left, tie.right)) for tie in FRAMEWORK.tie_outs
              if tie.relation == "at_most"]  # fmt: skip
    return [(*left, *right) for left, right in bounds if len(left) == len(right) == 1 and left | right <= {*figures}]


def _measured(chance: random.Random, concept: str) -> Decimal:
    """A base figure: an amount, or a number of people or things."""
    return Decimal(chance.randrange(100, 5000)) if is_counted(FRAMEWORK.concept(concept).unit) else amount(chance)


def _elsewhere(same_as: str, stated: Entries) -> str:
    """A rate that the fund table states too, as it is there; "" for one that is stated nowhere else."""
    if not same_as.startswith("fund.total."):
        return ""
    budget, executed = (stated[f"fund.basic.{role}"] + stated[f"fund.project.{role}"] for role in
                        ("annual_budget", "executed"))  # fmt: skip
    return format_percent(executed / budget, 2)


def _same_as(concept: str, stated: Entries) -> Decimal | None:
    """The total of the fund table that a base figure repeats."""
    kind, _, role = FRAMEWORK.concept(concept).same_as.rpartition(".")
    return stated[f"fund.basic.{role}"] + stated[f"fund.project.{role}"] if kind == "fund.total" else None


def _names(rate: str) -> set[str]:
    return _all_names(FRAMEWORK.rate(rate).formula)


def _all_names(formula: Formula) -> set[str]:
    return set(names(formula))


def scores(chance: random.Random) -> Entries:
    """Every indicator with its points and a score; a deduction has its reason."""
    entries: Entries = {}
    for level in FRAMEWORK.indicators.levels:
        for group in level.groups:
            for name, points in _rows(group.name, group.indicators, chance):
                row = f"indicator.{group.name}/{name}"
                score = points
                if chance.random() < 0.3:
                    score = points * chance.choice([0, 25, 50]) / 100
                    entries[f"{row}.variance_note"] = "受疫情影响"
                entries[f"{row}.score"] = score
                if name.isdigit():
                    entries |= {
                        f"{row}.level3": f"{group.name}之{name}",
                        f"{row}.points": points,
                        f"{row}.target": "是",
                    }
                entries[f"{row}.actual"] = "是" if name.isdigit() else "100%"
    for group in ("经济效益指标", "生态效益指标"):
        row = f"indicator.{group}/1"
        entries |= {f"{row}.level3": "没有", f"{row}.points": "-", f"{row}.score": "—"}
    return entries


def _rows(group: str, fixed: tuple[Any, ...], chance: random.Random) -> list[tuple[str, Decimal]]:
    if fixed:
        return [(item.name, item.points) for item in fixed]
    if group not in OPEN:
        return []
    points = Decimal(POINTS[group])
    first = points if OPEN[group] == 1 else points * chance.choice([25, 50, 75]) / 100
    return [("1", first), ("2", points - first)][: OPEN[group]]


def valid(seed: int) -> tuple[random.Random, Entries]:
    """A workbook's entries without any error."""
    chance = random.Random(seed)
    entries = funds(chance)
    entries |= scores(chance) | measures(chance, entries) | {"field.unit": "某某单位"}
    total = sum(value for name, value in entries.items() if name.endswith(".score") and isinstance(value, Decimal))
    if chance.random() < 0.5:
        entries |= {"total.score": total, "total.points": 100}
    if chance.random() < 0.5:
        entries["grade"] = evaluate_grade(total)
    return chance, entries


def evaluate_grade(total: Decimal) -> str:
    return next(band.label for band in FRAMEWORK.grading.bands if total >= band.start)


def filled(entries: Entries) -> Book:
    return changed(base("blank"), entries)


def found(book: Book) -> list[tuple[str, str]]:
    """What the check says of errors. Scores are drawn here, whether targets are met or not: that has its own cases."""
    _, report = flow.check(book)
    return [(finding.code, f"{finding.at.sheet}!{finding.at.a1}") for finding in report.findings
            if finding.severity is not Severity.INFO and finding.code not in ("P001", "S004")]  # fmt: skip


@pytest.mark.parametrize("seed", range(24))
def test_valid_figures_give_no_finding(seed: int) -> None:
    assert found(filled(valid(seed)[1])) == []


def wrong_rate(chance: random.Random, entries: Entries) -> Planted:
    line = chance.choice(["fiscal", "basic", "project"])
    share = entries[f"fund.{line}.executed"] / entries[f"fund.{line}.annual_budget"]
    at = f"fund.{line}.execution_rate"
    return {at: round_half_up(share, 4) + chance.choice([Decimal("0.0003"), Decimal("0.21")])}, "R001", at


def wrong_total(chance: random.Random, entries: Entries) -> Planted:
    role = chance.choice(["annual_budget", "executed"])
    right = entries[f"fund.basic.{role}"] + entries[f"fund.project.{role}"]
    return {f"fund.total.{role}": right + chance.choice([1, 1000])}, "F001", f"fund.total.{role}"


def score_too_high(chance: random.Random, entries: Entries) -> Planted:
    at = chance.choice(scored(entries))
    return {at: Decimal(36)}, "S001", at


def wrong_score_total(chance: random.Random, entries: Entries) -> Planted:
    total = sum(entries[at] for at in scored(entries))
    return {"total.score": total + Decimal("0.5")}, "S002", "total.score"


def no_reason(chance: random.Random, entries: Entries) -> Planted:
    at = chance.choice([name for name in entries if name.endswith(".variance_note")])
    return {at: None}, "S003", at


def wrong_grade(chance: random.Random, entries: Entries) -> Planted:
    right = evaluate_grade(sum(entries[at] for at in scored(entries)))
    return {"grade": chance.choice([label for label in "优良中差" if label != right])}, "G001", "grade"


def points_off_law(chance: random.Random, entries: Entries) -> Planted:
    at = "indicator.预算编审管理/绩效目标管理.points"
    return {at: chance.choice([Decimal(1), Decimal(3)])}, "W001", at


def amount_with_unit(chance: random.Random, entries: Entries) -> Planted:
    at = chance.choice([f"fund.{line}.{role}" for line in LINES for role in ("annual_budget", "executed")])
    return {at: "2000万"}, "V002", at


def blank_score(chance: random.Random, entries: Entries) -> Planted:
    at = chance.choice(scored(entries))
    return {at: None}, "V001", at


def wrong_actual(chance: random.Random, entries: Entries) -> Planted:
    measured = [rate for rate in FRAMEWORK.rates if f"concept.{sorted(_names(rate.id))[0]}" in entries]
    at = f"indicator.{chance.choice(measured).label}.actual"
    return {at: f"{Decimal(entries[at].rstrip('%')) + 1}%"}, "R003", at


def scored(entries: Entries) -> list[str]:
    return [name for name, value in entries.items()
            if name.endswith(".score") and name.startswith("indicator.") and isinstance(value, Decimal)]  # fmt: skip


ERRORS: list[Callable[[random.Random, Entries], Planted]] = [
    wrong_rate, wrong_total, score_too_high, wrong_score_total, no_reason, wrong_grade, points_off_law,
    amount_with_unit, blank_score, wrong_actual,
]  # fmt: skip


@pytest.mark.parametrize("plant", ERRORS, ids=lambda plant: plant.__name__)
@pytest.mark.parametrize("seed", range(100, 106))
def test_one_planted_error_gives_exactly_that_finding(seed: int, plant: Callable[..., Planted]) -> None:
    chance, entries = valid(seed)
    change, code, address = plant(chance, entries)
    entries |= change
    at = _place(address)
    assert found(filled(entries)) == [(code, f"{at.sheet}!{at.a1}")]


def _place(address: str) -> CellRef:
    """The cell in the blank form, where a row below an open heading has no name yet."""
    return place(form_of(base("blank")), address)


def test_generator_covers_the_form() -> None:
    form = blueprint().form
    assert form.indicators is not None
    names = {name for seed in range(5) for name in valid(seed)[1]}
    for row in form.indicators.rows:
        assert any(name.endswith(".score") and row.level2 in name for name in names)
