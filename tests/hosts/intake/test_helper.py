"""What one process reads itself, and what it leaves to one that can be given up."""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from obedient_readers import leave_large, obedient, pid
from worst_small import WORST, with_rows

from jixiao.consolidate.returns.submission import Arrival, Refused, Submission
from jixiao.hosts.intake import crew
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.pool import FILE_SECONDS, Reading, arrivals, read_all
from jixiao.hosts.intake.reading import read_arrival, read_small
from jixiao.hosts.intake.sources import discover
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from unit_workbooks import unit_entries
from workbooks import TEMPLATE


def read_alone(*names: str, read: Callable[[Candidate], Arrival] = obedient, seconds: float = 2) -> dict[str, Arrival]:
    """What comes of files of these names where one process reads, and leaves those called large to another one."""
    candidates = [Candidate(name, "", 0, 0) for name in names]
    done = read_all(candidates, Reading(read, leave_large), workers=1, seconds=seconds)
    return {candidate.name: arrival for candidate, arrival in done}


def test_large_file_that_hangs_or_kills_is_refused_and_the_others_are_read() -> None:
    found = read_alone("甲", "large hang", "large", "large abort", "乙")
    codes = {name: arrival.code for name, arrival in found.items() if isinstance(arrival, Refused)}
    assert [*found] == ["甲", "large hang", "large", "large abort", "乙"]
    assert codes == {"large hang": "timed_out", "large abort": "worker_died"}


def test_other_process_is_started_for_a_large_file_only_and_is_gone_at_the_end() -> None:
    processes = {name: arrival.digest for name, arrival in read_alone("甲", "large", "large 2", read=pid).items()}
    assert processes["甲"] == ""
    assert processes["large"] == processes["large 2"] != str(os.getpid())
    with pytest.raises(ProcessLookupError):
        os.kill(int(processes["large"]), 0)


def test_where_no_process_can_be_started_this_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(method: str) -> None:
        raise PermissionError(method)

    monkeypatch.setattr(crew, "get_context", refused)
    found = read_alone("甲", "large", read=pid)
    assert {name: arrival.digest for name, arrival in found.items()} == {"甲": "", "large": str(os.getpid())}


def test_large_workbook_is_read_as_it_is_by_the_other_process(tmp_path: Path) -> None:
    (tmp_path / "大.xlsx").write_bytes(with_rows(lambda value, row: value, most=9_000))
    plan = evaluation_blueprint(TEMPLATE)
    save_workbook(plan, tmp_path / "小.xlsx", unit_entries(plan, "甲站", 100, 90, 95))
    large, small = sorted(discover([str(tmp_path)]), key=lambda candidate: candidate.name)
    assert (read_small(large), read_small(small)) == (None, read_arrival(small))
    found = dict(arrivals([large, small], workers=1))
    assert found == {large: read_arrival(large), small: read_arrival(small)}
    assert isinstance(found[large], Submission)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>"])
def test_what_is_no_workbook_is_told_at_once(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    candidate = Candidate(path.name, str(path), len(content), 0)
    assert read_small(candidate) == read_arrival(candidate)


@pytest.mark.long
@pytest.mark.parametrize("name", WORST)
def test_worst_of_what_is_read_here_would_not_have_been_given_up(name: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(WORST[name]())
    candidate = Candidate(path.name, str(path), path.stat().st_size, 0)
    for checked in (False, True):
        start = time.process_time()
        assert read_small(candidate, checked) is not None, "no attack: it is left to the other process"
        print(f"{name}: {time.process_time() - start:.2f} s, {'checked' if checked else 'read'}", file=sys.stderr)
    reading = Reading(partial(read_small, checked=True), leave_large)
    ((_, arrival),) = read_all([candidate], reading, workers=1, seconds=FILE_SECONDS)
    assert not (isinstance(arrival, Refused) and arrival.code == "timed_out")
