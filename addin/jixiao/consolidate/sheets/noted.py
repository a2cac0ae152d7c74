"""计入提示: what to know of files that are counted; they lack in no total, so they do not stand among those that do."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.sheets.places import Placed
from jixiao.model.listing import NOTED, Column, ListedValue, Listing, Look

_COLUMNS = (
    Column("序号", 6, Look.NUMBER),
    Column("提示", 84),
    Column("单位或项目", 38),
    Column("文件", 56, Look.LINK),
)
_MOST = 2000
"""Notes that anyone reads; of more, how many there are."""


def noted_sheet(consolidation: Consolidation, placed: Placed, coverage: str) -> Listing:
    """The sheet, in the order in which the files were judged."""
    numbered = tuple((Decimal(number), *row) for number, row in enumerate(_rows(consolidation, placed), 1))
    lines = (coverage, "下面的文件都已计入汇总表，不用重报；列出的情况请核对，有误再请单位改正。")
    return Listing(NOTED, "已计入、有提示的", lines, _COLUMNS, numbered, "没有：已计入的都没有要核对的情况")


def _rows(consolidation: Consolidation, placed: Placed) -> Iterator[Sequence[ListedValue]]:
    notes = consolidation.notes
    for note in notes[:_MOST]:
        yield f"{note.sentence}。", note.unit, placed.file_link(note.file) if note.file else ""
    if len(notes) > _MOST:
        yield f"还有 {len(notes) - _MOST} 条没有列出；汇总时加 --csv，units 表的 remarks 一栏全有。", "", ""
