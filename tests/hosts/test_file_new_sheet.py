"""A sheet that an edit names and the workbook lacks is added at its end."""

from decimal import Decimal
from pathlib import Path

import pytest
from file_builders import (
    MAIN,
    PACKAGE,
    REFERENCES,
    RELS,
    ROOT_RELS,
    SHEET1,
    STRICT,
    STRICT_REFERENCES,
    TYPES,
    WORKBOOK,
    build,
    relation,
    relations,
    rich_workbook,
    tiny,
    tiny_parts,
    workbook,
    worksheet,
)

from jixiao.errors import RefusedWrite
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from package_parts import inflated

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
WIDTHS = (6, 8, 14, 12, 24, 16, 16, 28, 40)
COLUMNS = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(WIDTHS, 1))


def heading(sheet: str = "审核结果") -> Edit:
    return Edit(CellRef(sheet, 1, 2), "级别")


def sheet_of(space: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:B1"/>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{COLUMNS}</cols><sheetData><row r="1">'
        '<c r="B1" t="inlineStr"><is><t xml:space="preserve">级别</t></is></c></row></sheetData>'
        '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'
    )


def test_the_new_sheet_is_listed_once_everywhere(tmp_path: Path) -> None:
    sheets = '<sheet name="表" sheetId="7" r:id="rId1"/>'
    path = tiny(tmp_path, workbook=workbook(sheets=sheets))
    before = inflated(path)
    write_edits(path, [heading()])
    parts = inflated(path)
    new = "xl/worksheets/sheet2.xml"
    assert list(parts) == [*before, new]
    assert parts[new].decode() == sheet_of(MAIN)
    listed = f'<sheet name="审核结果" sheetId="8" xmlns:r="{REFERENCES}" r:id="rId2"/>'
    assert parts[WORKBOOK].decode() == workbook(sheets=sheets + listed)
    related = relation(2, "worksheet", "worksheets/sheet2.xml")
    assert parts[RELS].decode() == before[RELS].decode().replace("</Rel", related + "</Rel")
    override = f'<Override PartName="/{new}" ContentType="{SHEET_TYPE}"/>'
    assert parts[TYPES].decode() == before[TYPES].decode().replace("</Types", override + "</Types")


def test_several_new_sheets_in_a_full_workbook(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "自评.xlsx")
    write_edits(path, [heading(), heading("核对 & <底稿>"), Edit(CellRef("审核结果", 2, 1), Decimal(1), "1")])
    book = read_book(path)
    assert list(book.sheets)[-2:] == ["审核结果", "核对 & <底稿>"]
    assert book.sheets["审核结果"].cells[2, 1].formula == "1"
    assert book.sheets["核对 & <底稿>"].cells[1, 2].value == "级别"


def test_ids_and_part_names_in_use_are_left_alone(tmp_path: Path) -> None:
    sheets = '<sheet name="表" sheetId="65534" r:id="rId1"/>'
    parts = tiny_parts(workbook=workbook(sheets=sheets)) | {
        RELS: relations(relation(1, "worksheet", "worksheets/sheet1.xml"), relation(3, "theme", "theme/theme1.xml")),
        "xl/worksheets/SHEET2.xml": "<orphan/>",
    }
    path = build(tmp_path / "表.xlsx", parts)
    write_edits(path, [heading()])
    after = inflated(path)
    assert "xl/worksheets/sheet3.xml" in after
    assert b'sheetId="1" xmlns:r=' in after[WORKBOOK]
    assert b'Id="rId4"' in after[RELS]


def test_prefixed_strict_workbook_gets_a_strict_sheet(tmp_path: Path) -> None:
    parts = tiny_parts(worksheet("", space=STRICT)) | {
        ROOT_RELS: relations(relation(1, "officeDocument", WORKBOOK, STRICT_REFERENCES)),
        WORKBOOK: f'<x:workbook xmlns:x="{STRICT}"><x:sheets><x:sheet name="表" sheetId="1" '
        f'xmlns:q="{STRICT_REFERENCES}" q:id="rId1"/></x:sheets></x:workbook>',
        RELS: f'<p:Relationships xmlns:p="{PACKAGE}/relationships"><p:Relationship Id="rId1" '
        f'Type="{STRICT_REFERENCES}/worksheet" Target="worksheets/sheet1.xml"/></p:Relationships>',
    }
    path = build(tmp_path / "表.xlsx", parts)
    write_edits(path, [heading()])
    after = inflated(path)
    assert after["xl/worksheets/sheet2.xml"].decode() == sheet_of(STRICT)
    assert (
        f'<x:sheet name="审核结果" sheetId="2" xmlns:r="{STRICT_REFERENCES}" r:id="rId2"/></x:sheets>'
        in after[WORKBOOK].decode()
    )
    target = "worksheets/sheet2.xml"
    assert (
        f'<p:Relationship Id="rId2" Type="{STRICT_REFERENCES}/worksheet" Target="{target}"/></p:Rel'
        in after[RELS].decode()
    )


@pytest.mark.parametrize(
    "name",
    ["", " ", "长" * 32, "😀" * 16, "a/b", "a\\b", "a?", "a*", "a[b", "a]", "a:b", "'a", "a'", "History", "a\tb"],
)
def test_names_that_excel_forbids_are_refused(tmp_path: Path, name: str) -> None:
    path = tiny(tmp_path)
    before = path.read_bytes()
    with pytest.raises(RefusedWrite) as refusal:
        write_edits(path, [heading(name)])
    shown = name.replace("\t", "\ufffd")
    assert str(refusal.value) == (
        f"没有写入“表.xlsx”：“{shown}”不能用作工作表名称，请改用 1 至 31 个字、不含 : \\ / ? * [ ] 的名称。"
    )
    assert path.read_bytes() == before


def test_names_with_wide_spaces_and_quotes_inside_are_fine(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    write_edits(path, [heading("审核　结'果\""), heading("长" * 31)])
    assert list(read_book(path).sheets) == ["表", "审核　结'果\"", "长" * 31]


def test_a_chart_sheet_takes_no_cells(tmp_path: Path) -> None:
    sheets = '<sheet name="表" sheetId="1" r:id="rId1"/><sheet name="图" sheetId="2" r:id="rId2"/>'
    parts = tiny_parts(workbook=workbook(sheets=sheets)) | {
        RELS: relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "chartsheet", "chartsheets/sheet1.xml")
        )
    }
    path = build(tmp_path / "表.xlsx", parts)
    with pytest.raises(RefusedWrite) as refusal:
        write_edits(path, [heading("图")])
    assert str(refusal.value) == ("没有写入“表.xlsx”：“图”不是普通工作表（是图表页之类），请改用别的工作表。")
    assert inflated(path)[SHEET1].decode() == worksheet("")
