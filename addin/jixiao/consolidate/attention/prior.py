"""What a unit reported the year before, beside this year's figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.consolidate.adding.semantics import in_unit_of
from jixiao.consolidate.returns.submission import Submission
from jixiao.model.framework import PRIOR, Framework


@dataclass(frozen=True, slots=True)
class Prior:
    """What the same unit reported the year before; None where it is not known."""

    annual_budget: Decimal | None = None
    executed: Decimal | None = None
    self_score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of this year and of the year before."""

    label: str
    before: Decimal
    now: Decimal
    unit: str = ""


def prior_of(submission: Submission, framework: Framework) -> Prior:
    """Last year's submission of a unit, as this year's is compared with it: amounts in this ``framework``'s unit."""
    stated = in_unit_of(framework, submission)
    found = (stated.get(role) for role in ("annual_budget", "executed", "self_score"))
    return Prior(*(figure if isinstance(figure, Decimal) else None for figure in found))


def changes_of(figures: Mapping[str, Decimal], framework: Framework, prior: Prior | None) -> Iterator[Change]:
    """Base figures of both years as the workbook states them, and the amounts of last year's submission."""
    for concept in framework.concepts:
        before, now = figures.get(concept.id + PRIOR), figures.get(concept.id)
        if before is not None and now is not None and concept.unit != "%":
            yield Change(concept.label, before, now, concept.unit)
    if prior is not None:
        for label, before, now in (
            ("全年预算数", prior.annual_budget, figures.get("annual_budget")),
            ("全年执行数", prior.executed, figures.get("executed")),
        ):
            if before is not None and now is not None:
                yield Change(label, before, now, framework.money_unit)
