"""Candidates → arrivals, by one process or several.

arrivals(candidates, checked=False, workers=1, known=…, progress=…) -> Iterator[(Candidate, Arrival)]
"""

from collections.abc import Callable, Iterable, Iterator

from jixiao.consolidate.submission import Arrival
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.progress import Progress, silent
from jixiao.hosts.intake.reading import read_arrival


def arrivals(
    candidates: Iterable[Candidate],
    *,
    checked: bool = False,
    workers: int = 1,
    known: Callable[[Candidate], bool] = lambda candidate: False,
    progress: Callable[[Progress], None] = silent,
) -> Iterator[tuple[Candidate, Arrival]]:
    """The arrivals of candidates in any order; those that are ``known`` are passed over without being read."""
    for done, candidate in enumerate((one for one in candidates if not known(one)), 1):
        yield candidate, read_arrival(candidate, checked)
        progress(Progress(done))
