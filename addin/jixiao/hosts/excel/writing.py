"""Writing blocks into an open workbook: all of them, or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from jixiao.errors import RefusedWrite
from jixiao.hosts.excel.blocks import Block
from jixiao.hosts.excel.protection import block, writable
from jixiao.hosts.excel.protocol import BookLike, SheetLike
from jixiao.hosts.excel.reading import is_visible, number_formats, read_cells
from jixiao.hosts.excel.session import Patience, is_busy, is_refusal
from jixiao.hosts.excel.undo_steps import Change, Written
from jixiao.hosts.xlsx.cell_values import decimal_of
from jixiao.model.book import EMPTY, Edit
from jixiao.model.cells import Area, CellRef

REFUSED = "没有写入“{name}”：Excel 不接受对《{sheet}》!{area} 的修改，请检查那里的合并单元格和数组公式。"
STOPPED = "写入“{name}”时被 Excel 中断，《{sheet}》可能只写了一部分；请不要保存，关闭后重新打开再试。"
NO_NEW_SHEET = "没有写入“{name}”：工作簿结构受保护，不能增加工作表《{sheet}》；请撤销“保护工作簿”后再试。"

Keep = Callable[[Written], None]
"""Keeps what a write changes, for 撤销: called before anything is written and, with what then stands, after."""


def forget(written: Written) -> None:
    """Keep nothing."""


def write(
    book: BookLike, name: str, blocks: Mapping[str, Sequence[Block]], patience: Patience, keep: Keep = forget
) -> None:
    """Write each sheet's blocks; ``name`` is the workbook's, for messages.

    What can be refused beforehand is asked first, and what is written is taken back if Excel refuses later.
    Raises RefusedWrite, or Excel's own error where it does not answer before anything is written.
    """
    sheets = sheets_by_key(book, patience)
    missing = tuple(sheet for sheet in blocks if sheet.casefold() not in sheets)
    with ExitStack() as protection, ExitStack() as undo:
        writing = _Writing(name, patience, undo, sheets)
        for sheet, on_sheet in blocks.items():
            if sheet not in missing:
                areas = [each.area for each in on_sheet]
                protection.enter_context(writable(sheets[sheet.casefold()], areas, patience))
        planned = [writing.planned(each) for on_sheet in blocks.values() for each in on_sheet]
        keep(Written(missing, tuple(planned)))
        for sheet in missing:
            sheets[sheet.casefold()] = writing.add_sheet(book, sheet)
        for change in planned:
            writing.write_block(change)
        keep(Written(missing, tuple([writing.arrived(change) for change in planned])))
        undo.pop_all()


def set_formats(book: BookLike, formats: Mapping[Area, str], patience: Patience) -> None:
    """Give blocks the number format that all their cells had, where they have it no more. Raises RefusedWrite."""
    sheets = sheets_by_key(book, patience)
    for area, code in formats.items():
        cells = block(sheets[area.sheet.casefold()], area)
        if patience(partial(getattr, cells, "number_format")) != code:
            with writable(sheets[area.sheet.casefold()], [area], patience):
                patience(partial(setattr, cells, "number_format", code))


def sheets_by_key(book: BookLike, patience: Patience) -> dict[str, SheetLike]:
    """The sheets by casefolded name: Excel does not tell capitals from small letters there."""
    standing = patience(lambda: list(book.sheets))
    return {patience(partial(getattr, sheet, "name")).casefold(): sheet for sheet in standing}


@dataclass(frozen=True)
class _Writing:
    """One write into one workbook. ``undo`` holds what takes it back, the last first.

    ``sheets`` are those of the workbook by casefolded name; those that are added come to the others.
    """

    name: str
    patience: Patience
    undo: ExitStack
    sheets: dict[str, SheetLike]

    def planned(self, new: Block) -> Change:
        """A block before it is written, with what stands there."""
        sheet = self.sheets.get(new.area.sheet.casefold())
        if sheet is None:
            return Change(Block(new.area, {at[1:]: Edit(at, None) for at in new.area}), new, "General")
        old = self.patience(partial(standing_block, sheet, new.area))
        return Change(old, new, self.patience(lambda: block(sheet, new.area).number_format))

    def add_sheet(self, book: BookLike, name: str) -> SheetLike:
        """A new sheet behind the last visible one; a sheet hidden deeply cannot be moved aside for it."""
        last = self.patience(lambda: [sheet for sheet in book.sheets if is_visible(sheet)][-1])
        with self._refusing(NO_NEW_SHEET.format(name=self.name, sheet=name)):
            sheet = self.patience(lambda: book.sheets.add(name, after=last))
        self.undo.callback(self._take_back, name, sheet.delete)
        return sheet

    def write_block(self, change: Change) -> None:
        """Writes a rectangle in one assignment."""
        area = change.new.area
        sheet = self.sheets[area.sheet.casefold()]
        old_rows = self._rows(sheet, change.old)
        self._assign(sheet, change.new)
        self.undo.callback(self._take_back, area.sheet, partial(_assign, sheet, area, old_rows))

    def arrived(self, change: Change) -> Change:
        """The block as it stands now; cells that were left out are written again one by one.

        Where rows are filtered out, Excel may write only those that are seen.
        """
        area = change.new.area
        sheet = self.sheets[area.sheet.casefold()]
        found = self.patience(partial(standing_block, sheet, area))
        left_out = [at for at in area if _is_left_out(at, change, found)]
        for at in left_out:
            self._assign(sheet, Block(Area(at.sheet, at.row, at.column, at.row, at.column), change.new.edits))
        if left_out:
            found = self.patience(partial(standing_block, sheet, area))
        return Change(change.old, found, change.number_format)

    def _assign(self, sheet: SheetLike, each: Block) -> None:
        rows = self._rows(sheet, each)
        with self._refusing(REFUSED.format(name=self.name, sheet=each.area.sheet, area=each.area.a1)):
            self.patience(partial(_assign, sheet, each.area, rows))

    @contextmanager
    def _refusing(self, sentence: str) -> Iterator[None]:
        """What Excel refuses becomes a RefusedWrite; that it is busy does not."""
        try:
            yield
        except Exception as error:
            if is_busy(error) or not is_refusal(error):
                raise
            raise RefusedWrite(sentence) from error

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


def standing_block(sheet: SheetLike, area: Area) -> Block:
    """What stands in an area, as edits that would write it again."""
    cells = read_cells(sheet, area)
    places = {(at.row, at.column): (at, cells.get((at.row, at.column), EMPTY)) for at in area}
    return Block(area, {place: Edit(at, cell.value, cell.formula) for place, (at, cell) in places.items()})


def _is_left_out(at: CellRef, change: Change, found: Block) -> bool:
    """Whether a cell still shows what it showed before, though something else was to be written."""
    old, new, now = (each.edits[at.row, at.column] for each in (change.old, change.new, found))
    if old.formula is not None and new.formula is not None:
        return False  # Excel spells formulas its own way
    return is_same(old, now) and not is_same(old, new)


def is_same(one: Edit, other: Edit) -> bool:
    """Whether two edits leave the same in a cell, as Excel keeps it: doubles, and no text for an empty one."""
    return _content(one) == _content(other)


def _content(edit: Edit) -> object:
    if edit.formula is not None:
        return ("=", edit.formula)
    if isinstance(edit.value, Decimal):
        return decimal_of(float(edit.value))
    return (type(edit.value), edit.value) if edit.value not in (None, "") else None
