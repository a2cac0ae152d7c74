"""What a file really is, told from its bytes, and the refusal of each kind that is no .xlsx package."""

import re

from jixiao.hosts.xlsx.refusal import (
    EMPTY_FILE,
    OLD_OFFICE,
    OLD_XLS,
    PASSWORD,
    TEXT_FILE,
    UNKNOWN_FORMAT,
    WPS_ET,
    Refusal,
)

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOCKED = re.compile(rb"\x09\x08\x10\0\0\x06\x05\0.{12}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
"""The beginning of an encrypted .xls: its first record, perhaps that of a write protection, and FILEPASS."""

_DIRECTORY_ENTRY = 128  # bytes; entries of an OLE directory stand at multiples of it
_NAME_LENGTH_AT = 64
_OTHER_STREAMS = ("WordDocument", "PowerPoint Document", "VisioDocument")


def is_old_workbook(data: bytes, suffix: str) -> bool:
    """Whether the data is an .xls workbook without a password; one that WPS named ``.et`` is not."""
    return data.startswith(_OLE) and _ole_sentence(data, suffix) == OLD_XLS


def require_zip(data: bytes, suffix: str) -> None:
    """Raise the Refusal that fits where the data is no zip archive; ``suffix`` is the file's (``.et``)."""
    if not data:
        raise Refusal(EMPTY_FILE)
    if data.startswith(_ZIP):
        return
    if data.startswith(_OLE):
        raise Refusal(_ole_sentence(data, suffix))
    raise Refusal(TEXT_FILE if _is_text(data[:4096]) else UNKNOWN_FORMAT)


def _ole_sentence(data: bytes, suffix: str) -> str:
    if _has_stream(data, "EncryptedPackage") or _LOCKED.search(data):
        return PASSWORD
    if suffix.lower() in (".et", ".ett"):
        return WPS_ET
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return OLD_XLS
    is_cut_off = suffix.lower() in (".xls", ".xlt") and not any(_has_stream(data, name) for name in _OTHER_STREAMS)
    return OLD_XLS if is_cut_off else OLD_OFFICE


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE directory entry has this name: at an entry's place, with its length behind it."""
    text = name.encode("utf-16-le") + b"\0\0"
    length = len(text).to_bytes(2, "little")
    places = range(0, len(data), _DIRECTORY_ENTRY)
    return any(data.startswith(text, at) and data.startswith(length, at + _NAME_LENGTH_AT) for at in places)


def _is_text(beginning: bytes) -> bool:
    return beginning.startswith(_UTF16_MARKS) or _CONTROL.search(beginning) is None
