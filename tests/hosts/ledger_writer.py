"""A run over made-up arrivals, to be killed at any moment: ``python ledger_writer.py LEDGER FILES ROUND BATCH``.

It prints a line before it opens the ledger, and one when it is done. In each round every second file is another one.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from arrivals import submission
from jixiao.consolidate.judging.acceptance import Head, Judgement, Standing
from jixiao.consolidate.returns.submission import Submission
from jixiao.hosts.ledger import runs
from jixiao.hosts.ledger.opening import open_ledger


def collection(files: int, round: int) -> Iterator[Submission]:
    """The files of a round: each second is new in it."""
    for number in range(files):
        yield submission(f"单位{number:04}", 60 + (round - (round - number) % 2) % 40)


def judged(head: Head) -> Judgement:
    return Judgement(head, Standing.COUNTED)


def run_once(path: Path, files: int, round: int, batch: int) -> None:
    runs.BATCH = batch
    print("starting", flush=True)
    with open_ledger(path) as ledger:
        run = ledger.begin("roundup")
        for arrival in collection(files, round):
            time = float(int(arrival.digest[:12], 16))
            if not run.knows(arrival.file, 1, time):
                run.record(arrival.file, 1, time, arrival)
        run.settle()
        run.finish(map(judged, ledger.heads()), f"round {round}")


if __name__ == "__main__":
    run_once(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    print("done", flush=True)
