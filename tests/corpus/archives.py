"""Tables that are not ours in packages laid out and packed in odd ways: part names, content types, zip archives."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.features import comments, pictures
from corpus.kind import kind
from corpus.package import ROOT_RELS, SHEET, TYPES, WORKBOOK, WORKBOOK_RELS, Parts, pack, unpacked
from corpus.tables import grafted, table_with


@kind()
def absolute_targets(path: Path) -> None:
    def graft(parts: Parts) -> None:
        parts[WORKBOOK_RELS] = re.sub(rb'Target="(?!/)', b'Target="/xl/', parts[WORKBOOK_RELS])
        parts[ROOT_RELS] = re.sub(rb'Target="(?!/)', b'Target="/', parts[ROOT_RELS])

    grafted(path, graft)


@kind()
def odd_part_names(path: Path) -> None:
    """The workbook at the root of the package, its sheet in a folder with a blank, in other letters than listed."""

    def graft(parts: Parts) -> None:
        parts["Book.xml"], parts["my sheets/Blatt-1.XML"] = parts.pop(WORKBOOK), parts.pop(SHEET)
        rels = parts.pop(WORKBOOK_RELS).replace(b"worksheets/sheet1.xml", b"my%20sheets/blatt-1.xml")
        parts["_rels/book.xml.rels"] = re.sub(rb'Target="(?!my)', b'Target="xl/', rels)
        parts[ROOT_RELS] = parts[ROOT_RELS].replace(b"xl/workbook.xml", b"book.xml")
        types = parts[TYPES].replace(b"/xl/workbook.xml", b"/book.xml")
        parts[TYPES] = types.replace(b"/xl/worksheets/sheet1.xml", b"/my%20sheets/Blatt-1.xml")

    grafted(path, graft)


@kind()
def types_by_extension(path: Path) -> None:
    """Content types as defaults wherever that can be, the workbook's own above all."""

    def graft(parts: Parts) -> None:
        types = parts[TYPES].decode()
        main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        types = re.sub(r'<Override PartName="/xl/workbook\.xml"[^>]*/>', "", types)
        parts[TYPES] = types.replace('ContentType="application/xml"', f'ContentType="{main}"').encode()

    grafted(path, graft)


def _archived(path: Path, change: Callable[[zipfile.ZipInfo], None], comment: bytes = b"") -> None:
    parts = unpacked(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = comment
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2021, 12, 31, 8, 30, 2))
            info.compress_type = zipfile.ZIP_DEFLATED
            change(info)
            archive.writestr(info, content)


@kind()
def stored_members(path: Path) -> None:
    table_with(path, pictures)
    pack(path, unpacked(path), zipfile.ZIP_STORED)


@kind()
def zip_comments_and_fields(path: Path) -> None:
    def change(info: zipfile.ZipInfo) -> None:
        info.comment, info.external_attr = "说明".encode(), 0o640 << 16
        info.extra = struct.pack("<2HL", 0x000A, 4, 0)

    table_with(path, comments)
    _archived(path, change, "某某局 2021".encode())


@kind(default=False)
def folders_as_members(path: Path) -> None:
    table_with(path)
    parts = unpacked(path)
    pack(path, {"xl/": b"", "xl/worksheets/": b"", **parts, "docProps/": b""})


@kind(default=False)
def members_in_another_order(path: Path) -> None:
    table_with(path)
    pack(path, dict(reversed(unpacked(path).items())))


class _OneWay(io.RawIOBase):
    """A stream that only goes forward: members then carry their sizes behind the data."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        return self._file.write(piece)  # type: ignore[arg-type]

    def close(self) -> None:
        self._file.close()


@kind()
def data_descriptors(path: Path) -> None:
    table_with(path, pictures)
    parts = unpacked(path)
    with _OneWay(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
