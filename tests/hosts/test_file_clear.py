"""What is written as marks and taken out again leaves every part as it was, whatever the sheet and the marks."""

from pathlib import Path

import pytest
from file_builders import CHAIN, MAIN, SHEET1, build, tiny_parts, workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_file_round_trip import formulas, values

from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.xlsx.private_extension import without_note
from jixiao.hosts.xlsx.save import Purpose
from jixiao.hosts.xlsx.spelling import Spelling, spelling_of, text_of
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from package_parts import inflated

CELLS = st.sampled_from(
    [
        '<c r="{at}"/>',
        '<c  s="3" r="{at}" ></c>',
        '<c r="{at}" t="inlineStr"><is><t>甲</t></is></c>',
        '<c r="{at}" t="s" s="1"><v>0</v></c>',
        '<c r="{at}"><f>A9</f></c>',
        '<c r="{at}" t="str"><f ca="1">A9&amp;""</f><v></v></c>',
        '<c r="{at}" t="b"><v>1</v><!-- 注 --></c>',
        '<c t="n" r="{at}"><v>1.50</v></c>',
        '<c r="{at}"><f t="array" ref="{at}">SUM(A8:A9)</f><v>2</v></c>',
    ]
)
ROW_TAGS = st.sampled_from(
    ['<row r="{n}"{end}', '<row spans="2:4"  r="{n}" s="2" customFormat="1" {end}', "<row r='{n}'{end}"]
)
FRAMES = st.sampled_from(
    [
        "{rows}",
        '<dimension ref="B2:C3"/>{rows}<pageMargins/>',
        '<cols><col min="1" max="4" style="5"/></cols>{rows}<extLst />',
        '{rows}<extLst><ext uri="x"/></extLst>\n',
    ]
)
WORKBOOKS = st.sampled_from(
    [
        workbook(),
        workbook("<calcPr fullCalcOnLoad='0' calcId=\"1\"></calcPr><extLst/>"),
        workbook('<calcPr fullCalcOnLoad="1"/>'),
        workbook('<calcPr calcId="1"/><extLst><ext uri="x"/></extLst>'),
    ]
)
STRINGS = f'<sst xmlns="{MAIN}"><si><t>共用</t></si></sst>'
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs count="9">{"<xf/>" * 9}</cellXfs></styleSheet>'


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A worksheet with a few odd rows and cells among rows 1 to 5 and columns A to D."""
    rows = ""
    for number in sorted(draw(st.sets(st.integers(1, 5), max_size=3))):
        columns = sorted(draw(st.sets(st.sampled_from("ABCD"), max_size=3)))
        cells = "".join(draw(CELLS).format(at=f"{column}{number}") for column in columns)
        tag = draw(ROW_TAGS)
        empty = not cells and draw(st.booleans())
        rows += tag.format(n=number, end="/>") if empty else tag.format(n=number, end=">") + cells + "</row>"
    data = (
        f"<sheetData>{rows}</sheetData>" if rows else draw(st.sampled_from(["<sheetData/>", "<sheetData></sheetData>"]))
    )
    return f'<worksheet xmlns="{MAIN}">{draw(FRAMES).format(rows=data)}</worksheet>'


PLACES = st.builds(lambda row, column: CellRef("表", row, column), st.integers(1, 6), st.integers(1, 5))
MARKS = st.lists(st.builds(Edit, PLACES, values, formulas), max_size=10)


def there_and_back(folder: Path, sheet: str, book: str, *marks: list[Edit]) -> None:
    path = build(folder / "表.xlsx", tiny_parts(sheet, workbook=book, strings=STRINGS, styles=STYLES))
    original, before = inflated(path), read_book(path)
    for each in marks:
        write_edits(path, each, purpose=Purpose.MARK)
    places = {edit.at for each in marks for edit in each}
    out = [Edit(at, before.cell(at).value, before.cell(at).formula) for at in places]
    write_edits(path, out, purpose=Purpose.CLEAR)
    assert inflated(path) == original


@pytest.mark.parametrize("examples", [100, pytest.param(4_000, marks=pytest.mark.long)])
def test_marks_leave_no_trace(examples: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(sheets(), WORKBOOKS, MARKS, MARKS)
    def run(sheet: str, book: str, first: list[Edit], second: list[Edit]) -> None:
        there_and_back(folder, sheet, book, first, second)

    folder = tmp_path_factory.mktemp("w")
    run()


def test_a_chain_of_calculation_that_marks_do_not_break_stays(tmp_path: Path) -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c></row></sheetData></worksheet>'
    )
    chain = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'
    path = build(tmp_path / "表.xlsx", tiny_parts(sheet, chain=chain))
    original = inflated(path)
    marks = [Edit(CellRef("表", 1, 3), "见", "A1"), Edit(CellRef("审核结果", 1, 1), "见", "表!A1")]
    write_edits(path, marks, purpose=Purpose.MARK)
    assert inflated(path)[CHAIN] == original[CHAIN]
    write_edits(path, [Edit(edit.at, None) for edit in marks], purpose=Purpose.CLEAR)
    assert inflated(path) == original


@pytest.mark.parametrize(
    "text", ["", "[]", "[[[[", '{"cells": 1, "rows": [], "dimension": 3}', '{"added": 1}', "1e999"]
)
def test_a_note_of_someone_else_tells_nothing(text: str) -> None:
    assert spelling_of(text) == Spelling()


def test_a_note_comes_back(tmp_path: Path) -> None:
    spelling = Spelling(
        {(1, 2): '<c r="B1" t="s"><v>&lt;</v></c>', (3, 1): ""}, {3: ""}, ("<a/>", "<b/>"), "<sheetData/>"
    )
    assert spelling_of(text_of(spelling)) == spelling
    assert spelling_of(text_of(Spelling(added=True))) == Spelling(added=True)


def test_the_note_stands_in_the_part_it_is_about(tmp_path: Path) -> None:
    path = build(tmp_path / "表.xlsx", tiny_parts())
    original = inflated(path)
    write_edits(path, [Edit(CellRef("表", 2, 1), "标记")], purpose=Purpose.MARK)
    part, note = without_note(inflated(path)[SHEET1])
    assert spelling_of(note).cells == {(2, 1): ""}
    assert part != original[SHEET1]
    assert {name for name, data in inflated(path).items() if data != original[name]} == {SHEET1}
