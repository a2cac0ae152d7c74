"""Files in the old .xls format: read for 审核 and 汇总, never written."""

import os
import subprocess
import sys
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from bad_files import ole
from file_builders import tiny
from old_workbooks import (
    DATE_FORMAT,
    GLOBALS,
    PERCENT_FORMAT,
    TIME_FORMAT,
    Failed,
    Formula,
    OldSheet,
    Styled,
    beginning,
    container,
    old_copy,
    old_workbook,
    record,
    workbook_stream,
)

from casebook import FOLDER, cases_in
from casebook import book_of as book_of_case
from command_line import run
from jixiao import flow
from jixiao.errors import JixiaoError, UnreadableWorkbook
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.xls import reading
from jixiao.hosts.xlsx.limits import Limits
from jixiao.model.book import Book, Cell, Edit, Sheet
from jixiao.model.cells import Area, CellRef
from jixiao.model.findings import Severity
from jixiao.rules.render import describe
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from office import save_as_xls
from unit_workbooks import unit_book, unit_entries
from workbooks import TEMPLATE

ADVICE = "请用 Excel 或 WPS 打开后另存为 .xlsx。"
READ_ONLY = f"是旧版 .xls 格式，只能审核和汇总，不能写入，{ADVICE}"
TOO_MUCH = f"是旧版 .xls 格式，内容太多，或有单元格离表格太远，没有读出来，{ADVICE}"
DAMAGED = f"是旧版 .xls 格式，内容读不出来（多半已损坏），{ADVICE}"
FOREIGN = cases_in(FOLDER / "foreign.toml")[0]


def old(folder: Path, *sheets: OldSheet, from_1904: bool = False, name: str = "表.xls") -> Path:
    path = folder / name
    path.write_bytes(old_workbook(*sheets, from_1904=from_1904))
    return path


def refusal(path: Path, **limits: int) -> str:
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_book(path, Limits(**limits))
    return str(refusal.value).removeprefix(f"“{path.name}”")


def test_values_of_every_kind(tmp_path: Path) -> None:
    cells = {
        "C3": "文字 ",
        "D3": 1.1,
        "E3": True,
        "F3": Failed("#DIV/0!"),
        "C4": Formula(7.25),
        "D4": Formula("结果"),
        "E4": "=1+1",
        "F4": Styled(0.973, PERCENT_FORMAT),
    }
    hidden = OldSheet("藏", {"A1": 5.0}, (), 1)
    path = old(tmp_path, OldSheet("表", cells, ("C1:F1",)), hidden, OldSheet("空", {}, (), 2))
    assert read_book(path) == Book(
        "表.xls",
        {
            "表": Sheet(
                "表",
                {
                    (3, 3): Cell("文字 "),
                    (3, 4): Cell(Decimal("1.1")),
                    (3, 5): Cell(True),
                    (4, 3): Cell(Decimal("7.25")),
                    (4, 4): Cell("结果"),
                    (4, 5): Cell("=1+1"),
                    (4, 6): Cell(Decimal("0.973")),
                },
                (Area("表", 1, 3, 1, 6),),
            ),
            "藏": Sheet("藏", {(1, 1): Cell(Decimal(5))}, (), True),
            "空": Sheet("空", {}, (), True),
        },
        remarks=(reading.VALUES_ONLY,),
    )


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_are_days_since_the_end_of_1899(tmp_path: Path, from_1904: bool) -> None:
    days = 44673 - 1462 * from_1904
    cells = {"A1": Styled(days, DATE_FORMAT), "A2": Styled(days + 0.75, DATE_FORMAT), "A3": Styled(0.5, TIME_FORMAT)}
    read = read_book(old(tmp_path, OldSheet("表", cells), from_1904=from_1904)).sheets["表"].cells
    assert read[1, 1] == Cell(Decimal(44673), None, "yyyy/m/d")
    assert read[2, 1] == Cell(Decimal("44673.75"), None, "yyyy/m/d h:mm")
    assert (read[3, 1].value, read[3, 1].number_format) == (Decimal("0.5"), "h:mm:ss")


def test_days_before_the_leap_day_that_excel_invents(tmp_path: Path) -> None:
    cells = {f"A{row}": Styled(days, DATE_FORMAT) for row, days in enumerate((1, 59, 61, 1.25), 1)}
    read = read_book(old(tmp_path, OldSheet("表", cells))).sheets["表"].cells
    assert [cell.value for cell in read.values()] == [Decimal(1), Decimal(59), Decimal(61), Decimal("1.25")]


def test_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    assert read_book(old(tmp_path, OldSheet("表", {"A1": 1.0}), name="表.xlsx")).sheets["表"].cells
    tiny(tmp_path).rename(tmp_path / "新.xls")
    assert read_book(tmp_path / "新.xls").sheets["表"].cells == {}
    assert refusal(old(tmp_path, OldSheet("表", {"A1": 1.0}), name="表.et")) == (
        "是 WPS 的 .et 格式，请用 WPS 打开后另存为 .xlsx。"
    )


def test_anyones_table_is_checked_like_its_xlsx(tmp_path: Path) -> None:
    book = book_of_case(FOREIGN)
    path = tmp_path / "自评.xls"
    path.write_bytes(old_copy(book))
    expected, found = (flow.check(each)[1] for each in (book, read_book(path)))
    assert found == expected
    assert [finding.code for finding in found.findings if finding.severity is Severity.ERROR] == ["R001"]


def test_our_own_template_is_read_by_its_headings(tmp_path: Path) -> None:
    """Without its names nothing can be told of its formulas: none of them is called overwritten, nothing is missing."""
    path = tmp_path / "甲站.xls"
    path.write_bytes(old_copy(unit_book(TEMPLATE, "甲站", 100, 90, 80)))
    review, report = flow.check(read_book(path))
    assert not review.form.ours
    assert review.framework.id == TEMPLATE
    assert [describe(finding).message for finding in report.findings] == []
    (unit,) = flow.units_of([read_book(path)]).units
    assert (unit.unit, unit.figures["annual_budget"], unit.figures["self_score"]) == ("甲站", Decimal(100), Decimal(80))


def test_check_reads_and_commands_that_write_refuse(tmp_path: Path) -> None:
    path = tmp_path / "自评.xls"
    path.write_bytes(old_copy(book_of_case(FOREIGN)))
    before = path.read_bytes()
    checked = run("check", path)
    assert (checked.exit_code, run("check", path, "--format", "json").exit_code) == (1, 1)
    assert "说明：旧版.xls只读到数值，公式没有核对" in checked.stdout
    for command in (("fill", path), ("clear", path), ("check", path, "--mark"), ("roundup", path, "-o", path)):
        result = run(*command)
        assert result.exit_code == 2
    for command in (("fill", path), ("clear", path), ("check", path, "--mark")):
        assert run(*command).stderr == f"“自评.xls”{READ_ONLY}\n"
    with pytest.raises(JixiaoError, match="只能审核和汇总，不能写入"):
        write_edits(path, [Edit(CellRef("Sheet1", 1, 1), "x")])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_roundup_takes_old_files_from_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "收回"
    folder.mkdir()
    for name in ("甲站", "乙站"):
        (folder / f"{name}.xls").write_bytes(old_copy(unit_book(TEMPLATE, name, 100, 90, 80)))
    (folder / "丙站.et").write_bytes(ole("Workbook"))
    result = run("roundup", folder, "-o", tmp_path / "汇总表.xlsx")
    assert "甲站" in result.stdout
    assert "乙站" in result.stdout
    assert result.stderr == "丙站.et：是 WPS 的 .et 格式，请用 WPS 打开后另存为 .xlsx，没有计入。\n"
    assert result.exit_code == 1


def test_existing_old_summary_is_not_filled(tmp_path: Path) -> None:
    unit, target = tmp_path / "甲站.xls", tmp_path / "汇总表.xls"
    for path in (unit, target):
        path.write_bytes(old_copy(unit_book(TEMPLATE, "甲站", 100, 90, 80)))
    before = target.read_bytes()
    result = run("roundup", unit, "-o", target)
    assert (result.exit_code, result.stderr) == (2, f"“汇总表.xls”{READ_ONLY}\n")
    assert target.read_bytes() == before


def stream(*records: bytes) -> bytes:
    return container(beginning(GLOBALS) + b"".join(records) + record(0x0A))


SOUND = workbook_stream([OldSheet("表", {"A1": "x"})])
BAD = {
    "no directory": (ole("Workbook"), DAMAGED),
    "no records": (container(b"\x01\x02" * 4000), DAMAGED),
    "cut short": (container(SOUND)[:1000], DAMAGED),
    "strings announced, none there": (stream(record(0xFC, "<LL", 2**31 - 1, 2**31 - 1)), None),
    "Word file": (ole("WordDocument"), "是旧版 Office 文件，但不是工作簿，请选择 .xlsx 工作簿。"),
    "sheet beyond the end": (stream(record(0x85, "<LBB4s", 2**31 - 1, 0, 0, b"\x01\x00a\x00")), None),
    "sectors in a circle": (container(SOUND, cycle=True), None),
    "password": (stream(record(0x2F, "<HHH", 0, 1, 1)), "设了打开密码，请在 Excel 或 WPS 里取消密码并保存后再试。"),
    "far cell": (old_workbook(OldSheet("表", {"A1": 1.0, "IV65536": 1.0})), TOO_MUCH),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_or_read(tmp_path: Path, case: str) -> None:
    data, sentence = BAD[case]
    path = tmp_path / "表.xls"
    path.write_bytes(data)
    if sentence is not None:
        assert refusal(path) == sentence
    else:
        try:
            assert read_book(path).title == "表.xls"
        except UnreadableWorkbook as error:
            assert str(error).removeprefix("“表.xls”") in (DAMAGED, TOO_MUCH)
    assert list(tmp_path.iterdir()) == [path]


def test_limits_of_old_files(tmp_path: Path) -> None:
    path = old(tmp_path, OldSheet("表", {"A1": "一二三", "A2": 1.0}), OldSheet("又", {"A1": 1.0}))
    read_book(path, Limits(cells=3, old_text=3))
    assert refusal(path, cells=2) == TOO_MUCH
    assert refusal(path, old_text=2) == TOO_MUCH
    assert refusal(path, old_file_bytes=4000) == (
        "太大（.xls 文件超过 0 MB），请删去与填报无关的内容、另存一份后再试。"
    )


def test_reading_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    path = old(tmp_path, OldSheet("表", {"A1": 1.0}))
    monkeypatch.setattr(reading.worker, "__file__", str(slow))
    assert refusal(path, old_seconds=1) == f"是旧版 .xls 格式，1 秒没有读完，{ADVICE}"


_DEATHS = ("os.abort()", "os._exit(9)", "raise MemoryError", "sys.stdout.write('x'); os.abort()")


@pytest.mark.parametrize("death", _DEATHS)
def test_a_dead_worker_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, death: str) -> None:
    deadly = tmp_path / "deadly.py"
    deadly.write_text(f"import os, sys\n{death}")
    path = old(tmp_path, OldSheet("表", {"A1": 1.0}))
    monkeypatch.setattr(reading.worker, "__file__", str(deadly))
    assert refusal(path) == TOO_MUCH


def test_python_without_calamine_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old(tmp_path, OldSheet("表", {"A1": 1.0}))
    without = partial(subprocess.run, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    (tmp_path / "python_calamine.py").write_text("raise ImportError")
    monkeypatch.setattr(reading.subprocess, "run", without)
    assert refusal(path) == f"是旧版 .xls 格式，本机没有装 python-calamine，{ADVICE}"


def test_no_library_is_loaded_into_this_process(tmp_path: Path) -> None:
    path = old(tmp_path, OldSheet("表", {"A1": 1.0}))
    code = f"""import sys; from pathlib import Path; from jixiao.hosts.file import read_book
read_book(Path({str(path)!r})); print({{'python_calamine', 'openpyxl'}} & sys.modules.keys())"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.office
def test_files_that_libreoffice_saves_hold_the_same_values(tmp_path: Path) -> None:
    source = tmp_path / "源" / "自评.xlsx"
    source.parent.mkdir()
    book = write_example(source)
    read = read_book(save_as_xls(source, tmp_path))
    for sheet in book.sheets.values():
        if sheet.name != "_jixiao":
            typed = {at: cell.value for at, cell in sheet.cells.items() if cell.formula is None and cell.value}
            assert {at: read.sheets[sheet.name].cells[at].value for at in typed} == typed
            assert sorted(read.sheets[sheet.name].merged) == sorted(sheet.merged)


def write_example(path: Path) -> Book:
    plan = evaluation_blueprint(TEMPLATE)
    save_workbook(plan, path, unit_entries(plan, "甲站", 100, 90, 80))
    write_edits(path, flow.fill(read_book(path)))
    return read_book(path)
