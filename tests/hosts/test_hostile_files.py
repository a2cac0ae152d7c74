"""Every hostile file is answered with one clear sentence, or with its findings: soon, in little space, and no more.

What it was made to reach (the net, other programs, other folders) is watched from inside the process. The long
tests give each command on each file a process of its own, and print what it took.
"""

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hostile_files import HOSTILE, Hostile
from hostile_packages import packed

from command_line import run
from jixiao.hosts.file import read_book
from jixiao.hosts.ledger.opening import ledger_beside
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from unit_workbooks import unit_entries
from workbooks import TEMPLATE

RUNNER = [sys.executable, "-B", str(Path(__file__).with_name("hostile_runner.py"))]
COMMANDS = ("check", "mark", "fill", "roundup")
SECONDS, MEGABYTES = 2.0, 300
QUICK = [name for name, hostile in HOSTILE.items() if not hostile.slow]


class Desk:
    """One file in a folder of its own, a command on it, and what must have come of it."""

    def __init__(self, folder: Path, name: str, command: str) -> None:
        self.hostile: Hostile = HOSTILE[name]
        self.folder, self.command = folder, command
        self.path, self.summary = folder / f"表{self.hostile.suffix}", folder / "汇总表.xlsx"
        folder.mkdir(parents=True)
        self.content = self.hostile.make()
        self.path.write_bytes(self.content)

    @property
    def job(self) -> str:
        """The line for the runner."""
        more = {"mark": ["--mark"], "roundup": ["-o", str(self.summary)]}.get(self.command, [])
        command = ["check" if self.command == "mark" else self.command, str(self.path), *more]
        return json.dumps({"folder": str(self.folder), "command": command}) + "\n"

    def judge(self, answer: dict[str, Any]) -> None:
        """The answer is a refusal with the sentence of this file and nothing else, or the file was read."""
        assert answer["deeds"] == []
        assert answer["raised"] in ("None", "SystemExit(1)", "SystemExit(2)")
        sentence = self.hostile.answer(self.path.name, self.command)
        if sentence is not None:
            self._judge_refusal(answer, sentence)
        else:
            self._judge_reading(answer)

    def _judge_refusal(self, answer: dict[str, Any], sentence: str) -> None:
        before = "没有可以汇总的工作簿。" if self.command == "roundup" else ""
        assert (answer["code"], answer["out"]) == (2, "")
        assert answer["err"].startswith(before + sentence)
        assert answer["err"].endswith("。\n")
        assert answer["err"].count("\n") == 1
        assert self.path.read_bytes() == self.content
        assert {path.name for path in self.folder.iterdir()} == {self.path.name, *self._ledger}

    def _judge_reading(self, answer: dict[str, Any]) -> None:
        assert (answer["code"], answer["err"]) == (self.command in ("check", "mark"), "")
        assert "R001" in answer["out"] or self.command not in ("check", "mark")
        assert not any(sign in answer["out"] for sign in "\x07\x1b")
        assert read_book(self.path).sheets
        left = {path.name for path in self.folder.iterdir()} - {".jixiao-backup"}
        summary = [self.summary.name] if self.command == "roundup" else []
        assert left == {self.path.name, *summary, *self._ledger}

    @property
    def _ledger(self) -> list[str]:
        """What is kept of a roundup, whatever became of the file."""
        return [ledger_beside(self.summary).name] if self.command == "roundup" else []


def _jobs() -> Iterator[tuple[str, str]]:
    """What the default tests try: each file; and of those that are read, or refused by some only, every command."""
    for name in QUICK:
        is_refused = HOSTILE[name].sentence is not None and not HOSTILE[name].others
        yield from ((name, command) for command in (COMMANDS[:1] if is_refused else COMMANDS))


@pytest.fixture(scope="module")
def runner() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(RUNNER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.parametrize(("name", "command"), [*_jobs()])
def test_hostile_file(tmp_path: Path, runner: subprocess.Popen[str], name: str, command: str) -> None:
    desk = Desk(tmp_path / "收回", name, command)
    assert runner.stdin is not None and runner.stdout is not None
    runner.stdin.write(desk.job)
    runner.stdin.flush()
    answer = json.loads(runner.stdout.readline())
    desk.judge(answer)
    assert answer["seconds"] < SECONDS


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 100
    assert len(QUICK) >= 90


@pytest.mark.long
def test_each_command_in_a_process_of_its_own(tmp_path: Path) -> None:
    print(f"\n{'file':44}{'bytes':>12}" + "".join(f"{command:>17}" for command in COMMANDS))
    worst = (0.0, 0.0)
    for number, name in enumerate(HOSTILE):
        taken = [_taken(tmp_path / f"{number}" / command, name, command) for command in COMMANDS]
        size = len(HOSTILE[name].make())
        print(f"{name:44}{size:12,}" + "".join(f"{seconds:8.2f} s{space:4.0f} MB" for seconds, space in taken))
        worst = (max(worst[0], *(seconds for seconds, _ in taken)), max(worst[1], *(space for _, space in taken)))
    print(f"{len(HOSTILE)} files, {len(COMMANDS)} commands; longest {worst[0]:.2f} s, largest {worst[1]:.0f} MB")
    assert worst[0] < SECONDS
    assert worst[1] < MEGABYTES


def _taken(folder: Path, name: str, command: str) -> tuple[float, float]:
    """What a command takes; a second try counts where other processes may have held up the first."""
    seconds, space = _measured(Desk(folder / "1", name, command))
    return (seconds, space) if seconds < SECONDS else _measured(Desk(folder / "2", name, command))


def _measured(desk: Desk) -> tuple[float, float]:
    """Seconds from the start of the process to its end, and the most memory that it or its child had, in MB."""
    start = time.perf_counter()
    done = subprocess.run(RUNNER, input=desk.job, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    answer = json.loads(done.stdout)
    desk.judge(answer)
    return seconds, answer["megabytes"]


MIXED = ["a million members", "laughter", "a name of a megabyte", "old file, cell far away", "WPS", "CSV", "nothing"]


def returned(folder: Path, count: int, names: Iterable[str]) -> int:
    """A folder of so many units' workbooks with these hostile files among them; the number of these."""
    folder.mkdir()
    plan = evaluation_blueprint(TEMPLATE)
    with zipfile.ZipFile(BytesIO(build_workbook(plan, unit_entries(plan, "某某单位", 100, 90, 80)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(count):
        named = {
            name: content.replace("某某单位".encode(), f"单位{number}".encode()) for name, content in parts.items()
        }
        (folder / f"{number:03}.xlsx").write_bytes(packed(named))
    hostile = [HOSTILE[name] for name in names]
    for number, each in enumerate(hostile):
        (folder / f"{number * count // len(hostile):03} 坏 {number}{each.suffix}").write_bytes(each.make())
    return len(hostile)


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (7, MIXED),
        pytest.param(99, ["laughter"], marks=pytest.mark.long),
        pytest.param(99, ["shared formula that swells"], marks=pytest.mark.long),
        pytest.param(99, [name for name, each in HOSTILE.items() if each.sentence], marks=pytest.mark.long),
    ],
)
def test_hostile_files_do_not_stop_the_others(tmp_path: Path, count: int, names: list[str]) -> None:
    folder, summary = tmp_path / "收回", tmp_path / "汇总表.xlsx"
    refused = returned(folder, count, names)
    rounded_up = run("roundup", folder, "-o", summary)
    assert (rounded_up.exit_code, len(rounded_up.stderr.splitlines())) == (1, refused)
    values = {cell.value for sheet in read_book(summary).sheets.values() for cell in sheet.cells.values()}
    assert {f"单位{number}" for number in range(count)} <= values
    checked = run("check", "--format", "json", *sorted(folder.iterdir()))
    assert (checked.exit_code, len(checked.stderr.splitlines())) == (2, refused)
    assert len(json.loads(checked.stdout)) == count
    compared = run("check", summary, "--units", folder)
    assert (compared.exit_code, len(compared.stderr.splitlines())) == (2, refused)
    assert "未查 U001" not in compared.stdout
