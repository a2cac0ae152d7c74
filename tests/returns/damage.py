"""What is wrong with some returned workbooks, each kind with the code that a roundup must give as its reason.

A kind spoils what is typed (``entries``), the members of the package (``parts``) or the bytes of the file (``data``).
"""

import random
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msoffcrypto.format.ooxml import OOXMLFile

from corpus.package import ROOT_RELS, WORKBOOK, XML, Parts
from jixiao.consolidate.acceptance import Standing
from jixiao.model.cells import CellRef
from returns.figures import AMOUNTS, Reported
from returns.mould import STRINGS, Mould
from returns.people import with_entries
from returns.programs import packed

Chance = random.Random
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@dataclass(frozen=True)
class Damage:
    """One kind. ``code``: of the reason. ``suffix``: of the file's name. ``readable``: whether a unit can be told.

    ``on_top``: such a file is told only where it lies beside many units' workbooks, not in one unit's own folder.
    """

    code: str
    entries: Callable[[Mould, Reported, Chance], Reported] | None = None
    parts: Callable[[Mould, Parts, Chance], Parts] | None = None
    data: Callable[[bytes, Chance], bytes] | None = None
    suffix: str = ".xlsx"
    readable: bool = False
    on_top: bool = False
    standing: Standing = Standing.SET_ASIDE


# ---- the bytes


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


# ---- the members


def lost_sheet(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """The part of a sheet is gone, while the workbook still lists it."""
    gone = mould.sheet_parts[_sheet(mould)]
    return {name: data for name, data in parts.items() if name != gone}


def cut_markup(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """A sheet that ends in the middle of a cell, in an archive that is sound."""
    part = mould.sheet_parts[_sheet(mould)]
    return {**parts, part: parts[part][: len(parts[part]) * 2 // 3]}


def broken_framework(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """Another version, whose text inside the workbook was cut."""
    strings = parts[STRINGS].decode()
    version = mould.plan.framework.version
    strings = strings.replace(f"<t>{version}</t>", "<t>1999-12</t>")
    place = strings.index(f'version = "{version}"')
    end = strings.index("</t>", place)
    return {**parts, STRINGS: (strings[: place + 40] + strings[end:]).encode()}


def no_headings(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """Only the values pasted into a new workbook: no names, no hidden sheet, headings gone."""
    book = re.sub(rb"<definedNames>.*</definedNames>", b"", parts[WORKBOOK], flags=re.DOTALL)
    book = book.replace(b'name="_jixiao"', b'name="Sheet3"')
    strings = re.sub(rb"<t( [^>]*)?>[^<]*[\xe0-\xef][^<]*</t>", b"<t>-</t>", parts[STRINGS])
    changed = {**parts, WORKBOOK: book, STRINGS: strings}
    for part in mould.sheet_parts.values():
        changed[part] = re.sub(rb"<f>[^<]*</f><v>[^<]*</v>", b"<v></v>", changed[part])
    return changed


def _sheet(mould: Mould) -> str:
    """The sheet that the figures stand in."""
    assert mould.plan.form.indicators is not None
    return mould.plan.form.indicators.table.sheet


# ---- what is typed


def _total_cell(mould: Mould, said: Reported, role: str) -> CellRef | None:
    """The cell of the total of a role, where something is typed over its formula or it has none."""
    plan = mould.plan
    fact = plan.framework.summary.amounts.get(role)  # type: ignore[call-overload]
    fund = plan.form.fund
    at = plan.form.place(fact) if fact else fund.at(role, fund.line("total")) if fund else None
    return at if at is not None and isinstance(said.entries.get(at), Decimal) else None


def _source_cells(mould: Mould, said: Reported, role: str) -> list[CellRef]:
    """The cells that a total is the sum of."""
    fund = mould.plan.form.fund
    cells = [fund.at(role, line) for line in fund.group("source")] if fund else []
    return [at for at in cells if at is not None and isinstance(said.entries.get(at), Decimal)]


def _spoilt(mould: Mould, said: Reported, chance: Chance, spell: Callable[[Decimal], str]) -> Reported:
    """One figure without which a total is not known, spelled so that it is no number any more."""
    role = chance.choice(AMOUNTS)
    total = _total_cell(mould, said, role)
    at = chance.choice(_source_cells(mould, said, role)) if total is None else total
    value = said.entries[at]
    assert isinstance(value, Decimal)
    return with_entries(said, {at: spell(value)})


def in_words(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return _spoilt(mould, said, chance, lambda value: f"约{value:f}万")


def with_its_unit(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return _spoilt(mould, said, chance, lambda value: f"{value:f}{said.money_unit}")


def number_as_text(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """``1,234.50`` pasted as text: the workbook's own total passes over it."""
    return _spoilt(mould, said, chance, lambda value: f"{value:,.2f}")


def full_width(mould: Mould, said: Reported, chance: Chance) -> Reported:
    digits = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return _spoilt(mould, said, chance, lambda value: f"{value:f}".translate(digits))


def no_amount(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """A source left blank under the formula of the total, or the total itself where nothing computes it."""
    role = chance.choice(AMOUNTS)
    total, sources = _total_cell(mould, said, role), _source_cells(mould, said, role)
    gone = {total, chance.choice(sources)} if sources else {total}
    return replace(said, entries={at: value for at, value in said.entries.items() if at not in gone})


def no_unit(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return with_entries(said, {mould.plan.form.fields["unit"]: chance.choice((None, "  "))})


def no_project(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return with_entries(said, {mould.plan.form.fields["project"]: None})


def last_year(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """Last year's workbook, sent by mistake."""
    return with_entries(said, {mould.plan.form.fields["year"]: Decimal(said.year) - 1})


def whole_department(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """The department's own workbook over all its units, laid among theirs; what it holds would count twice."""
    fields = mould.plan.form.fields
    return with_entries(said, {fields["scope"]: "部门汇总", fields["unit"]: said.department})


DAMAGES: Mapping[str, Damage] = {
    "cut_off": Damage("truncated", data=cut_off),
    "empty": Damage("empty_file", data=empty),
    "zeros": Damage("not_a_workbook", data=zeros),
    "web_page": Damage("text_file", data=web_page, suffix=".xls"),
    "locked": Damage("password", data=locked),
    "bomb": Damage("too_large", data=bomb),
    "wrong_checksum": Damage("damaged", data=wrong_checksum),
    "word_document": Damage("not_a_workbook", data=word_document),
    "plain_archive": Damage("not_a_workbook", data=plain_archive),
    "open_document": Damage("other_format", data=open_document, suffix=".ods"),
    "binary_workbook": Damage("other_format", data=binary_workbook, suffix=".xlsb"),
    "wps_et": Damage("old_format", data=old_container, suffix=".et"),
    "broken_xls": Damage("damaged", data=old_container, suffix=".xls"),
    "escaping_member": Damage("unsafe", data=escaping_member),
    "paper": Damage("document", data=word_document, suffix=".docx", on_top=True),
    "rar": Damage("archive", data=rar, suffix=".rar", on_top=True),
    "cut_zip": Damage("archive_damaged", data=cut_off, suffix=".zip", on_top=True),
    "lost_sheet": Damage("damaged", parts=lost_sheet),
    "cut_markup": Damage("damaged", parts=cut_markup),
    "broken_framework": Damage("broken_framework", parts=broken_framework),
    "no_headings": Damage("unknown_form", parts=no_headings),
    "in_words": Damage("missing_amount", entries=in_words, readable=True),
    "with_its_unit": Damage("missing_amount", entries=with_its_unit, readable=True),
    "number_as_text": Damage("missing_amount", entries=number_as_text, readable=True),
    "full_width": Damage("missing_amount", entries=full_width, readable=True),
    "no_amount": Damage("missing_amount", entries=no_amount, readable=True),
    "no_unit": Damage("no_unit_name", entries=no_unit),
    "no_project": Damage("no_project_name", entries=no_project, readable=True),
    "last_year": Damage("wrong_year", entries=last_year, readable=True),
    "whole_department": Damage("whole_department", entries=whole_department, readable=True, standing=Standing.COVERED),
}


def damaged_file(damage: Damage, mould: Mould, said: Reported, chance: Chance, save: Callable[[Parts], bytes]) -> bytes:
    """The file of a unit with one kind of damage."""
    said = damage.entries(mould, said, chance) if damage.entries else said
    parts = mould.cast(said.entries)
    if damage.parts:
        return packed(damage.parts(mould, parts, chance))
    data = save(parts)
    return damage.data(data, chance) if damage.data else data
