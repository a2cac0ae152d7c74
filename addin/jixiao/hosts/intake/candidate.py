"""A file that may be a returned workbook: found, not yet read."""

from dataclasses import dataclass

from jixiao.consolidate.returns.submission import Refused


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file of a collection; small, so that it can be sent to another process or machine.

    ``name``: its name within the collection, with ``/`` between folders (``单位/某局.xlsx``, ``报送.zip/某局.xlsx``);
    no two candidates have the same. ``location``: the path or URL of the file on disk or in a store. ``members``: of a
    workbook in a zip archive, its number in the archive's list, and of one in an archive in an archive both numbers.
    ``size`` in bytes and ``time`` (seconds since 1970) of the workbook itself; a changed one differs in one of them.
    ``refused``: why it need not be read, where that is known already.
    """

    name: str
    location: str
    size: int
    time: float
    members: tuple[int, ...] = ()
    refused: Refused | None = None

    @property
    def title(self) -> str:
        """The last part of its name: what messages call it."""
        return self.name.rpartition("/")[2]
