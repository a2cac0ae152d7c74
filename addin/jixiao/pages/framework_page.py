"""A whole framework (指标体系) as an accountant reads it: its documents, tables, indicators, rates and grades."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from jixiao.compute.formula import to_chinese
from jixiao.compute.live_rates import label_of
from jixiao.compute.numbers import format_number
from jixiao.model.formula import Formula, names
from jixiao.model.framework import FUND_SPLITS, PRIOR, Direction, Framework, Fund, Grading, Rate, Reference, Summary
from jixiao.model.page import Column, Grid, Heading, Paragraph, Part
from jixiao.pages.framework_accounts import account_parts
from jixiao.pages.framework_indicators import heading_words, indicator_parts
from jixiao.pages.framework_ties import fact_words, tie_parts

_ENTRIES = {"text": "填文字", "count": "填个数", "choice": "勾选一项"}
DIRECTIONS = {Direction.UP: "正向，越高越好", Direction.DOWN: "反向，越低越好"}


def framework_parts(framework: Framework, how_to_start: Sequence[Part] = ()) -> Iterator[Part]:
    """The page from top to bottom; ``how_to_start``: how to make a workbook of it, for who can."""
    yield from _head(framework, how_to_start)
    yield from _references(framework)
    if framework.fund is not None:
        yield from _fund(framework.fund)
    yield from account_parts(framework)
    if framework.scoring_table is not None:
        yield from indicator_parts(framework)
    yield from _concepts(framework)
    yield from _rates(framework)
    yield from tie_parts(framework)
    if framework.grading is not None:
        yield from _grades(framework.grading)
    if framework.summary_table is not None:
        yield from _summary(framework, framework.summary_table)
    yield from _statements(framework)


def _head(framework: Framework, how_to_start: Sequence[Part]) -> Iterator[Part]:
    yield Heading(framework.title, level=1)
    yield Paragraph(
        f"{framework.region}，{framework.year} 年度；版本 {framework.version}；金额单位：{framework.money_unit}",
        indent=0,
    )
    yield from how_to_start or (Paragraph(framework.id, indent=0, name="编号："),)
    yield Paragraph(framework.basis, indent=0, name="依据：")
    own = [f"{field.label}（{_ENTRIES[field.kind]}）" for field in framework.fields]
    if own:
        yield Paragraph("、".join(own), indent=0, name="封面以外另填：")


def _references(framework: Framework) -> Iterator[Part]:
    if framework.references:
        yield Heading("依据文件")
    for reference in framework.references:
        yield Paragraph(_cited(reference))
        if reference.note:
            yield Paragraph(reference.note, indent=6)


def _cited(reference: Reference) -> str:
    day = reference.issued
    issued = f"{day.year}年{day.month}月{day.day}日" if day else "日期不详"
    return f"{reference.number}《{reference.title}》，{issued}，{'已核对' if reference.confirmed else '未能核对'}"


def _fund(fund: Fund) -> Iterator[Part]:
    yield Heading(f"资金表：{fund.title}")
    yield Paragraph(heading_words(fund.columns.values()), name="表头：")
    for group, split in FUND_SPLITS.items():
        lines = "、".join(line.keys[0] for line in fund.group(group))
        if lines:
            yield Paragraph(lines, name=f"{split}：")
    yield _equals(fund.columns["execution_rate"][0], fund.execution_rate, _headings(fund.columns), percent=True)
    if fund.group("total"):
        yield _equals("合计", fund.total, {"parts": f"{FUND_SPLITS['source']}各行"})
    else:
        yield Paragraph("表上没有合计行。")
    if fund.score is not None and fund.points is not None:
        yield _equals(f"执行率得分（{format_number(fund.points)} 分，计入总分）", fund.score, _headings(fund.columns))
    yield Paragraph(fund.basis, name="依据：")


def _headings(columns: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {role: labels[0] for role, labels in columns.items()}


def _equals(label: str, formula: Formula, labels: Mapping[str, str], percent: bool = False) -> Paragraph:
    return Paragraph(to_chinese(formula, labels, percent), name=f"{label} ＝ ")


def _concepts(framework: Framework) -> Iterator[Part]:
    if not framework.concepts:
        return
    yield Heading(f"基础数据：{len(framework.concepts)} 个")
    used = {name for rate in framework.rates for name in names(rate.formula)}
    rows = []
    for concept in framework.concepts:
        same = f"；与{fact_words(framework, concept.same_as)}是同一个数" if concept.same_as else ""
        prior = "；上年数也要填" if concept.id + PRIOR in used and "上年" not in concept.definition else ""
        apart = "" if concept.adds_up or concept.combine is None else "；各单位的数不相加"
        rows.append((concept.label, concept.unit, concept.definition + same + prior + apart))
    yield Grid((Column("项目", 32), Column("单位", 6), Column("口径")), rows)


def _rates(framework: Framework) -> Iterator[Part]:
    if framework.rates:
        yield Heading(f"比率：{len(framework.rates)} 个")
    for rate in framework.rates:
        yield from _rate(framework, rate)


def _rate(framework: Framework, rate: Rate) -> Iterator[Part]:
    labels = {id: label_of(framework, id) for id in names(rate.formula)}
    yield Paragraph(f"{rate.label}（{DIRECTIONS[rate.direction]}）")
    yield Paragraph(to_chinese(rate.formula, labels, percent=True), indent=4, name="＝ ")
    if rate.definition:
        yield Paragraph(rate.definition, indent=4, name="口径：")
    if rate.same_as:
        yield Paragraph(f"没有填基础数据的，与{fact_words(framework, rate.same_as)}核对", indent=4)
    yield Paragraph(rate.basis, indent=4, name="依据：")


def _grades(grading: Grading) -> Iterator[Part]:
    yield Heading("等级")
    starts = [format_number(band.start) for band in grading.bands]
    texts = [f"{grading.bands[0].label}：{starts[0]} 分及以上"]
    for band, (above, start) in zip(grading.bands[1:], pairwise(starts), strict=True):
        texts.append(f"{band.label}：" + (f"{start} 分及以上，不满 {above} 分" if band.start else f"不满 {above} 分"))
    yield Paragraph("；".join(texts))
    yield Paragraph(grading.basis, name="依据：")


def _summary(framework: Framework, summary: Summary) -> Iterator[Part]:
    yield Heading(f"汇总表：{summary.title}")
    labels = _headings(summary.columns)
    yield Paragraph(heading_words(summary.columns.values()), name="表头：")
    for role, fact in summary.amounts.items():
        yield Paragraph(f"取自单位工作簿的{fact_words(framework, fact)}", name=f"{labels[role]}：")
    yield _equals(labels["execution_rate"], summary.execution_rate, labels, percent=True)
    yield _equals("合计", summary.total, {"parts": "各单位金额"})
    scores = {"scores": "各单位自评得分", "budgets": labels["annual_budget"]}
    if summary.total_score is not None:
        yield _equals("合计行的自评得分", summary.total_score, scores)
    yield Paragraph(summary.basis, name="依据：")
    yield Paragraph(summary.total_score_basis or "合计行没有得分。", name="自评得分怎样合计：")


def _statements(framework: Framework) -> Iterator[Part]:
    if not framework.statements:
        return
    yield Heading(f"叙述数据：报告里写到、要与表内核对的 {len(framework.statements)} 项")
    rows = [
        (statement.item, statement.unit, fact_words(framework, statement.concept) if statement.concept else "")
        for statement in framework.statements
    ]
    yield Grid((Column("报告里的数", 40), Column("单位", 6), Column("与它核对的数")), rows)
