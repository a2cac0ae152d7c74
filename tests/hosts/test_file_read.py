"""What the file host reads out of cells: values, formulas, number formats."""

from decimal import Decimal
from pathlib import Path

import pytest
from file_builders import MAIN, SHEET1, cells_of, edit, tiny, workbook, worksheet

from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Cell, ErrorValue
from jixiao.read.values import printed
from package_parts import inflated

STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts>
<numFmt numFmtId="164" formatCode="0.0&quot;万&quot;"/>
</numFmts><cellStyleXfs><xf numFmtId="2"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/>
<xf numFmtId="164"/><xf numFmtId="999"/><xf numFmtId="31"/></cellXfs></styleSheet>"""


def read_cells(folder: Path, row: str, **others: str) -> dict[str, Cell]:
    return cells_of(read_book(tiny(folder, worksheet(row), **others)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"),
        ("0.1", "0.1"),
        ("97.230000000000004", "97.23"),
        ("0.30000000000000004", "0.3"),
        ("1E+2", "100"),
        ("1.5E+20", "150000000000000000000"),
        ("1E-10", "1E-10"),
        ("-0", "0"),
        (" 12 ", "12"),
        (".5", "0.5"),
        ("1234567890123456789", "1234567890123460000"),
    ],
)
def test_number_becomes_the_decimal_of_its_15_digits(tmp_path: Path, text: str, value: str) -> None:
    cells = read_cells(tmp_path, f'<row r="1"><c r="A1"><v>{text}</v></c></row>')
    assert str(cells["A1"].value) == str(Decimal(value))


def test_values_of_every_type(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c>'
        '<c r="D1" t="s"><v>1</v></c><c r="E1" t="inlineStr"><is><t>001</t></is></c>'
        '<c r="F1" t="str"><f>"a"</f><v>a</v></c><c r="G1" t="d"><v>2021-12-31T12:00:00</v></c>'
        '<c r="H1" t="inlineStr"><is><t></t></is></c></row>'
    )
    strings = f'<sst xmlns="{MAIN}"><si><t>甲</t></si><si><t xml:space="preserve"> 乙 </t></si></sst>'
    assert {at: cell.value for at, cell in read_cells(tmp_path, row, strings=strings).items()} == {
        "A1": True,
        "B1": False,
        "C1": ErrorValue("#N/A"),
        "D1": " 乙 ",
        "E1": "001",
        "F1": "a",
        "G1": Decimal("44561.5"),
        "H1": "",
    }


def test_dates_of_the_strict_format_follow_the_workbooks_day_0(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="d"><v>2021-12-31</v></c></row>'
    cells = read_cells(tmp_path, row, workbook=workbook(before='<workbookPr date1904="1"/>'))
    assert cells["A1"].value == Decimal(44561 - 1462)


def test_cells_without_value_and_formula_are_left_out(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" s="0"/><c r="B1"><v></v></c><c r="C1" t="s"/><c r="D1"><f></f></c></row>'
    assert read_cells(tmp_path, row) == {}


def test_formula_results(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1"><f>B1&amp;"x"</f></c><c r="B1" t="str"><f>IF(1,"")</f><v></v></c>'
        '<c r="C1" t="b"><f>1=1</f><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert read_cells(tmp_path, row) == {
        "A1": Cell(None, 'B1&"x"'),
        "B1": Cell("", 'IF(1,"")'),
        "C1": Cell(True, "1=1"),
        "D1": Cell(ErrorValue("#DIV/0!"), "1/0"),
    }


def test_rich_text_is_joined_and_phonetic_guides_are_left_out(tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>预算</t></r><r><t>执行率</t></r>'
        '<rPh sb="0" eb="2"><t>ㄩˋ</t></rPh></si></sst>'
    )
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r><rPh><t>x</t></rPh></is></c></row>'
    )
    cells = read_cells(tmp_path, row, strings=strings)
    assert (cells["A1"].value, cells["B1"].value) == ("预算执行率", "一二")


@pytest.mark.parametrize(
    ("kept", "meant"),
    [
        ("一_x000D_\n二", "一\r\n二"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("_x00_", "_x00_"),
    ],
)
def test_escapes_are_decoded(tmp_path: Path, kept: str, meant: str) -> None:
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{kept}</t></is></c></row>'
    assert read_cells(tmp_path, row)["A1"].value == meant


def test_number_formats_come_from_the_cells_styles(tmp_path: Path) -> None:
    row = "".join(f"<c s='{style}'><v>1</v></c>" for style in (0, 1, 2, 3, 4, 77))
    cells = read_cells(tmp_path, f"<row>{row}<c><v>1</v></c></row>", styles=STYLES)
    assert [cell.number_format for cell in cells.values()] == [
        *("General", "0.00%", '0.0"万"', "General", 'yyyy"年"m"月"d"日"', "General", "General")
    ]


def test_addresses_that_are_left_out_follow_on(tmp_path: Path) -> None:
    first = "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row>"
    rows = f"{first}<row r='7'/><row><c><v>4</v></c></row>"
    assert list(read_cells(tmp_path, rows)) == ["A1", "D1", "E1", "A8"]


def test_shared_formulas_are_spelled_out(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="C2"><f t="shared" ref="C2:D4" si="0">A2/$B$1+SUM(表!A$1:A2)&amp;"A2"</f></c>'
        '<c r="D2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="C4"><f t="shared" si="0"/><v>3</v></c><c r="D4"><f t="shared" si="9"/></c></row>'
    )
    cells = read_cells(tmp_path, rows)
    assert {at: cell.formula for at, cell in cells.items()} == {
        "C2": 'A2/$B$1+SUM(表!A$1:A2)&"A2"',
        "D2": 'B2/$B$1+SUM(表!B$1:B2)&"A2"',
        "C4": 'A4/$B$1+SUM(表!A$1:A4)&"A2"',
        "D4": "#REF!",
    }
    assert cells["C4"].value == Decimal(3)


def test_array_formulas_and_data_tables_are_in_all_their_cells(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c><c r="B1"><f t="array" ref="B1">1</f></c>'
        '<c r="C1"><f t="dataTable" ref="C1:C2" dt2D="0" dtr="1" r1="F1"/><v>5</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>4</v></c><c r="C2"><v>6</v></c></row>'
        '<row r="3"><c r="A3"><v>4</v></c></row>'
    )
    cells = read_cells(tmp_path, rows)
    assert {at: cell.formula for at, cell in cells.items()} == {
        "A1": "B1:B2*2",
        "B1": "1",
        "C1": "TABLE(F1,)",
        "A2": "B1:B2*2",
        "B2": None,
        "C2": "TABLE(F1,)",
        "A3": None,
    }


def test_dynamic_arrays_spill_into_the_cells_that_hold_their_results(tmp_path: Path) -> None:
    """As Excel 365 writes them: an array formula with cell metadata, and its results as plain values."""
    rows = (
        '<row r="1"><c r="A1" cm="1"><f t="array" aca="1" ref="A1:B2" ca="1">_xlfn._xlws.SORT(D1:E2)</f><v>1</v></c>'
        '<c r="B1" t="str"><v>甲</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="C2"><v>9</v></c></row>'
    )
    cells = read_cells(tmp_path, rows)
    assert cells["B1"] == Cell("甲", "_xlfn._xlws.SORT(D1:E2)")
    assert cells["A2"] == Cell(Decimal(2), "_xlfn._xlws.SORT(D1:E2)")
    assert cells["C2"] == Cell(Decimal(9))


def test_array_over_the_whole_sheet_costs_no_more_than_its_cells(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c><c r="B1"><v>2</v></c></row>'
    assert read_cells(tmp_path, row)["B1"].formula == "1"


DATE_STYLES = f"""<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="2"/>
</cellXfs></styleSheet>"""


@pytest.mark.parametrize("from_1904", ["0", "1", "true"])
def test_dates_count_from_1900_whatever_the_workbook_counts_from(tmp_path: Path, from_1904: str) -> None:
    days = 44673 if from_1904 == "0" else 44673 - 1462
    row = f'<row><c s="1"><v>{days}</v></c><c s="2"><v>0.5</v></c><c s="3"><v>3</v></c>'
    row += '<c s="1" t="str"><v>7</v></c></row>'
    book = workbook(before=f'<workbookPr date1904="{from_1904}"/>')
    cells = read_cells(tmp_path, row, workbook=book, styles=DATE_STYLES)
    assert [cell.value for cell in cells.values()] == [Decimal(44673), Decimal("0.5"), Decimal(3), "7"]
    assert printed(cells["A1"]) == "2022/4/22"


def test_a_number_written_into_a_date_cell_of_a_1904_workbook_stays_the_number(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" s="1"><v>40000</v></c></row>'
    path = tiny(tmp_path, worksheet(row), workbook=workbook(before='<workbookPr date1904="1"/>'), styles=DATE_STYLES)
    write_edits(path, [edit("A1", Decimal(90))])
    assert '<c r="A1" s="1"><v>90</v></c>' in inflated(path)[SHEET1].decode()


def test_hidden_rows_and_columns(tmp_path: Path) -> None:
    before = '<cols><col min="1" max="1" width="9"/><col min="2" max="4" hidden="1"/>'
    before += '<col min="6" max="6" hidden="true"/></cols>'
    rows = '<row r="2" hidden="1"/><row hidden="0"/><row r="7" hidden="true"><c><v>1</v></c></row>'
    sheet = read_book(tiny(tmp_path, worksheet(rows, before))).sheets["表"]
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({2, 7}), frozenset({2, 3, 4, 6}))
