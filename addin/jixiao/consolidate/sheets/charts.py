"""图表: the figures of the four charts."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from jixiao.compute.numbers import EXACT, round_half_up
from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.consolidate.sheets.places import name_of
from jixiao.consolidate.sheets.words import heading
from jixiao.model.framework import Framework
from jixiao.model.listing import CHARTS, ChartSheet, ChartTable

MOST_BARS = 30
"""More bars are not legible: then the lowest and the highest are shown."""

_MOST_RULES = 15
_SPARE, _FEWEST_RULES = 2, 5
"""Rows for units and rules that come later: a chart that is there cannot grow."""

_LONGEST_LABEL, _HEAD = 18, 8
"""Characters of a name beside a bar; of a longer one the beginning, so many, and the end."""

_STEP = 10
"""Points of a class of scores, where the law has no grades."""

Figures = Sequence[tuple[str, Decimal]]


def chart_sheet(
    consolidation: Consolidation, titles: Mapping[str, str], room: Mapping[str, int] | None = None
) -> ChartSheet:
    """The charts. ``titles``: rule → title. ``room``: the rows of the charts in the workbook that is refreshed."""
    law, room = consolidation.framework, room or {}
    execution = _rates(consolidation.rows)
    noun, totals = "项目" if law.lists_projects else "单位", consolidation.totals
    charts = (
        _bars("execution", f"各{noun}{heading(law, 'execution_rate')}", (noun, heading(law, "execution_rate")),
              execution, room, is_share=True, spare=_SPARE),
        _bars("levels", "一级指标得分率", ("一级指标", "得分率"), _levels(consolidation), room, is_share=True),
        _columns("grades", *_grades(consolidation, noun), room),
        _bars("findings", "审核问题数（最多的规则在前）", ("规则", "处"),
              _findings(consolidation, titles)[: room.get("findings", _MOST_RULES)], room,
              spare=max(0, _FEWEST_RULES - len(totals.findings))),
    )  # fmt: skip
    return ChartSheet(
        CHARTS, "汇总图表", tuple(chart for chart in charts if (chart.id in room if room else chart.rows))
    )


def _bars(
    id: str, title: str, headings: tuple[str, str], rows: Figures, room: Mapping[str, int], *,
    is_share: bool = False, spare: int = 0,
) -> ChartTable:  # fmt: skip
    """A chart of bars in the order of the rows; of too many the lowest and the highest, from low to high."""
    space = min(room.get(id, MOST_BARS), MOST_BARS)
    shown = [*rows]
    if len(rows) > space:
        ordered, high = sorted(rows, key=lambda row: row[1]), space // 2
        shown = [*ordered[: space - high], *ordered[len(ordered) - high :]]
        title += f"（{len(rows)} 个里最低 {space - high} 个和最高 {high} 个）"
    space = room.get(id, min(len(shown) + spare, MOST_BARS))
    return ChartTable(id, title, headings, tuple(_short(shown)), space, is_share=is_share)


def _columns(id: str, title: str, headings: tuple[str, str], rows: Figures, room: Mapping[str, int]) -> ChartTable:
    return ChartTable(id, title, headings, tuple(rows)[: room.get(id, len(rows))], room.get(id, len(rows)), bars=False)


def _short(rows: Iterable[tuple[str, Decimal]]) -> Iterable[tuple[str, Decimal]]:
    for label, value in rows:
        too_long = len(label) > _LONGEST_LABEL
        yield f"{label[:_HEAD]}…{label[_HEAD + 1 - _LONGEST_LABEL :]}" if too_long else label, value


def _rates(rows: Sequence[Row]) -> Figures:
    found: list[tuple[Row, Decimal]] = []
    for row in rows:
        budget, executed = (row.figures.get(role) for role in ("annual_budget", "executed"))
        if isinstance(budget, Decimal) and isinstance(executed, Decimal) and budget > 0:
            found.append((row, round_half_up(EXACT.divide(executed, budget), 4)))
    labels = _labels([row for row, _ in found])
    return [(label, rate) for label, (_, rate) in zip(labels, found, strict=True)]


def _labels(rows: Sequence[Row]) -> Sequence[str]:
    """What the rows are called beside their bars: projects by their own names, where these tell them apart."""
    projects = [row.project or row.unit for row in rows]
    return projects if len({*projects}) == len(rows) else [name_of(row) for row in rows]


def _levels(consolidation: Consolidation) -> Figures:
    """Σ score ÷ Σ points of each first-level indicator, in the order of the framework; others behind."""
    known = [level.name for level in consolidation.framework.levels]
    levels = consolidation.totals.levels
    names = [*(name for name in known if name in levels), *(name for name in levels if name not in known)]
    return [
        (name, round_half_up(EXACT.divide(score, points), 4))
        for name in names
        for score, points in (levels[name],)
        if points > 0
    ]


def _grades(consolidation: Consolidation, noun: str) -> tuple[str, tuple[str, str], Figures]:
    """How many reached each grade; where the law has none, each class of ten points."""
    law, grades = consolidation.framework, consolidation.totals.grades
    if law.grading is not None and grades:
        labels = [*law.grading.labels, *(label for label in grades if label not in law.grading.labels)]
        rows = [(label or "未评", Decimal(grades.get(label, 0))) for label in labels]
        return f"{law.grading.label}分布", (law.grading.label, f"{noun}数"), rows
    return "自评得分分布", ("得分", f"{noun}数"), _classes(consolidation.rows, law)


def _classes(rows: Sequence[Row], law: Framework) -> Figures:
    scores = [score for row in rows if isinstance(score := row.figures.get("self_score"), Decimal)]
    counts: dict[int, int] = {}
    for score in scores:
        start = int(score // _STEP) * _STEP
        counts[start] = counts.get(start, 0) + 1
    if not counts:
        return []
    starts = range(min(counts), max(counts) + 1, _STEP)
    full = max(scores)
    return [
        (f"{start} 分" if start == full else f"{start} 至不到 {start + _STEP} 分", Decimal(counts.get(start, 0)))
        for start in starts
    ]


def _findings(consolidation: Consolidation, titles: Mapping[str, str]) -> Figures:
    most = sorted(consolidation.totals.findings.items(), key=lambda item: (-item[1], item[0]))[:_MOST_RULES]
    return [(f"{code} {titles.get(code, '')}".strip(), Decimal(count)) for code, count in most]
