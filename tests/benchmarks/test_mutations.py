"""The rules proved by mutation: no false alarm on clean workbooks, and every broken one found, blamed, explained."""

from decimal import Decimal

import pytest

from benchmarks.mutations.command import run_many
from benchmarks.mutations.kinds.kind import all_kinds
from benchmarks.mutations.run import Mutant, Results, clean, seeds
from benchmarks.mutations.spans import Span
from benchmarks.mutations.tally import report

DETECTED, CELL_FIRST, CAUSE_FIRST, WARNINGS = Decimal("0.98"), Decimal("0.95"), Decimal("0.90"), Decimal("0.1")


def share(found: list[Mutant], of: list[Mutant]) -> Decimal:
    return Decimal(len(found)) / len(of)


def must_reach_the_targets(results: Results) -> None:
    seen = [mutant for mutant in results.mutants if mutant.is_observable]
    caused = [mutant for mutant in seen if mutant.cause]
    assert results.errors == 0, report(results)
    assert results.warnings <= WARNINGS * results.books, report(results)
    assert share([mutant for mutant in seen if mutant.is_detected], seen) >= DETECTED, report(results)
    assert share([mutant for mutant in seen if mutant.is_right_cell], seen) >= CELL_FIRST, report(results)
    assert share([mutant for mutant in caused if mutant.is_right_cause], caused) >= CAUSE_FIRST, report(results)


def test_reduced_counts() -> None:
    must_reach_the_targets(run_many(books=120, wanted=2, each=3, processes=1))


@pytest.mark.long
def test_full_counts() -> None:
    results = run_many(books=2400, wanted=60, each=4, processes=2)
    assert results.books >= 2000
    assert {mutant.kind for mutant in results.mutants} == {kind.name for kind in all_kinds()}
    must_reach_the_targets(results)


def test_kinds_cover_all_families_and_have_names_of_their_own() -> None:
    kinds = all_kinds()
    assert len({kind.name for kind in kinds}) == len(kinds) >= 30
    assert {kind.family for kind in kinds} == {
        "weights", "scores", "rates", "funds", "sums", "units", "targets", "scoring replay", "growth", "shares",
        "counts", "grades", "same fact", "text", "completeness", "dates", "structure", "summary",
    }  # fmt: skip


@pytest.mark.parametrize("seed", [*seeds(0, 24)])
def test_the_same_seed_gives_the_same_clean_workbook(seed: str) -> None:
    one, other = clean(seed), clean(seed)
    assert one.book == other.book
    assert not [*one.world.broken()]


def test_spans_hold_what_was_rounded() -> None:
    part, whole = Span.of(Decimal("283.04"), 2), Span.of(Decimal("193.13"), 2)
    rate = part.over(whole)
    assert rate is not None
    assert rate.meets(Span.of(Decimal("1.4655"), 4))
    assert not rate.meets(Span.of(Decimal("1.2659"), 4))
    assert part.over(Span.of(Decimal(0), 2)) is None
