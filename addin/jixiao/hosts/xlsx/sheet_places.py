"""Where rows and cells stand while a sheet is run through: addresses may be left out, and then follow on."""

from jixiao.hosts.xlsx.markup import Attributes
from jixiao.hosts.xlsx.refusal import Refusal, damaged
from jixiao.model.cells import MAX_COLUMN, MAX_ROW, parse_a1


def whole_number(text: str) -> int | None:
    """The number that an attribute spells in at most nine digits, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


class Places:
    """Tells the row and column of each ``<row>`` and ``<c>`` in turn; raises Refusal off the sheet."""

    def __init__(self, part: str) -> None:
        self._part = part
        self.row = 0
        self.column = 0

    def next_row(self, attributes: Attributes) -> int:
        """The number of the row that begins."""
        text = attributes.get("r")
        number = self.row + 1 if text is None else whole_number(text)
        if number is None or not 1 <= number <= MAX_ROW:
            raise self._off_sheet(f"第 {number if text is None else text or '？'} 行")
        self.row, self.column = number, 0
        return number

    def next_cell(self, attributes: Attributes) -> tuple[int, int]:
        """Row and column of the cell that begins."""
        text = attributes.get("r")
        place = (self.row, self.column + 1) if text is None else parse_a1(text)
        if place is None or place[0] != self.row or place[1] > MAX_COLUMN:
            raise self._off_sheet(f"{text or '单元格'}")
        self.column = place[1]
        return place

    def _off_sheet(self, what: str) -> Refusal:
        return damaged(f"{self._part} 的位置 {what[:20]} 不对")
