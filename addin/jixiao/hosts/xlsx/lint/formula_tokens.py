"""The text of a formula → its tokens. One pass, no backtracking worth the name, whatever the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WIDE_MARKS = "（），；：“”‘’！＝＋－＊／％＜＞【】、。　"
_WORD = rf"(?:[\w$.\\?]|[^\x00-\x7f\s\w{_WIDE_MARKS}])"
"""The two kinds share no sign: else every sign of a long Chinese word could be tried both ways."""
_PLAIN_SHEET = rf"(?:\[[^\[\]]*\])?{_WORD}*(?::{_WORD}+)?"
_BRACKETS = r"\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]"

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<text>"(?:[^"]|"")*")
  | (?P<lost>\#REF!(?={_WORD}|\#))
  | (?P<error>\#(?:N/A|DIV/0!|[A-Za-z_]+[!?]))
  | (?P<array>\{{(?:"(?:[^"]|"")*"|[^"{{}}])*\}})
  | (?P<sheet>(?:'(?:[^']|'')*'|{_PLAIN_SHEET})!)
  | (?P<item>'(?:[^']|'')*')
  | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?!{_WORD}))
  | (?P<function>{_WORD}+\()
  | (?P<word>{_WORD}+)(?P<columns>{_BRACKETS})?
  | (?P<bare>{_BRACKETS})
  | (?P<operator><>|<=|>=|[-+*/^&=<>:,()%@\#])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: its kind (the name of its group in the pattern) and its text."""

    kind: str
    text: str


def tokens(formula: str) -> Iterator[Token]:
    """The tokens of a formula without its ``=``; raises ValueError at a character that begins none."""
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None or match.end() == at:
            raise ValueError(formula[at])
        at = match.end()
        if match["columns"]:
            yield Token("table", match["word"])
        else:
            yield Token(match.lastgroup or "", match[0])
