"""Processes that are killed or write at once: the file is whole, old or new, and every step can be undone."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from endless_writer import number_in, write_once
from file_builders import tiny

from jixiao.hosts.history.journal import read_journal
from jixiao.hosts.history.names import FOLDER
from jixiao.hosts.history.undo import past_of, redo, undo

WRITER = Path(__file__).with_name("endless_writer.py")


def kill_once(path: Path, delay: float) -> str:
    """Let the endless writer run so many seconds; whether the file is what it was or what it was to be."""
    with subprocess.Popen([sys.executable, WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]
        time.sleep(delay)
        writer.kill()
        lines += writer.stdout.readlines()
    old, new = [line for line in lines if line.endswith("\n")][-1].split()
    return {old: "old", new: "new"}[sha256(path.read_bytes()).hexdigest()]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("rounds", [10, pytest.param(250, marks=pytest.mark.long)])
def test_kills_at_random_moments_leave_a_whole_file(tmp_path: Path, rounds: int) -> None:
    path = tiny(tmp_path)
    write_once(path)
    chance = random.Random(5)
    found = Counter[str]()
    for _ in range(rounds):
        found[kill_once(path, chance.uniform(0, 0.1))] += 1
        content, number = path.read_bytes(), number_in(path)
        assert number >= 1
        undo(path)
        assert number_in(path) == number - 1
        redo(path)
        assert path.read_bytes() == content
    backups = [each.name for each in (tmp_path / FOLDER).iterdir() if ".before-" in each.name]
    assert len(backups) < 40  # those of the 20 steps, and of commands that were killed in between
    assert past_of(path).damaged == 0
    print(f"\n{rounds} kills: {dict(found)}, {number_in(path)} writes, {len(backups)} copies left")


def test_two_processes_at_once_do_not_get_into_each_others_way(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    write_once(path)
    command = [sys.executable, WRITER, path, "6"]
    for writer in [subprocess.Popen(command) for _ in range(3)]:
        assert writer.wait(60) == 0
    assert 7 <= number_in(path) <= 1 + 3 * 6  # two may have read the same number before either wrote
    journal = read_journal(tmp_path / FOLDER, path.name)
    assert journal.damaged == 0
    hashes = [step.before for step in journal.steps] + [sha256(path.read_bytes()).hexdigest()]
    assert [step.after for step in journal.steps] == hashes[1:]
    for step in journal.steps:
        assert sha256((tmp_path / FOLDER / step.copy).read_bytes()).hexdigest() == step.before
    undo(path, len(journal.steps))
    assert number_in(path) == 0
