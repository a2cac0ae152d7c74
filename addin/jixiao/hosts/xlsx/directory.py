"""The directory of a zip archive, read and checked before anything is inflated."""

import struct
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from jixiao.hosts.xlsx.directory_shapes import keep_shape, known_members
from jixiao.hosts.xlsx.limits import LIMITS, MEGABYTE, Limits
from jixiao.hosts.xlsx.members import CENTRAL, CENTRAL_MARK, CentralRecord, Listed, Member
from jixiao.hosts.xlsx.refusal import PLAIN_ZIP, TRUNCATED, Refusal, damaged, too_large, unsafe

LOCAL = struct.Struct("<4s5H3L2H")
END = struct.Struct("<4s4H2LH")
LOCAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x05\x06"
ZIP64_EXTRA = 1
UTF8_NAME = 0x800

_ENCRYPTED = 0x1
_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL_LENGTHS = struct.Struct("<26x2H").unpack_from
_UNREADABLE = "内部目录读不出来"
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_LONGEST_COMMENT = 0xFFFF
_SIZE, _OFFSET = itemgetter(6), itemgetter(7)


def read_directory(data: bytes, limits: Limits = LIMITS) -> tuple[tuple[Member, ...], bytes]:
    """The members in directory order, and the archive's comment; raises Refusal where a guard fails."""
    end = data.rfind(END_MARK, max(0, len(data) - END.size - _LONGEST_COMMENT))
    if end < 0 or end + END.size > len(data):
        raise Refusal(TRUNCATED)
    count, size, start = _directory_place(data, end)
    if count > limits.members:
        raise too_large(f"内部文件超过 {limits.members:,} 个")
    if count == 0:
        raise Refusal(PLAIN_ZIP)
    if start + size > end:
        raise Refusal(TRUNCATED)
    members = known_members(data, start, size, count)
    if members is None:
        members = _central_records(data, start, start + size, count)
        _refuse_bad_names([member[0] for member in members])
        keep_shape(members, size)
    _check_sizes(members, limits)
    comment_bytes = END.unpack_from(data, end)[7]
    return _placed(data, members, start), data[end + END.size :][:comment_bytes]


def extra_fields(extra: bytes) -> list[tuple[int, bytes]]:
    """The extra fields of a record as (kind, content); a broken rest is left out."""
    found, at = [], 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        found.append((kind, extra[at + 4 : at + 4 + length]))
        at += 4 + length
    return found


def _directory_place(data: bytes, end: int) -> tuple[int, int, int]:
    """Number of records, bytes and first byte of the directory, from the end record or its zip64 twin."""
    _, _, _, _, count, size, start, _ = END.unpack_from(data, end)
    if count != _FULL_16 and _FULL_32 not in (size, start):
        return count, size, start
    locator = _unpack(_LOCATOR, data, end - _LOCATOR.size, b"PK\x06\x07")
    twin = _unpack(_END64, data, locator[2], b"PK\x06\x06")
    return twin[7], twin[8], twin[9]


def _central_records(data: bytes, start: int, stop: int, count: int) -> list[Listed]:
    members, at = list[Listed](), start
    for _ in range(count):
        record = CentralRecord(*_unpack(CENTRAL, data, at, CENTRAL_MARK))
        name_at = at + CENTRAL.size
        extra_at = name_at + record.name_bytes
        comment_at = extra_at + record.extra_bytes
        at = comment_at + record.comment_bytes
        if at > stop:
            raise damaged("内部目录不完整")
        members.append(_listed(record, data[name_at:extra_at], data[extra_at:comment_at], data[comment_at:at]))
    if at != stop:
        raise damaged("内部目录不一致")
    return members


def _listed(record: CentralRecord, raw_name: bytes, extra: bytes, comment: bytes) -> Listed:
    if record.flags & _ENCRYPTED:
        raise unsafe("内部文件加了密码")
    try:
        is_utf8 = record.flags & UTF8_NAME or raw_name.isascii()
        name = raw_name.decode("utf-8" if is_utf8 else "cp437")
    except UnicodeDecodeError:
        raise unsafe("内部文件名乱码") from None
    size, packed_bytes, offset = narrow = record.size, record.packed_bytes, record.offset
    if _FULL_32 in narrow:
        wide = _zip64_values(extra)
        size, packed_bytes, offset = (next(wide, 0) if value == _FULL_32 else value for value in narrow)
    return name, raw_name, tuple(record), extra, comment, packed_bytes, size, offset


def _zip64_values(extra: bytes) -> Iterator[int]:
    """The 64-bit size, packed size and offset that stand in the zip64 extra field, in this order."""
    for kind, content in extra_fields(extra):
        if kind == ZIP64_EXTRA:
            for (value,) in struct.iter_unpack("<Q", content[: len(content) // 8 * 8]):
                yield value


def _refuse_bad_names(names: list[str]) -> None:
    seen = set[str]()
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/"):
            raise unsafe("内部文件的路径不对")
        if name.casefold() in seen:
            raise unsafe("内部文件重名")
        seen.add(name.casefold())


def _check_sizes(members: list[Listed], limits: Limits) -> None:
    sizes = [*map(_SIZE, members)]
    if max(sizes) > limits.part_bytes:
        raise too_large(f"有的部分展开后超过 {limits.part_bytes // MEGABYTE} MB")
    if sum(sizes) > limits.total_bytes:
        raise too_large(f"展开后超过 {limits.total_bytes // MEGABYTE} MB")


def _placed(data: bytes, members: list[Listed], directory_start: int) -> tuple[Member, ...]:
    """The members with their data found through the local headers, none overlapping the next."""
    offsets = sorted(map(_OFFSET, members))
    stops = dict(zip(offsets, [*offsets[1:], directory_start], strict=True))
    if len(stops) != len(members):
        raise damaged("内部文件重叠")
    placed: list[Member] = []
    for member in members:  # every member of every workbook passes here
        _, raw_name, _, _, _, packed_bytes, _, at = member
        stop, name_at = stops[at], at + LOCAL.size
        if name_at > len(data) or not data.startswith(LOCAL_MARK, at):
            raise damaged(_UNREADABLE)
        name_bytes, extra_bytes = _LOCAL_LENGTHS(data, at)
        if name_bytes != len(raw_name) or not data.startswith(raw_name, name_at):
            raise damaged("内部目录不一致")
        start = name_at + name_bytes + extra_bytes
        if start + packed_bytes > stop:
            raise damaged("内部文件重叠")
        placed.append(tuple.__new__(Member, (*member, start, stop)))
    return tuple(placed)


def _unpack(layout: struct.Struct, data: bytes, at: int, mark: bytes) -> tuple[Any, ...]:
    if at < 0 or at + layout.size > len(data) or data[at : at + 4] != mark:
        raise damaged(_UNREADABLE)
    return layout.unpack_from(data, at)
