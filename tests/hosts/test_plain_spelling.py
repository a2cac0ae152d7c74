"""What is read at a stroke is what the parser reads: the same cells, and nothing that it would refuse."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from both_readers import both, both_strings, parts_of_filled_workbooks, sheet
from file_builders import MAIN

from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.plain_grid import plain_grid
from jixiao.hosts.xlsx.room import Room


def test_our_templates_are_plain_throughout() -> None:
    sheets, strings = parts_of_filled_workbooks()
    assert len(sheets) > 30
    for data in sheets:
        plain, parsed = both(data)
        assert plain is not None
        assert plain == parsed
        assert list(plain.cells) == list(parsed.cells if parsed else ())
    for data in strings:
        plain_list, parsed_list = both_strings(data)
        assert plain_list is not None
        assert plain_list == parsed_list


PLAIN = {
    "number": '<row r="1"><c r="A1"><v>1.5</v></c><c r="B1" s="1"><v>-2E-3</v></c><c r="C1" t="n"><v> 3 </v></c></row>',
    "date": '<row r="1"><c r="A1" s="2"><v>44000</v></c></row>',
    "shared text": '<row r="7" spans="1:2" ht="20" customHeight="1"><c r="A7" t="s"><v>0</v></c>'
    '<c r="B7" t="s"/></row>',
    "texts": '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲&amp;乙&lt;_x000D_</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t></t></is></c><c r="C1" t="str"><f>A1&amp;"&quot;"</f><v></v></c></row>',
    "others": '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"/><c r="D1"></c></row>',
    "formulas": '<row r="1"><c r="A1"><f>B1+1</f></c><c r="B1"><f aca="false">1</f><v>1</v></c>'
    '<c r="C1"><f></f></c></row>',
    "nothing in a type": '<row r="1"><c r="A1" t="str"/><c r="B1" s="1" t="inlineStr"/><c r="C1" t="n"/>'
    '<c r="D1" t="str"><v/></c><c r="E1"><f>1</f><v/></c><c r="F1" t="b"><v/></c></row>',
    "type before style": '<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="str" s="1"><f>1</f><v>甲</v></c>'
    '<c r="C1" t="n" s="2"><v>44000</v></c><c r="D1" t="e" s="2"/></row>',
    "attributes before the number": '<row spans="1:2" r="4" ht="20"><c r="A4"><v>1</v></c></row><row ht="9" r="6"/>',
    "text over a number": '<row r="1"><c r="A1"><v>1</v></c><c r="A1" t="s"><v>0</v></c></row>',
    "number over a text": '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="A1"><v>1</v></c></row>',
    "no rows": "",
    "empty rows": '<row r="1"/><row r="3" hidden="1"></row><row r="9" hidden="true"><c r="B9"><v>1</v></c></row>',
    "out of order": '<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>2</v></c></row>'
    '<row r="1"><c r="XFD1"><v>3</v></c></row>',
    "twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a prefix of its own": '<row r="1" x:d="0" xmlns:x="urn:x"><c r="A1"><v>1</v></c></row>',
}


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN)
def test_plain_spelling(rows: str) -> None:
    behind = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    plain, parsed = both(sheet(rows, '<cols><col min="2" max="3" hidden="1"/></cols>', behind))
    assert plain is not None
    assert plain == parsed


ODD = {
    "shared formula": '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f></c></row>',
    "array": '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1</f></c></row>',
    "rich text": '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r></is></c></row>',
    "no place": "<row><c><v>1</v></c></row>",
    "other order": '<row r="1"><c t="s" r="A1"><v>0</v></c></row>',
    "single quotes": "<row r='1'><c r='A1'><v>1</v></c></row>",
    "blanks": '<row r="1"> <c r="A1"><v>1</v></c></row>',
    "comment": '<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
    "character by number": '<row r="1"><c r="A1" t="str"><v>&#65;</v></c></row>',
    "carriage return": '<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>',
    "text of a formula without one": '<row r="1"><c r="A1" t="str"><f>B1</f></c></row>',
    "inline text without one": '<row r="1"><c r="A1" t="inlineStr"><f>B1</f></c></row>',
    "row with a zero in front": '<row r="01"><c r="A1"><v>1</v></c></row>',
    "day": '<row r="1"><c r="A1" t="d"><v>2021-12-31</v></c></row>',
}


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_other_spellings_are_left_to_the_parser(rows: str) -> None:
    plain, parsed = both(sheet(rows))
    assert plain is None
    assert parsed is not None


REFUSED = {
    "other row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "below the sheet": '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
    "beside the sheet": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    "no number": '<row r="1"><c r="A1"><v>1,5</v></c></row>',
    "no shared text": '<row r="1"><c r="A1" t="s"><v>1000</v></c></row>',
    "attribute twice": '<row r="1" ht="1" ht="2"/>',
    "no prefix": '<row r="1" y:d="1"/>',
    "control sign": '<row r="1"><c r="A1" t="str"><v>\x0b</v></c></row>',
    "end of character data": '<row r="1"><c r="A1" t="str"><v>]]></v></c></row>',
    "unknown entity": '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
    "long text": f'<row r="1"><c r="A1" t="str"><v>{"字" * (LIMITS.text + 1)}</v></c></row>',
}


@pytest.mark.parametrize("rows", REFUSED.values(), ids=REFUSED)
def test_nothing_is_taken_that_the_parser_refuses(rows: str) -> None:
    assert both(sheet(rows)) == (None, None)


ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
MISLEADING = {
    "grid in a comment": (f"<!--<sheetData>{ROW}</sheetData>-->", "", ""),
    "end in a comment": ("", ROW, "<!--</sheetData>-->"),
    "two grids": ("", f"{ROW}</sheetData><sheetData>{ROW}", ""),
    "grid further in": (f"<extLst><ext><sheetData>{ROW}</sheetData></ext></extLst>", "", ""),
    "grid of another space": (f'<sheetData xmlns="urn:x">{ROW}</sheetData>', "", ""),
    "rows of another space": ("", '<row r="1" xmlns="urn:x"><c r="A1"><v>1</v></c></row>', ""),
    "document type": ("", ROW, "<!DOCTYPE x>"),
    "broken behind": ("", ROW, "<mergeCells>"),
}


@pytest.mark.parametrize(("before", "rows", "behind"), MISLEADING.values(), ids=MISLEADING)
def test_what_only_looks_like_a_grid_is_left_to_the_parser(before: str, rows: str, behind: str) -> None:
    data = sheet(rows, before, behind)
    if before:
        data = data.replace(b"<sheetData></sheetData>", b"")
    assert both(data)[0] is None


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings_are_left_to_the_parser(encoding: str) -> None:
    text = sheet(ROW).decode().replace("UTF-8", encoding)
    plain, parsed = both(text.encode(encoding))
    assert plain is None
    assert parsed is not None


@pytest.mark.parametrize(
    ("rows", "merged", "limits"),
    [
        ('<row r="1"/><row r="2"/>', "", Limits(rows=1)),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>', "", Limits(cells=1)),
        ("", '<mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/>', Limits(merged=1)),
    ],
)
def test_limits_hold(rows: str, merged: str, limits: Limits) -> None:
    data = sheet(rows, "", f"<mergeCells>{merged}</mergeCells>")
    assert both(data, Room(limits)) == (None, None)
    assert both(data)[0] is not None


class TestSharedStrings:
    def test_plain_spelling(self) -> None:
        items = '<si><t>甲&amp;_x0041_</t></si><si><t xml:space="preserve"> 乙\n</t></si><si><t></t></si>'
        items += '<si><t>丙</t><phoneticPr fontId="1" type="noConversion"/></si>'
        plain, parsed = both_strings(f'<sst xmlns="{MAIN}">{items}</sst>'.encode())
        assert plain == parsed == ["甲&A", " 乙\n", "", "丙"]

    @pytest.mark.parametrize(
        "items",
        ["", "<si/>", "<si><r><t>甲</t></r></si>", "<si><t>甲</t><rPh><t>x</t></rPh></si>", "<si><t>&#65;</t></si>",
         "<!--<si><t>甲</t></si>-->", '<x><si><t>甲</t></si></x>', '<si xmlns="urn:x"><t>甲</t></si>'],
    )  # fmt: skip
    def test_other_spellings_are_left_to_the_parser(self, items: str) -> None:
        plain, parsed = both_strings(f'<sst xmlns="{MAIN}">{items}</sst>'.encode())
        assert plain is None
        assert parsed is not None

    def test_limits_hold(self) -> None:
        data = f'<sst xmlns="{MAIN}"><si><t>甲乙</t></si><si><t>丙</t></si></sst>'.encode()
        assert both_strings(data, Limits(strings=1)) == (None, None)
        assert both_strings(data, Limits(text=1)) == (None, None)


def test_sheet_of_another_library_is_read_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a & b", 1.5, True, "=A1"])  # type: ignore[union-attr]
    book.save(tmp_path / "表.xlsx")
    with zipfile.ZipFile(tmp_path / "表.xlsx") as package:
        plain, parsed = both(package.read("xl/worksheets/sheet1.xml"))
    assert plain is None or plain == parsed


def test_grid_of_a_huge_sheet_is_read_piece_by_piece() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 20_001))
    plain, parsed = both(sheet(rows))
    assert plain is not None
    assert plain == parsed
    grid = plain_grid(sheet(rows))
    assert grid is not None
    assert len(list(grid.cells())) == 20_000
