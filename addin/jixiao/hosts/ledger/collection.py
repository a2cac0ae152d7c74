"""A ledger as the collection that ``consolidate`` sums up: cursors, nothing held.

``LedgerCollection(ledger)`` → ``consolidate(LedgerCollection(ledger), plan)``.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from jixiao.consolidate.judging.acceptance import Counted, Head
from jixiao.consolidate.judging.covering import listed_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Content, Submission
from jixiao.hosts.ledger.store import Ledger

_ABOVE = f"CASE WHEN content IN ('{Content.SUMMARY}', '{Content.WHOLE_DEPARTMENT}') THEN unit ELSE '' END"
_SAID = "content, framework, framework_version, guessed, year, department, money_unit"
_COUNTED = (
    f"SELECT {_SAID}, count(*), min(files.id), {_ABOVE} AS above FROM files JOIN arrivals"
    f" ON arrivals.id = files.arrival WHERE files.gone IS NULL AND refused = '' GROUP BY {_SAID}, above"
)


class LedgerCollection:
    """The arrivals that the sources of a ledger have now."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def counted(self) -> Iterator[Counted]:
        """See ``consolidate.collection.Collection``."""
        for content, framework, version, guessed, *said in self._ledger.connection.execute(_COUNTED).fetchall():
            yield Counted(Content(content), framework, version, bool(guessed), *said)

    def heads(self, organisation: Organisation | None = None) -> Iterable[Head]:
        """See ``consolidate.collection.Collection``; a 名单 takes a sort on disk."""
        key = partial(listed_key, organisation=organisation) if organisation else None
        return self._ledger.heads(unit_key=key)

    def submissions(self, ids: Sequence[int]) -> Iterator[Submission]:
        """See ``consolidate.collection.Collection``."""
        return self._ledger.submissions(ids)
