"""A whole roundup of real workbooks, killed: the next one goes on and comes to what an undisturbed one comes to."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from test_ledger_kills import is_whole

from jixiao.hosts.file import read_book
from jixiao.hosts.ledger.opening import ledger_beside, open_ledger
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from unit_workbooks import unit_entries

TEMPLATE, UNITS = "haizhu_department_2021", 9


def receive(folder: Path, score: int) -> None:
    """Workbooks of units; every third one reports another score than the round before."""
    plan = evaluation_blueprint(TEMPLATE)
    for number in range(UNITS):
        path = folder / f"单位{number:02}.xlsx"
        if number % 3 == score % 3 or not path.exists():
            path.write_bytes(build_workbook(plan, unit_entries(plan, f"单位{number:02}", 100, 90, 60 + score % 40)))


def start(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "jixiao", "roundup", folder, "-o", output, "--workers", "2"]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_all(process: subprocess.Popen[bytes]) -> bool:
    """Kill a roundup and its workers; whether it was still at work."""
    at_work = process.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return at_work


def result(output: Path) -> tuple[object, ...]:
    """Totals of the last run, what stands in the 汇总表, and the files that count."""
    with open_ledger(ledger_beside(output), create=False) as ledger:
        totals = ledger.totals(ledger.runs()[-1].id)
        heads = [(head.file, head.digest) for head in ledger.heads()]
    cells = read_book(output).sheets["汇总表"].cells
    return totals, heads, {place: cell.value for place, cell in cells.items()}


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("kills", [1, pytest.param(40, marks=pytest.mark.long)])
def test_killed_roundup_is_taken_up_again(tmp_path: Path, kills: int) -> None:
    folder, output, undisturbed = tmp_path / "报送", tmp_path / "汇总.xlsx", tmp_path / "安静" / "汇总.xlsx"
    folder.mkdir()
    chance, outcomes = random.Random(3), Counter[bool]()
    while outcomes[True] < kills:
        receive(folder, outcomes.total())
        process = start(folder, output)
        time.sleep(chance.uniform(0.3, 2.5))
        outcomes[kill_all(process)] += 1
        if ledger_beside(output).exists():
            with open_ledger(ledger_beside(output)):
                pass
            assert is_whole(ledger_beside(output))
    assert start(folder, output).wait() == 0
    undisturbed.parent.mkdir()
    assert start(folder, undisturbed).wait() == 0
    assert result(output) == result(undisturbed)
    assert not [path.name for path in tmp_path.iterdir() if path.suffix == ".lock"]
    print(f"\nkilled {outcomes[True]}, done before {outcomes[False]}")
