"""How much of a workbook is left to take, over all its sheets."""

from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.refusal import too_large


class Room:
    """What is left of the limits that count over all sheets; raises Refusal where one is used up."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._rows, self._cells, self._merged = limits.rows, limits.cells, limits.merged

    def take_row(self) -> None:
        """One more row, empty ones too."""
        self._rows -= 1
        if self._rows < 0:
            raise too_large(f"行数超过 {self.limits.rows:,} 行，多半是空行")

    def take_cell(self) -> None:
        """One more cell with content."""
        self._cells -= 1
        if self._cells < 0:
            raise too_large(f"单元格超过 {self.limits.cells:,} 个")

    def take_merged_area(self) -> None:
        """One more merged area."""
        self._merged -= 1
        if self._merged < 0:
            raise too_large(f"合并单元格超过 {self.limits.merged:,} 处")

    def take_sheet(self, rows: int, cells: int, merged: int) -> bool:
        """A whole sheet at once, if there is room for it."""
        if rows > self._rows or cells > self._cells or merged > self._merged:
            return False
        self._rows, self._cells, self._merged = self._rows - rows, self._cells - cells, self._merged - merged
        return True
