"""Tables of accounts that tie out, with one figure made wrong, or all of them rounded: what is found, what is not."""

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from jixiao import flow
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import round_half_up
from jixiao.compute.review import Review
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding
from jixiao.model.formula import Ref, names
from jixiao.model.framework import TieOut
from jixiao.rules.catalogue import run_rules
from jixiao.rules.funds.account_cells import has_blank_table, tables_of
from workbooks import accounts_plan, base

OF_ACCOUNTS = ("F003", "F004", "F005", "F006")
LAW = accounts_plan().framework
ODD = Decimal("7.31")
"""Adds up to nothing in the workbook."""


@cache
def review() -> Review:
    return flow.review_book(base("accounts"))


def found(book: Book) -> list[Finding]:
    return [each for each in run_rules(flow.review_book(book)).findings if each.code in OF_ACCOUNTS]


def entries() -> Iterator[tuple[CellRef, Decimal]]:
    """The figures of the tables that were typed in, other than 0."""
    whole = review()
    for at in tables_of(whole):
        reported = whole.reported(at)
        if at not in whole.calculation.computed and isinstance(reported, Figure) and reported.value:
            yield at, reported.value


def _reach(tie_out: TieOut) -> list[CellRef]:
    return [at for side in (tie_out.left, tie_out.right) for name in names(side)
            if (at := review().form.place(name)) is not None]  # fmt: skip


@pytest.mark.parametrize("tie_out", [each for each in LAW.tie_outs if isinstance(each.left, Ref)],
                         ids=lambda tie_out: tie_out.label)  # fmt: skip
def test_every_tie_out_is_missed_by_no_wrong_figure(tie_out: TieOut) -> None:
    whole = review()
    if has_blank_table(whole, _reach(tie_out)):
        pytest.skip("a table of it is blank")
    assert isinstance(tie_out.left, Ref)
    at = whole.form.place(tie_out.left.name)
    values = [
        number for name in names(tie_out.right) if isinstance(number := whole.number(whole.form.place(name)), Decimal)
    ]
    assert at is not None
    wrong = sum(values, Decimal(0)) + ODD
    fact = whole.facts[at]
    typed = wrong if fact.kind.value == "amount" else wrong.to_integral_value()
    assert any(at in each.all_cells for each in found(with_edits(whole.book, [Edit(at, typed)])))


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
def test_a_figure_ten_times_as_large_is_found_wherever_it_stands(every: int) -> None:
    """All but the few that nothing else in the tables says anything of."""
    typed = [*entries()][::every]
    missed = [at for at, value in typed if not found(with_edits(review().book, [Edit(at, value * 10)]))]
    print(f"{len(typed) - len(missed)} of {len(typed)} found; missed: {', '.join(map(str, missed))}")
    assert len(typed) * every > 80
    assert len(missed) <= len(typed) // 8


@pytest.mark.parametrize("seed", range(6))
def test_rounded_figures_and_totals_are_silent(seed: int) -> None:
    """All figures at another scale, each rounded for itself, totals too, as accounting programs print them."""
    whole, scale = review(), Decimal(random.Random(seed).randrange(10_000, 90_000)) / 7_777
    edits = [Edit(at, round_half_up(value * scale, 2)) for at, value in entries() if not _is_count(whole, at)]
    for at, computed in whole.calculation.computed.items():
        is_money = computed.live.kind is Kind.ACCOUNT_TOTAL and not _is_count(whole, at)
        if is_money and isinstance(computed.value, Decimal) and computed.value:
            edits.append(Edit(at, round_half_up(computed.value * scale, 2)))
    for concept in LAW.concepts:
        at = whole.form.concepts[concept.id]
        if concept.unit == LAW.money_unit and isinstance(value := whole.number(at), Decimal):
            edits.append(Edit(at, round_half_up(value * scale, 2)))
    assert found(with_edits(whole.book, edits)) == []


def _is_count(whole: Review, at: CellRef) -> bool:
    return whole.facts[at].kind.value == "count"
