"""Profiles of the rows of a consolidation, for hosts that have it whole, and profiles put in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.consolidate.attention.prior import Prior
from jixiao.consolidate.attention.profile import Profile, profile_of
from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.read.pages import plain


def profiles_of(
    consolidation: Consolidation,
    scores: Mapping[str, Decimal] | None = None,
    priors: Mapping[str, Prior] | None = None,
) -> list[Profile]:
    """The profiles of the rows that are one submission. ``scores``, ``priors``: by plain name, see ``typed_scores``."""
    scores, priors = scores or {}, priors or {}
    return [
        profile_of(row, consolidation.framework, number, scores.get(plain(row.name)), priors.get(plain(row.name)))
        for number, row in enumerate(consolidation.rows)
        if row.members == 1
    ]


def typed_scores(review: Review) -> Mapping[str, Decimal]:
    """The 复核得分 that somebody typed into a 汇总表, by the plain names of their rows."""
    summary = review.form.summary
    found = {plain(name): review.number(summary.table.at("review_score", row)) if summary else None
             for row, name in review.listed_names()}  # fmt: skip
    return {name: score for name, score in found.items() if isinstance(score, Decimal)}


def in_order(profiles: Sequence[Profile], consolidation: Consolidation, told: Consolidation) -> list[Profile]:
    """The profiles in the order of the rows, with their 复核得分; ``told`` has the names that the 汇总表 prints.

    Profiles without a row stay behind, as they came.
    """
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(consolidation.rows):
        rows.setdefault(plain(row.name), []).append((number, row))
    found = []
    for behind, profile in enumerate(profiles, len(consolidation.rows)):
        same_name = rows.get(plain(profile.name))
        if not same_name:
            found.append(replace(profile, number=behind))
            continue
        number, row = same_name.pop(0)
        score = row.figures.get("review_score")
        known = score if isinstance(score, Decimal) else profile.review_score
        found.append(replace(profile, number=number, name=told.rows[number].name, review_score=known))
    return found
