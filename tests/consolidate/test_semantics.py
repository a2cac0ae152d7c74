"""Rates over sums, mean scores as the framework says, shares not at all."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made_submissions import LAW, line, rolled_up, submission

from jixiao.consolidate.adding.semantics import combined_rates, figures_of, mean_score, totals_of
from jixiao.consolidate.adding.totals import total_of
from jixiao.consolidate.consolidation import rate_lines
from jixiao.frameworks.load import load_framework
from jixiao.model.figures import Missing
from jixiao.model.formula import parse_formula
from jixiao.model.framework import Framework

DONGHU = load_framework(LAW)


def total(*facts: dict[str, Any], law: Framework = DONGHU) -> Any:
    return total_of(totals_of(submission(f"{number}站", facts=said), law) for number, said in enumerate(facts))


def test_rates_are_computed_from_sums_and_never_averaged() -> None:
    found = combined_rates(
        total({"staff_on_post": 9, "staff_quota": 10}, {"staff_on_post": 1, "staff_quota": 90}), DONGHU
    )
    assert (found["staff_control"].value, found["staff_control"].reported) == (Decimal("0.1"), 2)


def test_a_rate_that_not_all_report_has_no_value_but_tells_how_many_did() -> None:
    found = combined_rates(total({"staff_on_post": 9, "staff_quota": 10}, {"staff_on_post": 1}), DONGHU)[
        "staff_control"
    ]
    assert (found.value, found.reported, found.units) == (Missing.BLANK, 1, 2)


def test_nothing_to_report_is_a_report() -> None:
    nil = {"staff_on_post": Missing.NIL, "staff_quota": Missing.NIL}
    found = combined_rates(total({"staff_on_post": 9, "staff_quota": 10}, nil), DONGHU)["staff_control"]
    assert (found.value, found.reported) == (Decimal("0.9"), 2)


def test_shares_do_not_add() -> None:
    shares = {"payment_progress_actual": "0.9", "payment_progress_planned": 1}
    found = combined_rates(total(shares, shares), DONGHU)["payment_progress"]
    assert (found.value, found.shares) == (Missing.BLANK, ("payment_progress_actual", "payment_progress_planned"))


def test_a_base_figure_left_blank_may_stand_elsewhere_in_the_form() -> None:
    found = total({"fund.total.executed": 80}, {"cost_actual": 20, "fund.total.executed": 80})
    assert found.sum_of("cost_actual").total == 100


def test_amounts_in_another_money_unit_are_converted_and_counts_are_not() -> None:
    unit = submission("甲", 10_000, 20_000, 90, money_unit="元", facts={"staff_quota": 7, "carryover_total": 30_000})
    found = totals_of(unit, DONGHU)
    assert [found.sum_of(fact).total for fact in ("annual_budget", "executed", "staff_quota", "carryover_total")] == [
        1, 2, 7, 3]  # fmt: skip


def law_with(score: str | None) -> Framework:
    formula = parse_formula(score) if score else None
    summary = DONGHU.summary.model_copy(update={"total_score": formula})
    return DONGHU.model_copy(update={"summary_table": summary})


SCORES = (submission("甲", 300, 1, 90), submission("乙", 100, 1, 70))


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        ("round(weighted_mean(scores, budgets), 2)", 85),
        ("round(sum(scores) / count(scores), 2)", 80),
        ("sum(scores)", 160),
        ("round(min(100, weighted_mean(scores, budgets) + 1), 1)", 86),
        (None, Missing.BLANK),
        ("round(sum_beside(budgets, scores), 2)", Missing.BLANK),
    ],
)
def test_mean_scores_are_as_the_framework_says(formula: str | None, right: Any) -> None:
    law = law_with(formula)
    assert mean_score(total_of(totals_of(unit, law) for unit in SCORES), law) == right


def test_a_mean_score_of_which_one_is_unknown_is_not_known() -> None:
    units = (*SCORES, submission("丙", 100, 1, Missing.BLANK))
    totals = total_of(totals_of(unit, DONGHU) for unit in units)
    assert figures_of(totals, DONGHU)["self_score"] is Missing.BLANK
    assert figures_of(totals, DONGHU)["annual_budget"] == 500


def test_a_rate_over_nothing_cannot_be_computed() -> None:
    found = figures_of(totals_of(submission("甲", 0, 5, 90), DONGHU), DONGHU)
    assert found["execution_rate"] is Missing.ZERO_DENOMINATOR


def test_first_level_indicators_grades_and_findings_are_counted() -> None:
    unit = submission(
        "甲", indicators=(line("管理指标", 8), line("管理指标", 9), line("产出指标", Missing.BLANK)), grade="优"
    )
    found = totals_of(unit, DONGHU) + totals_of(replace(unit, unit="乙", grade="良"), DONGHU)
    assert (found.levels, found.grades, found.checked) == ({"管理指标": (34, 40)}, {"优": 1, "良": 1}, 0)


def test_facts_that_add_up_are_told_by_their_units() -> None:
    additive = DONGHU.additive
    assert additive["fund.total.executed"] == "万元"
    assert additive["staff_quota_prior"] == "人"
    assert not {"payment_progress_actual", "payment_progress_planned"} & additive.keys()


def test_figures_that_the_law_does_not_let_add_up_are_left_out() -> None:
    """Each project has outputs of its own kind: their sum would mean nothing."""
    law = load_framework("donghu_project_2022")
    counts = [concept.id for concept in law.concepts if concept.unit == "件"]
    assert len(counts) == 4
    assert not law.additive.keys() & {*counts}


def test_rates_are_told_in_words() -> None:
    facts = {"staff_on_post": 9, "staff_quota": 10, "payment_progress_actual": "0.9"}
    found = rolled_up([submission("甲", facts=facts | {"carryover_total": 1, "expenditure_budget": 9}),
                       submission("乙", facts=facts)])  # fmt: skip
    assert [*rate_lines(found)] == [
        "“在职人员控制率” 90.00%，由 2 份的合计数重新计算",
        "所需的数没有填全、没有汇总的比率（填了几份）：结转结余率 1/2",
    ]
