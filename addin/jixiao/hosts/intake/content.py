"""The bytes of a candidate, wherever they lie: on disk, in an archive, in an object store."""

from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.stores import is_url, open_url, read_url
from jixiao.hosts.intake.zipped import ArchiveRefused, member_bytes, open_archive
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.refusal import MISSING, NO_ACCESS, READ_FAILED, Refusal, damaged

_Place = tuple[str, tuple[int, ...]]


def content_of(candidate: Candidate, limits: Limits = LIMITS) -> bytes:
    """The bytes of a workbook, of bounded size; raises Refusal, also for whatever the disk says."""
    if candidate.members:
        *outer, number = candidate.members
        return member_bytes(_archives.opened(candidate.location, tuple(outer), limits), number, limits)
    if is_url(candidate.location):
        return read_url(candidate.location, limits)
    return read_file(candidate.location, limits)


def close_archives() -> None:
    """Let go of the archives that are kept open between one member and the next."""
    _archives.close()


class _Archives:
    """The archive read last and the one in it, kept open: their members mostly come one after the other."""

    def __init__(self) -> None:
        self._open: dict[_Place, tuple[IO[bytes], ZipFile]] = {}

    def opened(self, location: str, members: tuple[int, ...], limits: Limits) -> ZipFile:
        """The archive at a location, or the one that is a member of it. Raises Refusal."""
        place = (location, members)
        if place not in self._open:
            if not members:
                self.close()
            file = self._file(location, members, limits)
            try:
                self._open[place] = (file, open_archive(file))
            except (ArchiveRefused, OSError):
                file.close()
                raise damaged("压缩包读不出来") from None
        return self._open[place][1]

    def _file(self, location: str, members: tuple[int, ...], limits: Limits) -> IO[bytes]:
        if members:
            outer = self.opened(location, members[:-1], limits)
            for place in [place for place in self._open if place[1]]:
                del self._open[place]
            return BytesIO(member_bytes(outer, members[-1], limits))
        try:
            return open_url(location) if is_url(location) else Path(location).open("rb")
        except PermissionError:
            raise Refusal(NO_ACCESS) from None
        except FileNotFoundError:
            raise Refusal(MISSING) from None
        except OSError:
            raise Refusal(READ_FAILED) from None

    def close(self) -> None:
        """Close all of them."""
        for file, archive in self._open.values():
            archive.close()
            file.close()
        self._open.clear()


_archives = _Archives()
