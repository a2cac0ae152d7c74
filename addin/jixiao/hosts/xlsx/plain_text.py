"""Text in the plain spelling that most programs write: what of it a regular expression may take by itself."""

import re

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.splice import as_utf8

_SIGN = r"[^<&\x00-\x08\x0b-\x1f\ufffe\uffff]"
TEXT = rf"{_SIGN}*+(?:&(?:amp|lt|gt|quot|apos);{_SIGN}*+)*+"
"""Pattern of character data as it stands in a file. A carriage return is not in it: parsers make a new line of it."""


_TEXT = re.compile(TEXT)


def plain_text(data: bytes) -> str | None:
    """A piece of a part as text, None where it is no UTF-8 or holds what no character data may (``]]>``)."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if "]]>" in text else text


def is_plain(text: str) -> bool:
    """Whether a text may stand between two tags just so."""
    return _TEXT.fullmatch(text) is not None and "]]>" not in text


def unescaped(text: str) -> str:
    """Character data of the plain spelling as the text that it stands for."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")


def plain_value(text: str) -> str:
    """Character data of the plain spelling as the text of a cell."""
    return text if "&" not in text and "_x" not in text else xstring.decode(unescaped(text))


def is_utf8(data: bytes) -> bool:
    """Whether a part says of itself, by what it begins with, that it is in UTF-8."""
    try:
        return as_utf8(data, "") is data
    except Refusal:
        return False
