"""Every stated figure that was compared, with what it could be and the verdict."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from jixiao import flow
from jixiao.compute.intervals import Agreement, Interval
from jixiao.model.cells import CellRef
from jixiao.rules.comparisons import Comparison, comparisons
from jixiao.rules.verdicts import Verdict
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from workbook_changes import changed
from workbooks import FRAMEWORK_ID, base, place


def compared(address: str, value: Any, **others: Any) -> Comparison | None:
    review = flow.review_book(changed(base("clean"), {address: value, **others}))
    at = place(review.form, address)
    return next((item for item in comparisons(review) if item.at == at), None)


RATE = "fund.basic.execution_rate"


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (Decimal("1.4655"), Agreement.CONSISTENT),
        ("146.6%", Agreement.CONSISTENT),
        (Decimal("1.4656"), Agreement.ROUNDING),
        (Decimal("1.4657"), Agreement.IMPOSSIBLE),
        ("127%", Agreement.IMPOSSIBLE),
    ],
)
def test_rate_has_its_verdict_and_its_interval(value: Any, verdict: Agreement) -> None:
    found = compared(RATE, value)
    assert found is not None
    assert found.verdict == verdict.value
    assert found.interval.startswith("(146.5")


def test_figure_that_is_off_in_the_wake_of_another_says_so() -> None:
    found = compared("fund.total.execution_rate", Decimal("1.2659"), **{"fund.total.executed": 500})
    assert found is not None
    assert found.verdict == Verdict.FOLLOWS.value


def test_what_was_not_compared_is_not_listed() -> None:
    assert compared(RATE, "很高") is None
    assert compared(RATE, None) is None


@pytest.mark.parametrize(
    ("bounds", "is_share", "text"),
    [
        (Interval(Decimal("0.97251"), Decimal("0.97346")), True, "[97.25%, 97.35%)"),
        (Interval(Decimal("0.9725"), Decimal("0.9735"), True, False), True, "(97.25%, 97.35%]"),
        (Interval.exact(Decimal("424.50")), False, "424.5"),
        (Interval(Decimal("424.495"), Decimal("424.505")), False, "[424.495, 424.505)"),
    ],
)
def test_interval_is_written_with_its_ends_rounded_outwards(bounds: Interval, is_share: bool, text: str) -> None:
    assert Comparison(CellRef("表", 1, 1), "“甲”", "5", bounds, "一致", 2, is_share).interval == text


def test_every_impossible_figure_is_one_that_the_check_finds() -> None:
    review, report = flow.check(base("published"))
    impossible = {item.at for item in comparisons(review) if item.verdict == Agreement.IMPOSSIBLE.value}
    assert impossible <= {at for finding in report.findings for at in finding.all_cells}
    assert impossible


def test_command_lists_them_only_when_asked(tmp_path: Path) -> None:
    plan, path = evaluation_blueprint(FRAMEWORK_ID), tmp_path / "自评.xlsx"
    at = {role: place(plan.form, f"fund.basic.{role}") for role in ("annual_budget", "executed", "execution_rate")}
    save_workbook(plan, path, dict(zip(at.values(), map(Decimal, ("193.13", "283.04", "1.4656")), strict=True)))
    asked = run("check", path, "--format", "json", "--show-intervals")
    (verdict,) = json.loads(asked.stdout)["verdicts"]
    assert verdict["verdict"] == "舍入可解释"
    assert (verdict["cell"], verdict["printed"]) == (at["execution_rate"].a1, "146.56%")
    assert "verdicts" not in json.loads(run("check", path, "--format", "json").stdout)
    shown = run("check", path, "--show-intervals").stdout
    assert "舍入可解释" in shown
    assert "(146.5477%," in shown
