"""One member of a zip archive, as its directory tells of it."""

import struct
from typing import Any, NamedTuple

CENTRAL = struct.Struct("<4s6H3L5H2L")
CENTRAL_MARK = b"PK\x01\x02"


class CentralRecord(NamedTuple):
    """One fixed-size directory record, field by field as ``CENTRAL`` packs it."""

    mark: bytes
    made_by: int
    needed: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed_bytes: int
    size: int
    name_bytes: int
    extra_bytes: int
    comment_bytes: int
    disk: int
    internal: int
    external: int
    offset: int


class Member(NamedTuple):
    """One member, its sizes and places in bytes: ``stop`` is where the next one or the directory begins.

    ``fields`` are those of its record.
    """

    name: str
    raw_name: bytes
    fields: tuple[Any, ...]
    extra: bytes
    comment: bytes
    packed_bytes: int
    size: int
    offset: int
    data_start: int
    stop: int

    @property
    def record(self) -> CentralRecord:
        """What the directory says of it."""
        return CentralRecord(*self.fields)


Listed = tuple[str, bytes, tuple[Any, ...], bytes, bytes, int, int, int]
"""A member before it is found in the archive: the fields of a ``Member`` as far as its offset."""
