"""Files read by several processes: none is lost, whatever happens to the processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from obedient_readers import fragile, obedient, pid

from ctrl_c import hear_ctrl_c
from jixiao.consolidate.returns.submission import Arrival, Refused
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.pool import Reading, read_all
from jixiao.hosts.intake.progress import Meter, Progress
from jixiao.hosts.intake.worker import Read


def read_named(
    names: Sequence[str], read: Read = obedient, seconds: float = 30, folder: str = ""
) -> dict[str, Arrival]:
    candidates = [Candidate(name, f"{folder}/{name}", 0, 0) for name in names]
    done = list(read_all(candidates, Reading(read, read), workers=2, seconds=seconds))
    assert len(done) == len(names)
    return {candidate.name: arrival for candidate, arrival in done}


def codes(found: dict[str, Arrival]) -> dict[str, str]:
    return {name: arrival.code for name, arrival in found.items() if isinstance(arrival, Refused)}


def test_every_file_comes_once() -> None:
    names = [f"{number}.xlsx" for number in range(100)]
    found = read_named(names)
    assert sorted(found) == sorted(names)
    assert codes(found) == {}


def test_file_that_ends_its_process_is_found_and_the_others_are_read() -> None:
    names = [f"{number}.xlsx" for number in range(30)] + ["abort.xlsx", "exit.xlsx", "hang.xlsx"]
    found = read_named(names, seconds=1)
    assert codes(found) == {"abort.xlsx": "worker_died", "exit.xlsx": "worker_died", "hang.xlsx": "timed_out"}
    reason = found["hang.xlsx"]
    assert isinstance(reason, Refused)
    assert reason.reason == "“hang.xlsx”1 秒没有读完，没有计入，请用 Excel 或 WPS 打开后另存一份再试。"


def test_file_whose_process_died_of_something_else_is_read_once_more(tmp_path: Path) -> None:
    assert codes(read_named(["once.xlsx", "other.xlsx"], fragile, folder=str(tmp_path))) == {}


def test_no_process_is_left_when_reading_stops_early() -> None:
    candidates = [Candidate(str(number), "", 0, 0) for number in range(500)]
    reading = read_all(candidates, Reading(pid, pid), workers=2)
    seen = {int(arrival.digest) for _, (_, arrival) in zip(range(50), reading, strict=False)}
    reading.close()  # type: ignore[attr-defined]
    for process in seen:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_known_files_are_not_read() -> None:
    candidates = [Candidate(name, "", 0, 0) for name in "甲乙丙"]
    reading = Reading(obedient, obedient)
    done = list(read_all(candidates, reading, workers=1, known=lambda candidate: candidate.name == "乙"))
    assert [candidate.name for candidate, _ in done] == ["甲", "丙"]


def test_progress_tells_rate_and_time_left() -> None:
    told: list[Progress] = []
    seconds = iter([0.0, 0.1, 0.5, 0.5, 1.0, 1.0])
    meter = Meter(told.append, lambda: next(seconds))
    meter.count(10)
    meter.count(10)
    meter.count(None)
    assert told == [Progress(2, 10, 4.0, 2.0), Progress(3, None, 3.0, None)]


SCRIPT = """
import sys
from obedient_readers import pid
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.pool import Reading, read_all
if __name__ == "__main__":
    try:
        candidates = [Candidate(str(n), "", 0, 0) for n in range(100_000)]
        for _, arrival in read_all(candidates, Reading(pid, pid), workers=2):
            print(arrival.digest, flush=True)
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_end_of_the_run_is_the_end_of_its_processes(tmp_path: Path, number: signal.Signals) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    run = subprocess.Popen(
        [sys.executable, str(script)], **pipes, text=True, start_new_session=True, env=paths, preexec_fn=hear_ctrl_c
    )
    assert run.stdout is not None
    seen = {int(run.stdout.readline()) for _ in range(20)}
    if number is signal.SIGINT:
        os.killpg(run.pid, number)  # as a terminal does
    else:
        run.kill()
    output, errors = run.communicate(timeout=30)
    assert errors == ""
    assert output.endswith("stopped\n") is (number is signal.SIGINT)
    assert all(is_gone(process) for process in seen)


def is_gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{process}/stat").exists() and " Z " in Path(f"/proc/{process}/stat").read_text():
            return True
        time.sleep(0.1)
    return False
