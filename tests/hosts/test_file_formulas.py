"""Formulas around written cells stay right: shared ones, arrays, the calculation chain, recalculation."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from file_builders import CHAIN, MAIN, RELS, SHEET1, TYPES, WORKBOOK, edit, tiny, workbook, worksheet, written

from jixiao.errors import RefusedWrite
from jixiao.hosts.file import write_edits
from package_parts import inflated

SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c>'
    '<c r="C1"><f t="shared" ref="C1:C2" si="1">D1</f></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c><c r="C2"><f t="shared" si="1"/></c></row>'
    '<row r="3"><c r="A3"><f t="shared" ca="1" si="0"/><v>6</v></c></row>'
)


def test_overwriting_the_master_of_a_shared_formula_frees_the_others(tmp_path: Path) -> None:
    new = written(tmp_path, SHARED, edit("A1", Decimal(9)))
    assert new == (
        '<row r="1"><c r="A1"><v>9</v></c><c r="C1"><f t="shared" ref="C1:C2" si="1">D1</f></c></row>'
        '<row r="2"><c r="A2"><f>B2*2</f><v>4</v></c><c r="C2"><f t="shared" si="1"/></c></row>'
        '<row r="3"><c r="A3"><f ca="1">B3*2</f><v>6</v></c></row>'
    )


def test_overwriting_one_of_the_others_leaves_the_shared_formula(tmp_path: Path) -> None:
    new = written(tmp_path, SHARED, edit("A2", Decimal(9)))
    assert new == SHARED.replace('<c r="A2"><f t="shared" si="0"/><v>4</v></c>', '<c r="A2"><v>9</v></c>')


def test_overwriting_a_whole_shared_formula(tmp_path: Path) -> None:
    new = written(tmp_path, SHARED, *(edit(f"A{row}", Decimal(row)) for row in (1, 2, 3)))
    assert 'si="0"' not in new
    assert new.count('si="1"') == 2


ARRAYS = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c>'
    '<c r="C1"><f t="array" ref="C1">SUM(B1:B2)</f><v>1</v></c>'
    '<c r="E1"><f t="dataTable" ref="E1:F2" dt2D="1" r1="H1" r2="H2"/></c></row><row r="2"/>'
)


@pytest.mark.parametrize("place", ["A1", "A2", "F2"])
def test_one_cell_of_an_array_range_is_not_changed(tmp_path: Path, place: str) -> None:
    path = tiny(tmp_path, worksheet(ARRAYS))
    before = path.read_bytes()
    with pytest.raises(RefusedWrite) as refusal:
        write_edits(path, [edit(place, Decimal(1))])
    assert str(refusal.value) == (
        f"没有写入“表.xlsx”：《表》!{place} 属于数组公式或模拟运算表的区域，"
        "不能只改其中一格，请先在 Excel 里清除该区域。"
    )
    assert path.read_bytes() == before


def test_an_array_formula_of_one_cell_is_overwritten(tmp_path: Path) -> None:
    assert '<c r="C1"><v>5</v></c>' in written(tmp_path, ARRAYS, edit("C1", Decimal(5)))


CHAINED = '<row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><f>B1</f></c></row>'
LINKS = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/><c r="C1"/></calcChain>'


def test_removing_a_formula_drops_the_calculation_chain(tmp_path: Path) -> None:
    path = tiny(tmp_path, worksheet(CHAINED), chain=LINKS)
    before = inflated(path)
    write_edits(path, [edit("A1", Decimal(5))])
    parts = inflated(path)
    assert set(before) - set(parts) == {CHAIN}
    assert parts[RELS] == re.sub(rb'<Relationship Id="rId2"[^>]*/>', b"", before[RELS])
    assert parts[TYPES] == re.sub(rb'<Override PartName="/xl/calcChain.xml"[^>]*/>', b"", before[TYPES])
    assert b"calcChain" not in parts[RELS] + parts[TYPES]


def test_other_edits_keep_the_calculation_chain(tmp_path: Path) -> None:
    path = tiny(tmp_path, worksheet(CHAINED), chain=LINKS)
    write_edits(path, [edit("A1", Decimal(3), "B1+2"), edit("B1", Decimal(1)), edit("D1", Decimal(2), "B1*2")])
    assert inflated(path)[CHAIN].decode() == LINKS


@pytest.mark.parametrize(
    ("before", "behind", "head", "tail"),
    [
        ("", "", "", '<calcPr fullCalcOnLoad="1"/>'),
        ("", '<calcPr calcId="1"/><extLst/>', "", '<calcPr calcId="1" fullCalcOnLoad="1"/><extLst/>'),
        ("", "<calcPr fullCalcOnLoad='0' calcId=\"1\"/>", "", '<calcPr fullCalcOnLoad="1" calcId="1"/>'),
        (
            "<bookViews/>",
            "<definedNames/><pivotCaches/>",
            "<bookViews/>",
            '<definedNames/><calcPr fullCalcOnLoad="1"/><pivotCaches/>',
        ),
    ],
)
def test_excel_is_asked_to_calculate_on_opening(tmp_path: Path, before: str, behind: str, head: str, tail: str) -> None:
    path = tiny(tmp_path, worksheet(CHAINED), workbook=workbook(behind, before))
    write_edits(path, [edit("B1", Decimal(2))])
    assert inflated(path)[WORKBOOK].decode() == workbook(tail, head)


def test_without_formulas_the_workbook_part_stays(tmp_path: Path) -> None:
    path = tiny(tmp_path, worksheet('<row r="1"><c r="A1"/></row>'))
    before = inflated(path)
    write_edits(path, [edit("A1", Decimal(2))])
    after = inflated(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET1}
