"""Each command leaves one line in the passport of the file, undo takes it away, and doctor tells of it."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from shutil import copy

import pytest
from file_builders import build
from typer.testing import Result

from command_line import run
from jixiao import __version__
from jixiao.actions import ACTIONS
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.history.steps import Command
from jixiao.hosts.history.undo import past_of, undo
from jixiao.hosts.running import write_run
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from jixiao.model.names import INNER_SHEET
from jixiao.read.digests import result_of
from jixiao.read.runs import Run, first_broken, read_runs
from package_parts import inflated

AMOUNT = CellRef("自评表", 5, 5)
CAPTIONS = {action.command: action.caption for action in ACTIONS}


def lines(path: Path) -> tuple[Run, ...]:
    runs = read_runs(read_book(path))
    assert first_broken(runs) is None
    return runs.lines


def diagnosis(path: Path) -> dict[str, object]:
    return json.loads(run("doctor", path, "--format", "json").stdout)


def remarks(path: Path) -> dict[str, str]:
    return {each["code"]: each["message"] for each in diagnosis(path)["remarks"]}


@pytest.fixture
def path(demo: Path, tmp_path: Path) -> Path:
    """The department's workbook with an amount changed, so that every command has something to do."""
    found = Path(copy(next(demo.glob("*部门整体自评.xlsx")), tmp_path))
    write_edits(found, [Edit(AMOUNT, Decimal(400))])
    return found


@pytest.fixture
def by_command(demo: Path, path: Path) -> dict[str, Callable[[], Result]]:
    return {
        "fill": lambda: run("fill", path),
        "check": lambda: run("check", path, "--mark"),
        "roundup": lambda: run("roundup", demo / "单位", "-o", path),
        "clear": lambda: run("clear", path),
    }


@pytest.mark.parametrize("command", ["fill", "check", "roundup", "clear"])
def test_each_command_leaves_one_line_and_undo_takes_it_away(
    command: str, path: Path, by_command: dict[str, Callable[[], Result]]
) -> None:
    before = path.read_bytes()
    assert by_command[command]().exit_code in (0, 1)
    (line,) = lines(path)
    assert (line.command, line.version) == (CAPTIONS[command], __version__)
    assert line.result == result_of(read_book(path))
    (step,) = undo(path)
    assert path.read_bytes() == before
    assert INNER_SHEET not in step.cells


def test_each_run_follows_from_the_one_before(path: Path, by_command: dict[str, Callable[[], Result]]) -> None:
    for number, work in enumerate(by_command.values()):
        write_edits(path, [Edit(AMOUNT, Decimal(410 + number))])
        work()
    found = lines(path)
    assert [line.command for line in found] == [CAPTIONS[command] for command in by_command]
    assert sorted(line.time for line in found) == [line.time for line in found]
    assert [step.command for step in past_of(path).past.done] == [*by_command]


@pytest.mark.parametrize("command", ["fill", "check", "clear"])
def test_a_command_that_writes_nothing_leaves_the_file_as_it_is(
    command: str, path: Path, by_command: dict[str, Callable[[], Result]]
) -> None:
    by_command[command]()
    before = path.read_bytes()
    by_command[command]()
    assert path.read_bytes() == before
    assert len(past_of(path).past.done) == 1


def test_check_without_marks_leaves_no_line(path: Path) -> None:
    before = path.read_bytes()
    run("check", path)
    assert path.read_bytes() == before


def test_the_line_touches_no_other_part(path: Path, tmp_path: Path) -> None:
    other = Path(copy(path, tmp_path / "另一份.xlsx"))
    edits = [Edit(AMOUNT, Decimal(401))]
    write_edits(other, edits, Command("fill"))
    write_run(path, read_book(path), edits, Command("fill"))
    with_line, without = inflated(path), inflated(other)
    (changed,) = {name for name in with_line if with_line[name] != without[name]}
    assert changed == f"xl/worksheets/sheet{[*read_book(path).sheets].index(INNER_SHEET) + 1}.xml"
    assert with_line.keys() == without.keys()


def test_doctor_tells_of_every_run(path: Path, by_command: dict[str, Callable[[], Result]]) -> None:
    by_command["fill"]()
    by_command["check"]()
    found = diagnosis(path)["runs"]
    assert (found["count"], found["whole"]) == (2, True)
    assert [line["number"] for line in found["lines"]] == ["1", "2"]
    shown = run("doctor", path).output
    assert "运行记录：2次，前后相连（能看出改动，不是签名）。" in shown
    assert all(line.time in shown and line.chain[:8] in shown for line in lines(path))


def test_doctor_tells_of_none_and_of_a_foreign_workbook(tmp_path: Path, demo: Path) -> None:
    blank = next(demo.glob("空白模板*.xlsx"))
    assert diagnosis(blank)["runs"] == {"count": 0, "whole": True, "lines": []}
    assert "运行记录：还没有。" in run("doctor", blank).output


def test_what_someone_typed_afterwards_is_a_note_to_doctor_and_nothing_to_check(
    path: Path, by_command: dict[str, Callable[[], Result]]
) -> None:
    by_command["fill"]()
    assert "changed_since" not in remarks(path)
    write_edits(path, [Edit(CellRef("佐证材料清单", 10, 3), "会议纪要")])
    assert "最后一次运行之后，内容又改过" in remarks(path)["changed_since"]
    assert diagnosis(path)["odd"] is False
    assert "T005" not in run("check", path).output


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        ([Edit(CellRef(INNER_SHEET, 2, 6), "2020-01-01 00:00:00")], "第 2 条与前一条接不上"),
        ([Edit(CellRef(INNER_SHEET, 1, 7), "汇总")], "的内容与第 1 条对不上"),
        ([Edit(CellRef(INNER_SHEET, 1, 2), "other")], "的内容与第 1 条对不上"),
        ([Edit(CellRef(INNER_SHEET, 2, column), None) for column in range(6, 11)], "应有 2 条，现有 1 条"),
        ([Edit(CellRef(INNER_SHEET, 1, 11), None)], "末尾对不上（现有 2 条）"),
        ([Edit(CellRef(INNER_SHEET, 900, 6), "x")], "读不出来"),
    ],
)
def test_doctor_and_check_tell_what_is_broken(
    edits: list[Edit], sentence: str, path: Path, by_command: dict[str, Callable[[], Result]]
) -> None:
    by_command["fill"]()
    by_command["check"]()
    write_edits(path, edits)
    assert sentence in remarks(path)["runs_broken"]
    assert "不是签名" in remarks(path)["runs_broken"]
    assert diagnosis(path)["odd"] is True
    assert diagnosis(path)["runs"]["whole"] is False
    assert "T005" in run("check", path).output
    assert run("doctor", path).exit_code == 1


def test_workbook_whose_hidden_sheet_is_lost_is_told(path: Path) -> None:
    parts = inflated(path)
    name = next(name for name, data in parts.items() if name.endswith("workbook.xml"))
    sheet = f'name="{INNER_SHEET}"'.encode()
    parts[name] = parts[name].replace(sheet, 'name="别的"'.encode())
    build(path, parts)
    assert "inner_sheet_lost" in remarks(path)
    assert diagnosis(path)["origin"].startswith("像是由 jixiao 模板生成的，却没有隐藏表 _jixiao")
    assert diagnosis(path)["runs"] is None
    assert "T005" in run("check", path).output
