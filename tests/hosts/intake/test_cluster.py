"""A real cluster of processes on this machine: the same arrivals and the same sums, also when one of them is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from fatal_reader import fatal, leave_large

from jixiao.consolidate.adding.semantics import totals_of
from jixiao.consolidate.adding.totals import total_of
from jixiao.consolidate.returns.records import arrival_text
from jixiao.consolidate.returns.submission import Refused, Submission
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.cluster import on_cluster
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.roundup.rounding import Asked, round_up_sources
from returns.collection import FIRST_TEMPLATE, generate
from workbooks import FRAMEWORK_ID


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(processes=True, n_workers=2, threads_per_worker=1, dashboard_address=None) as found:
        yield found


def candidates(folder: Path, count: int, damaged: float = 0.2) -> list[Candidate]:
    generate(folder, count, 3, FIRST_TEMPLATE, mixed=True, damaged=damaged)
    return list(discover([str(folder)]))


def texts(done: list[tuple[Candidate, Submission | Refused]]) -> dict[str, str]:
    return {candidate.name: arrival_text(arrival) for candidate, arrival in done}


def test_cluster_gives_what_one_process_gives(cluster: LocalCluster, tmp_path: Path) -> None:
    found = candidates(tmp_path, 40)
    local = list(arrivals(found, workers=1))
    law = load_framework(FRAMEWORK_ID)
    counted = [one for _, one in local if isinstance(one, Submission) and one.framework == law.id]
    with on_cluster(cluster.scheduler_address) as there:
        assert texts(list(there.arrivals(found, hold=True))) == texts(local)
        totals = there.totals(law.id, {one.file for one in counted})
    assert totals.to_text() == total_of(totals_of(one, law) for one in counted).to_text()
    assert totals.units > 20


def test_roundup_by_the_cluster_is_the_local_one(cluster: LocalCluster, tmp_path: Path) -> None:
    generate(tmp_path / "上报", 30, 4, FIRST_TEMPLATE, mixed=True)
    found = []
    for dask in ("", cluster.scheduler_address):
        asked = Asked(
            [str(tmp_path / "上报")], tmp_path / f"汇总{len(found)}.xlsx", checked=False, workers=1, dask=dask
        )
        found.append(round_up_sources(asked).consolidation)
    assert found[0].totals.to_text() == found[1].totals.to_text()
    assert found[0].rows == found[1].rows


def test_address_without_a_cluster() -> None:
    with pytest.raises(JixiaoError, match="连接不上"), on_cluster("tcp://127.0.0.1:1", patience=0.5):
        pass


def test_large_file_that_hangs_is_given_up_and_holds_up_no_other(cluster: LocalCluster) -> None:
    found = [Candidate(name, "", 0, 0) for name in ("甲", "large hang", "large", "乙")]
    with on_cluster(cluster.scheduler_address, fatal, leave_large, seconds=1) as there:
        done = {one.name: arrival for one, arrival in there.arrivals(found)}
    assert {name: arrival.code for name, arrival in done.items() if isinstance(arrival, Refused)} == {
        "large hang": "timed_out"
    }
    assert done.keys() == {"甲", "large hang", "large", "乙"}


@pytest.mark.long
def test_killed_worker_is_survived(cluster: LocalCluster, tmp_path: Path) -> None:
    found = candidates(tmp_path, 600, damaged=0.03)
    local = texts(list(arrivals(found, workers=1)))
    with on_cluster(cluster.scheduler_address) as there:
        reading = there.arrivals(found, hold=True)
        first = [next(reading) for _ in range(60)]
        with Client(cluster.scheduler_address, set_as_default=False) as client:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        assert texts(first + list(reading)) == local
        whole = there.totals(FRAMEWORK_ID)
    assert whole.units == sum('"reason"' not in text for text in local.values())


@pytest.mark.long
def test_file_that_ends_its_process_is_found(cluster: LocalCluster) -> None:
    found = [Candidate(name, "", 0, 0) for name in ("甲", "乙", "fatal", "丙")]
    with on_cluster(cluster.scheduler_address, fatal, fatal) as there:
        done = dict(there.arrivals(found))
    assert {one.name for one, arrival in done.items() if isinstance(arrival, Refused)} == {"fatal"}
    assert done[found[2]] == Refused(
        "fatal", "", "读取“fatal”时程序意外退出，没有计入，请用 Excel 或 WPS 打开后另存一份再试。", "worker_died"
    )
