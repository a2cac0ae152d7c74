"""What the file host reads of a workbook as a whole: sheets, names, merged areas, dialects of the format."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from file_builders import (
    MAIN,
    RELS,
    ROOT_RELS,
    SHEET1,
    STRICT,
    STRICT_REFERENCES,
    WORKBOOK,
    build,
    cells_of,
    relation,
    relations,
    rich_workbook,
    tiny,
    tiny_parts,
    workbook,
    worksheet,
)

from jixiao.hosts.file import read_book
from jixiao.model.book import Cell, ErrorValue
from jixiao.model.cells import Area


def test_elements_of_other_namespaces_and_places_are_passed_over(tmp_path: Path) -> None:
    behind = (
        '<extLst><ext xmlns:x="urn:other"><x:sheetData><x:row r="5"><x:c r="A5"><x:v>9</x:v></x:c></x:row>'
        '</x:sheetData><row r="6"><c r="A6"><v>9</v></c></row><mergeCell ref="A1:B1"/></ext></extLst>'
    )
    data = '<row r="1"><c r="A1"><y:v xmlns:y="urn:other">7</y:v><v>1</v><extLst><v>8</v></extLst></c></row>'
    book = read_book(tiny(tmp_path, worksheet(data, behind=behind)))
    assert {at: cell.value for at, cell in cells_of(book).items()} == {"A1": Decimal(1)}
    assert book.sheets["表"].merged == ()


def test_prefixed_and_utf16_parts_are_read(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0" encoding="utf-16"?>'
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="B1" t="str"><x:v>值</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    parts = tiny_parts() | {SHEET1: sheet.encode("utf-16")}
    assert cells_of(read_book(build(tmp_path / "表.xlsx", parts))) == {"B1": Cell("值")}


def test_strict_workbook_with_absolute_targets(tmp_path: Path) -> None:
    parts = tiny_parts() | {
        ROOT_RELS: relations(relation(1, "officeDocument", "/book/main.xml", STRICT_REFERENCES)),
        "book/main.xml": f'<workbook xmlns="{STRICT}" xmlns:q="{STRICT_REFERENCES}"><sheets>'
        '<sheet name="严格" sheetId="3" q:id="rId1"/></sheets></workbook>',
        "book/_rels/main.xml.rels": relations(relation(1, "worksheet", "/sheets/%E8%A1%A8.xml", STRICT_REFERENCES)),
        "sheets/表.xml": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', space=STRICT),
    }
    for name in (WORKBOOK, RELS, SHEET1):
        del parts[name]
    book = read_book(build(tmp_path / "表.xlsx", parts))
    assert book.sheets["严格"].cells == {(1, 1): Cell(Decimal(1))}


def test_sheets_keep_the_workbooks_order_and_chart_sheets_are_left_out(tmp_path: Path) -> None:
    sheets = (
        '<sheet name="乙" sheetId="2" state="hidden" r:id="rId2"/><sheet name="图" sheetId="5" r:id="rId3"/>'
        '<sheet name="丙" sheetId="4" state="veryHidden" r:id="rId4"/>'
        '<sheet name="甲" sheetId="1" r:id="rId1"/>'
    )
    parts = tiny_parts(workbook=workbook(sheets=sheets)) | {
        RELS: relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(2, "worksheet", "../xl/worksheets/sheet2.xml"),
            relation(3, "chartsheet", "chartsheets/sheet1.xml"),
            relation(4, "worksheet", "worksheets/sheet4.xml"),
            relation(5, "externalLink", "file:///other.xlsx", more=' TargetMode="External"'),
        ),
        "xl/worksheets/sheet2.xml": worksheet(""),
        "xl/worksheets/sheet4.xml": worksheet(""),
    }
    book = read_book(build(tmp_path / "表.xlsx", parts))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets.values()] == [
        *(("乙", True), ("丙", True), ("甲", False))
    ]
    assert list(book.sheets) == ["乙", "丙", "甲"]


def test_defined_names_of_one_rectangle(tmp_path: Path) -> None:
    sheets = '<sheet name="老\'表" sheetId="1" r:id="rId1"/>'
    names = {
        "jx_area": "'老''表'!$B$2:$C$9",
        "jx_cell": "'老''表'!$A$1",
        "jx_deleted": "'老''表'!#REF!",
        "jx_gone": "#REF!$A$1",
        "jx_rate": "0.5",
        "jx_formula": "SUM('老''表'!$A$1:$A$2)",
        "jx_two": "'老''表'!$A$1,'老''表'!$B$1",
        "jx_elsewhere": "[1]Sheet1!$A$1",
        "jx_column": "'老''表'!$A:$A",
        "_xlnm.Print_Area": "'老''表'!$A$1:$B$2",
    }
    listed = "".join(f'<definedName name="{name}">{text}</definedName>' for name, text in names.items())
    local = "<definedName name=\"jx_local\" localSheetId=\"0\">'老''表'!$A$1</definedName>"
    behind = f"<definedNames>{listed}{local}</definedNames>"
    book = read_book(tiny(tmp_path, workbook=workbook(behind, sheets=sheets)))
    assert book.names == {
        "jx_area": Area("老'表", 2, 2, 9, 3),
        "jx_cell": Area("老'表", 1, 1, 1, 1),
        "jx_deleted": None,
        "jx_gone": None,
    }


def test_merged_areas(tmp_path: Path) -> None:
    behind = '<mergeCells count="2"><mergeCell ref="A1:C2"/><mergeCell ref="$D$4:E4"/></mergeCells>'
    book = read_book(tiny(tmp_path, worksheet("", behind=behind)))
    assert book.sheets["表"].merged == (Area("表", 1, 1, 2, 3), Area("表", 4, 4, 4, 5))


def test_a_workbook_with_many_features(tmp_path: Path) -> None:
    book = read_book(rich_workbook(tmp_path / "自评.xlsx"))
    form = book.sheets["自评表"]
    assert book.title == "自评.xlsx"
    assert {name: sheet.hidden for name, sheet in book.sheets.items()} == {
        "自评表": False,
        "_jixiao": True,
        "名单 'A' 册": False,
    }
    assert form.cells[2, 1] == Cell("单位：公共资源交易中心")
    assert form.cells[3, 4] == Cell(Decimal("0.972"), "ROUND(C3/B3,4)", "0.00%")
    assert form.cells[4, 3] == Cell(ErrorValue("#DIV/0!"), "1/0")
    assert form.merged == (Area("自评表", 1, 1, 1, 5),)
    assert book.names == {"jx_rate": Area("自评表", 3, 4, 3, 4), "jx_list": Area("名单 'A' 册", 2, 1, 3, 2)}


def test_importing_the_host_loads_no_excel_library() -> None:
    code = "import sys, jixiao.hosts.file; print({'openpyxl', 'xlsxwriter', 'pandas'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
