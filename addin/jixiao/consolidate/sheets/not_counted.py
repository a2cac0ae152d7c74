"""未计入: what was set aside, superseded, covered, and who sent nothing, with what to do."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.sheets.places import Placed
from jixiao.model.form import listed_name
from jixiao.model.listing import NOT_COUNTED, NOTED, Column, ListedCell, ListedValue, Listing, Look

_COLUMNS = (
    Column("序号", 6, Look.NUMBER),
    Column("情形", 12, Look.CENTRED),
    Column("单位或项目", 34),
    Column("文件", 44, Look.LINK),
    Column("原因", 56),
    Column("怎么办", 40),
)

_CASES = {
    Standing.SET_ASIDE: ("隔离", "请按原因处理；改好的文件放回原处，再汇总一次。"),
    Standing.SUPERSEDED: ("另有一份", "不用处理；另一份已计入，这一份留存备查。"),
    Standing.COVERED: ("已含在内", "不用处理；它的数已在计入的汇总表里，再加就重复。"),
}
_MISSING = ("未报", "名单里有，没有收到文件。", "请催报；不用报的，从名单里去掉。")


def not_counted_sheet(consolidation: Consolidation, placed: Placed, coverage: str) -> Listing:
    """The sheet: what needs something done first."""
    order = [*_CASES]
    judged = sorted(consolidation.not_counted, key=lambda judgement: order.index(judgement.standing))
    set_aside = [item for item in judged if item.standing is Standing.SET_ASIDE]
    others = [item for item in judged if item.standing is not Standing.SET_ASIDE]
    rows = [*_judged(set_aside, placed), *_missing(consolidation), *_judged(others, placed)]
    numbered = tuple((Decimal(number), *row) for number, row in enumerate(rows, 1))
    lines = (coverage, f"下面的都没有计入汇总表，也没有按 0 计。已经计入、只是有提示的，列在“{NOTED}”。")
    return Listing(NOT_COUNTED, "没有计入汇总表的", lines, _COLUMNS, numbered, "没有：收到的都已计入")


Line = Sequence[ListedValue | ListedCell]


def _judged(judgements: Sequence[Judgement], placed: Placed) -> Iterator[Line]:
    for judgement in judgements:
        case, advice = _CASES[judgement.standing]
        head = judgement.head
        reason = judgement.reason or head.refused
        reason = f"{judgement.place}：{reason}" if judgement.place else reason
        yield case, listed_name(head.unit, head.project), placed.file_link(head.file), reason, advice


def _missing(consolidation: Consolidation) -> Iterator[Line]:
    case, reason, advice = _MISSING
    for unit in consolidation.missing:
        name = f"{unit.name}（{unit.code}）" if unit.code else unit.name
        contact = f"联系：{unit.contact}。" if unit.contact else ""
        yield case, name, "", reason, contact + advice
