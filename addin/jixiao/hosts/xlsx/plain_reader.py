"""A worksheet part in the plain spelling → its cells. It reads what ``sheet_reader`` would, several times as fast."""

from collections.abc import Mapping
from decimal import Decimal

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.plain_cells import Place
from jixiao.hosts.xlsx.plain_rows import read_rows
from jixiao.hosts.xlsx.room import Room
from jixiao.hosts.xlsx.sheet_frame import outside_of, read_frame
from jixiao.model.book import Cell, Sheet
from jixiao.read.dates import has_day


def read_plain_sheet(data: bytes, part: str, name: str, hidden: bool, around: Surroundings, room: Room) -> Sheet | None:
    """The sheet; None where the part is not in the plain spelling, or anything about it is to be refused."""
    apart = outside_of(data)
    read = None if apart is None else read_rows(apart[1], around, room.limits.text)
    if apart is None or read is None:
        return None
    frame = read_frame(apart[0], read.kinds, part, name, room.limits)
    if frame is None or not room.take_sheet(len(read.rows), read.count, len(frame.merged)):
        return None
    cells = _counted_from_1900(read.cells, around.date_shift) if around.date_shift else read.cells
    kinds = frame.hidden_kinds
    hidden_rows = frozenset(int(row) for row, kind in read.rows if kind in kinds) if kinds else frozenset[int]()
    return Sheet(name, cells, frame.merged, hidden, hidden_rows, frame.hidden_columns)


def _counted_from_1900(cells: Mapping[Place, Cell], shift: int) -> dict[Place, Cell]:
    return {
        place: Cell(cell.value + shift, cell.formula, cell.number_format)
        if isinstance(cell.value, Decimal) and has_day(cell.number_format)
        else cell
        for place, cell in cells.items()
    }
