"""Rules about targets: thresholds of the framework, names that say which way is better, scores within rounding."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.model.findings import Finding
from jixiao.model.framework import Direction
from jixiao.model.scoring_table import TargetLimits
from jixiao.rules.scores.replayed_scores import Replay
from jixiao.rules.targets.p002_target_is_not_set_low import target_is_not_set_low
from jixiao.rules.targets.p007_no_indicator_outweighs_the_rest import no_indicator_outweighs_the_rest
from jixiao.rules.targets.target_rows import by_name
from workbook_changes import changed
from workbooks import base

UP, DOWN = Direction.UP, Direction.DOWN
EXCEEDED = {"indicator.办理审批服务类事项.target": "≥100000件"}


def under(limits: dict[str, Any], entries: dict[str, Any]) -> Review:
    """The published workbook with some entries changed, under a framework with other limits."""
    review = flow.review_book(changed(base("clean"), entries))
    table = review.framework.indicators.model_copy(update={"target_limits": TargetLimits(**limits)})
    return replace(review, framework=review.framework.model_copy(update={"scoring_table": table}))


def severities(found: Iterable[object]) -> list[str]:
    return [finding.severity.value for finding in found if isinstance(finding, Finding)]


@pytest.mark.parametrize(
    ("limits", "severity"),
    [
        ({}, ["info"]),
        ({"exceeded": Decimal("1.5")}, []),
        ({"exceeded_is": "off"}, []),
        ({"exceeded_is": "warning"}, ["warning"]),
    ],
)
def test_how_far_beyond_is_too_far_is_for_the_framework_to_say(limits: dict[str, Any], severity: list[str]) -> None:
    assert severities(target_is_not_set_low(under(limits, EXCEEDED))) == severity


def test_an_explanation_beside_it_is_enough() -> None:
    entries = EXCEEDED | {"indicator.办理审批服务类事项.variance_note": "新增了三十个事项"}
    assert severities(target_is_not_set_low(under({"exceeded_is": "warning"}, entries))) == ["info"]


@pytest.mark.parametrize(
    ("limits", "severity"),
    [
        ({}, ["info"]),
        ({"outsized": Decimal("0.36")}, []),
        ({"outsized_is": "off"}, []),
        ({"outsized_is": "warning"}, ["warning"]),
    ],
)
def test_how_much_one_may_weigh_is_for_the_framework_to_say(limits: dict[str, Any], severity: list[str]) -> None:
    assert severities(no_indicator_outweighs_the_rest(under(limits, {}))) == severity


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("群众满意度", UP),
        ("社会公众或服务对象满意度", UP),
        ("群众不满意度", DOWN),
        ("投诉率", DOWN),
        ("投诉办结率", UP),
        ("“三公经费”控制率", DOWN),
        ("病虫害防治控制率", None),
        ("合格率（抽检）", UP),
        ("不合格率", DOWN),
        ("财政拨款收入预决算差异率", DOWN),
        ("办件量", None),
        ("", None),
    ],
)
def test_some_names_say_which_way_is_better(name: str, direction: Direction | None) -> None:
    assert by_name(name) is direction


@pytest.mark.parametrize(
    ("low", "high", "stated", "disagrees", "excludes"),
    [
        ("1.85", "1.85", "1.85", False, False),
        ("1.85", "1.85", "1.8", False, False),
        ("1.85", "1.85", "1.9", False, False),
        ("1.85", "1.85", "2", True, False),
        ("1.85", "1.85", "1.5", True, True),
        ("1.6", "1.6", "1.5", True, False),
        ("1.85", "1.85", "1", True, True),
        ("1.83", "1.85", "1.86", True, True),
        ("1.83", "1.85", "1.855", False, False),
        ("1.2", "2", "1.5", False, False),
        ("1.2", "2", "0.5", True, True),
    ],
)
def test_rounding_excuses_a_score(low: str, high: str, stated: str, disagrees: bool, excludes: bool) -> None:
    replayed = Replay(None, Decimal(low), Decimal(high), "")
    assert replayed.disagrees(Decimal(stated)) is disagrees
    assert replayed.excludes(Decimal(stated)) is excludes
