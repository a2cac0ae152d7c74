"""来源: one line for each figure of the 汇总表, where it comes from and how it was combined."""

from collections.abc import Iterator, Sequence

from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.sheets.places import Placed, Sourced, name_of, sourced
from jixiao.consolidate.sheets.words import DIGEST_SHOWN, figure_cell, heading, rate_words, total_words, unit_of
from jixiao.model.listing import SOURCES, Column, ListedCell, ListedValue, Listing, Look

_AS_IT_STOOD = "照原数"
_COLUMNS = (
    Column("汇总表", 9, Look.LINK),
    Column("名称", 34),
    Column("栏目", 22),
    Column("数", 16, Look.FIGURE),
    Column("单位", 8, Look.CENTRED),
    Column("怎样得来", 30),
    Column("文件", 46, Look.LINK),
    Column("表", 14),
    Column("格", 8, Look.CENTRED),
    Column("文件摘要", 15, Look.CENTRED),
)

Line = Sequence[ListedValue | ListedCell]


def sources_sheet(consolidation: Consolidation, placed: Placed, coverage: str) -> Listing:
    """The sheet; rates stand once, in a line of their own above the totals, because all are computed alike."""
    rows = [_row(consolidation, placed, item) for item in sourced(consolidation, consolidation.framework)]
    rate = heading(consolidation.framework, "execution_rate")
    rows.append(("", "各行", rate, "", "", rate_words(consolidation.framework), "", "", "", ""))
    rows += _totals(consolidation, placed)
    lines = (
        coverage,
        f"没有计入的 {len(consolidation.not_counted)} 份见“未计入”。点“汇总表”一列跳到该格，点“文件”一列打开原件。",
        "文件摘要是 SHA-256 的前 12 位，原件改动后就不同；逐格核对用 jixiao trace。",
    )
    return Listing(SOURCES, "汇总表各数的来源", lines, _COLUMNS, tuple(rows))


def _row(consolidation: Consolidation, placed: Placed, item: Sourced) -> Line:
    """One figure."""
    origin, role = item.origin, item.role
    cell = placed.cell_link(placed.at(item.number, role))
    told = (cell, name_of(item.row), heading(consolidation.framework, role), figure_cell(role, item.amount),
            unit_of(role, consolidation.money_unit))  # fmt: skip
    if origin is None:
        how = f"由 {item.row.members} 份合并，明细见台账" if item.row.members > 1 else "没有记下来源"
        return (*told, how, "", "", "", "")
    sheet, _, place = origin.place.rpartition("!")
    return (*told, _how(consolidation, item), placed.file_link(origin.file, origin.place), sheet, place,
            origin.digest[:DIGEST_SHOWN])  # fmt: skip


def _how(consolidation: Consolidation, item: Sourced) -> str:
    how = item.origin.how if item.origin and item.origin.how else _AS_IT_STOOD
    moved = consolidation.balanced.get((item.number + 1, item.role))
    return how if moved is None else f"{how}；舍位平衡调整 {moved:+f}"


def _totals(consolidation: Consolidation, placed: Placed) -> Iterator[Line]:
    table, law = placed.summary.table, consolidation.framework
    first, last = min(placed.rows, default=table.first), max(placed.rows, default=table.last)
    for role in law.summary.roles:
        words = total_words(law, role)
        at = table.at(role, table.total) if table.total is not None else None
        if words and at is not None:
            span = f"第 {first} 至 {last} 行"
            unit = unit_of(role, consolidation.money_unit)
            yield placed.cell_link(at), "合计", heading(law, role), "见汇总表", unit, words, span, at.sheet, at.a1, ""
