"""The scoring table of a framework in words: points, targets, how each indicator is scored."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from jixiao.compute.formula import to_chinese
from jixiao.compute.live_rates import label_of
from jixiao.compute.numbers import format_number, format_percent
from jixiao.compute.scoring import describe
from jixiao.model.form import named
from jixiao.model.framework import FUND_SCORE, Framework
from jixiao.model.page import Column, Grid, Heading, Paragraph, Part
from jixiao.model.scoring import UNIT_CHOICES, Bonus, Scoring
from jixiao.model.scoring_table import Group, Indicator, IndicatorTable, Level, TargetLimits

_NOT_APPLICABLE = {
    "left_out": "不计分，它的分值由单位分给其他指标",
    "full": "按满分计",
    "rescaled": "不计分，总分按其余指标折算",
}
_LIMITS = {"off": "不提示", "info": "作为说明列出", "warning": "作为提示列出，要求说明原因"}
_BY_UNIT, _NO_POINTS = "单位填", "—"
_POINTS_WORDS = {
    "指标体系规定": "分值由指标体系规定。",
    "写在名称里": "分值由指标体系规定，印在各级指标的名称里，没有单独的一列。",
    "单位填写": "分值由单位填写。",
}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_COLUMNS = (Column("指标", 32), Column("分值", 6, right=True), Column("指标值", 8), Column("计分办法和说明"))

Row = tuple[str, str, str, str]


def points_words(law: IndicatorTable) -> str:
    """Who states the points: ``指标体系规定``, ``写在名称里`` or ``单位填写``."""
    if law.points == "by_office":
        return "单位填写"
    return "写在名称里" if law.points_in_names else "指标体系规定"


def heading_words(columns: Iterable[tuple[str, ...]]) -> str:
    """The headings of a table as they are printed, from left to right."""
    return "｜".join(labels[0] for labels in columns)


def indicator_parts(framework: Framework) -> Iterator[Part]:
    """The heading, what holds for the whole table, then its tree."""
    law = framework.indicators
    yield Heading(f"指标表：{law.title}")
    yield Paragraph(f"总分 {format_number(law.total_points)} 分；{_POINTS_WORDS[points_words(law)]}")
    if law.points_basis:
        yield Paragraph(law.points_basis, name="分值的依据：")
    if not law.layouts:
        printed = (labels for role, labels in law.columns.items() if role != "points" or not law.points_in_names)
        yield Paragraph(heading_words(printed), name="表头：")
    yield Paragraph(describe(law.scoring), name="通用的计分办法：")
    yield Paragraph(law.scoring_basis, name="计分的依据：")
    yield Paragraph(f"完成值填“—”或“不适用”，{_NOT_APPLICABLE[law.not_applicable]}。", name="不适用的指标：")
    yield Paragraph(_limit_words(law.target_limits), name="目标值的审核：")
    labels = {"parts": "各项得分", "points": "各项分值", FUND_SCORE: "执行率得分"}
    yield Paragraph(to_chinese(law.total, labels), name="总得分 ＝ ")
    yield Paragraph(law.basis, name="依据：")
    if any(group.is_open for level in law.levels for group in level.groups):
        choices = f"单位可以选：{'、'.join(UNIT_CHOICES)}；不选的按下表写的办法。"
        yield Paragraph(choices, name="自设指标的计分办法：")
    yield Grid(_COLUMNS, [row for level in law.levels for row in _level(framework, level)])


def _limit_words(limits: TargetLimits) -> str:
    exceeded, outsized = (format_percent(share, 0) for share in (limits.exceeded, limits.outsized))
    return (
        f"完成值超出指标值 {exceeded} 及以上的{_LIMITS[limits.exceeded_is]}，"
        f"自设的一项占总分 {outsized} 及以上的{_LIMITS[limits.outsized_is]}；{limits.basis}。"
    )


def _level(framework: Framework, level: Level) -> Iterator[Row]:
    law = framework.indicators
    headings = heading_words(law.columns[role] for role in law.layout(level)) if law.layouts else ""
    yield level.name, _points(law, level.points), "", f"表头：{headings}" if headings else ""
    for _, alike in groupby(level.groups, key=lambda group: group):
        groups = list(alike)
        yield from _group(framework, groups[0], len(groups))


def _points(law: IndicatorTable, points: Decimal | None) -> str:
    if points is not None:
        return format_number(points)
    return _BY_UNIT if law.points == "by_office" else _NO_POINTS


def _group(framework: Framework, group: Group, count: int) -> Iterator[Row]:
    law = framework.indicators
    if group.is_open:
        name = group.name or f"（{count} 个二级指标，名称由单位自填）"
        points = _points(law, group.points) if group.name else _BY_UNIT
        yield f"  {name}", points, "", f"{_open_words(group)}\n{describe(group.scoring_of(None, law.scoring))}"
        return
    yield f"  {group.name}", _points(law, group.points), "", ""
    for indicator in group.indicators:
        rule = group.scoring_of(indicator, law.scoring)
        points = _points(law, indicator.points)
        yield f"    {indicator.name}", points, indicator.target, _words(framework, indicator, rule)


def _open_words(group: Group) -> str:
    each = "" if group.name else "各 "
    spare = f"，另有 {group.spare} 行备用" if group.spare else ""
    return f"单位自设，{each}{group.rows} 行{spare}"


def _words(framework: Framework, indicator: Indicator, rule: Scoring) -> str:
    """How an indicator is scored and what the framework says of it, a line each."""
    checklist = "；".join(f"{_CIRCLED[number]}{text}" for number, text in enumerate(indicator.checklist))
    lines = {
        "": _rule_words(framework, rule),
        "比率：": label_of(framework, indicator.rate) if indicator.rate else "",
        "解释：": indicator.explanation,
        "说明：": indicator.criteria.strip(),
        "评价要点：": f"{checklist}。" if checklist else "",
    }
    return "\n".join(name + text for name, text in lines.items() if text)


def _rule_words(framework: Framework, rule: Scoring) -> str:
    if not isinstance(rule, Bonus):
        return describe(rule)
    gains, losses = (named(label_of(framework, id)) for id in (rule.gains, rule.losses))
    return f"{describe(rule)}；加分项取基础数据{gains}，减分项取{losses}"
