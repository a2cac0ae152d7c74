"""Kills at any moment, and two people at once: the ledger is whole, nothing lost, nothing doubled."""

import errno
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from ledger_writer import collection, run_once

from jixiao.errors import JixiaoError
from jixiao.hosts.ledger.lock import lock_path
from jixiao.hosts.ledger.opening import open_ledger

WRITER = Path(__file__).with_name("ledger_writer.py")
WHERE = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WRITER.parents[1]), os.environ.get("PYTHONPATH", "")])}
"""The writer finds what the tests share, as the tests do."""

FILES, BATCH = 120, 7


def kill_once(path: Path, round: int, delay: float) -> str:
    """Let a run go on for so many seconds; whether it was done before the kill."""
    command = [sys.executable, WRITER, path, *map(str, (FILES, round, BATCH))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=WHERE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "starting\n"
        time.sleep(delay)
        writer.kill()
        return "done" if "done" in writer.stdout.read() else "killed"


def contents(path: Path) -> list[tuple[object, ...]]:
    """What counts, without numbers that depend on how often it was begun."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        heads = list(ledger.heads())
        found = ledger.submissions(head.id for head in heads)
        return [(head.file, head.digest, one.figures) for head, one in zip(heads, found, strict=True)]


def is_whole(path: Path) -> bool:
    """Whether SQLite finds the file sound, every arrival has its record, and none is there twice."""
    with sqlite3.connect(path) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        (orphans,) = connection.execute(
            "SELECT count(*) FROM arrivals WHERE id NOT IN (SELECT arrival FROM records)"
            " OR id NOT IN (SELECT arrival FROM files)"
        ).fetchone()
        twice = connection.execute(
            "SELECT name FROM files WHERE gone IS NULL GROUP BY name HAVING count(*) > 1"
        ).fetchall()
    connection.close()
    return (sound, broken, orphans, twice) == ("ok", [], 0, [])


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("kills", [6, pytest.param(500, marks=pytest.mark.long)])
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path, kills: int) -> None:
    path, undisturbed = tmp_path / "汇总.台账.db", tmp_path / "安静.台账.db"
    chance, outcomes, seen = random.Random(8), Counter[str](), 0
    while outcomes["killed"] < kills:
        outcomes[kill_once(path, outcomes.total(), chance.uniform(0, 0.12))] += 1
        with open_ledger(path) as ledger:  # a kill may have come before the first table
            arrivals = ledger.connection.execute("SELECT count(*) FROM arrivals").fetchone()[0]
        assert is_whole(path)
        assert arrivals >= seen, "what was received once stays"
        seen = arrivals
    last = outcomes.total()
    run_once(path, FILES, last, BATCH)
    run_once(undisturbed, FILES, last, BATCH)
    assert is_whole(path)
    assert contents(path) == contents(undisturbed)
    assert len(contents(path)) == FILES == len(list(collection(FILES, last)))
    assert not lock_path(path).exists()
    print(f"\n{kills} kills: {dict(outcomes)}, {seen} arrivals")


def test_second_writer_is_told_who_holds_it_and_readers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "汇总.台账.db"
    with open_ledger(path) as ledger:
        ledger.begin("roundup")
        with pytest.raises(JixiaoError) as refused, open_ledger(path):
            pass
        assert "汇总.台账.db”正被" in str(refused.value)
        assert "起），请等其完成后再试" in str(refused.value)
        with open_ledger(path, read_only=True) as reading:
            assert len(reading.runs()) == 1
    with open_ledger(path) as ledger:
        assert len(ledger.runs()) == 1


def test_readers_see_what_was_last_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "汇总.台账.db"
    with open_ledger(path) as ledger:
        ledger.begin("roundup")
        ledger.connection.execute("BEGIN IMMEDIATE")
        ledger.connection.execute("UPDATE runs SET command = 'half'")
        with open_ledger(path, read_only=True) as reading:
            assert [run.command for run in reading.runs()] == ["roundup"]
        ledger.connection.execute("ROLLBACK")


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_reader_rolls_back_what_a_killed_writer_left(tmp_path: Path) -> None:
    path = tmp_path / "汇总.台账.db"
    with open_ledger(path) as ledger:
        ledger.begin("roundup")
    spill = f"""
import os, sqlite3
connection = sqlite3.connect({str(path)!r}, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE runs SET command = 'half'")
connection.executemany("INSERT INTO expected VALUES (?, '', ?, '', '[]', '')", ((n, "x" * 900) for n in range(500)))
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", spill], check=False)
    assert path.with_name(f"{path.name}-journal").stat().st_size
    with open_ledger(path, read_only=True) as reading:
        assert ([run.command for run in reading.runs()], reading.expected()) == (["roundup"], ())


def test_lock_left_on_this_machine_is_taken_over_and_one_of_another_is_not(tmp_path: Path) -> None:
    path = tmp_path / "汇总.台账.db"
    with open_ledger(path):
        left = json.loads(lock_path(path).read_text())
    lock_path(path).write_text(json.dumps(left | {"pid": 1}))
    with open_ledger(path):
        pass
    lock_path(path).write_text(json.dumps(left | {"machine": "财务科-03", "who": "kuaiji"}))
    with pytest.raises(JixiaoError) as refused, open_ledger(path):
        pass
    assert "kuaiji 使用（财务科-03" in str(refused.value)
    assert "请删除“汇总.台账.db.lock”" in str(refused.value)
    assert lock_path(path).exists()


@pytest.mark.skipif(os.name == "nt", reason="patches POSIX")
def test_where_the_disk_knows_no_locks_the_process_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def unknown(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    path = tmp_path / "汇总.台账.db"
    with open_ledger(path):
        left = json.loads(lock_path(path).read_text())
        with pytest.raises(JixiaoError, match="请删除"), open_ledger(path):
            pass
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    lock_path(path).write_text(json.dumps(left | {"pid": ended.pid}))
    with open_ledger(path):
        pass


def test_kill_while_the_tables_are_made(tmp_path: Path) -> None:
    path = tmp_path / "汇总.台账.db"
    path.write_bytes(b"")
    with open_ledger(path) as ledger:
        assert ledger.runs() == []
