"""Random figures of a report that agree, honestly rounded, give no finding; one that is changed gives its finding."""

import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache

import pytest

from jixiao import flow
from jixiao.compute.numbers import format_percent, round_half_up
from jixiao.model.book import Edit, Value, with_edits
from jixiao.model.findings import Finding
from jixiao.model.form import StatementsForm
from jixiao.rules.catalogue import run_rules
from workbooks import base, form_of

Row = Mapping[str, Value]
Rows = list[Row]
FAMILIES = ("C", "D", "H", "M", "N")


@cache
def statements() -> StatementsForm:
    form = form_of(base("blank")).statements
    assert form is not None
    return form


def found(rows: Rows) -> list[Finding]:
    """What the rules for the report's text say of a blank workbook with these rows."""
    form = statements()
    edits = [Edit(at, value) for row, entries in zip(form.free, rows, strict=False) for role, value in entries.items()
             if (at := form.table.at(role, row))]  # fmt: skip
    report = run_rules(flow.review_book(with_edits(base("blank"), edits)))
    return [finding for finding in report.findings if finding.code.startswith(FAMILIES) and finding.severity != "info"]


def amount(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(1_000, 10**8)) / 10_000


def printed(value: Decimal, decimals: int, chance: random.Random) -> Decimal:
    """An amount as it is typed: some cells lose the zeros at the end."""
    rounded = round_half_up(value, decimals)
    return Decimal(f"{rounded.normalize():f}") if chance.random() < 0.5 else rounded


def percent(value: Decimal, chance: random.Random) -> str:
    return format_percent(value, chance.choice([0, 1, 2]))


def growth(chance: random.Random) -> Rows:
    now, before, decimals = amount(chance), amount(chance), chance.choice([0, 1, 2])
    row = {"value": printed(now, decimals, chance), "change": printed(now - before, decimals, chance)}
    row |= {"base": printed(before, decimals, chance)} if chance.random() < 0.5 else {}
    unit, relation = chance.choice(["万元", "元", "万件"]), chance.choice(["增减", ""])
    return [{**row, "unit": unit, "relation": relation, "percentage": percent((now - before) / before, chance)}]


def ratio(chance: random.Random) -> Rows:
    less, more = sorted([amount(chance), amount(chance)])
    relation, decimals = chance.choice(["占比", "完成"]), chance.choice([0, 1, 2])
    return [{"value": printed(less, decimals, chance), "base": printed(more, decimals, chance), "unit": "万元",
             "relation": relation, "percentage": percent(less / more, chance)}]  # fmt: skip


def count(chance: random.Random) -> Rows:
    whole = chance.randrange(1, 3000)
    part = chance.randrange(whole + 1)
    told = {"value": Decimal(part)} if chance.random() < 0.5 else {}
    return [{**told, "base": Decimal(whole), "unit": chance.choice(["项", "人"]), "relation": "占比",
             "percentage": percent(Decimal(part) / Decimal(whole), chance)}]  # fmt: skip


def parts(chance: random.Random) -> Rows:
    name, decimals, told = f"合计{chance.random()}", chance.choice([0, 1, 2]), chance.random() < 0.7
    amounts = [amount(chance) for _ in range(chance.randrange(2, 5))]
    total = sum(amounts, Decimal(0))
    rows: Rows = [{"item": name, "value": printed(total, decimals, chance), "unit": "万元"}]
    for part in amounts:
        row: dict[str, Value] = {"unit": "万元", "part_of": name}
        row |= {"value": printed(part, decimals, chance)} if told or chance.random() < 0.5 else {}
        row |= {"relation": "占比", "percentage": percent(part / total, chance)} if chance.random() < 0.7 else {}
        rows.append(row)
    return rows


KINDS: tuple[Callable[[random.Random], Rows], ...] = (growth, ratio, count, parts)


def report(chance: random.Random) -> Iterator[Row]:
    """Rows that agree, each with a name of its own, as many as there is room for."""
    number = 0
    while number < 50:
        for row in chance.choice(KINDS)(chance):
            number += 1
            yield {"item": f"第{number}项", **row}


@pytest.mark.parametrize("seed", range(12))
def test_figures_that_agree_give_no_finding(seed: int) -> None:
    assert found([*report(random.Random(seed))]) == []


@pytest.mark.parametrize("seed", range(12))
def test_percentage_that_is_off_is_found_in_its_cell(seed: int) -> None:
    chance = random.Random(seed)
    rows = [*report(chance)]
    rated = [number for number, row in enumerate(rows) if "percentage" in row and ("base" in row or "change" in row)]
    number = chance.choice(rated)
    rows[number] = {**rows[number], "percentage": "731.07%"}
    at = statements().table.at("percentage", statements().free[number])
    assert [(finding.code[0], finding.at) for finding in found(rows)] == [("H", at)]


@pytest.mark.parametrize("seed", range(12))
def test_total_that_is_less_than_its_parts_is_an_error(seed: int) -> None:
    chance = random.Random(seed)
    rows = parts(chance)
    whole = [{**row, "item": row.get("item", f"第{number}项")} for number, row in enumerate(rows)]
    if any("value" not in row for row in whole):
        return
    value = whole[0]["value"]
    assert isinstance(value, Decimal)
    whole[0] = {**whole[0], "value": value / 2}
    at = statements().table.at("value", statements().free[0])
    errors = [finding for finding in found(whole) if finding.severity == "error"]
    assert errors[0].code in ("H003", "H005")
    assert at in {cell for finding in errors for cell in finding.all_cells}
