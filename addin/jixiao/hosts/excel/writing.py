"""Writing blocks into an open workbook: all of them, or none."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from jixiao.errors import RefusedWrite
from jixiao.hosts.excel.blocks import Block
from jixiao.hosts.excel.protection import block, writable
from jixiao.hosts.excel.protocol import BookLike, SheetLike
from jixiao.hosts.excel.reading import is_visible, number_formats, read_cells
from jixiao.hosts.excel.session import Patience, is_busy, is_refusal
from jixiao.model.book import EMPTY, Edit
from jixiao.model.cells import Area

REFUSED = "没有写入“{name}”：Excel 不接受对《{sheet}》!{area} 的修改，请检查那里的合并单元格和数组公式。"
STOPPED = "写入“{name}”时被 Excel 中断，《{sheet}》可能只写了一部分；请不要保存，关闭后重新打开再试。"
NO_NEW_SHEET = "没有写入“{name}”：工作簿结构受保护，不能增加工作表《{sheet}》；请撤销“保护工作簿”后再试。"


def write(book: BookLike, name: str, blocks: Mapping[str, Sequence[Block]], patience: Patience) -> None:
    """Write each sheet's blocks; ``name`` is the workbook's, for messages.

    What can be refused beforehand is asked first, and what is written is taken back if Excel refuses later.
    Raises RefusedWrite, or Excel's own error where it does not answer before anything is written.
    """
    standing = patience(lambda: list(book.sheets))
    sheets = {patience(partial(_key, sheet)): sheet for sheet in standing}
    missing = [sheet for sheet in blocks if sheet.casefold() not in sheets]
    structure_is_protected: bool = patience(lambda: book.api.ProtectStructure)
    if missing and structure_is_protected:
        raise RefusedWrite(NO_NEW_SHEET.format(name=name, sheet=missing[0]))
    with ExitStack() as protection, ExitStack() as undo:
        writing = _Writing(name, patience, undo)
        for sheet, on_sheet in blocks.items():
            if sheet not in missing:
                areas = [each.area for each in on_sheet]
                protection.enter_context(writable(sheets[sheet.casefold()], areas, patience))
        for sheet in missing:
            sheets[sheet.casefold()] = writing.add_sheet(book, sheet)
        for sheet, on_sheet in blocks.items():
            for each in on_sheet:
                writing.write_block(sheets[sheet.casefold()], each)
        undo.pop_all()


def _key(sheet: SheetLike) -> str:
    """Excel does not tell capitals from small letters in the names of sheets."""
    return sheet.name.casefold()


@dataclass(frozen=True)
class _Writing:
    """One write into one workbook. ``undo`` holds what takes it back, the last first."""

    name: str
    patience: Patience
    undo: ExitStack

    def add_sheet(self, book: BookLike, name: str) -> SheetLike:
        """A new sheet behind the last visible one; a sheet hidden deeply cannot be moved aside for it."""
        last = self.patience(lambda: [sheet for sheet in book.sheets if is_visible(sheet)][-1])
        sheet = self.patience(lambda: book.sheets.add(name, after=last))
        self.undo.callback(self._take_back, name, sheet.delete)
        return sheet

    def write_block(self, sheet: SheetLike, new: Block) -> None:
        """Writes a rectangle in one assignment."""
        old = self.patience(lambda: _standing(sheet, new.area))
        rows, old_rows = self._rows(sheet, new), self._rows(sheet, old)
        try:
            self.patience(partial(_assign, sheet, new.area, rows))
        except Exception as error:
            if is_busy(error) or not is_refusal(error):
                raise
            raise RefusedWrite(REFUSED.format(name=self.name, sheet=new.area.sheet, area=new.area.a1)) from error
        self.undo.callback(self._take_back, new.area.sheet, partial(_assign, sheet, new.area, old_rows))

    def _rows(self, sheet: SheetLike, each: Block) -> list[list[object]]:
        if not each.has_risky_text:
            return each.rows({})
        return each.rows(self.patience(lambda: number_formats(sheet, each.area)))

    def _take_back(self, sheet: str, action: Callable[[], object]) -> None:
        try:
            self.patience(action)
        except Exception as error:
            if not is_refusal(error):
                raise
            raise RefusedWrite(STOPPED.format(name=self.name, sheet=sheet)) from error


def _assign(sheet: SheetLike, area: Area, rows: list[list[object]]) -> None:
    """Not through ``formula2``: files hold formulas as Excel without dynamic arrays understands them."""
    block(sheet, area).formula = rows


def _standing(sheet: SheetLike, area: Area) -> Block:
    """What stands in an area, as edits that would write it again."""
    cells = read_cells(sheet, area)
    places = {(at.row, at.column): (at, cells.get((at.row, at.column), EMPTY)) for at in area}
    return Block(area, {place: Edit(at, cell.value, cell.formula) for place, (at, cell) in places.items()})
