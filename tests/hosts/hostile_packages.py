"""How hostile files are put together: a real table in a package, parts that swell, members that lie."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from file_builders import MAIN, SHEET1, tiny_parts

from casebook import FOLDER, book_of, cases_in
from jixiao.hosts.xlsx.directory import END, END_MARK, LOCAL, LOCAL_MARK
from jixiao.hosts.xlsx.members import CENTRAL, CENTRAL_MARK
from jixiao.model.book import Cell
from jixiao.model.cells import CellRef

Parts = Mapping[str, str | bytes]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Hostile:
    """A hostile file: ``make`` gives its bytes, ``sentence`` is what refuses it, None where it is read."""

    make: Callable[[], bytes]
    sentence: str | None = None
    suffix: str = ".xlsx"
    others: Mapping[str, str] = field(default_factory=dict)
    """The sentences of commands that have another one."""
    slow: bool = False
    """Whether it is left to the long tests, because it takes about a second."""

    def answer(self, name: str, command: str) -> str | None:
        """The whole sentence about the file of this name, or its beginning; None where it is read."""
        sentence = self.others.get(command, self.sentence)
        if sentence is None:
            return None
        return sentence.format(name=name) if sentence.startswith("{name}") else f"“{name}”{sentence}"


@cache
def table_rows() -> str:
    """The rows of a published table that is not ours: whatever stands beside it, its findings must come."""
    (sheet,) = book_of(cases_in(FOLDER / "foreign.toml")[0]).sheets.values()
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        by_row.setdefault(row, {})[column] = cell
    return "".join(
        f'<row r="{row}">{"".join(_cell(row, column, cell) for column, cell in cells.items())}</row>'
        for row, cells in by_row.items()
    )


def _cell(row: int, column: int, cell: Cell) -> str:
    at = CellRef("", row, column).a1
    if isinstance(cell.value, Decimal):
        return f'<c r="{at}"><v>{cell.value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(str(cell.value or ""))}</t></is></c>'


def sheet(rows: str = "", before: str = "", behind: str = "", root: str = "") -> str:
    """A worksheet part with the published table, ``rows`` below it."""
    head = f'<worksheet xmlns="{MAIN}"{root}>{before}<sheetData>'
    return f"{head}{table_rows()}{rows}</sheetData>{behind}</worksheet>"


def packed(parts: Parts, level: int = 6) -> bytes:
    """The parts in a sound archive."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, level)
    return file.getvalue()


def table(part: str = SHEET1, content: str | bytes = "", more: Parts | None = None, **others: str) -> bytes:
    """A workbook with the published table and one part replaced; ``more`` parts beside it."""
    parts = tiny_parts(sheet(), **others) | ({part: content} if content else {}) | dict(more or {})
    return packed(parts, level=1)


def swollen(count: int, filler: str, head: str = "", tail: str = "") -> bytes:
    """A part made of one thing over and over; ``{}`` in it counts."""
    middle = (
        "".join(filler.replace("{}", str(number)) for number in range(1, count + 1))
        if "{}" in filler
        else filler * count
    )
    return f"{head}{middle}{tail}".encode()


def member(name: bytes, content: bytes, declared: int | None = None, method: int = 8) -> tuple[bytes, bytes]:
    """Local entry and directory record of a member at byte 0; ``declared`` lies about its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(content) + packer.flush() if method == 8 else content
    sizes = (zlib.crc32(content), len(data), len(content) if declared is None else declared)
    local = LOCAL.pack(LOCAL_MARK, 20, 0, method, 0, 33, *sizes, len(name), 0) + name + data
    return local, CENTRAL.pack(CENTRAL_MARK, 20, 20, 0, method, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, 0) + name


def archive(locals: Iterable[bytes], records: Iterable[bytes], count: int | None = None, end: bytes = b"") -> bytes:
    """An archive of these entries and records; ``count`` lies about their number, ``end`` stands before its end."""
    records = list(records)
    body, directory = b"".join(locals), b"".join(records)
    number = len(records) if count is None else count
    tail = END.pack(END_MARK, 0, 0, min(number, 0xFFFF), min(number, 0xFFFF), len(directory), len(body), 0)
    return body + directory + end + tail


def overlapping(count: int) -> bytes:
    """A flat bomb: a thousand names for one and the same data."""
    local, record = member(b"xl/a.xml", bytes(100_000))
    return archive([local], [record[:46] + b"%08d" % number for number in range(count)])


def million_members() -> bytes:
    """A directory of a million records, announced the zip64 way."""
    count = 1_000_000
    local, record = member(b"a", b"x")
    directory = record * count
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), len(local))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(local) + len(directory), 1)
    end = END.pack(END_MARK, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + directory + end64 + locator + end


def in_sheet(content: Callable[[], str | bytes], sentence: str | None = None, slow: bool = False) -> Hostile:
    return Hostile(lambda: table(SHEET1, content()), sentence, slow=slow)


def in_part(
    part: str, content: Callable[[], str | bytes], sentence: str | None = None, slow: bool = False, **others: str
) -> Hostile:
    return Hostile(lambda: table(part, content(), **others), sentence, slow=slow)


def noise(size: int) -> str:
    """Text that does not pack well."""
    return random.Random(5).randbytes(size // 2).hex()
