"""What ``jixiao.consolidate.load`` makes tables of: ``arrivals_at(path)`` streams what a ledger, or a folder or archive
of workbooks, holds, each with whether it counts.
"""

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path

from jixiao.consolidate.judging.acceptance import Head, Judgement, Standing
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.tidy.tables import Told
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.roundup.asked import Asked
from jixiao.hosts.roundup.summing import summed_up
from jixiao.hosts.roundup.tidy_files import known_by, scored_by

_SQLITE = b"SQLite format 3\x00"


def arrivals_at(source: str | PathLike[str]) -> Iterator[Told]:
    """What a ledger has now, or a folder, an archive or a pattern of returned workbooks holds, one at a time.

    Raises JixiaoError where there is nothing of the kind, or nothing of it counts. Workbooks are read by this process
    alone, so that a script needs no guard around its beginning; ``roundup`` with a ledger is faster for thousands of
    them.
    """
    path = Path(source)
    if _is_ledger(path):
        with open_ledger(path, create=False, read_only=True) as ledger:
            yield from _told(ledger, {})
        return
    with summed_up(Asked([str(source)], None, checked=False, workers=1), None, {}) as found:
        aside = {judgement.head.id: judgement for judgement in found.consolidation.not_counted if not judgement.place}
        yield from _told(found.ledger, aside)


def _is_ledger(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):  # a folder, a pattern, a URL
        return False


def _told(ledger: Ledger, aside: Mapping[int, Judgement]) -> Iterator[Told]:
    """What an open ledger has now, by ``aside`` or else by what the last finished run decided; nothing is held."""
    scored, known = scored_by(ledger), known_by(Organisation(expected) if (expected := ledger.expected()) else None)
    for head in ledger.heads():
        arrival, code = known(scored(ledger.arrival(head)))
        yield arrival, aside.get(head.id) or _decided(ledger, head), code


def _decided(ledger: Ledger, head: Head) -> Judgement | None:
    told = ledger.standing(head.id)
    return Judgement(head, Standing(told[0]), told[2], told[1]) if told else None
