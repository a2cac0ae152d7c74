"""How programs save a workbook: Excel, WPS, libraries that write inline strings, openpyxl. The content is the same."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import openpyxl

from corpus.dialects import in_utf16, on_many_lines, prefixed, single_quoted, with_mark
from corpus.ours import as_excel_saves
from corpus.package import MAIN, ROOT_RELS, WORKBOOK, WORKBOOK_RELS, XML, Parts, add_part
from returns.mould import STRINGS

Program = Callable[[Parts], bytes]
_SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")
_APP, _CORE = "docProps/app.xml", "docProps/core.xml"
_WPS_SPACES = (
    b' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    b' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    b' xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
)
_WPS_APP = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    "<Application>WPS 表格</Application></Properties>"
)
_WPS_CUSTOM = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
    "<vt:lpwstr>2052-11.1.0.14309</vt:lpwstr></property></Properties>"
)


def packed(parts: Parts, method: int = ZIP_DEFLATED) -> bytes:
    """Members as an archive, without a clock."""
    file = BytesIO()
    with ZipFile(file, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method, 1)
    return file.getvalue()


def as_built(parts: Parts) -> bytes:
    """As the template's builder spells it."""
    return packed(parts)


def excel(parts: Parts) -> bytes:
    """As Excel saves: a chain of calculation, ``x14ac`` attributes."""
    saved = dict(parts)
    as_excel_saves(saved)
    return packed(saved)


def wps(parts: Parts) -> bytes:
    """As WPS saves: one line, its own namespaces, order of attributes, parts and properties, absolute targets."""
    saved = {name: _wps_sheet(data) if _SHEET.fullmatch(name) else data for name, data in parts.items()}
    for name in saved:
        saved[name] = saved[name].replace(XML.encode(), XML.strip().encode(), 1)
    saved[WORKBOOK] = _wps_book(saved[WORKBOOK])
    saved[WORKBOOK_RELS] = re.sub(rb'Target="(?!/)', b'Target="/xl/', saved[WORKBOOK_RELS])
    saved[_APP] = _WPS_APP.encode()
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    add_part(saved, "docProps/custom.xml", _WPS_CUSTOM, kind, "", "custom-properties")
    first = [name for name in (ROOT_RELS, _APP, _CORE, "docProps/custom.xml") if name in saved]
    types = "[Content_Types].xml"
    order = [*first, *(name for name in saved if name not in (*first, types)), types]  # WPS puts the types last
    return packed({name: saved[name] for name in order})


def _wps_sheet(data: bytes) -> bytes:
    space = f'xmlns="{MAIN}"'.encode()
    data = data.replace(space, space + _WPS_SPACES, 1)
    data = re.sub(rb'<row r="([0-9]+)" spans="([^"]*)"( [^>]*?)?(/?)>', rb'<row r="\1"\3 spans="\2"\4>', data)
    data = re.sub(rb'<c r="([A-Z]+[0-9]+)" s="([0-9]+)" t="(s|str)">', rb'<c r="\1" t="\3" s="\2">', data)
    return data.replace(b"<v></v>", b"<v/>")


def _wps_book(data: bytes) -> bytes:
    version = b'<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/>'
    data = re.sub(rb"<fileVersion [^>]*/>", version, data)
    return re.sub(rb"<calcPr [^>]*/>", b'<calcPr calcId="144525"/>', data)


def inline_strings(parts: Parts) -> bytes:
    """As reporting systems export: texts in the cells, no shared strings."""
    texts = [re.sub(rb"^<si>|</si>$", b"", found) for found in re.findall(rb"<si>.*?</si>", parts[STRINGS], re.DOTALL)]

    def inline(cell: re.Match[bytes]) -> bytes:
        return b'%s t="inlineStr"><is>%s</is></c>' % (cell[1], texts[int(cell[2])])

    cells = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="s"><v>([0-9]+)</v></c>')
    saved = {name: cells.sub(inline, data) if _SHEET.fullmatch(name) else data for name, data in parts.items()}
    del saved[STRINGS]
    for name in ("[Content_Types].xml", WORKBOOK_RELS):
        saved[name] = re.sub(rb"<(?:Override|Relationship) [^>]*sharedStrings[^>]*/>", b"", saved[name])
    return packed(saved)


def stored(parts: Parts) -> bytes:
    """Not compressed, as some scanners and mail gateways leave it."""
    return packed(parts, ZIP_STORED)


def by_openpyxl(parts: Parts) -> bytes:
    """Loaded and saved by openpyxl: formulas without results, much of the rest gone."""
    book = openpyxl.load_workbook(BytesIO(packed(parts)))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _respelled(change: Callable[[str, bytes], bytes]) -> Program:
    def save(parts: Parts) -> bytes:
        spelled = {name: change(name, data) if name.endswith((".xml", ".rels")) else data
                   for name, data in parts.items()}  # fmt: skip
        return packed(spelled)

    return save


PROGRAMS: Mapping[str, Program] = {
    "excel": excel,
    "wps": wps,
    "as_built": as_built,
    "inline_strings": inline_strings,
    "stored": stored,
    "prefixed": _respelled(prefixed),
    "single_quoted": _respelled(single_quoted),
    "on_many_lines": _respelled(on_many_lines),
    "in_utf16": _respelled(in_utf16),
    "with_mark": _respelled(with_mark),
    "by_openpyxl": by_openpyxl,
}
SHARES = {"excel": 40, "wps": 40, "as_built": 6, "inline_strings": 4, "stored": 3, "prefixed": 2, "single_quoted": 1,
          "on_many_lines": 1, "in_utf16": 1, "with_mark": 1, "by_openpyxl": 1}  # fmt: skip
"""How often each is met, in a hundred files."""
