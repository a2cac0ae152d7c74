"""Files that are damaged as files: cut off, locked, of another kind. Each takes the bytes of a sound workbook."""

import random
import struct
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msoffcrypto.format.ooxml import OOXMLFile

from corpus.package import ROOT_RELS, WORKBOOK, XML

Chance = random.Random
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def cut_off(data: bytes, chance: Chance) -> bytes:
    """A download that broke off."""
    return data[: chance.randrange(2_000, len(data) - 100)]


def empty(data: bytes, chance: Chance) -> bytes:
    return b""


def zeros(data: bytes, chance: Chance) -> bytes:
    """A file whose contents never reached the disk."""
    return bytes(len(data))


def web_page(data: bytes, chance: Chance) -> bytes:
    """The log-in page of a mail system, saved under the workbook's name."""
    return "<html><head><title>登录</title></head><body>会话已过期，请重新登录</body></html>".encode()


def locked(data: bytes, chance: Chance) -> bytes:
    file = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt("111111", file)
    return file.getvalue()


def bomb(data: bytes, chance: Chance) -> bytes:
    """Ninety megabytes of blanks in ninety kilobytes."""
    return _bomb()


@cache
def _bomb() -> bytes:
    return _zipped({ROOT_RELS: _root("xl/workbook.xml"), WORKBOOK: b" " * 90_000_000})


def wrong_checksum(data: bytes, chance: Chance) -> bytes:
    """The checksum of a member changed in both places where it stands."""
    with ZipFile(BytesIO(data)) as archive:
        crc = struct.pack("<L", archive.getinfo(WORKBOOK).CRC)
    return data.replace(crc, bytes(byte ^ 0x55 for byte in crc))


def word_document(data: bytes, chance: Chance) -> bytes:
    return _zipped({"[Content_Types].xml": f"{XML}<Types/>".encode(), ROOT_RELS: _root("word/document.xml"),
                    "word/document.xml": f"{XML}<w:document/>".encode()})  # fmt: skip


def plain_archive(data: bytes, chance: Chance) -> bytes:
    """The whole folder zipped, and named .xlsx."""
    return _zipped({"自评/说明.txt": "见附件".encode("gbk"), "自评/自评表.xlsx": data})


def rar(data: bytes, chance: Chance) -> bytes:
    """An archive of another kind, which is not looked into."""
    return b"Rar!\x1a\x07\x01\x00" + data[:4000]


def open_document(data: bytes, chance: Chance) -> bytes:
    return _zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})


def binary_workbook(data: bytes, chance: Chance) -> bytes:
    return _zipped({ROOT_RELS: _root("xl/workbook.bin"), "xl/workbook.bin": b"\x83\x01\x00"})


def old_container(data: bytes, chance: Chance) -> bytes:
    """An OLE file with a workbook stream that holds nothing sound: what WPS calls .et, or a broken .xls."""
    name = "Workbook".encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name)) + bytes(62)
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + bytes(128) + entry + bytes(2048)


def escaping_member(data: bytes, chance: Chance) -> bytes:
    """A member whose name leads out of the archive."""
    file = BytesIO(data)
    with ZipFile(file, "a") as archive:
        archive.writestr(ZipInfo("../../启动.txt"), b"x")
    return file.getvalue()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, (2022, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return file.getvalue()


def _root(target: str) -> bytes:
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}" Target="{target}"/>'
    return f'{XML}<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'.encode()
