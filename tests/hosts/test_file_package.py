"""What stays of a package when a cell is written: every other member, byte for byte, and a sound workbook."""

import io
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
from file_builders import SHEET1, WORKBOOK, build, rich_workbook, tiny_parts

from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit, Value
from jixiao.model.cells import CellRef
from package_parts import inflated, raw_members
from validator import validate
from workbook_lint import lint

FORM = "自评表"


def edit(row: int, column: int, value: Value, formula: str | None = None, sheet: str = FORM) -> Edit:
    return Edit(CellRef(sheet, row, column), value, formula)


EDITS = [
    edit(3, 2, Decimal("1300.5")),
    edit(3, 4, Decimal("0.9227"), "ROUND(C3/B3,4)"),
    edit(3, 5, ""),
    edit(3, 7, Decimal(1)),
    edit(5, 1, "=不是公式"),
    edit(10, 6, Decimal(7)),
    edit(11, 6, Decimal(8)),
    edit(40, 1, "末行\n第二行"),
    edit(1, 1, "序号", sheet="审核结果"),
    edit(2, 1, Decimal(2), "ROW()", sheet="审核结果"),
]


def test_untouched_members_keep_their_bytes_and_order(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "自评.xlsx")
    before = raw_members(path)
    write_edits(path, [edit(3, 2, Decimal(5)), edit(4, 1, "002")])
    after = raw_members(path)
    assert list(after) == list(before)
    # XlsxWriter already asks for a full calculation, so the workbook part need not change.
    assert {name for name in before if before[name] != after[name]} == {SHEET1}


def test_the_changed_workbook_is_sound(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "自评.xlsx")
    assert (lint(path), validate([path])) == ([], [])
    write_edits(path, EDITS)
    assert (lint(path), validate([path])) == ([], [])


def test_openpyxl_reads_what_was_written(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "自评.xlsx")
    write_edits(path, EDITS)
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    assert formulas.sheetnames == ["自评表", "_jixiao", "名单 'A' 册", "审核结果"]
    assert {at: (formulas[FORM][at].value, values[FORM][at].value) for at in ("B3", "D3", "E3", "A5", "A40")} == {
        "B3": (1300.5, 1300.5),
        "D3": ("=ROUND(C3/B3,4)", 0.9227),
        "E3": ("", ""),
        "A5": ("=不是公式", "=不是公式"),
        "A40": ("末行\n第二行", "末行\n第二行"),
    }
    assert formulas[FORM]["A5"].data_type == "s"
    formats = {at: formulas[FORM][at].number_format for at in ("B3", "D3", "G3", "F10", "F11")}
    assert formats == {"B3": "#,##0.00", "D3": "0.00%", "G3": "General", "F10": "#,##0.00", "F11": "0.00%"}
    result = formulas["审核结果"]
    assert (result["A1"].value, result["A2"].value) == ("序号", "=ROW()")
    assert result.column_dimensions["I"].width == 40


def test_our_own_reader_sees_the_edits_and_the_rest(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "自评.xlsx")
    before = read_book(path)
    write_edits(path, EDITS)
    after = read_book(path)
    touched = {(each.at.row, each.at.column) for each in EDITS if each.at.sheet == FORM}
    for place in before.sheets[FORM].cells.keys() - touched:
        assert after.cell(CellRef(FORM, *place)) == before.cell(CellRef(FORM, *place))
    assert after.names == before.names
    for each in EDITS:
        assert (after.cell(each.at).value, after.cell(each.at).formula) == (each.value, each.formula)


def test_comment_times_and_attributes_of_the_archive_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = "说明".encode()
        for name, content in tiny_parts().items():
            info = zipfile.ZipInfo(name, (2021, 12, 31, 8, 30, 2))
            info.external_attr, info.comment, info.compress_type = 0o640 << 16, b"c", zipfile.ZIP_STORED
            archive.writestr(info, content)
    write_edits(path, [edit(1, 1, Decimal(1), sheet="表")])
    with zipfile.ZipFile(path) as archive:
        assert archive.comment == "说明".encode()
        infos = {info.filename: info for info in archive.infolist()}
    assert {info.date_time for info in infos.values()} == {(2021, 12, 31, 8, 30, 2)}
    assert {info.external_attr for info in infos.values()} == {0o640 << 16}
    assert infos[SHEET1].compress_type == zipfile.ZIP_DEFLATED
    assert (infos[WORKBOOK].compress_type, infos[WORKBOOK].comment) == (zipfile.ZIP_STORED, b"c")


class Unseekable(io.RawIOBase):
    """A stream that only goes forward: zip members then carry their sizes behind the data."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self.data += bytes(piece)  # type: ignore[call-overload]
        return len(piece)  # type: ignore[arg-type]


def test_streamed_archives_with_wide_sizes_are_copied_as_they_are(tmp_path: Path) -> None:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in tiny_parts().items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content.encode() if isinstance(content, str) else content)
    path = tmp_path / "表.xlsx"
    path.write_bytes(bytes(stream.data))
    before = raw_members(path)
    write_edits(path, [edit(1, 1, Decimal(1), sheet="表")])
    after = raw_members(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET1}
    assert inflated(path)[SHEET1].count(b"<v>1</v>") == 1


def test_wide_directory_records_are_read_and_become_plain_ones(tmp_path: Path) -> None:
    path = build(tmp_path / "表.xlsx", tiny_parts())
    path.write_bytes(widened(path.read_bytes()))
    assert list(read_book(path).sheets) == ["表"]
    before = inflated(path)
    write_edits(path, [edit(1, 1, Decimal(1), sheet="表")])
    after = inflated(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET1}
    assert b"\xff\xff\xff\xff" not in path.read_bytes()


def widened(data: bytes) -> bytes:
    """The archive with all sizes and offsets of its directory in 64-bit fields."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos, start = archive.infolist(), archive.start_dir
    records = b""
    for info in infos:
        name = info.filename.encode()
        extra = struct.pack("<2H3Q", 1, 24, info.file_size, info.compress_size, info.header_offset)
        full = 0xFFFFFFFF
        records += struct.pack(
            *("<4s6H3L5H2L", b"PK\x01\x02", 45, 45, 0, 8, 0, 33, info.CRC, full, full),
            *(len(name), len(extra), 0, 0, 0, 0, full),
        )
        records += name + extra
    end = start + len(records)
    count = len(infos)
    wide_end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(records), start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    plain_end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:start] + records + wide_end + locator + plain_end


def test_macros_and_unknown_parts_are_kept(tmp_path: Path) -> None:
    more = {"xl/vbaProject.bin": bytes(range(256)), "customXml/item1.xml": "<a/>", "docProps/app.xml": "<b/>"}
    path = build(tmp_path / "表.xlsm", tiny_parts() | more)
    before = raw_members(path)
    write_edits(path, [edit(1, 1, "x", sheet="新表")])
    after = raw_members(path)
    assert {name: after[name] for name in more} == {name: before[name] for name in more}
