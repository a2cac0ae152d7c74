"""Scores as an honest office gives them: full where the target is met, less with a reason where it is missed."""

from dataclasses import replace
from decimal import Decimal

from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.clean.targets import MISSED, Goal, fixed_goal
from benchmarks.mutations.entries import exactly, percent_text
from benchmarks.mutations.relations import Between, Same
from benchmarks.mutations.sayings import Explained
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.targets import (
    Comparable,
    Measurable,
    NotFarBeyond,
    Praised,
    Reasoned,
    Scored,
    Ticked,
    share_done,
)
from benchmarks.mutations.world import Row, World
from jixiao.model.framework import Direction
from jixiao.model.scoring import Bonus

_CHOICES = {
    "full_if_met": "达标得满分",
    "full_or_nothing": "全有或全无",
    "by_hand": "人工评分",
}


def score_fixed(draft: Draft, row: Row, points: Decimal, target: str) -> None:
    """An indicator of the framework; the actual value of one that a rate measures is that rate."""
    rate = next((rate for rate in draft.framework.rates if rate.id == row.rate), None)
    row = Row(
        row.number,
        row.level1,
        row.level2,
        row.name,
        row.rule,
        rate=row.rate,
        down=bool(rate and rate.direction is Direction.DOWN),
    )
    exact = draft.exact.get(f"rate.{row.rate}")
    if has(draft, row, "actual"):
        if not target:
            target = ("≤100%" if row.down else "100%") if rate else draft.chance.choice(["是", "达标"])
        draft.put(f"row.{row.number}.target", target)
        actual = fixed_goal(draft, target.lstrip("≤"))[0] if exact is None else percent_text(exact, draft.places)
        if exact is None and row.down and "%" in target:
            actual = percent_text(Decimal(target.strip("≤%")) / 100 * between(draft.chance, 0.6, 1), draft.places)
        draft.put(f"row.{row.number}.actual", actual)
        if exact is not None:
            same_as = getattr(rate, "same_as", "")
            draft.must(*(Same(f"row.{row.number}.actual", place) for place in (f"rate.{row.rate}", same_as) if place))
        draft.must(Scored(row if draft.ours else replace(row, rule="by_hand")), Comparable(row))
        share = share_done(_world(draft), row)
        met = share is None or share >= 1
    elif exact is not None and target and row.rule == "full_if_met":
        met = True
    else:
        met = draft.chance.random() > MISSED
    _put_score(draft, row, points if met else _less(draft, points), points)


def score_own(draft: Draft, row: Row, goal: Goal, points: Decimal) -> None:
    """An indicator of the unit's own, with the rule that it chose."""
    rule = draft.chance.choice(["", "", "proportional", *_CHOICES]) if goal.share is not None else ""
    word = _CHOICES.get(rule, "反向比例" if goal.down else "正向比例") if rule else ""
    default = "full_if_met" if draft.framework.indicators.points == "published" else "by_hand"
    row = Row(row.number, row.level1, row.level2, row.name, rule or default, True, down=goal.down)
    known = row if draft.ours else replace(row, rule="by_hand")  # another office's table does not say how it scores
    for role, text in (("level3", goal.name), ("target", goal.target), ("actual", goal.actual), ("scoring", word)):
        if text:
            draft.put(f"row.{row.number}.{role}", text)
    draft.put(f"row.{row.number}.points", exactly(points))
    draft.must(Scored(known), Measurable(row), Comparable(row), NotFarBeyond(row))
    score = points
    if goal.share is not None and goal.share < 1:
        earned = {"proportional": half_up(points * goal.share, 2), "full_or_nothing": Decimal(0)}
        score = earned[row.rule] if row.rule in earned else _less(draft, points)
    _put_score(draft, row, score, points)


def score_checklist(draft: Draft, row: Row, points: Decimal) -> None:
    """Points × points of assessment met ÷ those that apply."""
    checklist = draft.form.checklist_of(draft.form.indicators.rows[row.number])  # type: ignore[union-attr]
    count = len([*checklist]) if checklist else 0
    said = ["是" if draft.chance.random() < 0.8 else draft.chance.choice(["否", "不适用"]) for _ in range(count)]
    if "是" not in said:
        said[0] = "是"
    ids = tuple(f"tick.{row.number}.{number}" for number in range(count))
    for id, text in zip(ids, said, strict=True):
        draft.put(id, text)
    score = half_up(points * said.count("是") / (count - said.count("不适用")), 2)
    draft.must(*([Ticked(row, ids)] if draft.ours else []))
    _put_score(draft, row, score, points)


def score_praise(draft: Draft, row: Row, rule: Bonus) -> None:
    """Points on top and points off."""
    ids = [f"concept.{name}" for name in (rule.gains, rule.losses)]
    gains, losses = (draft.exact.get(id, Decimal(0)) for id in ids)
    score = min(rule.cap, rule.each * gains) - min(rule.cap, rule.each * losses)
    draft.must(*([Praised(row, *ids, rule.each, rule.cap)] if draft.ours else []))
    draft.put(f"row.{row.number}.score", exactly(score))
    draft.must(Between(f"row.{row.number}.score", -rule.cap, f"row.{row.number}.points"))
    if has(draft, row, "variance_note"):
        draft.put(f"row.{row.number}.variance_note", f"表扬{gains}次，批评{losses}次")
    draft.rows.append(row)


def has(draft: Draft, row: Row, role: str) -> bool:
    """Whether the form has a column for it in this row."""
    form = draft.form.indicators
    assert form is not None
    return form.at(role, form.rows[row.number].row) is not None


def _less(draft: Draft, points: Decimal) -> Decimal:
    """Less than full points, in tenths or hundredths."""
    decimals = 1 if points > Decimal("0.5") else 2
    return min(half_up(points * between(draft.chance, 0.5, 0.95), decimals), points - Decimal(1).scaleb(-decimals))


def _put_score(draft: Draft, row: Row, score: Decimal, points: Decimal) -> None:
    id = f"row.{row.number}.score"
    draft.put(id, exactly(score))
    draft.must(Between(id, Decimal(0), f"row.{row.number}.points"))
    if has(draft, row, "variance_note"):
        draft.must(Explained(row), Reasoned(row))
        if score < points:
            draft.put(f"row.{row.number}.variance_note", draft.reason())
    draft.rows.append(row)


def _world(draft: Draft) -> World:
    """What stands in the workbook so far."""
    return World("", draft.framework, "evaluation", draft.decimals, draft.entries, ())
