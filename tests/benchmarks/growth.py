"""A roundup of ever more workbooks: its time, and the memory of the process that leads it.

    python tests/benchmarks/growth.py [--counts 1000 10000 100000] [--workers 2] [--repeats 1]

Some hundred different workbooks are generated, the rest are hard-linked copies read as other units' (``copies.py``).
The whole way is measured: files found, read by the pool, kept in the ledger, summed up, the 汇总表 written. Each count
runs in a process of its own. From the table it computes what a province and the country would take.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter

from benchmarks.copies import copies, entry_as_another

PROVINCE, COUNTRY = 30_000, 1_000_000
"""Units that return a workbook, in round numbers."""

TIME_WITHIN, MEMORY_WITHIN = 0.15, 0.20


@dataclass(frozen=True)
class Growth:
    """One row of the table."""

    files: int
    seconds: float
    megabytes: float

    @property
    def milliseconds(self) -> float:
        """Of one file."""
        return self.seconds * 1000 / self.files


def run(collection: Path, output: Path, workers: int) -> None:
    """The roundup itself, in this process; prints its time and memory."""
    from jixiao.hosts.roundup import rounding, taking_in  # the processes that read import this file, too

    taking_in.read_entry = entry_as_another
    start = perf_counter()
    asked = rounding.Asked([str(collection)], output, checked=False, workers=workers, ledger=output.with_suffix(".db"))
    outcome = rounding.round_up_sources(asked)
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    units = outcome.consolidation.totals.units
    print(json.dumps({"seconds": seconds, "megabytes": peak, "units": units}))


def measured(folder: Path, count: int, workers: int, repeats: int) -> Growth:
    """The fastest of some runs over so many files."""
    collection = copies(folder, 300, count)
    found, paths = [], _installed(folder)
    for number in range(repeats):
        output = folder / f"out{count}_{number}.xlsx"
        own = [sys.executable, "-m", "benchmarks.growth", "--run", str(collection), str(output), str(workers)]
        said = json.loads(subprocess.run(own, env=paths, check=True, capture_output=True, text=True).stdout)
        assert said["units"] == count, said
        found.append(Growth(count, said["seconds"], said["megabytes"]))
    return min(found, key=lambda growth: growth.seconds)


@cache
def _installed(folder: Path) -> Mapping[str, str]:
    """The environment of an installed package: its modules are compiled, and not anew by each process."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    found["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    imports = "import benchmarks.growth, jixiao.hosts.roundup.rounding"
    subprocess.run([sys.executable, "-c", imports], env=found, check=True)
    return found


def show(found: list[Growth], workers: int) -> None:
    """The table, whether it is linear and flat, and what it means."""
    print(f"{workers} 个读取进程，{os.cpu_count()} 核，负载 {os.getloadavg()[0]:.1f}")
    print(f"{'份数':>10}{'秒':>10}{'毫秒/份':>10}{'主进程内存 MB':>14}")
    for one in found:
        print(f"{one.files:>10,}{one.seconds:>10.1f}{one.milliseconds:>10.2f}{one.megabytes:>14.0f}")
    first, last = found[0], found[-1]
    if len(found) > 1:
        per_file = (last.seconds - first.seconds) * 1000 / (last.files - first.files)
        slower, larger = last.milliseconds / found[-2].milliseconds - 1, last.megabytes / first.megabytes - 1
        print(f"时间：最后两行每份相差 {slower:+.0%}（要求 ±{TIME_WITHIN:.0%}）")
        print(f"内存：最后一行比第一行 {larger:+.0%}（要求 {MEMORY_WITHIN:.0%} 以内）")
        for name, units in (("一个省", PROVINCE), ("全国", COUNTRY)):
            minutes = units * per_file / 60_000
            print(f"{name} {units:,} 份：一台 {minutes:,.0f} 分钟；10 台（同样的核数）{minutes / 10:,.1f} 分钟")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    asked = argparse.ArgumentParser()
    asked.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--repeats", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show([measured(Path(folder), count, given.workers, given.repeats) for count in given.counts], given.workers)


if __name__ == "__main__":
    main()
