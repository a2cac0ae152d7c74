"""Reading and adding up on a Dask cluster, over files that all its machines reach (a share, an object store).

    with on_cluster(address) as cluster:
        for candidate, arrival in cluster.arrivals(discover(sources)): ...     as ``pool.arrivals`` does
        totals = cluster.totals(framework, counts)      of those that count, as a tree of partial sums

What was read stays on the machine that read it: to add it up, only sums travel.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

from jixiao.consolidate.adding.semantics import totals_of
from jixiao.consolidate.adding.totals import Totals, read_totals, total_of
from jixiao.consolidate.returns.records import arrival_text
from jixiao.consolidate.returns.records import read_arrival as arrival_of_text
from jixiao.consolidate.returns.submission import Arrival, Submission
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.collector import seldom_collecting
from jixiao.hosts.intake.content import close_archives
from jixiao.hosts.intake.crew import Done
from jixiao.hosts.intake.helper import helping
from jixiao.hosts.intake.pool import FILE_SECONDS
from jixiao.hosts.intake.progress import Listener, Meter, silent
from jixiao.hosts.intake.reading import read_arrival, read_small
from jixiao.hosts.intake.sentences import refused

_Distributed = Any
"""Clients and futures of ``distributed``, which tells no types."""

_TOGETHER, _FAN_IN, _AHEAD = 50, 8, 3
"""Files of one task; partial sums that one addition takes; tasks waiting for each thread of the cluster."""

Read = Callable[[Candidate, bool], Arrival]
Here = Callable[[Candidate, bool], Arrival | None]
Records = list[str]


@contextmanager
def on_cluster(
    address: str,
    read: Read = read_arrival,
    here: Here = read_small,
    patience: float = 20,
    seconds: float = FILE_SECONDS,
) -> Iterator["Cluster"]:
    """A connection to the scheduler at an address (``tcp://10.0.0.1:8786``).

    Its processes read with ``here``; where that gives None, a process of their own reads with ``read``, and is given
    up after so many ``seconds``.
    Raises JixiaoError where none answers within so many seconds (``patience``).
    """
    try:
        import distributed
    except ImportError:
        raise JixiaoError("没有装 Dask，不能用 --dask，请先执行 pip install jixiao[dask]。") from None
    try:
        client: _Distributed = distributed.Client(address, timeout=patience, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise JixiaoError(f"连接不上 Dask 集群“{address}”（{type(error).__name__}），请核对地址和网络。") from None
    try:
        yield Cluster(client, read, here, seconds)
    finally:
        client.close()


class Cluster:
    """What a cluster reads, and what it has read."""

    def __init__(self, client: _Distributed, read: Read, here: Here, seconds: float) -> None:
        self._client, self._reading = client, (read, here, seconds)
        self._held: list[_Distributed] = []

    def arrivals(
        self,
        candidates: Iterable[Candidate],
        *,
        checked: bool = False,
        known: Callable[[Candidate], bool] = lambda candidate: False,
        progress: Listener = silent,
        hold: bool = False,
    ) -> Iterator[Done]:
        """Each candidate with its arrival, in any order, as ``pool.arrivals`` gives them.

        ``hold``: what was read stays on the cluster, for ``totals``. A file whose reading ends its process again and
        again is refused; a machine that goes away costs nothing, others read its files anew.
        """
        meter = Meter(progress)
        waiting = (candidate for candidate in candidates if not known(candidate))
        for done in self._partitions(waiting, checked, hold):
            for one in done:
                yield one
                meter.count(None)
        meter.tell(None)

    def totals(self, framework: str, counts: Collection[str] | None = None) -> Totals:
        """The sum of what was held, by the framework of this id: of the files named in ``counts``, None for all."""
        names = None if counts is None else frozenset(counts)
        sums = [self._submit(_partial, held, framework, names) for held in self._held]
        while len(sums) > 1:
            sums = [self._submit(_added, some) for some in _pieces(sums, _FAN_IN)]
        return read_totals(sums[0].result()) if sums else Totals()

    def _partitions(self, candidates: Iterator[Candidate], checked: bool, hold: bool) -> Iterator[Sequence[Done]]:
        import distributed

        given: dict[Any, Sequence[Candidate]] = {}
        running: _Distributed = distributed.as_completed(loop=self._client.loop)  # type: ignore[no-untyped-call]

        def give(some: Sequence[Candidate]) -> None:
            """Have the cluster read these, and remember which they were."""
            future = self._submit(_read_all, list(some), checked, *self._reading)
            given[future.key] = some
            running.add(future)

        pieces = _pieces(candidates, _TOGETHER)
        for some in islice(pieces, self._room()):
            give(some)
        for future in running:
            some = given.pop(future.key)
            error = future.exception()
            if error is None:
                yield [(one, arrival_of_text(text)) for one, text in zip(some, future.result(), strict=True)]
                if hold:
                    self._held.append(future)
            elif len(some) > 1:  # one of them ends the process that reads it: which one?
                for one in some:
                    give([one])
            else:
                yield [(some[0], self._lost(some[0], hold))]
            more = next(pieces, None)
            if more is not None:
                give(more)

    def _lost(self, candidate: Candidate, hold: bool) -> Arrival:
        arrival = refused("worker_died", candidate.name)
        if hold:
            self._held.append(self._submit(list, [arrival_text(arrival)]))
        return arrival

    def _room(self) -> int:
        """How many tasks are given out at a time."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads) * _AHEAD

    def _submit(self, work: Callable[..., object], *given: object) -> _Distributed:
        return self._client.submit(work, *given, pure=False)


_one_at_a_time = Lock()
"""Threads of one process take turns: they would not read faster together."""


def _read_all(candidates: Sequence[Candidate], checked: bool, read: Read, here: Here, seconds: float) -> Records:
    with _one_at_a_time, seldom_collecting(), helping(partial(_apart, read, checked), seconds) as helper:
        try:
            found = ((candidate, here(candidate, checked)) for candidate in candidates)
            return [arrival_text(helper.read(candidate) if made is None else made) for candidate, made in found]
        finally:
            close_archives()


def _apart(read: Read, checked: bool, candidate: Candidate) -> Arrival:
    return read(candidate, checked)


def _partial(records: Records, framework: str, counts: frozenset[str] | None) -> str:
    """What the submissions among some arrivals add up to, as text."""
    law = load_framework(framework)
    arrivals = map(arrival_of_text, records)
    counted = (one for one in arrivals if isinstance(one, Submission) and (counts is None or one.file in counts))
    return total_of(totals_of(one, law) for one in counted).to_text()


def _added(texts: Sequence[str]) -> str:
    return total_of(map(read_totals, texts)).to_text()


_One = TypeVar("_One")


def _pieces(all: Iterable[_One], size: int) -> Iterator[Sequence[_One]]:
    source = iter(all)
    while some := list(islice(source, size)):
        yield some
