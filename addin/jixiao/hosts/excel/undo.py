"""撤销: the last step of ours taken back in an open workbook, as far as the user has not typed there since."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.excel import write_edits
from jixiao.hosts.excel.protocol import BookLike, SheetLike
from jixiao.hosts.excel.reading import used_area
from jixiao.hosts.excel.session import Patience, is_refusal
from jixiao.hosts.excel.undo_steps import Change, Step, Steps, Written
from jixiao.hosts.excel.writing import is_same, set_formats, sheets_by_key, standing_block
from jixiao.model.book import Edit
from jixiao.model.cells import Area, CellRef
from jixiao.model.names import INNER_SHEET

NOTHING = "没有可以撤销的步骤；能撤销的是这次打开工作簿以后点按钮写入的内容。"
NOT_KEPT = "这一步不能用“撤销”撤回：撤销记录写不进电脑的磁盘。"
LEFT = "下列单元格在这之后改过，没有动：{cells}"
SHEET_LEFT = "工作表《{sheet}》在这之后改过，没有删除。"
SHEET_REFUSED = "工作表《{sheet}》没有删除：工作簿结构受保护。"
CELLS_TOLD = 20


@dataclass
class Keeper:
    """Keeps one press as a step; ``is_kept`` turns False where the computer's disk refuses."""

    steps: Steps
    caption: str
    is_kept: bool = True
    _is_pushed: bool = False

    def keep(self, written: Written) -> None:
        """What ``write_edits`` tells before and after it writes."""
        step = Step(self.caption, written)
        try:
            if self._is_pushed:
                self.steps.replace_last(step)
            else:
                self.steps.push(step)
                self._is_pushed = True
        except RefusedWrite:
            self.is_kept = False
            with suppress(RefusedWrite):  # each step stands on the one before
                self.steps.clear()

    def forget(self) -> None:
        """The write was refused, so that there is nothing to take back."""
        if self._is_pushed:
            self.steps.drop_last()


@dataclass(frozen=True)
class TakenBack:
    """What 撤销 did: one line for the status bar, and what the user must not miss."""

    message: str
    told: tuple[str, ...]


def take_back(book: BookLike, steps: Steps, *, sleep: Callable[[float], None] = time.sleep) -> TakenBack:
    """Take the last step back: cells that still hold what it wrote get what they held before.

    Raises JixiaoError where there is no step, or Excel refuses; everything is then as it was.
    """
    step = steps.last
    if step is None:
        raise JixiaoError(NOTHING)
    patience = Patience(sleep)
    sheets = sheets_by_key(book, patience)
    gone = [name for name in step.written.added if _is_untouched(step.written, name, sheets, patience)]
    edits, left = _compared(step.written, sheets, patience)
    write_edits(book, edits, sleep=sleep)
    set_formats(book, _formats(step.written, edits), patience)
    told = [*_told(step.written, left, gone, sheets), *_deleted([sheets[name.casefold()] for name in gone], patience)]
    steps.drop_last()
    back = sum(edit.at.sheet != INNER_SHEET for edit in edits)
    what = f"恢复 {back} 格" if back or told or gone else "那一步没有改动看得见的单元格"
    return TakenBack(f"已撤销“{step.caption}”，{what}。", tuple(told))


def _compared(written: Written, sheets: dict[str, SheetLike], patience: Patience) -> tuple[list[Edit], list[CellRef]]:
    """The edits that take a write back, and the cells that somebody has changed since; new sheets are left out."""
    edits: list[Edit] = []
    left: list[CellRef] = []
    for change in written.changes:
        if change.old.area.sheet in written.added:
            continue
        for at, is_ours in _owned(change, sheets.get(change.old.area.sheet.casefold()), patience):
            old = change.old.edits[at[1:]]
            if not is_ours:
                left.append(at)
            elif not is_same(old, change.new.edits[at[1:]]):
                edits.append(old)
    if any(at.sheet == INNER_SHEET for at in left):  # a passport is taken back as a whole, or not at all
        edits = [edit for edit in edits if edit.at.sheet != INNER_SHEET]
    return edits, left


def _owned(change: Change, sheet: SheetLike | None, patience: Patience) -> Iterable[tuple[CellRef, bool]]:
    """Each cell of a block, and whether it still holds what was written."""
    if sheet is None:
        return ()
    now = patience(partial(standing_block, sheet, change.new.area))
    return [(at, is_same(now.edits[at[1:]], change.new.edits[at[1:]])) for at in change.new.area]


def _is_untouched(written: Written, name: str, sheets: dict[str, SheetLike], patience: Patience) -> bool:
    """Whether a sheet that was added holds what was written there, and nothing else."""
    sheet = sheets.get(name.casefold())
    if sheet is None:
        return False
    found = patience(lambda: standing_block(sheet, used_area(sheet)))
    ours = {at: edit for change in written.changes if change.new.area.sheet == name for at, edit in _cells(change)}
    places = ours.keys() | found.edits.keys()
    empty = Edit(CellRef(name, 1, 1), None)
    return all(is_same(ours.get(at, empty), found.edits.get(at, empty)) for at in places)


def _cells(change: Change) -> Iterable[tuple[tuple[int, int], Edit]]:
    return ((at[1:], change.new.edits[at[1:]]) for at in change.new.area)


def _formats(written: Written, edits: list[Edit]) -> dict[Area, str]:
    """The number formats of blocks that are taken back as a whole."""
    restored = {edit.at for edit in edits}
    blocks = ((change.old.area, change.number_format) for change in written.changes)
    return {area: code for area, code in blocks if code is not None and all(at in restored for at in area)}


def _told(written: Written, left: list[CellRef], gone: list[str], sheets: dict[str, SheetLike]) -> Iterable[str]:
    seen = [at for at in left if at.sheet != INNER_SHEET]
    if seen:
        more = f" 等 {len(seen)} 格" if len(seen) > CELLS_TOLD else ""
        yield LEFT.format(cells="、".join(f"{at.sheet}!{at.a1}" for at in seen[:CELLS_TOLD]) + more)
    for name in written.added:
        if name not in gone and name.casefold() in sheets:
            yield SHEET_LEFT.format(sheet=name)


def _deleted(sheets: Iterable[SheetLike], patience: Patience) -> Iterable[str]:
    """Delete sheets; a sentence for each that Excel does not let go."""
    for sheet in sheets:
        name = patience(partial(getattr, sheet, "name"))
        try:
            patience(sheet.delete)
        except Exception as error:
            if not is_refusal(error):
                raise
            yield SHEET_REFUSED.format(sheet=name)
