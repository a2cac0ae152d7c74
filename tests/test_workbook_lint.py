"""A sound workbook passes; each planted fault is found, alone and with its place."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from workbook_lint import lint

SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
BOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lint") / "sound.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        sheet.set_column(0, 1, 10)
        sheet.set_column(2, 3, 12)
        sheet.write_row("A1", ["全年预算数", 100])
        sheet.write_row("A2", ["全年执行数", 97.3])
        sheet.write_formula("B3", "=ROUND(B2/jx_budget,4)", None, 0.973)
        sheet.write_formula("C3", "=IF(自评表!B3>1,\"超（\",'2020 底表'!A1)", None, "")
        sheet.merge_range("A5:B6", "合计")
        sheet.merge_range("C5:D5", "等级")
        sheet.data_validation("D3", {"validate": "list", "source": ["优", "良", "中", "差"]})
        sheet.conditional_format("B1:B3", {"type": "formula", "criteria": "=COUNTIF(jx_marks,B1)>0"})
        sheet.write_url("A8", "internal:'2020 底表'!A1", string="跳转")
        sheet.add_table("A10:B11", {"columns": [{"header": "序号"}, {"header": "问题"}], "name": "jx_list"})
        sheet.repeat_rows(0, 1)
        other = book.add_worksheet("2020 底表")
        other.write("A1", "x" * 32_767)
        book.define_name("jx_budget", "=自评表!$B$1")
        book.define_name("jx_marks", "='2020 底表'!$A$1:$A$9")
        book.define_name("jx_spare", "=自评表!$B$3")
        book.add_worksheet("备注")
        book.define_name("自评表!jx_local", "=自评表!$B$2")
    return path


@pytest.fixture
def broken(sound: Path, tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Gives a copy of the sound workbook with one string of one part replaced."""

    def plant(part: str, old: str, new: str) -> Path:
        path = tmp_path / "broken.xlsx"
        with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                text = source.read(name).decode()
                assert name != part or old in text
                target.writestr(name, text.replace(old, new) if name == part else text)
        return path

    return plant


def test_sound_workbook_has_no_fault(sound: Path) -> None:
    assert lint(sound) == []


SHEET_FAULTS = {
    "rows out of order": (
        '<row r="2"',
        '<row r="4"',
        ["row 3 stands after 4", "cell A2 stands in row 4", "cell B2 stands in row 4"],
    ),
    "row twice": (
        '<row r="2"',
        '<row r="1"',
        ["row 1 stands twice", "cell A2 stands in row 1", "cell B2 stands in row 1"],
    ),
    "cells out of order": ('r="A1"', 'r="C1"', ["cell B1 stands after C1"]),
    "cell twice": ('r="A1"', 'r="B1"', ["cell B1 stands twice"]),
    "merges overlap": ('ref="C5:D5"', 'ref="B6:D6"', ["merged areas A5:B6 and B6:D6 overlap"]),
    "columns overlap": ('<col min="3"', '<col min="2"', ["columns 1-2 and 2-4 overlap"]),
    "text in a number cell": ("<v>97.3<", "<v>97.3%<", ["cell B2 of type n holds '97.3%'"]),
    "not a number": ("<v>97.3<", "<v>NaN<", ["cell B2 of type n holds 'NaN'"]),
    "no such string": ('"A1" t="s"><v>0<', '"A1" t="s"><v>99<', ["cell A1 of type s holds '99'"]),
    "no such truth": ('"B1"><v>100<', '"B1" t="b"><v>100<', ["cell B1 of type b holds '100'"]),
    "long text": (
        'r="A1" t="s"><v>0</v>',
        f'r="A1" t="inlineStr"><is><t>{"字" * 32_768}</t></is>',
        ["cell A1 holds a text longer than 32,767"],
    ),
    "long list": ("优,良", "优" * 250 + ",良", ["validation D3 lists more than 255 characters"]),
    "brackets": ("ROUND(B2", "ROUND((B2", ["cell B3: formula has unbalanced brackets"]),
    "surplus bracket": (
        "jx_budget,4)",
        "jx_budget,4))",
        ["cell B3: formula cannot be read: ROUND(B2/jx_budget,4))"],
    ),
    "open text": (
        '超（"',
        "超（",
        ["cell C3: formula cannot be read: IF(自评表!B3>1,\"超（,'2020 底表'!A1)"],
    ),
    "leading equals sign": ("<f>ROUND", "<f>=ROUND", ["cell B3: formula begins with ="]),
    "long formula": ("<f>ROUND", f"<f>{'1+' * 4_096}ROUND", ["cell B3: formula longer than 8192"]),
    "unknown name": ("B2/jx_budget", "B2/jx_budgte", ["cell B3: no name jx_budgte"]),
    "unknown sheet": ("<f>IF(自评表!", "<f>IF(评分表!", ["cell C3: no sheet 评分表"]),
    "deleted cell": ("ROUND(B2", "ROUND(自评表!#REF!", ["cell B3: deleted reference 自评表!#REF!"]),
    "no prefix": ("<f>ROUND(", "<f>CONCAT(", ["cell B3: CONCAT lacks its prefix _xlfn."]),
    "conditional format": (
        "COUNTIF(jx_marks",
        "COUNTIF(jx_mark",
        ["conditional format B1:B3: no name jx_mark"],
    ),
    "dead link": ("'2020 底表'!A1\" display", "'2021'!A1\" display", ["link A8: no sheet 2021"]),
}


@pytest.mark.parametrize("fault", SHEET_FAULTS)
def test_fault_of_a_sheet_is_found_alone(fault: str, broken: Callable[[str, str, str], Path]) -> None:
    old, new, expected = SHEET_FAULTS[fault]
    assert lint(broken(SHEET, old, new)) == [f"自评表: {line}" for line in expected]


BOOK_FAULTS = {
    "table header": (
        TABLE,
        'name="问题"',
        'name="问 题"',
        ["自评表: table jx_list names its columns ['序号', '问 题'], its header reads ['序号', '问题']"],
    ),
    "table column twice": (
        TABLE,
        'name="问题"',
        'name="序号"',
        [
            "自评表: table jx_list has two columns 序号",
            "自评表: table jx_list names its columns ['序号', '序号'], its header reads ['序号', '问题']",
        ],
    ),
    "name twice": (BOOK, 'name="jx_spare"', 'name="JX_budget"', ["defined name jx_budget stands twice"]),
    "name with a space": (BOOK, 'name="jx_local"', 'name="jx 1"', ["defined name 'jx 1' is not allowed"]),
    "name like an address": (BOOK, 'name="jx_local"', 'name="jx1"', ["defined name 'jx1' is not allowed"]),
    "name without its cell": (
        BOOK,
        "自评表!$B$2<",
        "自评表!#REF!<",
        ["defined name jx_local: deleted reference 自评表!#REF!"],
    ),
    "name on no sheet": (BOOK, "自评表!$B$2<", "自评!$B$2<", ["defined name jx_local: no sheet 自评"]),
    "name without formula": (
        BOOK,
        "自评表!$B$2<",
        "SUM(自评表!$B$2<",
        ["defined name jx_local: formula has unbalanced brackets"],
    ),
    "sheet name": (BOOK, 'sheet name="备注"', 'sheet name="备/注"', ["sheet name '备/注' is not allowed"]),
    "sheet name twice": (
        BOOK,
        'sheet name="备注"',
        'sheet name="自评表"',
        ["sheet name 自评表 stands twice"],
    ),
    "long text": (STRINGS, "x" * 32_767, "x" * 32_768, ["shared string 7 is longer than 32,767"]),
}


@pytest.mark.parametrize("fault", BOOK_FAULTS)
def test_fault_of_the_workbook_is_found_alone(fault: str, broken: Callable[[str, str, str], Path]) -> None:
    part, old, new, expected = BOOK_FAULTS[fault]
    assert lint(broken(part, old, new)) == expected


CHAIN = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</calcChain>'


def test_calculation_chain_must_name_formulas(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "chain.xlsx"
    path.write_bytes(sound.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/calcChain.xml", CHAIN.format('<c r="B3" i="1"/><c r="B2"/><c r="C3" i="9"/>'))
    assert lint(path) == [
        "calcChain names B2 of sheet 1, which holds no formula",
        "calcChain names C3 of sheet 9, which holds no formula",
    ]
