"""Workbooks in the old .xls format, written record by record: sound ones and broken ones."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.model.book import Book, Sheet
from jixiao.model.cells import CellRef, parse_a1, parse_area

SECTOR = 512
MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
GLOBALS, WORKSHEET = 5, 16
ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
DATE_FORMAT, TIME_FORMAT, PERCENT_FORMAT = 14, 21, 10


@dataclass(frozen=True)
class Styled:
    """A number with the number of its built-in format."""

    number: float
    format: int


@dataclass(frozen=True)
class Formula:
    """A formula cell with its result; the formula itself is 1+1 whatever the result is."""

    result: float | str


@dataclass(frozen=True)
class Failed:
    """An error value."""

    text: str


Content = float | str | bool | Styled | Formula | Failed


@dataclass(frozen=True)
class OldSheet:
    """One sheet: contents by address, merged areas, 0 visible, 1 hidden, 2 very hidden."""

    name: str
    cells: Mapping[str, Content]
    merged: tuple[str, ...] = ()
    state: int = 0


def old_workbook(*sheets: OldSheet, from_1904: bool = False) -> bytes:
    """A workbook of these sheets."""
    return container(workbook_stream(sheets, from_1904))


def workbook_stream(sheets: Iterable[OldSheet], from_1904: bool = False) -> bytes:
    """The records of a workbook: its globals, then each sheet."""
    bodies = [_sheet(sheet) for sheet in sheets]
    formats = (0, DATE_FORMAT, TIME_FORMAT, PERCENT_FORMAT)
    before = record(0x42, "<H", 1200) + record(0x22, "<H", int(from_1904))
    before += b"".join(record(0xE0, "<HHH14s", 0, format, 0, bytes(14)) for format in formats)
    listed = [(sheet.state, _short_text(sheet.name)) for sheet in sheets]
    at = len(beginning(GLOBALS)) + len(before) + sum(4 + 6 + len(name) for _, name in listed) + 4
    places = []
    for (state, name), body in zip(listed, bodies, strict=True):
        places.append(record(0x85, f"<LBB{len(name)}s", at, state, 0, name))
        at += len(body)
    return b"".join([beginning(GLOBALS), before, *places, record(0x0A), *bodies])


def beginning(kind: int) -> bytes:
    return record(0x809, "<HHHHLL", 0x600, kind, 0, 0, 0, 6)


def record(number: int, layout: str = "<", *values: object) -> bytes:
    content = struct.pack(layout, *values)
    return struct.pack("<HH", number, len(content)) + content


def _sheet(sheet: OldSheet) -> bytes:
    cells = b"".join(_cell(at, content) for at, content in sheet.cells.items())
    areas = [area for text in sheet.merged if (area := parse_area("", text))]
    merged = b"".join(struct.pack("<4H", a.top - 1, a.bottom - 1, a.left - 1, a.right - 1) for a in areas)
    joined = record(0xE5, f"<H{len(merged)}s", len(areas), merged) if areas else b""
    return beginning(WORKSHEET) + cells + joined + record(0x0A)


def _cell(address: str, content: Content) -> bytes:
    place = parse_a1(address)
    assert place is not None
    row, column = place[0] - 1, place[1] - 1
    match content:
        case bool():
            return record(0x205, "<HHHBB", row, column, 0, content, 0)
        case Failed(text):
            return record(0x205, "<HHHBB", row, column, 0, ERRORS[text], 1)
        case Styled(number, format):
            style = (0, DATE_FORMAT, TIME_FORMAT, PERCENT_FORMAT).index(format)
            return record(0x203, "<HHHd", row, column, style, number)
        case Formula(result):
            return _formula(row, column, result)
        case str():
            text = _text(content)
            return record(0x204, f"<HHH{len(text)}s", row, column, 0, text)
    return record(0x203, "<HHHd", row, column, 0, content)


def _formula(row: int, column: int, result: float | str) -> bytes:
    tokens = bytes.fromhex("1e01001e010003")
    value = b"\0" + bytes(5) + b"\xff\xff" if isinstance(result, str) else struct.pack("<d", result)
    cell = record(0x06, "<HHH8sHLH7s", row, column, 0, value, 0, 0, len(tokens), tokens)
    if isinstance(result, str):
        text = _text(result)
        cell += record(0x207, f"<{len(text)}s", text)
    return cell


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _short_text(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def container(stream: bytes, name: str = "Workbook", cycle: bool = False) -> bytes:
    """An OLE file with one stream; ``cycle`` makes the chain of its sectors a circle."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // SECTOR)
    chain = [*range(1, count), 0 if cycle else END]
    tables = next(number for number in range(1, 110) if number * 128 >= count + 1 + number)
    sectors = [*chain, END, *[FAT_SECTOR] * tables]
    fat = struct.pack(f"<{tables * 128}L", *sectors, *[FREE] * (tables * 128 - len(sectors)))
    root = _entry("Root Entry", 5, 1, END, 0)
    directory = root + _entry(name, 2, NONE, 0, len(stream)) + _entry("", 0, NONE, 0, 0) * 2
    places = [*range(count + 1, count + 1 + tables), *[FREE] * (109 - tables)]
    header = struct.pack("<8s16sHHHHH6sLLLLLLLLL109L", MAGIC, bytes(16), 62, 3, 0xFFFE, 9, 6, bytes(6), 0, tables,
                         count, 0, 4096, END, 0, END, 0, *places)  # fmt: skip
    return header + stream.ljust(count * SECTOR, b"\0") + directory + fat


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBLLL16sL8s8sLQ", text, len(text), kind, 1, NONE, NONE, child, bytes(16), 0, bytes(8),
                       bytes(8), start, size)  # fmt: skip


def old_copy(book: Book) -> bytes:
    """A book of texts, numbers and truth values as an .xls; formulas leave their values."""
    sheets = book.sheets.values()
    return old_workbook(*(OldSheet(sheet.name, _contents(sheet), _areas(sheet), sheet.hidden) for sheet in sheets))


def _contents(sheet: Sheet) -> dict[str, Content]:
    contents: dict[str, Content] = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str | bool | Decimal):
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            contents[CellRef("", row, column).a1] = value
    return contents


def _areas(sheet: Sheet) -> tuple[str, ...]:
    return tuple(area.a1 for area in sheet.merged)
