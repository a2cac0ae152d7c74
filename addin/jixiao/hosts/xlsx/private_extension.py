"""A note of ours inside a worksheet or workbook part: one extension (ECMA-376 part 1, 18.2.7) at its end.

Programs pass over extensions that they do not know, and drop them when they save the part anew: so a note is there
just as long as the part is the one that we wrote.
"""

import html
import re
from typing import NamedTuple, Protocol

from jixiao.hosts.xlsx.splice import Splice, apply, prefix, start_tag

_URI = "{5B0D1A6E-7C4B-4F53-9E0A-6A78E58DA93B}"
_SPACE = "urn:jixiao:before-marks"
_NOTE = re.compile(
    rb'<(?P<prefix>(?:[^\s<>/:"]+:)?)ext uri="' + re.escape(_URI.encode()) + rb'"><jx:before xmlns:jx="'
    rb"" + _SPACE.encode() + rb'"(?: list="(?P<list>[^"]*)")?>(?P<text>[^<]*)</jx:before></(?P=prefix)ext>'
)


class Placed(Protocol):
    """An element of a part: its first byte, and where its end tag begins, or the byte behind an empty one."""

    start: int
    stop: int


class Room(NamedTuple):
    """Where an extension goes in a part: at this byte.

    ``stood`` is None where a list of extensions ends there, "" where there is none yet, and the tag of an empty one
    that stands there. ``prefix`` is the namespace prefix of the part, with its colon.
    """

    at: int
    stood: bytes | None
    prefix: str


def room_in(data: bytes, listed: Placed | None, end: int, part: str) -> Room:
    """The room in a part, given its list of extensions and the byte where the end tag of its root begins."""
    root = prefix(b"<" + data[end:].removeprefix(b"</")).decode("utf-8")
    if listed is None:
        return Room(end, b"", root)
    tag = start_tag(data, listed.start, part)
    return Room(listed.start, tag, root) if tag.endswith(b"/>") else Room(listed.stop, None, root)


def with_note(data: bytes, room: Room, text: str) -> bytes:
    """The part with a note in it."""
    name = f"{room.prefix}ext"
    stood = "" if room.stood is None else f' list="{html.escape(room.stood.decode("utf-8"))}"'
    words = html.escape(text, quote=False)
    note = f'<{name} uri="{_URI}"><jx:before xmlns:jx="{_SPACE}"{stood}>{words}</jx:before></{name}>'.encode()
    if room.stood is not None:
        note = _opened(room.prefix.encode()) + note + _closed(room.prefix.encode())
    return apply(data, [Splice(room.at, room.at + len(room.stood or b""), note)])


def without_note(data: bytes) -> tuple[bytes, str]:
    """The part as it was before its note, and the note's text; "" where there is none."""
    match = None if _URI.encode() not in data else next(reversed(list(_NOTE.finditer(data))), None)
    if match is None:
        return data, ""
    before, behind = data[: match.start()], data[match.end() :]
    opened, closed = _opened(match["prefix"]), _closed(match["prefix"])
    if match["list"] is not None and before.endswith(opened) and behind.startswith(closed):
        stood = html.unescape(match["list"].decode("utf-8")).encode()
        before, behind = before.removesuffix(opened) + stood, behind.removeprefix(closed)
    return before + behind, html.unescape(match["text"].decode("utf-8"))


def _opened(prefix: bytes) -> bytes:
    return b"<" + prefix + b"extLst>"


def _closed(prefix: bytes) -> bytes:
    return b"</" + prefix + b"extLst>"
