"""Whatever fails or is killed while a workbook is written: the file is whole, old or new, and there is a way back.

The calls that the writer makes are not listed here but recorded, so that new ones are covered from their first day.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from command_line import run
from package_parts import inflated

if os.name == "nt":
    pytest.skip("needs signals and forks", allow_module_level=True)

from faults import EARLY, ERRORS, HALF, KILL, LATE, Disk, calls_of, failing
from file_builders import edit, tiny

from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.history.names import FOLDER, journal_name
from jixiao.hosts.history.steps import Command
from jixiao.hosts.history.undo import past_of, redo, undo
from jixiao.model.names import INNER_SHEET
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook

NAME = "表.xlsx"
TEMPLATE = "donghu_department_2021"
STRIDES = pytest.mark.parametrize("stride", [6, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])


def write(path: Path, value: int = 7) -> None:
    write_edits(path, [edit("A1", Decimal(value)), edit("B2", "文字" * 500)], Command("fill"))


def clear(path: Path) -> None:
    """A command as a person gives it; raises what stops it as the command line does."""
    result = run("clear", path)
    if result.exit_code:
        assert result.exit_code == 2, result.output
        assert isinstance(result.exception, SystemExit), result.exception
        assert len(result.stderr.splitlines()) == 1
        raise JixiaoError(result.stderr.strip())


WORKS: dict[str, Callable[[Path], object]] = {
    "first write": write,
    "write with a past": write,
    "write with too long a past": write,
    "write with a damaged journal": write,
    "undo": undo,
    "redo": redo,
}


def prepare(folder: Path, name: str) -> Path:
    """The workbook as it stands before a piece of work."""
    folder.mkdir()
    path = tiny(folder)
    before = {"first write": 0, "write with too long a past": 20}.get(name, 2)
    for number in range(before):
        write(path, number)
    if name == "write with a damaged journal":
        with (folder / FOLDER / journal_name(NAME)).open("ab") as journal:
            journal.write(b'{"file": "half a li')
    if name == "redo":
        undo(path)
    return path


@pytest.fixture(scope="session", params=WORKS)
def work(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, bytes]:
    """A piece of work, the folder to do it in, and the file that it leads to."""
    folder = tmp_path_factory.mktemp("faults") / "before"
    prepare(folder, request.param)
    done = again(folder, folder.with_name("done"))
    WORKS[request.param](done)
    return request.param, folder, done.read_bytes()


def again(folder: Path, place: Path) -> Path:
    """A fresh copy of the folder; the workbook in it."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place)
    return place / NAME


def is_sound(path: Path, old: bytes, name: str) -> None:
    """The journal of a file that was old and is so no more leads back; the next command works, and so does its undo."""
    content = path.read_bytes()
    if content != old:
        redo(path) if name == "undo" else undo(path)
        assert path.read_bytes() == old
    read_book(path)
    write(path, 99)
    undo(path)
    assert path.read_bytes() == old
    assert past_of(path).damaged == 0


def fail_at(work: tuple[str, Path, bytes], place: Path, disk: Disk) -> str:
    """Do the work with one call failing: what was said, "" where it was done all the same."""
    name, folder, new = work
    path = again(folder, place)
    old, said = path.read_bytes(), ""
    try:
        with failing(disk):
            WORKS[name](path)
    except JixiaoError as refusal:
        said = str(refusal)
        assert said.count("。") == 1, said
        assert said.endswith("。"), said
        assert f"“{NAME}”" in said
    assert path.read_bytes() == (old if said else new)
    is_sound(path, old, name)
    return said


def faults(calls: list[str], every: range) -> Iterator[tuple[int, int, str]]:
    """Calls with ways to fail: all of both where every call is meant, else one error for each call in turns."""
    for at in every:
        for code in ERRORS if every.step == 1 else [ERRORS[at // every.step % len(ERRORS)]]:
            yield at, code, EARLY
            yield at, code, LATE
        if calls[at] == "write":
            yield at, 0, HALF


def calls_to_try(name: str, count: int, stride: int) -> range:
    """Every call, or some; the works are much alike and take turns, so that together they take nearly all."""
    return range(list(WORKS).index(name) % stride, count, stride)


@STRIDES
def test_each_failing_call_leaves_a_whole_file(work: tuple[str, Path, bytes], tmp_path: Path, stride: int) -> None:
    name, folder, _ = work
    place = tmp_path / "case"
    path = again(folder, place)
    calls = calls_of(place, lambda: WORKS[name](path))
    every = calls_to_try(name, len(calls), stride)
    said = Counter(fail_at(work, place, Disk(place, *fault)) for fault in faults(calls, every))
    print(f"\n{name}: {len(calls)} calls ({len(set(calls))} kinds), {said.total()} faults, 0 damaged")
    for sentence, count in said.most_common():
        print(f"  {count:4} {sentence or 'done all the same'}")
    assert len(said) > 1


def work_in(path: Path) -> dict[str, bytes]:
    """The parts of the file but the hidden sheet's, whose line of each run says when it was."""
    hidden = [*read_book(path).sheets].index(INNER_SHEET) + 1
    return {name: data for name, data in inflated(path).items() if name != f"xl/worksheets/sheet{hidden}.xml"}


@pytest.mark.parametrize("stride", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_command_that_fails_says_one_sentence_and_exits_2(tmp_path: Path, stride: int) -> None:
    path = tmp_path / "case" / NAME
    path.parent.mkdir()
    original = build_workbook(evaluation_blueprint(TEMPLATE))
    path.write_bytes(original)
    run("check", "--mark", path)
    before = shutil.copytree(path.parent, tmp_path / "before")
    old = path.read_bytes()
    assert old != original
    calls = calls_of(path.parent, lambda: clear(path))
    new, said = work_in(path), Counter[str]()
    for at in range(0, len(calls), stride):
        again(before, path.parent)
        try:
            with failing(Disk(path.parent, at, ERRORS[at // stride % len(ERRORS)])):
                clear(path)
            assert work_in(path) == new
        except JixiaoError as refusal:
            said[str(refusal)] += 1
            assert path.read_bytes() == old
    assert said.total() > len(calls) // stride // 3
    print(f"\nclear: {len(calls)} calls, {len(range(0, len(calls), stride))} faults, {said.total()} refused")


def killed_at(work: Callable[[Path], object], path: Path, at: int) -> None:
    """Do the work in a child process that is killed before (for a write: in the middle of) one call."""
    child = os.fork()
    if child == 0:
        with failing(Disk(path.parent, at, way=KILL)):
            work(path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


@STRIDES
def test_a_kill_at_each_call_leaves_a_whole_file(work: tuple[str, Path, bytes], tmp_path: Path, stride: int) -> None:
    name, folder, new = work
    place = tmp_path / "case"
    path = again(folder, place)
    calls = calls_of(place, lambda: WORKS[name](path))
    found = Counter[str]()
    for at in calls_to_try(name, len(calls), stride):
        path = again(folder, place)
        old = path.read_bytes()
        killed_at(WORKS[name], path, at)
        assert path.read_bytes() in (old, new)
        found["new" if path.read_bytes() == new else "old"] += 1
        is_sound(path, old, name)
    assert found["old"]
    print(f"\n{name}: {found.total()} kills, {dict(found)}, 0 damaged")
