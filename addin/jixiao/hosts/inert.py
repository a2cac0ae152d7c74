"""Text that no spreadsheet takes for a formula, whoever wrote it."""

import re

_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?%?")
_BEGINS_FORMULA = re.compile(r"[ \u00a0\u3000]*[=+\-@\t\r\n＝＋－＠]")
"""A formula may begin with a full-width sign where Excel speaks Chinese."""


def inert(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay numbers."""
    if _BEGINS_FORMULA.match(text) is None or text == "-" or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"
