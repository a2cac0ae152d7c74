"""The template's live formulas and the engine are two readings of one tree: LibreOffice must find the same numbers."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import flow
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit, Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.template.build import Blueprint, evaluation_blueprint, save_workbook
from jixiao.template.examples import example_entries, load_example
from office import formula_values, recalculate

TIES = (("80", "80.1"), ("160", "160.2"), ("32", "31.9984"), ("64", "64.0096"), ("200", "0.01"), ("16", "0.0008"))
"""Budgets and amounts executed whose rate lies exactly between two printed figures."""


def amount(chance: random.Random) -> Value:
    kind = chance.randrange(12)
    if kind < 8:
        return Decimal(chance.randrange(0, 10_000_000)) / 100
    return (None, "—", "-", Decimal(0))[kind - 8]


def points(chance: random.Random) -> Value:
    return chance.choice([None, "-", Decimal(chance.randrange(0, 2001)) / 100, Decimal(chance.randrange(0, 36))])


def random_entries(form: Form, chance: random.Random) -> dict[CellRef, Value]:
    assert form.fund is not None and form.indicators is not None and form.summary is not None
    entries: dict[CellRef, Value] = {}

    def put(at: CellRef | None, value: Value) -> None:
        assert at is not None
        if value is not None:
            entries[at] = value

    pairs = [(form.fund.table.at("annual_budget", line.row), form.fund.table.at("executed", line.row))
             for line in form.fund.lines if line.group != "total" or chance.random() < 0.3]  # fmt: skip
    summary = form.summary.table
    pairs += [
        (summary.at("annual_budget", row), summary.at("executed", row))
        for row in range(summary.first, summary.last + 1)
    ]
    concepts = list(form.concepts.values())
    pairs += list(zip(concepts[1::2], concepts[::2], strict=True))
    for budget, executed in pairs:
        tie = chance.choice(TIES) if chance.random() < 0.3 else None
        put(budget, Decimal(tie[0]) if tie else amount(chance))
        put(executed, Decimal(tie[1]) if tie else amount(chance))
    for row in form.indicators.rows:
        put(form.indicators.table.at("score", row.row), points(chance))
        if not row.name:
            put(form.indicators.table.at("points", row.row), points(chance))
    for row in range(summary.first, summary.last + 1):
        put(summary.at("self_score", row), points(chance))
    put(form.fields["unit"], chance.choice([None, "某某单位", "=1+1", "甲&乙<丙>"]))
    put(form.fields["year"], Decimal(chance.choice([2021, 2022])))
    return entries


def filled(plan: Blueprint, entries: dict[CellRef, Value], path: Path) -> Path:
    """A workbook as a user leaves it: typed, computed, checked and marked."""
    save_workbook(plan, path)
    write_edits(path, [Edit(at, value) for at, value in entries.items()])
    write_edits(path, flow.fill(read_book(path)))
    review, report = flow.check(read_book(path))
    write_edits(path, flow.mark(review, report))
    return path


def compare(paths: list[Path], out: Path) -> int:
    """Every formula cell of every workbook, as the engine left it and as LibreOffice computes it; how many."""
    compared = 0
    for path, again in zip(paths, recalculate(paths, out), strict=True):
        ours, theirs = formula_values(path), formula_values(again)
        assert ours.keys() == theirs.keys(), f"{path.name}: LibreOffice keeps other formula cells"
        for place, value in ours.items():
            assert same(value, theirs[place]), f"{path.name} {place}: 引擎 {value!r}，LibreOffice {theirs[place]!r}"
        compared += len(ours)
    return compared


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return format(float(ours), ".15g") == format(float(theirs), ".15g")
    return (ours or "") == (theirs or "")


def run(tmp_path: Path, count: int) -> int:
    plan = evaluation_blueprint("donghu_department_2021")
    chance = random.Random(20211231)
    paths = [
        filled(plan, random_entries(plan.form, chance), tmp_path / f"random_{number}.xlsx") for number in range(count)
    ]
    example = load_example("donghu_2021")
    for number, book in enumerate(example.books):
        paths.append(
            filled(plan, example_entries(plan.form, book, example.year), tmp_path / f"published_{number}.xlsx")
        )
    return compare(paths, tmp_path / "out")


@pytest.mark.office
def test_libreoffice_finds_the_engines_numbers(tmp_path):
    assert run(tmp_path, 6) > 6 * 100


@pytest.mark.long
@pytest.mark.office
def test_libreoffice_finds_the_engines_numbers_over_many_random_inputs(tmp_path):
    print("formula cells compared:", run(tmp_path, 150))
