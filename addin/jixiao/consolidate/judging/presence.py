"""Who of the 名单 is there: whose figures count, who sent something that does not, who sent nothing."""

from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.judging.acceptance import Head, Standing
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.returns.submission import Content


class Presence:
    """Filled as arrivals pass by. Memory: the 名单."""

    def __init__(self, organisation: Organisation | None) -> None:
        self._organisation = organisation
        self._arrived: set[int] = set()
        self._counted: set[int] = set()

    def arrived(self, head: Head, standing: Standing | None) -> None:
        """Somebody sent something; of a file that could not be read its name may tell who. What only repeats the
        figures of units below is nothing of the department's own.
        """
        organisation = self._organisation
        repeats = standing is Standing.COVERED and head.content is not Content.UNIT
        if organisation is None or repeats:
            return
        entry = organisation.find(head.unit, head.department) if head.unit else organisation.find_in(head.file)
        if entry is not None:
            self._arrived.add(id(entry))

    def counted(self, row: Row, is_of_all_below: bool) -> None:
        """A row counts; one that is of a whole department speaks for all below it."""
        organisation = self._organisation
        entry = organisation.find(row.unit, row.department) if organisation else None
        if entry is not None:
            self._mark(entry, is_of_all_below)

    def _mark(self, entry: Expected, with_below: bool) -> None:
        assert self._organisation is not None
        self._counted.add(id(entry))
        for below in self._organisation.below(entry) if with_below else ():
            self._mark(below, with_below)

    @property
    def expected(self) -> int | None:
        """How many the 名单 expects; None without one."""
        return None if self._organisation is None else len(self._organisation.reporting)

    @property
    def present(self) -> int:
        """How many of these count."""
        reporting = self._organisation.reporting if self._organisation else ()
        return sum(id(entry) in self._counted for entry in reporting)

    @property
    def missing(self) -> tuple[Expected, ...]:
        """Those that sent nothing, in the order of the 名单."""
        reporting = self._organisation.reporting if self._organisation else ()
        there = self._arrived | self._counted
        return tuple(entry for entry in reporting if id(entry) not in there)

    @property
    def top(self) -> str:
        """The name of the one entry that stands above all, "" where the 名单 has none or several such."""
        entries = self._organisation.entries if self._organisation else ()
        tops = [entry for entry in entries if self._organisation and self._organisation.above(entry) is None]
        return tops[0].name if len(tops) == 1 and len(entries) > 1 else ""
