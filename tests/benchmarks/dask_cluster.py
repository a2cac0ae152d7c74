"""Reading and adding up on a Dask cluster of this machine's processes, beside one process.

    python tests/benchmarks/dask_cluster.py [--files 1000] [--workers 2] [--checked]

Prints seconds and efficiency: the time of one process, divided by that of the cluster times its processes.
"""

import argparse
import os
import tempfile
from pathlib import Path
from time import perf_counter

from distributed import LocalCluster

from jixiao.consolidate.adding.semantics import totals_of
from jixiao.consolidate.adding.totals import Totals, total_of
from jixiao.consolidate.returns.submission import Submission
from jixiao.frameworks.load import load_framework
from jixiao.hosts.intake.cluster import on_cluster
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.sources import discover
from returns.collection import FIRST_TEMPLATE, generate

WARM = 50


def alone(folder: Path, checked: bool) -> Totals:
    """In this process."""
    found = (arrival for _, arrival in arrivals(discover([str(folder)]), workers=1, checked=checked))
    counted = (one for one in found if isinstance(one, Submission))
    return total_of(totals_of(one, load_framework(one.framework)) for one in counted)


def together(folder: Path, address: str, framework: str, checked: bool) -> Totals:
    """On the cluster."""
    with on_cluster(address) as cluster:
        for _ in cluster.arrivals(discover([str(folder)]), hold=True, checked=checked):
            pass
        return cluster.totals(framework)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=1000)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--checked", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, warm = Path(name) / "files", Path(name) / "warm"
        generate(folder, given.files, 1, FIRST_TEMPLATE)
        generate(warm, WARM, 2, FIRST_TEMPLATE)
        alone(warm, given.checked)
        start = perf_counter()
        one = alone(folder, given.checked)
        middle = perf_counter()
        with LocalCluster(n_workers=given.workers, threads_per_worker=1, dashboard_address=None) as cluster:
            together(warm, cluster.scheduler_address, FIRST_TEMPLATE, given.checked)
            begun = perf_counter()
            many = together(folder, cluster.scheduler_address, FIRST_TEMPLATE, given.checked)
            end = perf_counter()
    assert one.to_text() == many.to_text()
    local, spread = middle - start, end - begun
    work, load = "加审核" if given.checked else "不审核", os.getloadavg()[0]
    print(f"{given.files} 份，{work}，{os.cpu_count()} 核，负载 {load:.1f}；结果逐字相同")
    efficiency = local / spread / given.workers
    print(f"一个进程 {local:.1f} 秒；Dask {given.workers} 个进程 {spread:.1f} 秒；效率 {efficiency:.0%}")


if __name__ == "__main__":
    main()
