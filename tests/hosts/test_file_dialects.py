"""The dialects in which offices' programs write workbooks: Excel's strict one, templates and macros, WPS, Java."""

from decimal import Decimal
from pathlib import Path

import pytest
from file_builders import (
    MAIN,
    REFERENCES,
    RELS,
    ROOT_RELS,
    SHEET1,
    SPREADSHEET_TYPE,
    STRICT,
    STRICT_REFERENCES,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    build,
    cells_of,
    edit,
    relation,
    relations,
    tiny_parts,
    workbook,
    worksheet,
)
from hostile_packages import sheet

from command_line import run
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Book, Cell
from jixiao.model.cells import Area
from jixiao.read.values import printed
from package_parts import inflated, raw_members


def strict_parts() -> dict[str, str | bytes]:
    """A workbook as Excel saves it under "Strict Open XML": other namespaces all over, dates as ISO 8601."""
    dated = '<c r="B1" s="1" t="d"><v>2022-04-22</v></c>'
    row = f'<row r="1"><c r="A1" t="s"><v>0</v></c>{dated}<c r="C1"><f>A1</f></c></row>'
    book = (
        f'<workbook xmlns="{STRICT}" xmlns:r="{STRICT_REFERENCES}" conformance="strict"><workbookPr/><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="jx_a">表!$A$1</definedName></definedNames></workbook>'
    )
    kinds = ("worksheet", "styles", "sharedStrings")
    targets = ("worksheets/sheet1.xml", "styles.xml", "sharedStrings.xml")
    pairs = enumerate(zip(kinds, targets, strict=True), 1)
    listed = (relation(number, kind, target, STRICT_REFERENCES) for number, (kind, target) in pairs)
    return tiny_parts() | {
        ROOT_RELS: relations(relation(1, "officeDocument", WORKBOOK, STRICT_REFERENCES)),
        WORKBOOK: book,
        RELS: relations(*listed),
        SHEET1: worksheet(row, space=STRICT),
        STYLES: f'<styleSheet xmlns="{STRICT}"><cellXfs><xf/><xf numFmtId="31"/></cellXfs></styleSheet>',
        STRINGS: f'<sst xmlns="{STRICT}"><si><t>甲</t></si></sst>',
    }


def test_strict_workbook_is_read_and_written(tmp_path: Path) -> None:
    path = build(tmp_path / "表.xlsx", strict_parts())
    cells = cells_of(read_book(path))
    assert (cells["A1"].value, printed(cells["B1"]), cells["C1"].formula) == ("甲", "2022年4月22日", "A1")
    write_edits(path, [edit("A2", "乙"), edit("A1", "丙", sheet="审核结果")])
    book = read_book(path)
    assert book.sheets["表"].cells[2, 1] == Cell("乙")
    assert book.sheets["审核结果"].cells == {(1, 1): Cell("丙")}
    assert book.names == {"jx_a": Area("表", 1, 1, 1, 1)}
    assert MAIN not in "".join(part.decode() for part in inflated(path).values())


KINDS = {
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".xltx": f"{SPREADSHEET_TYPE}.template.main+xml",
    ".xltm": "application/vnd.ms-excel.template.macroEnabled.main+xml",
}


@pytest.mark.parametrize("suffix", KINDS)
def test_templates_and_macro_workbooks_are_read_and_written(tmp_path: Path, suffix: str) -> None:
    """They stay what they are: type, macros and whatever else is in them."""
    parts = tiny_parts(sheet()) | {"xl/vbaProject.bin": b"\0macro"}
    types = str(parts[TYPES]).replace(f"{SPREADSHEET_TYPE}.sheet.main+xml", KINDS[suffix])
    path = build(tmp_path / f"自评{suffix}", {**parts, TYPES: types})
    before = raw_members(path)
    for command, code in (("check", 1), ("fill", 0)):
        assert run(command, path).exit_code == code
    write_edits(path, [edit("A1", "改")])
    after = raw_members(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET1}
    assert read_book(path).sheets["表"].cells[1, 1] == Cell("改")
    assert run("check", path, "--mark").exit_code == 1
    assert KINDS[suffix] in inflated(path)[TYPES].decode()


def wps_parts() -> dict[str, str | bytes]:
    """What WPS writes: pictures in cells, its own namespaces and parts, rows without cells, ``spans`` everywhere."""
    etc = "http://www.wps.cn/officeDocument/2017/etCustomData"
    rows = (
        '<row r="1" ht="22.5" customHeight="1" spans="1:3"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/>'
        '<c r="C1" s="2"><v>0.97230000000000005</v></c></row><row r="2" spans="1:3"/>'
        '<row r="3" spans="1:3"><c r="A3" t="str"><f>_xlfn.DISPIMG("ID_7F",1)</f><v>=DISPIMG("ID_7F",1)</v></c>'
        '<c r="B3" t="str"><f t="shared" ref="B3:B4" si="0">IF(C3="","",C3)</f><v></v></c></row>'
        '<row r="4" spans="1:3"><c r="B4" t="str"><f t="shared" si="0"/><v></v></c></row>'
    )
    part = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}" xmlns:r="{REFERENCES}" xmlns:xdr="urn:xdr" xmlns:x14="urn:x14" xmlns:mc="urn:mc" '
        f'xmlns:etc="{etc}"><sheetPr/><dimension ref="A1:C4"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5" outlineLevelCol="2"/>'
        '<cols><col min="1" max="1" width="22.5" customWidth="1"/></cols>'
        f'<sheetData>{rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
        '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/><headerFooter/>'
        '<extLst><ext uri="{x}"><etc:data>1</etc:data></ext></extLst></worksheet>'
    )
    strings = (
        f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><r><rPr><sz val="11"/></rPr><t>预算</t></r>'
        '<r><t xml:space="preserve">执行率 </t></r><phoneticPr fontId="1"/></si></sst>'
    )
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="0.00%_ "/></numFmts>\
<cellXfs><xf/><xf/><xf numFmtId="176"/></cellXfs></styleSheet>'
    images = relation(9, "cellImage", "cellimages.xml", "http://www.wps.cn/officeDocument/2020")
    parts = tiny_parts(part, strings=strings, styles=styles)
    return parts | {
        RELS: str(parts[RELS]).replace("</Relationships>", f"{images}</Relationships>"),
        "xl/cellimages.xml": "<etc:cellImages xmlns:etc='urn:x'/>",
    }


def test_workbook_of_wps(tmp_path: Path) -> None:
    path = build(tmp_path / "表.xlsx", wps_parts())
    cells = cells_of(read_book(path))
    assert cells["A1"].value == "预算执行率 "
    assert (cells["C1"].value, printed(cells["C1"])) == (Decimal("0.9723"), "97.23%")
    assert cells["A3"].formula == '_xlfn.DISPIMG("ID_7F",1)'
    assert cells["B4"] == Cell("", 'IF(C4="","",C4)')
    before = raw_members(path)
    write_edits(path, [edit("C2", Decimal(1))])
    after = raw_members(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET1, WORKBOOK}


def java_book(tmp_path: Path) -> Book:
    """As reporting systems in Java write it: no shared strings, no addresses of rows, a byte order mark."""
    rows = "<row><c t='inlineStr'><is><t>单位</t></is></c><c t='n'><v>12.0</v></c><c t='b'><v>true</v></c></row>"
    part = "\ufeff<?xml version='1.0' encoding='utf-8'?>" + worksheet(rows)
    return read_book(build(tmp_path / "表.xlsx", tiny_parts(part)))


def test_workbook_of_a_java_library(tmp_path: Path) -> None:
    assert [cell.value for cell in cells_of(java_book(tmp_path)).values()] == ["单位", Decimal(12), True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "us-ascii"])
def test_parts_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = "A" if encoding.startswith(("iso", "us")) else "甲"
    part = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + worksheet(
        f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>'
    )
    path = build(tmp_path / "表.xlsx", tiny_parts() | {SHEET1: part.encode(encoding)})
    write_edits(path, [edit("B1", "乙")])
    assert [cell.value for cell in cells_of(read_book(path)).values()] == [text, "乙"]


def test_prefixed_parts_everywhere(tmp_path: Path) -> None:
    """A prefix on every element, also of the parts around: .NET's Open XML SDK writes ``x:``."""
    parts = {
        name: str(text).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=").replace("<x:?", "<?")
        for name, text in tiny_parts(
            worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
            strings=f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>',
            workbook=workbook("<definedNames><definedName name='jx_a'>表!$A$1</definedName></definedNames>"),
        ).items()
    }
    path = build(tmp_path / "表.xlsx", parts)
    write_edits(path, [edit("A2", "乙"), edit("A1", Decimal(1), "1+0", sheet="新")])
    book = read_book(path)
    assert [cell.value for cell in book.sheets["表"].cells.values()] == ["甲", "乙"]
    assert book.sheets["新"].cells == {(1, 1): Cell(Decimal(1), "1+0")}
    assert book.names == {"jx_a": Area("表", 1, 1, 1, 1)}


def test_package_of_another_order_and_case(tmp_path: Path) -> None:
    parts = {name.upper() if name == SHEET1 else name: text for name, text in reversed(tiny_parts().items())}
    path = build(tmp_path / "表.xlsx", parts)
    write_edits(path, [edit("A1", "甲")])
    assert cells_of(read_book(path)) == {"A1": Cell("甲")}
    assert list(inflated(path)) == list(parts)
