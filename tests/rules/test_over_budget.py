"""Where the framework allows spending beyond the annual budget, R004 says nothing of it."""

from dataclasses import replace

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.rules.catalogue import run_rules
from workbooks import base


def told(review: Review) -> list[str]:
    return [finding.code for finding in run_rules(review).findings if finding.code == "R004"]


def test_framework_may_allow_it() -> None:
    review = flow.review_book(base("clean"))
    allowed = review.framework.model_copy(update={"over_budget": "allowed"})
    assert told(review) == ["R004"]
    assert told(replace(review, framework=allowed)) == []
