"""The backup folder itself: what stands in it, what is pruned, and what others may have done to it."""

import json
import os
import stat
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from file_builders import build, edit, tiny, tiny_parts

from command_line import run
from jixiao.errors import JixiaoError
from jixiao.hosts.file import write_edits
from jixiao.hosts.history import folder as folder_module
from jixiao.hosts.history.copies import Keeping
from jixiao.hosts.history.folder import locked
from jixiao.hosts.history.names import FOLDER, copy_name, journal_name, key_of, parse_copy_name
from jixiao.hosts.history.past import happened
from jixiao.hosts.history.recording import recorded
from jixiao.hosts.history.steps import Command, Step, line_of, step_of
from jixiao.hosts.history.undo import past_of, undo
from jixiao.hosts.xlsx.new_file import STALE_SECONDS
from jixiao.hosts.xlsx.save import save_edits

TIME = datetime(2026, 11, 5, 14, 22, 33, 123_000).astimezone()
HASHES = [letter * 64 for letter in "0123456789"]


def write(path: Path, value: int, command: Command | None = None) -> bytes:
    write_edits(path, [edit("A1", Decimal(value))], command or Command("fill"))
    return path.read_bytes()


def write_keeping(keeping: Keeping, path: Path, value: int) -> None:
    way_back = partial(recorded, command=Command("fill"), cells={}, keeping=keeping)
    save_edits(path, [edit("A1", Decimal(value))], way_back)


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(JixiaoError) as refused:
        work()
    return str(refused.value)


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FOLDER).iterdir() if ".before-" in path.name)


def journal_of(path: Path) -> Path:
    return path.parent / FOLDER / journal_name(path.name)


def step(before: int, after: int, copy: str = "a.20261105-142233-123.before-fill.xlsx") -> Step:
    return Step("a.xlsx", TIME, "fill", HASHES[before], HASHES[after], copy, {"表": 1})


class TestNames:
    def test_a_copy_tells_file_time_and_command(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        write(path, 1, Command("check", TIME))
        assert copies(tmp_path) == ["表.20261105-142233-123.before-check.xlsx"]

    def test_copies_of_one_millisecond_do_not_collide(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        states = [path.read_bytes()]
        for number, name in enumerate(("fill", "fill", "clear", "fill")):
            write_edits(path, [edit("B1", Decimal(number))])  # so that it is not the same run that goes on
            states.append(path.read_bytes())
            write(path, number, Command(name, TIME))
        assert copies(tmp_path) == [
            "表.20261105-142233-123-1.before-fill.xlsx",
            "表.20261105-142233-123-2.before-fill.xlsx",
            "表.20261105-142233-123.before-clear.xlsx",
            "表.20261105-142233-123.before-fill.xlsx",
        ]
        undo(path)
        assert path.read_bytes() == states[-1]

    @pytest.mark.parametrize(
        "name",
        ["长" * 83 + ".xlsx", "a:b\\c\n.xlsx", os.fsdecode(b"\xd7\xd4\xc6\xc0.xlsx"), ".xlsx", "无后缀", "é.2.xlsx"],
    )
    def test_any_name_of_a_file_serves(self, tmp_path: Path, name: str) -> None:
        try:
            path = build(tmp_path / name, tiny_parts())
        except (OSError, ValueError):
            pytest.skip("no such names here")
        before = path.read_bytes()
        write(path, 1)
        undo(path)
        assert path.read_bytes() == before
        told = parse_copy_name(copy_name(name, TIME, "fill", 3))
        assert told is not None
        assert (told.key, told.time, told.number) == (key_of(name), "20261105-142233-123", 3)
        assert len(os.fsencode(copy_name(name, TIME, "roundup"))) < 200

    def test_long_names_that_begin_alike_are_told_apart(self) -> None:
        assert key_of("长" * 80 + "甲.xlsx") != key_of("长" * 80 + "乙.xlsx")


class TestPruning:
    def test_twenty_steps_are_kept(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        states = [path.read_bytes(), *(write(path, number) for number in range(25))]
        assert len(copies(tmp_path)) == 20
        undo(path, steps=20)
        assert path.read_bytes() == states[5]
        assert len(copies(tmp_path)) == 20

    def test_a_full_folder_loses_its_oldest_copies_but_never_a_newest(self, tmp_path: Path) -> None:
        paths = [build(tmp_path / name, tiny_parts()) for name in ("甲.xlsx", "乙.xlsx")]
        for number in range(4):
            for path in paths:
                write(path, number)
        size = max(path.stat().st_size for path in (tmp_path / FOLDER).glob("*.xlsx"))
        write_keeping(Keeping(folder_bytes=size * 4), paths[0], 9)
        left = copies(tmp_path)
        assert [sum(name.startswith(letter) for name in left) for letter in "甲乙"] == [2, 2]
        write_keeping(Keeping(folder_bytes=0), paths[0], 10)
        assert len(copies(tmp_path)) == 2
        for path in paths:
            undo(path)
            assert "没有可以再撤销的步骤" in refusal(lambda path=path: undo(path))

    def test_temporary_files_of_killed_processes_go_when_they_are_old(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        write(path, 1)
        left = [place / f".jixiao-{number:016x}.tmp" for place in (tmp_path, tmp_path / FOLDER) for number in (1, 2)]
        old = time.time() - STALE_SECONDS - 60
        for number, temporary in enumerate(left):
            temporary.write_bytes(b"PK half")
            if number % 2:
                os.utime(temporary, (old, old))
        write(path, 2)
        assert [temporary.exists() for temporary in left] == [True, False, True, False]


class TestJournal:
    def test_a_line_is_read_as_it_was_written(self) -> None:
        told = Step("表.xlsx", TIME, "undo", HASHES[1], HASHES[2], "表.20261105-142233-123.before-undo.xlsx", {}, 3)
        assert step_of(line_of(told).encode()) == told
        assert line_of(told).isascii()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"copy": "../20261105-142233-123.before-fill.xlsx"},
            {"copy": "/etc/a.20261105-142233-123.before-fill.xlsx"},
            {"copy": "C:a.20261105-142233-123.before-fill.xlsx"},
            {"copy": "\x1b[2Ja.20261105-142233-123.before-fill.xlsx"},
            {"copy": 5},
            {"before": "xyz"},
            {"after": None},
            {"command": "rm -rf"},
            {"time": "gestern"},
            {"time": 7},
            {"time": "0001-01-01T00:00:00+23:59"},
            {"cells": {"\x1b[31m": 1}},
            {"cells": {"表": -1}},
            {"cells": [1]},
            {"steps": 0},
            {"steps": True},
            {"steps": 10**9},
        ],
    )
    def test_a_line_that_is_none_of_ours_is_not_believed(self, wrong: dict[str, object]) -> None:
        line = json.loads(line_of(step(1, 2))) | wrong
        with pytest.raises(ValueError, match="not a step"):
            step_of(json.dumps(line).encode())

    @pytest.mark.parametrize(
        "line", [b"", b"[]", b"5", b"\xff", b"[" * 100_000, b'{"time": 1e999}', b'"' + b"9" * 9000]
    )
    def test_nor_is_a_line_that_is_no_object(self, line: bytes) -> None:
        with pytest.raises(ValueError, match="not a step"):
            step_of(line)

    def test_fields_of_newer_versions_are_passed_over(self) -> None:
        line = json.loads(line_of(step(1, 2))) | {"more": 1}
        assert step_of(json.dumps(line).encode()) == step(1, 2)

    def test_steps_that_did_not_happen_are_left_out(self) -> None:
        first, failed, second, killed = step(1, 2), step(2, 3), step(2, 4), step(4, 5)
        assert happened([first, failed, second, killed], HASHES[4]) == (first, second)
        assert happened([first, failed, second, killed], HASHES[5]) == (first, second, killed)
        assert happened([first, second], HASHES[9]) == (first, second)  # changed by other hands since

    def test_damaged_lines_are_told_put_aside_and_in_nobodys_way(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        first, second = write(path, 1), write(path, 2)
        lines = journal_of(path).read_bytes().splitlines()
        damaged = lines[0][:50] + b"\n" + lines[1] + b"\n" + b"\x00" * 99
        journal_of(path).write_bytes(damaged)
        listed = run("undo", path, "--list")
        assert "备份的记录有 2 行读不出来，已跳过" in listed.stderr
        assert "没有记录的备份 1 份" in listed.stderr
        write(path, 3)
        undo(path)
        assert path.read_bytes() == second
        undo(path)
        assert path.read_bytes() == first
        (oldest, *_) = copies(tmp_path)
        assert refusal(lambda: undo(path)) == (
            "“表.xlsx”没有改动：备份的记录缺失或读不出来，不能撤销；"
            f"最近一份备份是“.jixiao-backup/{oldest}”，可以复制出来使用。"
        )
        assert journal_of(path).with_name(journal_of(path).name + ".damaged").read_bytes() == damaged
        assert past_of(path).damaged == 0
        assert "曾有读不出来的行" in run("undo", path, "--list").stderr

    @pytest.mark.parametrize("content", [b"", b"x" * 2_000_000, None])
    def test_without_a_readable_journal_the_copies_are_told(self, tmp_path: Path, content: bytes | None) -> None:
        path = tiny(tmp_path)
        write(path, 1)
        journal_of(path).unlink()
        if content is not None:
            journal_of(path).write_bytes(content)
        assert copies(tmp_path)[0] in refusal(lambda: undo(path))
        now = write(path, 2)
        write(path, 3)
        undo(path)
        assert path.read_bytes() == now


class TestCopies:
    def test_a_copy_that_was_changed_is_not_put_back(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        now = write(path, 1)
        (tmp_path / FOLDER / copies(tmp_path)[0]).write_bytes(b"PK other")
        assert "被改动过，不是原来的内容" in refusal(lambda: undo(path, force=True))
        assert path.read_bytes() == now

    def test_only_steps_whose_copies_are_there_can_be_undone(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        for number in range(4):
            write(path, number)
        (tmp_path / FOLDER / copies(tmp_path)[1]).unlink()
        assert len(past_of(path).past.done) == 2
        assert "只能撤销 2 步" in refusal(lambda: undo(path, steps=3))

    def test_a_backup_itself_is_not_written(self, tmp_path: Path) -> None:
        write(tiny(tmp_path), 1)
        copy = tmp_path / FOLDER / copies(tmp_path)[0]
        before = copy.read_bytes()
        assert refusal(lambda: write(copy, 2)) == (
            f"“{copy.name}”是撤销用的备份，没有写入；请先把它复制到“.jixiao-backup”之外，再对复制件操作。"
        )
        assert copy.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="needs permission bits and links")
class TestFolder:
    def test_who_shares_the_folder_shares_the_backups(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o2770)
        path = tiny(tmp_path)
        path.chmod(0o660)
        write(path, 1)
        found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / FOLDER).iterdir()}
        assert set(found.values()) == {0o660}
        assert len(found) == 3
        assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o2770

    @pytest.mark.parametrize("kind", ["file", "link"])
    def test_a_folder_that_is_none_is_not_used(self, tmp_path: Path, kind: str) -> None:
        path, elsewhere = tiny(tmp_path), tmp_path / "别处"
        elsewhere.mkdir()
        if kind == "file":
            (tmp_path / FOLDER).touch()
        else:
            (tmp_path / FOLDER).symlink_to(elsewhere)
        before = path.read_bytes()
        assert "“.jixiao-backup”不是普通文件夹" in refusal(lambda: write(path, 1))
        assert path.read_bytes() == before
        assert not list(elsewhere.iterdir())

    def test_a_process_that_does_not_let_go_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tiny(tmp_path)
        now = write(path, 1)
        monkeypatch.setattr(folder_module, "WAIT_SECONDS", 0.05)
        with locked(tmp_path / FOLDER):
            assert refusal(lambda: write(path, 2)) == (
                "没有写入“表.xlsx”：另一个 jixiao 正在往同一文件夹写入，请稍后再试。"
            )
        assert path.read_bytes() == now
        write(path, 2)


@pytest.mark.parametrize("lock", ["~$表.xlsx", ".~lock.表.xlsx#"])
def test_an_old_lock_file_is_told_with_its_age_and_what_to_do(tmp_path: Path, lock: str) -> None:
    path = tiny(tmp_path)
    left = datetime.now() - timedelta(days=3)
    (tmp_path / lock).touch()
    os.utime(tmp_path / lock, (left.timestamp(), left.timestamp()))
    assert refusal(lambda: write(path, 1)) == (
        f"“表.xlsx”旁边有锁定文件“{lock}”，是 {left:%Y-%m-%d %H:%M} 留下的，所以没有写入："
        "文件仍开着时请先关闭；是程序意外退出留下的，请删除这个锁定文件后再试。"
    )
    (tmp_path / lock).unlink()
    write(path, 1)
