"""Does a stated figure agree with its formula? One answer for every rule, and the reason where there is none."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.compute.calculate import Computed
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Severity
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Report, all_rules
from jixiao.rules.second_look import second_look
from jixiao.rules.verdicts import Verdict, judge, verdict, why_unchecked
from workbook_changes import changed
from workbooks import base, place, unit_books

RATE, SCORE, TOTAL = "fund.basic.execution_rate", "total.score", "fund.total.executed"


def stated(address: str, content: Any, **other: Any) -> tuple[Review, Computed, Fact]:
    book = changed(base("clean"), {address: content, **other})
    review = flow.review_book(book)
    at: CellRef = place(review.form, address)
    return review, review.calculation.computed[at], review.calculation.stated[at]


def said(address: str, content: Any, **other: Any) -> Verdict:
    _, computed, fact = stated(address, content, **other)
    return verdict(computed, fact)


@pytest.mark.parametrize(
    ("address", "content", "expected"),
    [
        (RATE, Decimal("1.4655"), Verdict.AGREES),
        (RATE, Decimal("1.465541345"), Verdict.AGREES),
        (RATE, Decimal("1.4657"), Verdict.DISAGREES),
        (RATE, "146.6%", Verdict.AGREES),
        (RATE, "147%", Verdict.AGREES),
        (RATE, "146%", Verdict.DISAGREES),
        (RATE, "146.55", Verdict.AGREES),
        (RATE, "—", Verdict.UNCHECKED),
        (RATE, "很高", Verdict.UNCHECKED),
        (RATE, {"error": "#REF!", "formula": "#REF!"}, Verdict.UNCHECKED),
        (RATE, {"formula": "G7/E7"}, Verdict.UNCHECKED),
        ("fund.other.execution_rate", "—", Verdict.AGREES),
        ("fund.other.execution_rate", 0, Verdict.AGREES),
        ("fund.other.execution_rate", 1, Verdict.DISAGREES),
        (SCORE, Decimal("95.00"), Verdict.AGREES),
        (SCORE, Decimal("95.004"), Verdict.AGREES),
        (SCORE, Decimal("95.01"), Verdict.DISAGREES),
        ("grade", "优", Verdict.AGREES),
        ("grade", "良", Verdict.DISAGREES),
        (TOTAL, Decimal("424.504"), Verdict.AGREES),
    ],
)
def test_verdict_on_a_stated_cell(address: str, content: Any, expected: Verdict) -> None:
    assert said(address, content) is expected


def test_sum_of_nothing_but_nil_marks_is_zero() -> None:
    nothing = {f"fund.{line}.executed": "—" for line in ("fiscal", "other", "basic", "project")}
    assert said(TOTAL, 0, **nothing) is Verdict.AGREES
    assert said(TOTAL, "—", **nothing) is Verdict.AGREES
    assert said(TOTAL, 5, **nothing) is Verdict.DISAGREES


def test_figure_that_is_right_but_for_another_error_follows_from_it() -> None:
    review, computed, fact = stated("fund.total.execution_rate", Decimal("1.2659"), **{TOTAL: 500})
    assert verdict(computed, fact) is Verdict.DISAGREES
    assert judge(replace(review, second=second_look(review)), computed, fact) is Verdict.FOLLOWS


def test_sound_workbook_needs_no_second_look() -> None:
    assert second_look(flow.review_book(base("clean"))) is None
    assert second_look(flow.review_book(base("unit"))) is None


@pytest.mark.parametrize(
    ("address", "content", "reason"),
    [
        (RATE, {"formula": "G7/E7"}, "此格的公式还没有结果，请先用 Excel 打开并保存"),
        (RATE, "很高", "此格或所用的格里不是数字"),
        (RATE, "－", "此格填的是“－”"),
    ],
)
def test_reason_why_there_is_no_verdict(address: str, content: Any, reason: str) -> None:
    _, computed, fact = stated(address, content)
    assert why_unchecked(computed, fact, "没有填全") == reason


def test_parts_that_nobody_reported_are_the_usual_reason() -> None:
    review = flow.review_book(base("unit"))
    at = place(review.form, TOTAL)
    computed, fact = review.calculation.computed[at], review.calculation.stated[at]
    assert verdict(computed, fact) is Verdict.UNCHECKED
    assert why_unchecked(computed, fact, "没有填全") == "没有填全"


def report(base_name: str, **entries: Any) -> Report:
    named = {key.replace("__", "."): value for key, value in entries.items()}
    return flow.check(changed(base(base_name), named))[1]


def test_demo_units_give_no_finding_but_that_they_spent_more_than_their_budget() -> None:
    for found in (*(flow.check(book)[1] for book in unit_books()), report("summary")):
        told = [finding.code for finding in found.findings if finding.severity is not Severity.INFO]
        assert told == ["R004"]


def test_report_names_every_rule_that_ran_and_lists_the_worst_first() -> None:
    found = report("clean", fund__other__annual_budget=0, fund__other__executed=0, fund__other__execution_rate=1,
                   total__score=96)  # fmt: skip
    severities = [finding.severity for finding in found.findings]
    assert set(severities) == {*Severity}
    assert severities == sorted(severities, key=[*Severity].index)
    assert found.checked == tuple(sorted(found.checked))
    assert found.checked == tuple(rule.code for rule in all_rules())
