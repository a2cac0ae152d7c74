"""Tables that are not ours, spelled as other programs do it: prefixes, encodings, odd parts."""

import re
from collections.abc import Callable
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from corpus.features import charts, formulas
from corpus.kind import kind
from corpus.package import (
    MAIN,
    SHEET,
    TYPES,
    WORKBOOK,
    XML,
    Parts,
    add_extension,
    add_part,
    pack,
    put_in,
    unpacked,
)
from corpus.tables import ROWS, grafted, table_with

STRICT = "http://purl.oclc.org/ooxml"
_TRANSITIONAL = "http://schemas.openxmlformats.org"


def respelled(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """A package with every XML part of the spreadsheet changed."""
    parts = unpacked(path)
    pack(path, {name: change(name, data) if name.endswith((".xml", ".rels")) else data for name, data in parts.items()})


def prefixed(_: str, data: bytes) -> bytes:
    """Every element of the spreadsheet namespace with ``x:`` before it."""
    space = f'xmlns="{MAIN}"'.encode()
    if space not in data:
        return data
    data = data.replace(space, space.replace(b"xmlns=", b"xmlns:x="))
    return re.sub(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])", rb"<\1x:\2", data)


def strict(name: str, data: bytes) -> bytes:
    """The namespaces of ISO 29500 Strict."""
    if name == TYPES:
        return data
    for old, new in (("/spreadsheetml/2006/main", "/spreadsheetml/main"), ("/drawingml/2006/", "/drawingml/"),
                     ("/officeDocument/2006/", "/officeDocument/")):  # fmt: skip
        data = data.replace((_TRANSITIONAL + old).encode(), (STRICT + new).encode())
    if name == WORKBOOK:
        data = data.replace(b"<workbook ", b'<workbook conformance="strict" ')
    return data


def in_utf16(_: str, data: bytes) -> bytes:
    text = data.decode("utf-8")
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def in_latin(_: str, data: bytes) -> bytes:
    text = data.decode("utf-8").replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    return text.encode("iso-8859-1", "xmlcharrefreplace")


def with_mark(_: str, data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def on_many_lines(_: str, data: bytes) -> bytes:
    """Indented, with the line ends of Windows."""
    return re.sub(rb">(?=<)", b">\r\n  ", data)


def with_remarks(_: str, data: bytes) -> bytes:
    """Comments and processing instructions between and behind the elements."""
    data = re.sub(rb"(<(?:sheetData|row|sheets|Types|Relationships)\b[^>]*>)", rb"\1<!-- <c/> -->", data)
    return data + b"<?by hand?><!-- end -->"


def single_quoted(name: str, data: bytes) -> bytes:
    """Attributes in single quotes, apart from each other; empty elements with a blank."""
    if not name.startswith("xl/"):
        return data
    tags = re.compile(rb"<[A-Za-z][^<>]*>")
    spread = re.compile(rb'\s([\w:]+)="([^"\']*)"')
    return tags.sub(lambda tag: spread.sub(rb"  \1 = '\2'", tag[0]).replace(b"/>", b" />"), data)


def unaddressed(name: str, data: bytes) -> bytes:
    """Rows and cells of a full grid without their addresses, as streaming writers leave them out."""
    return re.sub(rb'<(row|c) r="\w+"', rb"<\1", data) if name == SHEET else data


for _change in (prefixed, in_utf16, in_latin, with_mark, on_many_lines, with_remarks, single_quoted):

    def _build(path: Path, change: Callable[[str, bytes], bytes] = _change) -> None:
        table_with(path, formulas)
        respelled(path, change)

    _build.__name__ = _change.__name__
    kind()(_build)


@kind()
def strict_namespaces(path: Path) -> None:
    table_with(path, charts)
    respelled(path, strict)


@kind(default=False)
def strict_and_prefixed(path: Path) -> None:
    table_with(path)
    respelled(path, lambda name, data: strict(name, prefixed(name, data)))


@kind()
def without_addresses(path: Path) -> None:
    def fill(_: object, sheet: Worksheet) -> None:
        for row, values in enumerate(ROWS):
            for column in range(len(ROWS[-1])):
                if column >= len(values) or values[column] is None:
                    sheet.write_string(row, column, "")

    table_with(path, fill)
    respelled(path, unaddressed)


@kind()
def without_dimension_and_spans(path: Path) -> None:
    table_with(path)
    respelled(path, lambda _, data: re.sub(rb'<dimension [^>]*/>| spans="[^"]*"', b"", data))


@kind()
def extensions_in_place(path: Path) -> None:
    def graft(parts: Parts) -> None:
        add_extension(parts, SHEET, '<ext uri="{0}"><a xmlns="urn:example"/></ext>')
        parts[WORKBOOK] = put_in(parts[WORKBOOK], "<extLst />", "workbook")

    grafted(path, graft)


@kind()
def calculation_settings(path: Path) -> None:
    def graft(parts: Parts) -> None:
        settings = b'<calcPr calcMode="manual" fullCalcOnLoad=\'0\' iterate="1"></calcPr>'
        parts[WORKBOOK] = re.sub(rb"<calcPr [^>]*/>", settings, parts[WORKBOOK])

    grafted(path, graft, formulas)


@kind()
def no_calculation_settings(path: Path) -> None:
    def graft(parts: Parts) -> None:
        parts[WORKBOOK] = re.sub(rb"<calcPr [^>]*/>", b"", parts[WORKBOOK])

    grafted(path, graft)


@kind()
def calculation_chain(path: Path) -> None:
    def graft(parts: Parts) -> None:
        links = f'{XML}<calcChain xmlns="{MAIN}"><c r="F6" i="1" l="1"/><c r="K11"/></calcChain>'
        kind_of = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
        add_part(parts, "xl/calcChain.xml", links, kind_of, WORKBOOK, "calcChain")

    grafted(path, graft, formulas)


@kind()
def shared_formulas(path: Path) -> None:
    def graft(parts: Parts) -> None:
        master = b'<c r="D4"><f t="shared" ref="D4:D6" si="0">ROUND(C4/B4,4)</f><v>0.98</v></c>'
        cells = [
            b'<c r="D5"><f t="shared" si="0"/><v>0.8</v></c>',
            b'<c r="D6"><f t="shared" si="0"/><v>0.9441</v></c>',
        ]
        for row, cell in zip((4, 5, 6), (master, *cells), strict=True):
            parts[SHEET] = re.sub(rb'<c r="D%d"[^>]*>.*?</c>' % row, cell, parts[SHEET])

    grafted(path, graft)


@kind()
def empty_results_sheet(path: Path) -> None:
    """An office that emptied 审核结果 by hand: the sheet is there, and it is not ours to take away."""
    table_with(path, lambda book, _: book.add_worksheet("审核结果"))


@kind()
def results_sheet_of_its_own(path: Path) -> None:
    table_with(path, lambda book, _: book.add_worksheet("审核结果").write("A1", "本局审核意见"))
