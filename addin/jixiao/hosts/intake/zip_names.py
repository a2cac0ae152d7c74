"""The names of files on disk and of members of a zip archive as they were typed.

Chinese Windows writes them in GBK without saying so; programs that know UTF-8 say it in a flag or beside the name. An
archive unpacked on Linux may leave names in GBK on the disk.
"""

import os
import zipfile
import zlib

from jixiao.hosts.xlsx.directory import UTF8_NAME, extra_fields

_UNICODE_PATH, _CHECKSUM_AT, _PATH_AT = 0x7075, 1, 5
_ENCODINGS = ("utf-8", "gb18030")


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member, whatever the program that packed it wrote it in."""
    if info.flag_bits & UTF8_NAME:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    return _said_beside(info, raw) or _decoded(raw) or info.orig_filename


def name_on_disk(name: str) -> str:
    """The name of a file as it was typed, where the disk keeps it in another encoding than this system's."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        return _decoded(raw) or raw.decode("utf-8", "replace")
    return name


def _said_beside(info: zipfile.ZipInfo, raw: bytes) -> str:
    checksum = zlib.crc32(raw).to_bytes(4, "little")
    for kind, content in extra_fields(info.extra):
        if kind == _UNICODE_PATH and content[_CHECKSUM_AT:_PATH_AT] == checksum:
            return content[_PATH_AT:].decode("utf-8", "replace")
    return ""


def _decoded(raw: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
