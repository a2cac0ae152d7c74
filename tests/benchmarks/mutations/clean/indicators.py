"""The scoring table: points that add up to the law's, scores that targets and actual values earn, reasons."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.clean.scores import score_checklist, score_fixed, score_own, score_praise
from benchmarks.mutations.clean.targets import own_goal
from benchmarks.mutations.entries import Entry, exactly
from benchmarks.mutations.relations import Adds, GradeOf, Is, Makes
from benchmarks.mutations.sayings import Distinct, Filled, IsNumber, OnlyOnce
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import Row
from jixiao.model.form import IndicatorForm, IndicatorRow
from jixiao.model.framework import Framework
from jixiao.model.scoring import Bonus, Checklist

Numbered = tuple[int, IndicatorRow]


def put_indicators(draft: Draft, form: IndicatorForm) -> None:
    """All rows, section by section, then the totals."""
    numbered = [*enumerate(form.rows)]
    by_group = groupby(numbered, key=lambda pair: (pair[1].level1, pair[1].level2, form.heading_row(2, pair[1].row)))
    sections = [(key, [*rows]) for key, rows in by_group]
    shares = _shares(draft, sections)
    for (key, rows), points in zip(sections, shares, strict=True):
        group = _law(draft.framework, *key[:2])
        if group is not None and group.is_open:
            _own_section(draft, rows, points, named=bool(key[1]))
        else:
            _fixed_section(draft, rows, points)
    _totals(draft)


def _law(framework: Framework, level1: str, level2: str):
    level = next(level for level in framework.indicators.levels if level.name == level1)
    return next((group for group in level.groups if group.name == level2), None)


def _shares(draft: Draft, sections: Sequence[tuple[tuple[str, str, int], list[Numbered]]]) -> list[Decimal | None]:
    """The points of each section: the law's, a random share of what the law leaves to the unit, or none (None)."""
    law = draft.framework.indicators
    found: list[Decimal | None] = []
    for (level1, level2, _), _rows in sections:
        group = _law(draft.framework, level1, level2)
        found.append(group.points if group and group.name else Decimal(-1) if law.points == "published" else None)
    if law.points == "by_office":
        sizes = [max(1, sum(1 for _, row in rows if row.name)) for _, rows in sections]
        return [*split(draft, law.total_points, sizes)]
    for level in law.levels:
        own = [n for n, ((level1, _, _), _) in enumerate(sections) if level1 == level.name and found[n] == -1]
        for place in own:
            found[place] = Decimal(0)
        used = sorted(draft.chance.sample(own, draft.chance.randint(min(4, len(own)), len(own))))
        parts = split(draft, level.points or Decimal(0), [1] * len(used)) if used else ()
        for place, points in zip(used, parts, strict=True):
            found[place] = points
    return found


def split(draft: Draft, total: Decimal, sizes: Sequence[int]) -> Iterator[Decimal]:
    """A number of points in whole or half ones, more or less by size; nothing is left over."""
    step = Decimal(1) if total >= 2 * sum(sizes) else Decimal("0.5") if total >= sum(sizes) else Decimal("0.1")
    left, room = total, sum(sizes)
    for size in sizes[:-1]:
        fair = left * size / room
        part = half_up(fair * between(draft.chance, 0.8, 1.2) / step, 0) * step
        part = min(max(part, step * size), left - step * (room - size))
        yield part
        left, room = left - part, room - size
    yield left


def _fixed_section(draft: Draft, rows: Sequence[Numbered], points: Decimal | None) -> None:
    framework = draft.framework
    if framework.indicators.points == "by_office":
        parts = [*split(draft, points or Decimal(0), [1] * len(rows))]
    else:
        parts = [framework.fixed[(row.level1, row.level2, row.name)][1].points or Decimal(0) for _, row in rows]
    for (number, row), part in zip(rows, parts, strict=True):
        group, item = framework.fixed[(row.level1, row.level2, row.name)]
        rule = group.scoring_of(item, framework.indicators.scoring)
        id = f"row.{number}.points"
        draft.put(id, exactly(part))
        if item.points is not None and draft.ours:
            draft.must(Is(id, item.points))
        if isinstance(rule, Checklist):
            score_checklist(draft, Row(number, row.level1, row.level2, row.name, "checklist"), part)
        elif isinstance(rule, Bonus):
            score_praise(draft, Row(number, row.level1, row.level2, row.name, "bonus"), rule)
        else:
            score_fixed(
                draft,
                Row(number, row.level1, row.level2, row.name, rule.rule, rate=_rate_of(framework, item)),
                part,
                item.target,
            )


def _rate_of(framework: Framework, item) -> str:
    if item.rate is not None:
        return str(item.rate)
    return next((rate.id for rate in framework.rates if rate.label == item.name), "")


def _own_section(draft: Draft, rows: Sequence[Numbered], points: Decimal | None, named: bool) -> None:
    """The unit's own indicators of a section; one without points is left blank, or says that there is nothing."""
    if not points:
        if points is None and named and draft.chance.random() < 0.5:
            _nothing(draft, rows[0])
        return
    fewest = 3 if points > 20 else 2 if points > 5 else 1
    used = rows[: draft.chance.randint(min(fewest, len(rows)), min(len(rows), max(fewest, int(points))))]
    if not named:
        number = rows[0][0]
        draft.put(f"row.{number}.level2", f"自设二级指标{number}")
        draft.put(f"row.{number}.level2_points", exactly(points))
        draft.must(Adds(f"row.{number}.level2_points", tuple(f"row.{n}.points" for n, _ in used)))
    names = {row.name for row in draft.rows}
    for (number, row), part in zip(used, split(draft, points, [1] * len(used)), strict=True):
        goal = own_goal(draft, names)
        names.add(goal.name)
        level2 = row.level2 or f"自设二级指标{rows[0][0]}"
        score_own(draft, Row(number, row.level1, level2, goal.name, own=True, down=goal.down), goal, part)
    if named:
        draft.must(Makes(tuple(f"row.{n}.points" for n, _ in used), points))


def _nothing(draft: Draft, first: Numbered) -> None:
    """A row that says there is no such effect."""
    number, row = first
    taken = {other.name for other in draft.rows}
    name = next((name for name in words()["nothing"]["names"] if name not in taken and name[3:5] in row.level2), None)
    if name is None:
        return
    draft.put(f"row.{number}.level3", name)
    for role in ("target", "actual", "points", "score"):
        draft.put(f"row.{number}.{role}", "-")


def _totals(draft: Draft) -> None:
    scores, points = (tuple(f"row.{row.number}.{role}" for row in draft.rows) for role in ("score", "points"))
    for role, ids in (("score", scores), ("points", points)):
        total = sum((draft.entries[id].value for id in ids), Decimal(0))  # type: ignore[misc]
        draft.live(f"total.{role}", exactly(total))
        draft.must(Adds(f"total.{role}", ids))
    full = draft.framework.indicators.total_points
    draft.must(Is("total.points", full))
    grading = draft.framework.grading
    if grading is not None:
        bands = tuple((band.label, band.start) for band in grading.bands)
        relation = GradeOf("grade", "total.score", bands)
        total = sum((draft.entries[id].value for id in scores), Decimal(0))  # type: ignore[misc]
        draft.exact["total.score"] = total
        draft.live("grade", Entry(relation.grade(total)))
        draft.must(relation)
    _texts(draft)


def _texts(draft: Draft) -> None:
    sections = groupby(
        sorted(draft.rows, key=lambda row: (row.level1, row.level2)), lambda row: (row.level1, row.level2)
    )
    draft.must(*(OnlyOnce(tuple(f"row.{row.number}.level3" for row in rows)) for _, rows in sections))
    notes = tuple(f"row.{row.number}.variance_note" for row in draft.rows)
    draft.must(Distinct(notes))
    for row in draft.rows:
        roles = [
            role for role in ("target", "actual", "points", "score") if f"row.{row.number}.{role}" in draft.entries
        ]
        wanted = roles if draft.ours else ["points", "score"]  # what else another office wants filled is its own affair
        draft.must(*(Filled(f"row.{row.number}.{role}") for role in wanted))
        draft.must(*(IsNumber(f"row.{row.number}.{role}", draft.ours) for role in ("points", "score")))
        if row.own and draft.ours:
            draft.must(Filled(f"row.{row.number}.level3"))
