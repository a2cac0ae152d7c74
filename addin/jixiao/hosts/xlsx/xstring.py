"""Texts as SpreadsheetML keeps them: characters that XML cannot hold are spelled ``_x000B_``."""

import re

_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_UNHOLDABLE = "\x00-\x08\x0b-\x1f\ufffe\uffff"
# An underscore is escaped where it would, with what follows, read as an escape.
_TO_ESCAPE = re.compile(f"[{_UNHOLDABLE}]|_(?=x[0-9A-Fa-f]{{4}}[_{_UNHOLDABLE}])")


def decode(text: str) -> str:
    """The text meant by a part's text; half surrogate pairs become the replacement character."""
    return _ESCAPED.sub(_decoded_run, text) if "_x" in text else text


def encode(text: str) -> str:
    """The text as XML character data; raises UnicodeEncodeError for half surrogate pairs."""
    text.encode("utf-8")
    escaped = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The text as the content of a double-quoted attribute."""
    return encode(text).replace('"', "&quot;")


def _decoded_run(match: re.Match[str]) -> str:
    codes = match[0].split("_x")[1:]
    units = b"".join(int(code[:4], 16).to_bytes(2, "little") for code in codes)
    return units.decode("utf-16-le", "replace")
