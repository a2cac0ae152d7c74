"""Zip archives of returned workbooks: looked into and read in memory, within limits.

look_into(file) -> Iterator[Candidate]        what is in an archive, and in archives in it
member_bytes(archive, number) -> bytes        the content of one member
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from time import mktime
from typing import IO

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.kinds import is_hidden
from jixiao.hosts.intake.listed import Listed, candidates_of, without_reading
from jixiao.hosts.intake.zip_names import name_of
from jixiao.hosts.xlsx.directory import END, END_MARK
from jixiao.hosts.xlsx.limits import LIMITS, MEGABYTE, Limits
from jixiao.hosts.xlsx.refusal import PASSWORD, Refusal, damaged, too_large, unsafe

MOST_MEMBERS = 100_000
_DEEPEST = 2
_DIRECTORY_BYTES = 64 * MEGABYTE
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1
_WORKBOOK_PART = "xl/workbook.xml"
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf")
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error)
"""What zipfile raises over a damaged archive, or one that is packed in a way it does not know."""

_Member = tuple[int, str, zipfile.ZipInfo]


class ArchiveRefused(Exception):
    """The archive is not looked into; the text is the code of the reason."""


def look_into(file: Listed) -> Iterator[Candidate]:
    """The candidates in a zip archive, or the archive itself, refused. It is read as far as its list."""
    try:
        if len(file.candidate.members) >= _DEEPEST:
            raise ArchiveRefused("archive_in_archive")
        with file.open() as content, open_archive(content) as archive:
            yield from _candidates(file.candidate, archive)
    except ArchiveRefused as reason:
        is_other = file.beginning().startswith(_OTHER_ARCHIVES)
        yield without_reading(file.candidate, "archive" if is_other else str(reason))
    except Refusal as refusal:
        is_locked = refusal.sentence == PASSWORD
        yield without_reading(file.candidate, "archive_password" if is_locked else "archive_damaged")
    except OSError:
        yield without_reading(file.candidate, "archive_damaged")


def open_archive(file: IO[bytes]) -> zipfile.ZipFile:
    """The archive in a file; raises ArchiveRefused, before its list is read where that is too long."""
    try:
        _refuse_long_list(file)
        archive = zipfile.ZipFile(file)
    except _ERRORS:
        raise ArchiveRefused("archive_damaged") from None
    if len(archive.infolist()) > MOST_MEMBERS:
        raise ArchiveRefused("archive_too_large")
    return archive


def member_bytes(archive: zipfile.ZipFile, number: int, limits: Limits = LIMITS) -> bytes:
    """The content of a member; raises Refusal where it is locked, damaged, or larger than a workbook may be."""
    listed = archive.infolist()
    if number >= len(listed):
        raise damaged("压缩包的内容变了")
    info = listed[number]
    if _is_locked(info):
        raise Refusal(PASSWORD)
    if info.file_size > limits.file_bytes:
        raise too_large(f"文件超过 {limits.file_bytes // MEGABYTE} MB")
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * info.compress_size:
        raise unsafe(f"压缩比超过 {limits.ratio} 倍")
    try:
        with archive.open(info) as member:
            return member.read(info.file_size)
    except _ERRORS:
        raise damaged("在压缩包里读不出来") from None


def _candidates(outer: Candidate, archive: zipfile.ZipFile) -> Iterator[Candidate]:
    """What is in an archive, folder by folder. A workbook that is called .zip is one; a locked archive is refused."""
    if any(info.filename.lower() == _WORKBOOK_PART for info in archive.infolist()):
        yield outer
        return
    members = [one for one in _members(archive) if not any(map(is_hidden, one[1].split("/")))]
    if members and all(_is_locked(info) for _, _, info in members):
        raise ArchiveRefused("archive_password")
    members.sort(key=lambda one: one[1].rpartition("/")[::2])
    for folder, in_folder in groupby(members, lambda one: one[1].rpartition("/")[0]):
        files = [_listed(outer, archive, one) for one in in_folder]
        yield from candidates_of(files, look_into, top=not folder)


def _members(archive: zipfile.ZipFile) -> Iterator[_Member]:
    """The files of an archive: number, name with ``/`` between folders, no two alike, and what its list says."""
    seen: dict[str, int] = {}
    for number, info in enumerate(archive.infolist()):
        name = "/".join(part for part in name_of(info).replace("\\", "/").split("/") if part not in ("", ".", ".."))
        if name and not info.is_dir():
            seen[name] = seen.get(name, 0) + 1
            yield number, name if seen[name] == 1 else _numbered(name, seen[name]), info


def _numbered(name: str, number: int) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}（{number}）{dot}{suffix}" if dot else f"{name}（{number}）"


def _listed(outer: Candidate, archive: zipfile.ZipFile, member: _Member) -> Listed:
    number, name, info = member
    time = 0.0
    with suppress(ValueError, OverflowError):
        time = mktime((*info.date_time, 0, 0, -1))
    inner = Candidate(f"{outer.name}/{name}", outer.location, info.file_size, time, (*outer.members, number))
    return Listed(inner, lambda: BytesIO(member_bytes(archive, number)))


def _is_locked(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & _ENCRYPTED)


def _refuse_long_list(file: IO[bytes]) -> None:
    """Raise before zipfile takes in a list that is longer than any of returned workbooks."""
    size = file.seek(0, 2)
    tail_bytes = min(size, END.size + _LONGEST_COMMENT)
    file.seek(size - tail_bytes)
    tail = file.read(tail_bytes)
    end = tail.rfind(END_MARK)
    if end < 0 or end + END.size > len(tail):
        raise ArchiveRefused("archive_damaged")
    if min(END.unpack_from(tail, end)[5], size) > _DIRECTORY_BYTES:
        raise ArchiveRefused("archive_too_large")
    file.seek(0)
