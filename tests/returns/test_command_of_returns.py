"""``jixiao roundup`` over returned workbooks as a department runs it: what it prints, interrupted and run again."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from command_line import run
from ctrl_c import hear_ctrl_c
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.hosts.ledger.collection import LedgerCollection
from jixiao.hosts.ledger.opening import open_ledger
from office import recalculate
from returns.collection import generate
from returns.rounding import round_up
from returns.test_roundup_of_returns import check, check_totals
from returns.truth import Truth

INTERRUPTED = 130


def check_ledger(ledger: Path, truth: Truth) -> None:
    with open_ledger(ledger, create=False, read_only=True) as book:
        check(consolidate(LedgerCollection(book)), truth)


def test_command_names_what_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = generate(tmp_path / "报送", 14, 9, mixed=True, damaged=0.4)
    monkeypatch.chdir(tmp_path)
    options = ["--no-check", "--csv", "表", "--workers", "1"]
    result = run("roundup", "报送", "-o", "汇总.xlsx", *options)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert {line.partition("：")[0] for line in lines if "没有计入" in line} >= {
        name for name in truth.not_counted if "：" not in name
    }
    aside = sum(file.standing is Standing.SET_ASIDE for file in truth.files)
    assert f"已汇总{len([*truth.counted])}个单位，隔离{aside}。" in result.stdout.replace(" ", "")
    assert {"units.csv", "not_counted.csv", "字段说明.csv"} <= {path.name for path in (tmp_path / "表").iterdir()}
    check_ledger(tmp_path / "汇总.台账.db", truth)


def recorded(ledger: Path) -> int:
    """How many files a run has put into its ledger so far."""
    try:
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.mark.long
def test_run_that_was_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 800, 10, mixed=True, damaged=0.1)
    ledger = tmp_path / "汇总.台账.db"
    command = [sys.executable, "-m", "jixiao", "roundup", "报送", "-o", "汇总.xlsx", "--no-check", "--workers", "2"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, **pipes, text=True, preexec_fn=hear_ctrl_c) as run:
        until = time.monotonic() + 120
        while recorded(ledger) < 1 and run.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == INTERRUPTED and "已中断" in said and "Traceback" not in said
    before = recorded(ledger)
    assert 0 < before < len(truth.files) and not (tmp_path / "汇总.xlsx").exists()
    again = round_up(tmp_path / "报送", ledger)
    assert len(again.read) <= len(truth.files) - before + sum(file.code == "archive" for file in truth.files)
    check(again.found, truth)


@pytest.mark.long
@pytest.mark.office
def test_workbooks_saved_by_libreoffice_report_the_same(tmp_path: Path) -> None:
    """Opened and saved there once, as a person does who corrects a name."""
    truth = generate(tmp_path / "报送", 12, 11)
    paths = [tmp_path / "报送" / file.file for file in truth.files]
    for saved, path in zip(recalculate(paths, tmp_path / "另存"), paths, strict=True):
        saved.replace(path)
    found = round_up(tmp_path / "报送", tmp_path / "台账.db").found
    check_totals(found, truth)
