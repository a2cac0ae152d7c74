"""What the file host writes into a worksheet: the touched cells, and nothing else."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from file_builders import MAIN, SHEET1, build, edit, tiny, tiny_parts, workbook, worksheet, written

from jixiao.errors import RefusedWrite
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit, ErrorValue, Value
from jixiao.model.cells import CellRef
from package_parts import inflated

VALUE = '<c r="{}"><v>1</v></c>'


@pytest.mark.parametrize(
    ("value", "formula", "element"),
    [
        (Decimal("0.972"), None, '<c r="A1"><v>0.972</v></c>'),
        (Decimal("1200.00"), None, '<c r="A1"><v>1200</v></c>'),
        (Decimal("-1E+20"), None, '<c r="A1"><v>-1E+20</v></c>'),
        (Decimal("0.00000012"), None, '<c r="A1"><v>1.2E-07</v></c>'),
        (Decimal(1) / 3, None, '<c r="A1"><v>0.3333333333333333</v></c>'),
        (Decimal("1E-400"), None, '<c r="A1"><v>0</v></c>'),
        (True, None, '<c r="A1" t="b"><v>1</v></c>'),
        (ErrorValue("#N/A"), None, '<c r="A1" t="e"><v>#N/A</v></c>'),
        ("001", None, '<c r="A1" t="inlineStr"><is><t xml:space="preserve">001</t></is></c>'),
        ("=1+1", None, '<c r="A1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'),
        ("", None, '<c r="A1" t="inlineStr"><is><t xml:space="preserve"></t></is></c>'),
        (
            " <a>&\r\n\x0b_x0041_ ",
            None,
            '<c r="A1" t="inlineStr"><is><t xml:space="preserve">'
            " &lt;a&gt;&amp;_x000D_\n_x000B__x005F_x0041_ </t></is></c>",
        ),
        (Decimal(2), 'IF(B1<>"",1&2,2)', '<c r="A1"><f>IF(B1&lt;&gt;"",1&amp;2,2)</f><v>2</v></c>'),
        ("优", "B1", '<c r="A1" t="str"><f>B1</f><v>优</v></c>'),
        ("", "B1", '<c r="A1" t="str"><f>B1</f><v></v></c>'),
        (False, "B1", '<c r="A1" t="b"><f>B1</f><v>0</v></c>'),
        (None, "B1", '<c r="A1"><f>B1</f></c>'),
        (None, None, '<c r="A1"/>'),
    ],
)
def test_each_kind_of_edit_has_its_element(tmp_path: Path, value: Value, formula: str | None, element: str) -> None:
    row = '<row r="1">{}</row>'
    assert written(tmp_path, row.format(VALUE.format("A1")), edit("A1", value, formula)) == row.format(element)


def test_a_replaced_cell_keeps_its_style_and_every_other_byte_stays(tmp_path: Path) -> None:
    data = (
        '<row r="1"  ht="30"\n spans="1:9" x="&gt;>" ><c\tr="A1" s="3" t="s" cm="1" ><v>0</v></c >'
        "<!-- kept --><c r='B1' s='4'/><c r=\"C1\"><f>A1</f></c></row><row r='9'/>"
    )
    strings = f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>'
    new = written(tmp_path, data, edit("A1", Decimal(7)), edit("B1", True), strings=strings)
    kept = data.replace('<c\tr="A1" s="3" t="s" cm="1" ><v>0</v></c >', '<c r="A1" s="3"><v>7</v></c>')
    assert new == kept.replace("<c r='B1' s='4'/>", '<c r="B1" s="4" t="b"><v>1</v></c>')


def test_new_cells_and_rows_go_where_they_belong(tmp_path: Path) -> None:
    data = '<row r="2"><c r="B2"/><c r="E2"/></row><row r="5"/><row r="6"></row>'
    places = ("F2", "A2", "C2", "D2", "B5", "A6", "C1", "B1", "A4", "A3", "B9", "A8")
    new = written(tmp_path, data, *(edit(place, Decimal(1)) for place in places))
    assert re.findall(r"<row r=\"(\d+)\"|<c r=\"([A-Z]+\d+)\"", new) == [
        *(("1", ""), ("", "B1"), ("", "C1")),
        *(("2", ""), ("", "A2"), ("", "B2"), ("", "C2"), ("", "D2"), ("", "E2"), ("", "F2")),
        *(("3", ""), ("", "A3"), ("4", ""), ("", "A4"), ("5", ""), ("", "B5"), ("6", ""), ("", "A6")),
        *(("8", ""), ("", "A8"), ("9", ""), ("", "B9")),
    ]
    assert '<row r="5"><c r="B5"><v>1</v></c></row><row r="6"><c r="A6"><v>1</v></c></row>' in new


def test_an_empty_sheet_is_opened(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData /><pageMargins/></worksheet>'
    path = tiny(tmp_path, sheet)
    write_edits(path, [edit("B3", Decimal(1)), edit("B2", Decimal(2))])
    rows = '<row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>'
    assert inflated(path)[SHEET1].decode() == sheet.replace("<sheetData />", f"<sheetData>{rows}</sheetData>").replace(
        'ref="A1"', 'ref="A1:B3"'
    )


def test_emptying_what_is_not_there_adds_nothing(tmp_path: Path) -> None:
    path = tiny(tmp_path, worksheet('<row r="1"><c r="A1"/></row><row r="2"/>'))
    before = path.read_bytes()
    write_edits(path, [edit("B1", None), edit("A2", None), edit("A3", None), edit("A1", None, sheet="无")])
    assert path.read_bytes() == before


def test_new_cells_take_the_look_of_their_row_or_column(tmp_path: Path) -> None:
    cols = '<cols><col min="2" max="3" style="5"/><col min="4" max="4" width="9"/></cols>'
    data = '<row r="1" s="7" customFormat="1"/><row r="2" s="7"/>'
    places = ("B1", "B2", "D2", "C3")
    new = written(tmp_path, data, *(edit(place, Decimal(1)) for place in places), before=cols)
    assert re.findall(r'<c r="(..)"(?: s="(\d)")?>', new) == [*(("B1", "7"), ("B2", "5"), ("D2", ""), ("C3", "5"))]


@pytest.mark.parametrize(
    ("place", "spans"), [("C1", ' spans="2:4"'), ("A1", ""), ("E1", "")], ids=["inside", "left", "right"]
)
def test_the_hint_of_used_columns_goes_when_it_no_longer_holds(tmp_path: Path, place: str, spans: str) -> None:
    data = '<row r="1" spans="2:4" ht="9">' + VALUE.format("D1") + "</row>"
    assert written(tmp_path, data, edit(place, Decimal(1))).startswith(f'<row r="1"{spans} ht="9">')


@pytest.mark.parametrize(
    ("places", "ref"),
    [(("C3",), "B2:C3"), (("A9", "Z1"), "A1:Z9"), (("D3",), "B2:D3")],
    ids=["inside", "two corners", "right"],
)
def test_the_used_range_grows_with_added_cells(tmp_path: Path, places: tuple[str, ...], ref: str) -> None:
    path = tiny(tmp_path, worksheet("", before='<dimension ref="B2:C3"/>'))
    write_edits(path, [edit(place, Decimal(1)) for place in places])
    assert f'<dimension ref="{ref}"/>' in inflated(path)[SHEET1].decode()


def test_the_last_edit_of_a_cell_wins_whatever_the_case_of_the_sheets_name(tmp_path: Path) -> None:
    path = tiny(tmp_path, workbook=workbook(sheets='<sheet name="Sheet" sheetId="1" r:id="rId1"/>'))
    write_edits(path, [edit("A1", "一", sheet="Sheet"), edit("A1", "二", sheet="SHEET")])
    assert read_book(path).sheets["Sheet"].cells[1, 1].value == "二"


def test_prefixed_utf16_and_unaddressed_sheets_are_written(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="str"><x:v>值</x:v>'
        '</x:c></x:row><x:row r="4"/></x:sheetData></x:worksheet>'
    )
    declared = '<?xml version="1.0" encoding="utf-16" standalone="yes"?>'
    path = build(tmp_path / "表.xlsx", tiny_parts() | {SHEET1: (declared + sheet).encode("utf-16")})
    write_edits(path, [edit("A1", "新"), edit("C1", Decimal(3)), edit("A4", True), edit("A2", Decimal(2), "A1")])
    assert inflated(path)[SHEET1].startswith(b"\xff\xfe")
    assert inflated(path)[SHEET1].decode("utf-16") == (
        f'{declared}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row>'
        '<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">新</x:t></x:is></x:c>'
        '<x:c t="str"><x:v>值</x:v></x:c><x:c r="C1"><x:v>3</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2"><x:f>A1</x:f><x:v>2</x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="A4" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (
            edit("A1", "字" * 32_768),
            "《表》!A1 的文字超过 Excel 单元格的上限（32,767 个字符），请缩短后再试。",
        ),
        (
            edit("A1", "😀" * 16_384),
            "《表》!A1 的文字超过 Excel 单元格的上限（32,767 个字符），请缩短后再试。",
        ),
        (
            edit("A1", Decimal(1), "1+" * 4_096 + "1"),
            "《表》!A1 的公式超过 Excel 的上限（8,192 个字符），请拆成几步后再试。",
        ),
        (edit("A1", "\ud83d"), "《表》!A1 的文字含有无法保存的字符，请改正后再试。"),
        (edit("A1", Decimal("1E+309")), "《表》!A1 的数字超出 Excel 能保存的范围，请核实后再试。"),
        (edit("A1", Decimal("NaN")), "《表》!A1 的数字超出 Excel 能保存的范围，请核实后再试。"),
        (
            Edit(CellRef("表", 1_048_577, 1), None),
            "《表》第 1048577 行第 1 列 超出工作表的范围，请核实位置后再试。",
        ),
        (Edit(CellRef("表", 1, 0), None), "《表》第 1 行第 0 列 超出工作表的范围，请核实位置后再试。"),
    ],
)
def test_what_no_cell_can_hold_is_refused(tmp_path: Path, bad: Edit, sentence: str) -> None:
    path = tiny(tmp_path)
    before = path.read_bytes()
    with pytest.raises(RefusedWrite) as refusal:
        write_edits(path, [edit("B1", Decimal(1)), bad])
    assert str(refusal.value) == f"没有写入“表.xlsx”：{sentence}"
    assert path.read_bytes() == before


def test_the_longest_text_is_written(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    write_edits(path, [edit("A1", "字" * 32_767)])
    assert read_book(path).sheets["表"].cells[1, 1].value == "字" * 32_767


def test_cells_out_of_order_are_refused_rather_than_written_wrong(tmp_path: Path) -> None:
    path = tiny(tmp_path, worksheet('<row r="1">' + VALUE.format("B1") + VALUE.format("A1") + "</row>"))
    before = path.read_bytes()
    with pytest.raises(RefusedWrite) as refusal:
        write_edits(path, [edit("A1", Decimal(2))])
    assert str(refusal.value) == (
        "没有写入“表.xlsx”：A1 一带的行或单元格次序错乱、重复，请用 Excel 打开并修复、另存一份后再试。"
    )
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
