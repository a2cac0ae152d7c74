"""Workbooks for the tests of the file host: tiny ones written by hand, and one with many features."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from jixiao.hosts.file import write_edits
from jixiao.model.book import Book, Cell, Edit, Value
from jixiao.model.cells import Area, CellRef, parse_a1
from package_parts import inflated

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REFERENCES = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

WORKBOOK, RELS, SHEET1 = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
STYLES, STRINGS, CHAIN = "xl/styles.xml", "xl/sharedStrings.xml", "xl/calcChain.xml"

ONE_PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">2L5B", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    )
)


def relation(number: int, kind: str, target: str, space: str = REFERENCES, more: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{space}/{kind}" Target="{target}"{more}/>'


def relations(*items: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(items)}</Relationships>'


def worksheet(data: str, before: str = "", behind: str = "", space: str = MAIN) -> str:
    return f'<worksheet xmlns="{space}">{before}<sheetData>{data}</sheetData>{behind}</worksheet>'


def workbook(behind: str = "", before: str = "", sheets: str = '<sheet name="表" sheetId="1" r:id="rId1"/>') -> str:
    spaces = f'xmlns="{MAIN}" xmlns:r="{REFERENCES}"'
    return f"<workbook {spaces}>{before}<sheets>{sheets}</sheets>{behind}</workbook>"


def tiny_parts(sheet: str = "", **others: str) -> dict[str, str | bytes]:
    """The parts of the smallest workbook, its sheet 表; ``others`` are styles, strings, chain, workbook."""
    kinds = {
        "styles": ("styles", STYLES),
        "strings": ("sharedStrings", STRINGS),
        "chain": ("calcChain", CHAIN),
    }
    present = [kinds[key] for key in kinds if key in others]
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/worksheets/sheet1.xml", "worksheet")]
    overrides += [(f"/{part}", kind) for kind, part in present]
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{SPREADSHEET_TYPE}.{kind}+xml"/>' for part, kind in overrides
    )
    rels = [relation(1, "worksheet", "worksheets/sheet1.xml")]
    rels += [relation(number, kind, Path(part).name) for number, (kind, part) in enumerate(present, 2)]
    parts: dict[str, str | bytes] = {
        TYPES: f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>',
        ROOT_RELS: relations(relation(1, "officeDocument", WORKBOOK)),
        WORKBOOK: others.get("workbook", workbook()),
        RELS: relations(*rels),
        SHEET1: sheet or worksheet(""),
    }
    return parts | {part: others[key] for key, (_, part) in kinds.items() if key in others}


def build(path: Path, parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Zip the parts into a file."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path


def tiny(folder: Path, sheet: str = "", **others: str) -> Path:
    return build(folder / "表.xlsx", tiny_parts(sheet, **others))


def rich_workbook(path: Path) -> Path:
    """A workbook with names, formats, lists, rules, comments, a table, a picture, a chart, a hidden sheet."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "自评", "created": datetime(2022, 1, 1)})
    _fill_form(book)
    hidden = book.add_worksheet("_jixiao")
    hidden.very_hidden()
    hidden.write_string("A1", 'id = "demo"\n')
    table = book.add_worksheet("名单 'A' 册")
    table.add_table("A1:B3", {"data": [["甲", 1], ["乙", 2]], "columns": [{"header": "单位"}, {"header": "数"}]})
    book.define_name("jx_rate", "=自评表!$D$3")
    book.define_name("jx_list", "='名单 ''A'' 册'!$A$2:$B$3")
    book.define_name("jx_tax", "=0.13")
    book.define_name("自评表!jx_local", "=自评表!$A$1")
    book.close()
    return path


def _fill_form(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("自评表")
    percent, amount = book.add_format({"num_format": "0.00%"}), book.add_format({"num_format": "#,##0.00"})
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.set_column("F:F", 20, percent)
    sheet.set_row(9, 30, amount)
    sheet.merge_range("A1:E1", "部门整体支出绩效自评表", book.add_format({"bold": True, "align": "center"}))
    sheet.write_rich_string("A2", "单位：", book.add_format({"bold": True}), "公共资源交易中心")
    sheet.write_row("A3", ["一般公共预算", 1234.56, 1200], amount)
    sheet.write_formula("D3", "=ROUND(C3/B3,4)", percent, 0.972)
    sheet.write_formula("E3", '=IF(D3>=0.9,"优","")', None, "优")
    sheet.write_string("A4", "001")
    sheet.write_boolean("B4", True)
    sheet.write_formula("C4", "=1/0", None, "#DIV/0!")
    sheet.write_array_formula("A6:A7", "{=B3:B4*2}", None, 2469.12)
    sheet.data_validation("E4", {"validate": "list", "source": ["优", "良", "中", "差"]})
    rule = {"type": "formula", "criteria": "=$D$3>1", "format": red}
    sheet.conditional_format("A1:E10", rule)
    sheet.write_comment("B3", "见附件")
    sheet.insert_image("H2", "点.png", {"image_data": BytesIO(ONE_PIXEL)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=自评表!$B$3:$C$3"})
    sheet.insert_chart("H5", chart)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()


def edit(a1: str, value: Value, formula: str | None = None, sheet: str = "表") -> Edit:
    place = parse_a1(a1)
    assert place is not None
    return Edit(CellRef(sheet, *place), value, formula)


def written(folder: Path, data: str, *edits: Edit, before: str = "", **others: str) -> str:
    """The sheet's rows after the edits; what stands before them must be as it was."""
    path = tiny(folder, worksheet(data, before), **others)
    write_edits(path, edits)
    text = inflated(path)[SHEET1].decode()
    head, tail = f'<worksheet xmlns="{MAIN}">{before}<sheetData>', "</sheetData></worksheet>"
    assert text.startswith(head)
    assert text.endswith(tail)
    return text.removeprefix(head).removesuffix(tail)


def cells_of(book: Book) -> dict[str, Cell]:
    (sheet,) = book.sheets.values()
    return {Area(sheet.name, row, column, row, column).a1: cell for (row, column), cell in sheet.cells.items()}
