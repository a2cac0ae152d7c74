"""复核重点: whom to look at first, in order, with the reasons."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.compute.numbers import round_half_up
from jixiao.consolidate.attention import Attention, Spread
from jixiao.consolidate.attention.signals.findings import many_errors
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.sheets.places import Placed, name_of
from jixiao.consolidate.sheets.words import heading, printed
from jixiao.model.links import place_link
from jixiao.model.listing import ATTENTION, Column, Link, ListedCell, ListedValue, Listing, Look
from jixiao.read.pages import plain

NO_TITLES: Mapping[str, str] = {}

_DECIMALS = {"execution_rate": 4, "self_score": 2, "review_score": 2}
"""The figures whose spread is told, and the decimals of their quartiles."""


def attention_sheet(
    consolidation: Consolidation,
    placed: Placed,
    ranked: Sequence[Attention],
    spread: Mapping[str, Spread],
    titles: Mapping[str, str] = NO_TITLES,
) -> Listing:
    """The sheet: spread of the figures, then the list. ``titles``: rule → what it is called."""
    law = consolidation.framework
    noun = "项目" if law.lists_projects else "单位"
    listed = {plain(name_of(row)): number for number, row in enumerate(consolidation.rows)}
    shown = [role for role in _DECIMALS if role in law.summary.columns]
    lines = (
        f"按理由的分量合计排列，分量相同的按汇总表的顺序。只说明先看哪里，不是结论；没有列出的{noun}没有这些情况。",
        *(_spread_line(heading(law, role), role, spread) for role in shown),
    )
    reviewed = (Column("复核得分", 10, Look.FIGURE), Column("相差", 8, Look.FIGURE)) if _REVIEW in shown else ()
    columns = (
        Column("顺序", 6, Look.NUMBER),
        Column(noun, 32, Look.LINK),
        Column(heading(law, "execution_rate"), 11, Look.RATE),
        Column("自评得分", 10, Look.FIGURE),
        *reviewed,
        Column("理由（分量大的在前）", 74),
        Column("分量", 7, Look.NUMBER),
    )
    rows = tuple(_row(item, placed, listed, titles, bool(reviewed)) for item in ranked)
    return Listing(ATTENTION, "复核重点", lines, columns, rows, f"没有需要先看的{noun}")


_REVIEW = "review_score"

Line = Sequence[ListedValue | ListedCell]


def _row(
    item: Attention, placed: Placed, listed: Mapping[str, int], titles: Mapping[str, str], with_review: bool
) -> Line:
    profile = item.profile
    gap = None
    if profile.self_score is not None and profile.review_score is not None:
        gap = profile.review_score - profile.self_score
    reviewed = (profile.review_score, gap) if with_review else ()
    figures = (profile.execution_rate, profile.self_score, *reviewed)
    return (Decimal(item.rank), _name(profile.name, placed, listed), *figures, "\n".join(_numbered(item, titles)),
            Decimal(item.weight))  # fmt: skip


def _numbered(item: Attention, titles: Mapping[str, str]) -> Iterator[str]:
    """The reasons, each on a line of its own, rules with their titles."""
    for number, reason in enumerate(item.reasons, 1):
        sentence = reason.sentence
        for code in item.profile.error_codes if reason.code == many_errors.code else ():
            sentence = sentence.replace(code, f"{code} {titles[code]}") if code in titles else sentence
        yield f"{number}. {sentence}" if len(item.reasons) > 1 else sentence


def _name(name: str, placed: Placed, listed: Mapping[str, int]) -> Link | str:
    """A unit that leads to its row of the 汇总表; one that has none there is named only."""
    number = listed.get(plain(name))
    at = placed.at(number, "unit") if number is not None else None
    formula = None if at is None else place_link(at, name)
    return name if formula is None else Link(name, formula)


def _spread_line(label: str, role: str, spreads: Mapping[str, Spread]) -> str:
    spread = spreads.get(role)
    if spread is None:
        return f"{label}：填报的不到 3 个，不作比较。"
    lowest, lower, median, upper, highest = (
        printed(role, round_half_up(figure, _DECIMALS[role]))
        for figure in (spread.lowest, spread.lower, spread.median, spread.upper, spread.highest)
    )
    middle = f"中位数 {median}，中间一半在 {lower} 至 {upper} 之间"
    return f"{label}：{spread.count} 个，最低 {lowest}，最高 {highest}，{middle}。"
