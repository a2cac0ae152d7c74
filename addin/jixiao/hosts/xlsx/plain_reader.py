"""A worksheet part in the plain spelling → its cells. It reads what ``sheet_reader`` would, several times as fast."""

from decimal import Decimal

from jixiao.hosts.xlsx import cell_values
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.plain_grid import PlainGrid, plain_grid
from jixiao.hosts.xlsx.plain_text import plain_value, unescaped
from jixiao.hosts.xlsx.room import Room
from jixiao.hosts.xlsx.sheet_frame import read_frame
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.book import Cell, Sheet, Value
from jixiao.model.cells import column_number
from jixiao.read.dates import has_day

Place = tuple[int, int]


def read_plain_sheet(data: bytes, part: str, name: str, hidden: bool, around: Surroundings, room: Room) -> Sheet | None:
    """The sheet; None where the part is not in the plain spelling, or anything about it is to be refused."""
    plain = plain_grid(data)
    frame = None if plain is None else read_frame(plain, part, name, room.limits)
    if plain is None or frame is None:
        return None
    read = _cells(plain, around, room.limits.text)
    if read is None or not room.take_sheet(len(plain.rows), read[1], len(frame.merged)):
        return None
    cells = read[0]
    hidden_rows = frozenset(int(row) for row, kind in plain.rows if kind in frame.hidden_kinds)
    return Sheet(name, cells, frame.merged, hidden, hidden_rows, frame.hidden_columns)


def _cells(plain: PlainGrid, around: Surroundings, longest: int) -> tuple[dict[Place, Cell], int] | None:
    """Cells by row and column, and how many the part has, one in the same place again included.

    None where one cannot be read.
    """
    strings, formats, number = around.strings, around.formats, cell_values.number
    may_be_too_long = len(plain.grid) > longest
    found: dict[Place, Cell] = {}
    count = 0
    value: Value
    try:
        for letters, row, style, kind, formula, stored, inline in plain.cells():
            if may_be_too_long and len(formula) + len(stored) + len(inline) > longest:
                return None
            if kind == "s":
                value = strings[int(stored)]
            elif kind == "str":
                value = plain_value(stored)
            elif stored and not kind:
                value = number(stored)
            else:
                value = plain_value(inline) if kind == "inlineStr" else _other(kind, stored, around)
            if value is not None or formula:
                text = plain_value(formula) or None if formula else None
                found[int(row), column_number(letters)] = Cell(value, text, formats.get(style or "0", GENERAL))
                count += 1
    except (ValueError, IndexError):
        return None
    return (_counted_from_1900(found, around.date_shift) if around.date_shift else found), count


def _other(kind: str, stored: str, around: Surroundings) -> Value:
    return cell_values.decode(kind or "n", unescaped(stored), around)


def _counted_from_1900(cells: dict[tuple[int, int], Cell], shift: int) -> dict[tuple[int, int], Cell]:
    return {
        place: Cell(cell.value + shift, cell.formula, cell.number_format)
        if isinstance(cell.value, Decimal) and has_day(cell.number_format)
        else cell
        for place, cell in cells.items()
    }
