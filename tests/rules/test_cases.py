"""Every case of tests/cases: the check finds exactly what the case says, and says it in those words."""

from functools import cache
from typing import Any

import pytest

from casebook import Case, all_cases, checked
from jixiao import flow
from jixiao.model.findings import Finding, Severity
from jixiao.rules.render import describe
from jixiao.template.examples import example_ids
from workbooks import base

CASES = all_cases()
OF_THE_PUBLISHED = ("N001", "R004", "R006", "P004")
"""N001 compares the tables with the report's text, which a case that changes a table leaves as it was published; the
others speak of what was published to be spent beyond the budget, P004 of actual values such as ``>100%``. They are
proved by their own cases."""

MADE_OF = ("published", "clean", "unit", "summary", *example_ids())
"""Workbooks with published figures: what a rule says of them as they stand belongs to the cases of that rule."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_check_finds_exactly_what_the_case_says(case: Case) -> None:
    _, report = checked(case)
    wanted = [_wanted(finding) for finding in case.findings]
    with_infos = any(finding["severity"] == "info" for finding in wanted)
    found = [finding for finding in report.findings if with_infos or finding.severity is not Severity.INFO]
    found = [finding for finding in found if finding.code not in OF_THE_PUBLISHED or case.file == finding.code.lower()]
    found = [finding for finding in found if _found(finding) in wanted or not _stands_untouched(case, finding)]
    assert [_found(finding) for finding in found] == wanted
    for finding, expected in zip(found, case.findings, strict=True):
        if "message" in expected:
            assert describe(finding).message == expected["message"]


@pytest.mark.parametrize("case", [case for case in CASES if case.not_checked], ids=str)
def test_what_was_not_checked_is_named(case: Case) -> None:
    _, report = checked(case)
    named = {(item.code, item.label, item.reason) for item in report.not_checked}
    assert {(item["code"], item["label"], item["reason"]) for item in case.not_checked} <= named


def _stands_untouched(case: Case, finding: Finding) -> bool:
    """Whether another rule says the same of the published workbook that the case was made of."""
    return (
        case.base in MADE_OF
        and finding.code.lower() != case.file
        and (finding.code, finding.label, finding.printed) in _untouched(case.base)
    )


@cache
def _untouched(name: str) -> frozenset[tuple[str, str, str]]:
    _, report = flow.check(base(name))
    return frozenset((finding.code, finding.label, finding.printed) for finding in report.findings)


def _wanted(finding: dict[str, Any]) -> dict[str, Any]:
    usual = {"severity": "error", "printed": "", "expected": "", "cause": "", "cells": [finding["cell"]]}
    return usual | {key: value for key, value in finding.items() if key != "message"}


def _found(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "cell": f"{finding.at.sheet}!{finding.at.a1}",
        "printed": finding.printed,
        "expected": finding.expected,
        "cause": finding.cause,
        "cells": [f"{cell.sheet}!{cell.a1}" for cell in finding.all_cells],
    }
