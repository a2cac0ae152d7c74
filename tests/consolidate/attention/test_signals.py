"""Whom 复核重点 names, case by case: planted units are found, and nobody else is named."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from consolidations import department, noted
from jixiao.consolidate.attention import Attention, Prior, Profile, profile_of, rank
from jixiao.consolidate.attention.ranking import SIGNALS
from jixiao.consolidate.consolidation import Row
from jixiao.model.framework import PRIOR

_CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "attention" / "signals.toml").read_text(encoding="utf-8")
)["cases"]
_FIGURES = ("annual_budget", "executed", "self_score", "review_score")


def changed(row: Row, what: Mapping[str, Any], concept: str) -> Row:
    """A row with something planted in it."""
    figures = {**row.figures, **{key: Decimal(what[key]) for key in _FIGURES if key in what}}
    lines = row.indicators
    if "rate" in what:
        budget = figures["annual_budget"]
        assert isinstance(budget, Decimal)
        figures["executed"] = budget * Decimal(what["rate"])
    if "prior" in what:
        figures |= {concept: Decimal(what["prior"]["now"]), concept + PRIOR: Decimal(what["prior"]["before"])}
    for number, amount in enumerate(what.get("amounts", ())):
        figures[f"fund.line{number}.annual_budget"] = Decimal(amount)
    if "note" in what:
        lines = (lines[0]._replace(note=what["note"]), *lines[1:])
    if what.get("full"):
        lines = tuple(line._replace(score=line.points) for line in lines)
    if what.get("hundred"):
        lines = tuple(line._replace(actual="100%") for line in lines)
    codes = ["W001"] * what.get("errors", 0) + ["S004"] * what.get("unlike_rules", 0)
    explanation = "经核实无误" if what.get("explained") else ""
    found = tuple(replace(noted(code, "error" if code == "W001" else "warning"), explanation=explanation)
                  for code in codes)  # fmt: skip
    return replace(row, figures=figures, indicators=lines, findings=(*(row.findings or ()), *found))


def profiles(case: Mapping[str, Any], seed: int = 1) -> list[Profile]:
    """The profiles of a case's department."""
    consolidation = department(case["units"], seed=seed)
    rows, priors = list(consolidation.rows), dict[int, Prior]()
    concept = consolidation.framework.concepts[0].id
    for plant in case.get("plant", ()):
        units = range(1, len(rows) + 1) if plant["units"] == "all" else plant["units"]
        for unit in units:
            clean = replace(rows[unit - 1], findings=()) if "errors" in plant else rows[unit - 1]
            rows[unit - 1] = changed(clean, plant, concept)
            if "last_year" in plant:
                priors[unit - 1] = Prior(self_score=Decimal(plant["last_year"]))
    return [
        profile_of(row, consolidation.framework, number, prior=priors.get(number)) for number, row in enumerate(rows)
    ]


def named(found: list[Attention]) -> dict[str, list[int]]:
    """Signal → the units that it names, from 1."""
    pairs = [(reason.code, item.profile.number + 1) for item in found for reason in item.reasons]
    return {code: sorted(unit for other, unit in pairs if other == code) for code, _ in sorted(pairs)}


@pytest.mark.parametrize("case", _CASES, ids=[case["title"] for case in _CASES])
def test_planted_units_are_named_and_nobody_else(case: Mapping[str, Any]) -> None:
    found = rank(profiles(case), department(1).framework)
    assert named(found) == case.get("named", {})
    sentences = {reason.sentence for item in found for reason in item.reasons}
    assert case.get("sentence") in {None, *sentences}
    assert [item.profile.number + 1 for item in found][: len(case.get("first", []))] == case.get("first", [])


def test_every_signal_has_a_case_that_names_and_is_silent_in_another() -> None:
    codes = {code for case in _CASES for code in case.get("named", {})}
    assert codes == {signal.code for signal in SIGNALS}


def test_order_of_the_profiles_changes_nothing() -> None:
    found = [profile for case in _CASES if case["units"] == 30 for profile in profiles(case)]
    numbered = [replace(profile, number=number) for number, profile in enumerate(found)]
    law = department(1).framework
    assert rank(numbered[::-1], law) == rank(numbered, law)


def test_list_is_cut_at_its_limit_and_ranks_run_on() -> None:
    case = {"units": 30, "plant": [{"units": [*range(2, 30)], "errors": 2}, {"units": [7], "errors": 9}]}
    found = rank(profiles(case), department(1).framework, limit=5)
    assert [(item.rank, item.profile.number + 1) for item in found] == [(1, 7), (2, 2), (3, 3), (4, 4), (5, 5)]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("units", [1, 2, 3, 5, 9])
def test_small_honest_departments_name_nobody(units: int, seed: int) -> None:
    assert rank(profiles({"units": units}, seed), department(1).framework) == []
