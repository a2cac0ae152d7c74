"""Text from outside that would act as a formula stays text in everything that is written: workbooks and CSV."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from file_builders import SHEET1, edit, tiny, worksheet
from hostile_packages import sheet, table
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.tokenizer import Token, Tokenizer

from casebook import FOLDER, cases_in
from casebook import book_of as book_of_case
from command_line import run
from jixiao import flow
from jixiao.hosts.cli.csv_output import print_csv
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.inert import inert
from jixiao.model.book import Book, Cell
from jixiao.model.cells import CellRef
from jixiao.model.links import link
from office import recalculate
from package_parts import inflated
from workbooks import TEMPLATE

ATTACKS = (
    "=1+1", "=cmd|'/c calc'!A0", "+1+1", "+cmd|x", "-1+1", "-2+3+cmd|'/c calc'!A0", "@SUM(1)", "\t=1+1", "\r=1+1",
    '=HYPERLINK("http://192.0.2.1/","点")', "{=1+1}", "==", "＝1+1", "＋1+1", "http://192.0.2.1/x", "internal:表!A1",
    "mailto:a@b", "external:\\\\192.0.2.1\\x", "=", " =1+1",
)  # fmt: skip
HARMLESS = ("-5", "+5", "-5.25", "-12.5%", "-1,234,567.89", "+0", "甲=乙", "3-5", "a@b", "—", "-", "'=1", "0", "")


@pytest.mark.parametrize("text", ATTACKS)
def test_edits_write_text_as_inline_text(tmp_path: Path, text: str) -> None:
    path = tiny(tmp_path, worksheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))
    write_edits(path, [edit("A1", text), edit("B2", text)])
    written = inflated(path)[SHEET1].decode()
    assert re.findall(r"<c [^>]*>", written) == ['<c r="A1" t="inlineStr">', '<c r="B2" t="inlineStr">']
    assert "<f" not in written
    assert read_book(path).sheets["表"].cells == {(1, 1): Cell(text), (2, 2): Cell(text)}


def attacked(text: str) -> Book:
    """The published table with the text for every label and unit that is free."""
    book = book_of_case(cases_in(FOLDER / "foreign.toml")[0])
    (old,) = book.sheets.values()
    free = ("东湖区政务服务数据管理局", "办理审批服务类事项", "200000件", "有原因")
    cells = {at: cell._replace(value=text if cell.value in free else cell.value) for at, cell in old.cells.items()}
    return replace(book, sheets={old.name: replace(old, cells=cells)})


@pytest.mark.parametrize("text", ATTACKS)
def test_reports_hold_it_as_text(tmp_path: Path, text: str) -> None:
    """审核结果 of a workbook whose labels are attacks: its only formulas are links and places of our own."""
    book = attacked(text)
    review, report = flow.check(book)
    path = tiny(tmp_path)
    write_edits(path, [each for each in flow.mark(review, report) if each.at.sheet == "审核结果"])
    cells = read_book(path).sheets["审核结果"].cells
    assert all(cell.formula is None or cell.formula.startswith("HYPERLINK(\"#'") for cell in cells.values())


@pytest.mark.parametrize("text", [text for text in ATTACKS if "\r" not in text])
def test_new_workbooks_hold_it_as_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "新.xlsx"
    assert run("new", TEMPLATE, "-o", path, f"--unit={text}", f"--department={text}").exit_code == 0
    book = openpyxl.load_workbook(path)
    found = [cell for rows in book["封面"].iter_rows() for cell in rows if cell.value == text]
    assert [cell.data_type for cell in found] == ["s", "s"]
    assert [cell.hyperlink for cell in found] == [None, None]


@pytest.mark.parametrize("name", ["=1+1", "@x", "-2+3", "＝1"])
def test_roundups_hold_units_of_such_names_as_text(tmp_path: Path, name: str) -> None:
    unit, summary = tmp_path / "甲.xlsx", tmp_path / "汇总表.xlsx"
    unit.write_bytes(table(SHEET1, sheet().replace("东湖区政务服务数据管理局", name)))
    for _ in ("made", "filled in place"):
        assert run("roundup", unit, "-o", summary).exit_code == 0
        (found,) = [cell for cell in read_book(summary).sheets["汇总表"].cells.values() if cell.value == name]
        assert found.formula is None


@pytest.mark.parametrize("name", ["表", "A1", "a'b", 'x"&cmd|y&"', "'", '"', "=1", "a'!A1&\"b", '"),cmd|x,("'])
def test_links_to_sheets_of_any_name_are_one_function_call(name: str) -> None:
    tokens = Tokenizer("=" + link(CellRef(name, 2, 3))).items
    functions = [token.value for token in tokens if token.type == Token.FUNC and token.subtype == Token.OPEN]
    assert functions == ["HYPERLINK(", *["ADDRESS(", "ROW(", "COLUMN("] * 2]
    target, text = (
        (token.value for token in tokens if token.type == Token.OPERAND and token.subtype == Token.TEXT),
        name,
    )
    assert next(target) == f"\"#'{text.replace(chr(39), chr(39) * 2).replace(chr(34), chr(34) * 2)}'!\""


@pytest.mark.parametrize("text", [text for text in ATTACKS if not re.match(r"\{|http|internal|mailto|external", text)])
def test_csv_puts_an_apostrophe_before_it(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_csv_leaves_numbers_and_plain_text(text: str) -> None:
    assert inert(text) == text


@given(st.text())
def test_nothing_in_a_csv_begins_as_a_formula_but_numbers(text: str) -> None:
    begins = inert(text).lstrip(" \u00a0\u3000")[:1]
    assert begins not in tuple("=@\t\r\n＝＋－＠") or begins == ""
    assert begins not in ("+", "-") or re.fullmatch(r"[+-]?[0-9,.]*%?", inert(text))


def test_csv_rows_come_back_whole(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"甲": text, "乙": f'a{text}\n"b",c'} for text in (*ATTACKS, *HARMLESS)]
    print_csv(("甲", "乙"), rows)
    read = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert [row["乙"] for row in read] == [row["乙"].replace("\r", "\n") for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "-2+3+cmd|x", "+1+1", "=cmd|'/c calc'!A0"])
def test_check_as_csv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "表.xlsx"
    typed = f'<c r="H13" t="inlineStr"><is><t>{text}</t></is></c>'
    path.write_bytes(table(SHEET1, sheet().replace('<c r="H13"><v>2</v></c>', typed)))
    rows = [*csv.DictReader(io.StringIO(run("check", path, "--format", "csv").stdout))]
    assert [(row["code"], row["printed"]) for row in rows if row["cell"] == "H13"] == [("V002", f"'{text}")]
    assert [field for row in rows for field in row.values() if re.match(r"\s*[=@+-]", field)] == []


def test_files_named_like_formulas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("=cmd[b].xlsx").write_bytes(table())
    assert "'=cmd[b].xlsx" in run("check", "=cmd[b].xlsx", "--format", "csv").stdout
    assert "=cmd[b].xlsx" in run("check", "=cmd[b].xlsx").stdout


@pytest.mark.parametrize("name", ["a[bold]b.xlsx", "[red]a.xlsx", "a[[b].xlsx", "a\x1b[2J.xlsx", "a\u202eslx.xlsx"])
def test_file_names_steer_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(table())
    (tmp_path / f"坏{name}").write_bytes(b"")
    results = [run("check", tmp_path / name), run("check", tmp_path / f"坏{name}")]
    assert [result.exit_code for result in results] == [1, 2]
    for sign in "\x1b\u202e":
        assert sign not in results[0].stdout + results[1].stderr


@pytest.mark.office
def test_libreoffice_sees_text(tmp_path: Path) -> None:
    source = tmp_path / "源"
    source.mkdir()
    path = tiny(source)
    texts = [text for text in ATTACKS if text.strip() == text]
    write_edits(path, [edit(f"A{row}", text) for row, text in enumerate(texts, 1)])
    (saved,) = recalculate([path], tmp_path)
    cells = read_book(saved).sheets["表"].cells
    assert [cells[row, 1] for row in range(1, len(texts) + 1)] == [Cell(text) for text in texts]
