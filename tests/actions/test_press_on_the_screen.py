"""What ``jixiao press`` prints is what the workbook says."""

from pathlib import Path

from command_line import run
from jixiao.hosts.file import read_book
from jixiao.model.cells import CellRef


def test_line_keeps_the_spaces_that_the_workbook_has(checked: Path) -> None:
    printed = run("press", "check", checked).stdout
    said = str(read_book(checked).cell(CellRef("审核结果", 4, 1)).value)
    assert said.startswith("错误 3 · 提示 12 · 说明 4。")
    assert printed.startswith(said)


def test_long_line_is_broken_between_words(checked: Path) -> None:
    printed = run("press", "next", checked, "--at", "自评表!F17").stdout
    assert printed.splitlines()[0].startswith("5/19 · ")
    assert all(len(line) <= 120 for line in printed.splitlines())


def test_step_needs_no_answers_and_leaves_the_file(checked: Path) -> None:
    before = checked.read_bytes()
    for name in ("next", "previous", "basis", "rules", "doctor"):
        assert run("press", name, checked).exit_code == 0
    assert checked.read_bytes() == before
