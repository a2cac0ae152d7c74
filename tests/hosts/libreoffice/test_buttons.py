"""The buttons in an open document: one step to undo, refusals in one sentence, few calls. What they do: contract."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hosts.libreoffice.uno_tracing import Traced
from jixiao import actions
from jixiao.hosts import file
from jixiao.hosts.libreoffice import read_book
from jixiao.hosts.libreoffice.answering import answer
from jixiao.hosts.libreoffice.inside.buttons import press
from jixiao.hosts.libreoffice.inside.exchange import Refusal
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from jixiao.read.digests import result_of
from jixiao.read.runs import first_broken, read_runs
from live_office import opened

pytestmark = pytest.mark.office

ACTIONS = ("compute", "check", "clear", "roundup")
"""Those that work on the whole workbook."""

FIRST_ROW, LAST_ROW = 14, 40
"""The indicators of 自评表."""


def copied(source: Path, folder: Path, edits: Sequence[Edit] = ()) -> Path:
    path = Path(shutil.copy(source, folder))
    file.write_edits(path, edits)
    return path


def edit(a1_row: int, column: int, value: object) -> Edit:
    return Edit(CellRef("自评表", a1_row, column), value)


MISTAKES = [edit(5, 5, Decimal(400)), edit(7, 7, "二百"), *(edit(row, 8, Decimal(9)) for row in range(16, 24, 3))]
"""An amount that its sums do not follow yet, a text for an amount, scores beyond their points."""


def answers_of(folder: Path) -> Callable[[object], dict[str, str]]:
    """Shows no form and knows every answer."""
    return lambda form: {"folder": str(folder), "names": ""}


@pytest.mark.parametrize("name", ["check", "roundup"])
def test_action_leaves_one_line_that_undo_takes_back(office: Any, demo: Path, tmp_path: Path, name: str) -> None:
    path = copied(next(demo.glob("*部门整体自评.xlsx")), tmp_path, MISTAKES)
    with opened(office, path) as document:
        before = read_runs(read_book(document))
        press(document, name, answer, answers_of(demo / "单位"))
        live = read_book(document)
        document.getUndoManager().undo()
        assert (before.lines, read_runs(read_book(document))) == ((), before)
    (line,) = read_runs(live).lines
    assert (line.command, line.result) == (actions.action(name).caption, result_of(live))
    assert first_broken(read_runs(live)) is None


def test_workbook_without_known_tables_is_refused_in_one_sentence(office: Any, tmp_path: Path) -> None:
    path = tmp_path / "无关.csv"
    path.write_text("姓名,电话\n")
    with opened(office, path) as document:
        with pytest.raises(Refusal, match=r"无关\.csv：没有找到能识别的表"):
            press(document, "check", answer)
        assert not document.isModified()


def test_open_workbook_is_not_among_the_units_it_sums_up(office: Any, demo: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo / "单位", tmp_path / "单位"))
    path = copied(next(demo.glob("*汇总表.xlsx")), folder)
    with opened(office, path) as document:
        reply = press(document, "roundup", answer, answers_of(folder))
    assert reply["message"].startswith("已汇总 2 个单位")
    assert reply["told"] == ()


def test_file_that_cannot_be_summed_up_is_named(office: Any, demo: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo / "单位", tmp_path / "单位"))
    (folder / "坏.xlsx").write_bytes(b"PK")
    with opened(office, copied(next(demo.glob("*汇总表.xlsx")), tmp_path)) as document:
        reply = press(document, "roundup", answer, answers_of(folder))
    assert len(reply["told"]) == 2
    assert "坏.xlsx" in reply["told"][1]


def with_indicators(document: Any, count: int) -> None:
    """Insert indicators below the second one until there are so many."""
    sheet = document.Sheets.getByName("自评表")
    sheet.unprotect("")
    extra = count - (LAST_ROW - FIRST_ROW + 1)
    sheet.Rows.insertByIndex(FIRST_ROW, extra)
    rows = tuple((f"指标 {number}", "100%", "100%", 0.01, 0.01) for number in range(extra))
    sheet.getCellRangeByPosition(3, FIRST_ROW, 7, FIRST_ROW + extra - 1).setDataArray(rows)
    sheet.protect("")


def calls(office: Any, path: Path, name: str, units: Path, count: int) -> "Counter[str]":
    counted: Counter[str] = Counter()
    with opened(office, path) as document:
        with_indicators(document, count)
        press(Traced(document, counted), name, answer, answers_of(units))
    return counted


@pytest.mark.parametrize("name", ["roundup", *(pytest.param(name, marks=pytest.mark.long) for name in ACTIONS[:-1])])
def test_calls_do_not_grow_with_the_indicators(office: Any, demo: Path, tmp_path: Path, name: str) -> None:
    path = copied(next(demo.glob("*部门整体自评.xlsx")), tmp_path)
    few, many = (calls(office, path, name, demo / "单位", count) for count in (60, 600))
    assert many == few
    assert sum(few.values()) > 100
