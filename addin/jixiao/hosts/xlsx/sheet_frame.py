"""What stands around the cells of a worksheet: hidden columns, merged areas; of a plain grid its kinds of rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from jixiao.hosts.xlsx.kept import SMALL
from jixiao.hosts.xlsx.limits import Limits
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.plain_grid import frame_of, taken_apart
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


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """What stands before and behind the rows of a worksheet part. The parts of a template have the same one."""

    before: bytes
    behind: bytes

    def rows_in(self, data: bytes) -> bytes | None:
        """The rows of a part with this around them, None of another one."""
        first, last = len(self.before), len(data) - len(self.behind)
        is_same = first <= last and data.startswith(self.before) and data.endswith(self.behind)
        return data[first:last] if is_same else None


_KNOWN = 16
_known: list[Outside] = []
"""Those last seen. The sheets of a workbook come in turns: the one seen longest ago is tried first."""


def outside_of(data: bytes) -> tuple[Outside, bytes] | None:
    """A part as what is outside of its rows, and these; None where they cannot be told apart."""
    for number, known in enumerate(_known):
        rows = known.rows_in(data)
        if rows is not None:
            _known.append(_known.pop(number))
            return known, rows
    apart = taken_apart(data)
    if apart is None:
        return None
    before, rows, behind = apart
    outside = Outside(before, behind)
    if _is_small(outside):
        _known.append(outside)
        del _known[:-_KNOWN]
    return outside, rows


def read_frame(outside: Outside, kinds: tuple[str, ...], part: str, sheet: str, limits: Limits) -> Frame | None:
    """What surrounds a plain grid with rows of these kinds; None where the part is damaged, or its grid is not the one
    it seemed.
    """
    is_small = _is_small(outside) and sum(map(len, kinds)) <= SMALL
    return (_known_frame if is_small else _frame)(outside, kinds, part, sheet, limits)


def _is_small(outside: Outside) -> bool:
    return len(outside.before) + len(outside.behind) <= SMALL


def _frame(outside: Outside, kinds: tuple[str, ...], part: str, sheet: str, limits: Limits) -> Frame | None:
    frame, at, _ = frame_of(outside.before, outside.behind, kinds)
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


_known_frame = lru_cache(maxsize=64)(_frame)
