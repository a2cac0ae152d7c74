"""What stands around the cells of a worksheet: hidden columns, merged areas; of a plain grid its kinds of rows."""

from collections.abc import Callable
from dataclasses import dataclass

from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.limits import Limits
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.plain_grid import PlainFrame
from jixiao.hosts.xlsx.refusal import Refusal, damaged, too_large
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import MAX_COLUMN, Area, parse_area

TRUE = ("1", "true")


class Surrounds:
    """Collects hidden columns and merged areas while a part is walked through. ``take_merged`` is told of each."""

    def __init__(self, part: str, sheet: str, take_merged: Callable[[], None]) -> None:
        self.merged: list[Area] = []
        self.hidden_columns: list[int] = []
        self._part, self._sheet, self._take_merged = part, sheet, take_merged

    def tags(self) -> dict[str, Tag]:
        """What the walker is to look at, under ``<worksheet>``."""
        return {
            "cols": Tag({"col": Tag(start=self._columns_defined)}),
            "mergeCells": Tag({"mergeCell": Tag(start=self._merged_area)}),
        }

    def _columns_defined(self, attributes: Attributes) -> None:
        if attributes.get("hidden") not in TRUE:
            return
        first, last = (whole_number(attributes.get(key, "")) for key in ("min", "max"))
        if first is None or last is None or not 1 <= first <= last <= MAX_COLUMN:
            raise damaged(f"{self._part} 的列定义不对")
        self.hidden_columns.extend(range(first, last + 1))
        if len(self.hidden_columns) > MAX_COLUMN:
            raise damaged(f"{self._part} 的列定义重复")

    def _merged_area(self, attributes: Attributes) -> None:
        self._take_merged()
        area = parse_area(self._sheet, attributes.get("ref", ""))
        if area is None:
            raise damaged(f"{self._part} 的合并单元格不对")
        self.merged.append(area)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a plain grid says; ``hidden_kinds`` are the kinds of rows that are hidden."""

    merged: tuple[Area, ...]
    hidden_columns: frozenset[int]
    hidden_kinds: frozenset[str]


def read_frame(plain: PlainFrame, part: str, sheet: str, limits: Limits) -> Frame | None:
    """What surrounds a plain grid; None where the part is damaged, or its grid is not the one it seemed."""
    return _frame(plain.frame, plain.at, plain.kinds, part, sheet, limits)


@kept(parts=64)
def _frame(frame: bytes, at: int, kinds: tuple[str, ...], part: str, sheet: str, limits: Limits) -> Frame | None:
    grids: list[int] = []
    rows: list[bool] = []

    def take_merged() -> None:
        if len(around.merged) >= limits.merged:
            raise too_large(part)

    around = Surrounds(part, sheet, take_merged)
    row = Tag(start=lambda attributes: rows.append(attributes.get("hidden") in TRUE))
    grid = Tag({"row": row}, start=lambda _: grids.append(walker.position))
    walker = Walker(part, {"worksheet": Tag({**around.tags(), "sheetData": grid})}, limits)
    try:
        walker.walk(frame)
    except Refusal:
        return None
    if grids != [at] or len(rows) != len(kinds):
        return None
    hidden = frozenset(kind for kind, is_hidden in zip(kinds, rows, strict=True) if is_hidden)
    return Frame(tuple(around.merged), frozenset(around.hidden_columns), hidden)
