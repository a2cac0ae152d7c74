"""One wrong cell that explains several findings is shown first, with the others folded under it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.hosts.cli.as_json import report_as_dict
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import all_rules, run_rules
from jixiao.rules.reach import Reach
from jixiao.rules.render import describe
from jixiao.rules.roots import with_roots
from workbook_changes import changed
from workbooks import base, place

YUAN = {"concept.cost_planned": 3353300}
"""元 for 万元 in a base figure, from which a rate is computed: its row of the scoring table is off, too."""


def checked(**_: Any) -> tuple[Review, Sequence[Finding]]:
    review, report = flow.check(changed(base("clean"), YUAN))
    return review, report.findings


def test_cause_goes_first_and_its_effect_follows() -> None:
    _, findings = checked()
    root, effect = findings[0], findings[1]
    assert (root.code, root.at.sheet, root.clears, root.root) == ("N001", "基础数据", 1, None)
    assert (effect.code, effect.severity, effect.root) == ("R003", Severity.ERROR, root.at)
    assert describe(root).advice.endswith("改这一格，可一并消除另外 1 条。")
    assert describe(effect).advice.endswith(f"改正 {root.at.sheet} {root.at.a1} 后，此条随之消除。")


def test_effects_are_counted_as_what_they_are() -> None:
    review, report = flow.check(changed(base("clean"), YUAN))
    assert report.count(Severity.ERROR) == 1
    found = report_as_dict(Path("a.xlsx"), review, report)["findings"]
    at = f"{report.findings[0].at.sheet}!{report.findings[0].at.a1}"
    assert [(item["clears"], item["folded_under"]) for item in found[:2]] == [(1, ""), (0, at)]
    assert json.dumps(found, ensure_ascii=False)


def test_sheet_of_results_has_them_in_that_order() -> None:
    review, report = flow.check(changed(base("clean"), YUAN))
    edits = {(edit.at.row, edit.at.column): edit.value for edit in flow.mark(review, report)
             if edit.at.sheet == "审核结果"}  # fmt: skip
    assert [edits[row, 10] for row in (8, 9)] == ["N001", "R003"]
    assert str(edits[8, 9]).endswith("可一并消除另外 1 条。")


def test_workbook_with_one_finding_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    review = flow.review_book(base("unit"))
    finding = Finding("R001", Severity.ERROR, place(review.form, "fund.total.executed"), "甲", "1", "2")
    assert with_roots(review, [finding], _never) == [finding]


def _never(review: Review, codes: frozenset[str] | None) -> Sequence[Finding]:
    raise AssertionError("nothing is to be tried")


class TestTrials:
    REVIEW = flow.review_book(base("clean"))
    AMOUNT = place(REVIEW.form, "fund.basic.executed")
    RATE = place(REVIEW.form, "fund.basic.execution_rate")
    ROOT = Finding("X001", Severity.WARNING, AMOUNT, "金额", "283.04", "190.00")
    EFFECT = Finding("X002", Severity.ERROR, RATE, "比率", "146.55%", "98.38%")
    OTHER = Finding("X003", Severity.ERROR, CellRef("封面", 6, 3), "名称")

    def found(self, *findings: Finding, left: Sequence[Finding], fresh: Sequence[Finding] = ()) -> list[Finding]:
        def find(review: Review, codes: frozenset[str] | None) -> Sequence[Finding]:
            is_right = review.number(self.AMOUNT) == Decimal(190)
            return (*left, *fresh) if is_right and codes is None else left if is_right else findings

        return with_roots(self.REVIEW, findings, find)

    def test_effect_follows_its_cause_though_it_is_worse(self) -> None:
        found = self.found(self.OTHER, self.EFFECT, self.ROOT, left=[self.OTHER])
        assert [item.code for item in found] == ["X003", "X001", "X002"]
        assert [(item.clears, item.root) for item in found] == [(0, None), (1, None), (0, self.AMOUNT)]

    def test_value_that_brings_up_something_new_explains_nothing(self) -> None:
        fresh = [replace(self.OTHER, code="X004")]
        found = self.found(self.EFFECT, self.ROOT, left=[], fresh=fresh)
        assert found == [self.EFFECT, self.ROOT]

    def test_cause_that_is_still_found_is_none(self) -> None:
        assert self.found(self.EFFECT, self.ROOT, left=[self.ROOT]) == [self.EFFECT, self.ROOT]

    @pytest.mark.parametrize("change", [{"expected": ""}, {"expected": "必填"}, {"cells": (AMOUNT, RATE)},
                                        {"expected": "283.04"}, {"at": CellRef("封面", 1, 1)}])  # fmt: skip
    def test_what_proposes_no_value_for_one_cell_is_not_tried(self, change: dict[str, Any]) -> None:
        findings = [self.EFFECT, replace(self.ROOT, **change)]
        assert with_roots(self.REVIEW, [replace(item, expected="") if item is self.EFFECT else item
                                        for item in findings], _never)  # fmt: skip

    def test_nothing_is_folded_twice(self) -> None:
        second = replace(self.EFFECT, code="X005")
        found = self.found(self.EFFECT, self.ROOT, second, left=[])
        assert [(item.code, item.clears, item.root) for item in found] == [
            ("X001", 2, None), ("X002", 0, self.AMOUNT), ("X005", 0, self.AMOUNT),
        ]  # fmt: skip

    def test_trials_are_bounded(self) -> None:
        trials = []

        def find(review: Review, codes: frozenset[str] | None) -> Sequence[Finding]:
            trials.append(codes)
            return findings

        findings = [replace(self.ROOT, code=f"X{number:03}") for number in range(40)]
        assert with_roots(self.REVIEW, findings, find) == findings
        assert len(trials) <= 8


def test_what_a_cell_bears_on() -> None:
    review = flow.review_book(base("clean"))
    form, reach = review.form, Reach(review)
    amount = reach.of(place(form, "fund.basic.executed"))
    assert place(form, "fund.basic.execution_rate") in amount
    assert place(form, "fund.total.executed") in amount
    assert place(form, "fund.basic.annual_budget") not in amount
    score = reach.of(place(form, "indicator.预算编制完整性.score"))
    assert place(form, "total.score") in score
    assert place(form, "indicator.预算编制完整性.variance_note") in score
    assert place(form, "indicator.预算编制准确性.score") not in score


def test_rules_are_asked_by_code() -> None:
    review = flow.review_book(changed(base("clean"), YUAN))
    assert {finding.code for finding in run_rules(review).findings} <= {rule.code for rule in all_rules()}
