"""Sheets beside the 汇总表 as plain values: a heading, a few lines, a table or charts over tables.

Whoever makes the contents (``consolidate.sheets``) knows no look beyond the names of ``Look``; whoever writes them
(the template builder into a new workbook, ``fill.listings`` into one that is there) knows nothing of the contents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SOURCES, NOT_COUNTED, NOTED, ATTENTION, CHARTS = "来源", "未计入", "计入提示", "复核重点", "图表"
"""The sheets that a new 汇总表 brings along."""

FIRST_LINE = 2
"""The row below the title in which the lines begin; the table's heading follows behind one blank row."""

LONGEST_TEXT = 32_000
"""Excel takes 32,767 characters a cell."""


class Look(StrEnum):
    """How a column of a listing looks."""

    TEXT = "live_left"
    CENTRED = "live_text"
    FIGURE = "live_points"
    NUMBER = "live_weight"
    AMOUNT = "live_amount"
    RATE = "live_rate"
    LINK = "listing_link"


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows ``text`` and leads elsewhere by ``formula`` (Excel's text without the leading ``=``)."""

    text: str
    formula: str


ListedValue = Decimal | str | Link | None


@dataclass(frozen=True, slots=True)
class ListedCell:
    """A cell that looks otherwise than its column."""

    value: ListedValue
    look: Look


def fitting(value: ListedValue) -> ListedValue:
    """The value as a cell can hold it: a longer text is cut."""
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a listing; ``width`` in characters."""

    heading: str
    width: float
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet with one table. ``lines`` stand between the title and the table, ``empty`` where it has no rows.

    All listings of one name have the same number of lines, so that the table stays where it is when it is refreshed.
    """

    sheet: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Sequence[ListedValue | ListedCell], ...]
    empty: str = "无"

    @property
    def body(self) -> tuple[Sequence[ListedValue | ListedCell], ...]:
        """The rows; of a table without any, one that says so, in the second column, which is a wide one."""
        nothing = (None, ListedCell(self.empty, Look.TEXT), *([None] * (len(self.columns) - 2)))
        return self.rows or (nothing,)

    @property
    def header(self) -> int:
        """The row of the table's heading."""
        return FIRST_LINE + len(self.lines) + 1


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The figures of one chart: a label and a value a row. ``room``: the rows that the chart reaches over.

    ``bars`` lie, with the first row on top; else columns stand. ``is_share``: the values are shares, printed in %.
    """

    id: str
    title: str
    headings: tuple[str, str]
    rows: tuple[tuple[str, Decimal], ...]
    room: int
    bars: bool = True
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """The sheet of charts, from top to bottom."""

    sheet: str
    title: str
    charts: tuple[ChartTable, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All that goes with a 汇总表: how much of the whole it covers, its listings and charts, what it carries inside.

    ``coverage`` is printed above the table. ``cargo``: key → text for the hidden sheet, of any length.
    """

    coverage: str = ""
    listings: tuple[Listing, ...] = ()
    charts: ChartSheet | None = None
    cargo: tuple[tuple[str, str], ...] = ()


NOTHING_BESIDE = Beside()
