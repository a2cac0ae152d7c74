"""Changing a part by replacing byte ranges, so that every other byte stays as it was."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jixiao.hosts.xlsx.markup import PACKAGE_ENCODINGS
from jixiao.hosts.xlsx.refusal import damaged

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_TAG_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED_ENCODING = re.compile(rb"""(<\?xml[^>]*?)\s+encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8 = ("utf-8", "utf8")


class Splice(NamedTuple):
    """The bytes from ``start`` to ``stop`` give way to ``new``; equal ends insert."""

    start: int
    stop: int
    new: bytes


def apply(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The data with all splices made; insertions at one place keep their order, before a replacement."""
    pieces, done = [], 0
    for start, stop, new in sorted(splices, key=lambda splice: (splice.start, splice.stop)):
        pieces += [data[done:start], new]
        done = stop
    return b"".join([*pieces, data[done:]])


def start_tag(data: bytes, start: int, part: str) -> bytes:
    """The start tag (or empty-element tag) that begins at a byte."""
    match = _START_TAG.match(data, start)
    if match is None:
        raise damaged(f"{part} 读不出来")
    return match[0]


def element_end(data: bytes, start: int, stop: int, part: str) -> int:
    """The byte behind an element, given where it starts and where the parser met its end."""
    tag = start_tag(data, start, part)
    return start + len(tag) if tag.endswith(b"/>") else data.index(b">", stop) + 1


def append_child(data: bytes, start: int, stop: int, new: bytes, part: str) -> Splice:
    """The splice that puts ``new`` at the end of an element's content, opening an empty-element tag."""
    tag = start_tag(data, start, part)
    if not tag.endswith(b"/>"):
        return Splice(stop, stop, new)
    name = tag_name(tag)
    return Splice(start, start + len(tag), tag[:-2].rstrip() + b">" + new + b"</" + name + b">")


def tag_name(tag: bytes) -> bytes:
    """The name in a start tag, with its prefix."""
    match = _TAG_NAME.match(tag)
    return match[1] if match else b""


def prefix(tag: bytes) -> bytes:
    """The namespace prefix of a start tag with its colon (``x:``), or nothing."""
    before, colon, _ = tag_name(tag).rpartition(b":")
    return before + colon


def set_attribute(tag: bytes, name: bytes, value: bytes | None) -> bytes:
    """The tag with an attribute set to an escaped value, or without it where ``value`` is None."""
    new = b"" if value is None else b" " + name + b'="' + value + b'"'
    place = 1 + len(tag_name(tag))
    while match := _ATTRIBUTE.match(tag, place):
        if match[1] == name:
            return tag[:place] + new + tag[match.end() :]
        place = match.end()
    return tag[:place] + new + tag[place:]


def as_utf8(data: bytes, part: str) -> bytes:
    """The part in UTF-8, so that its places can be found by byte; nearly every part is already."""
    encoding = _encoding(data)
    if encoding in _UTF8:
        return data
    if encoding not in PACKAGE_ENCODINGS:
        raise damaged(f"{part} 的文字编码不对")
    try:
        text = data.decode(encoding)
    except UnicodeError:
        raise damaged(f"{part} 的文字编码不对") from None
    return _DECLARED_ENCODING.sub(rb"\1", text.encode("utf-8"), count=1)


def encoded_like(original: bytes, data: bytes) -> bytes:
    """A part that ``as_utf8`` made, in the encoding that the original has and declares."""
    encoding = _encoding(original)
    if encoding in _UTF8:
        return data
    mark = original[:2] if original[:2] in _UTF16_MARKS else b""
    declared = _DECLARED_ENCODING.match(original.decode(encoding).encode("utf-8"))
    if declared is not None:
        data = data[: declared.end(1)] + declared[0][declared.end(1) :] + data[declared.end(1) :]
    if mark:
        encoding = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    return mark + data.decode("utf-8").encode(encoding, "xmlcharrefreplace")


def _encoding(data: bytes) -> str:
    if data[:2] in _UTF16_MARKS:
        return "utf-16"
    declared = _DECLARED_ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    return "utf-8" if declared is None else declared[2].decode("ascii").lower()
