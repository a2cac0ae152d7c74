"""Where the arrivals of a roundup come from: a ledger, or memory; ``Collection`` is all that ``consolidate`` asks.

A ledger of 100,000 arrivals answers with cursors and holds nothing; ``InMemory`` is for hosts that have the workbooks
at hand, and for tests.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from jixiao.consolidate.judging.acceptance import Counted, Head, head_of
from jixiao.consolidate.judging.common import counted_of
from jixiao.consolidate.judging.judge import head_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Arrival, Submission


class Collection(Protocol):
    """Arrivals, of which heads are read twice and the submissions that count once."""

    def counted(self) -> Iterable[Counted]:
        """What the arrivals have in common, counted (one GROUP BY)."""
        ...

    def heads(self, organisation: Organisation | None = None) -> Iterable[Head]:
        """The heads of all arrivals, sorted by ``judging.judge.head_key(head, organisation)``."""
        ...

    def submissions(self, ids: Sequence[int]) -> Iterable[Submission]:
        """The submissions of some hundred heads, in the order asked for."""
        ...


class InMemory:
    """Arrivals held in memory; their ids are their numbers from 1. ``heads`` may be given by who knows more of them."""

    def __init__(self, arrivals: Iterable[Arrival], heads: Iterable[Head] | None = None) -> None:
        self._arrivals = [*arrivals]
        given = [head_of(arrival, id) for id, arrival in enumerate(self._arrivals, 1)] if heads is None else [*heads]
        self._heads: list[Head] = given
        self._by_id = {head.id: arrival for head, arrival in zip(given, self._arrivals, strict=True)}

    def counted(self) -> Sequence[Counted]:
        """See ``Collection``."""
        return counted_of(self._heads)

    def heads(self, organisation: Organisation | None = None) -> Sequence[Head]:
        """See ``Collection``."""
        return sorted(self._heads, key=lambda head: (head_key(head, organisation), head.id))

    def submissions(self, ids: Sequence[int]) -> Iterator[Submission]:
        """See ``Collection``."""
        for id in ids:
            found = self._by_id[id]
            if isinstance(found, Submission):
                yield found
