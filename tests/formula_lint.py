"""Faults in the text of a formula: what no validator looks at and what makes Excel refuse the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

LONGEST_FORMULA = 8_192
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!:,()]+))!")
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+|\$?[A-Z]{1,3}|\$?[0-9]+", re.IGNORECASE)
_NEEDS_PREFIX = {
    *("CONCAT", "FILTER", "IFNA", "IFS", "LET", "MAXIFS", "MINIFS", "SORT", "SWITCH", "TEXTJOIN"),
    *("UNIQUE", "XLOOKUP", "XMATCH", "DAYS", "SEQUENCE", "LAMBDA"),
}


@dataclass(frozen=True)
class Known:
    """What a formula may refer to: sheet names, and defined or table names; all in lower case."""

    sheets: frozenset[str]
    names: frozenset[str]


def formula_faults(formula: str, known: Known) -> Iterator[str]:
    """What is wrong with a formula as the file holds it, that is without a leading ``=``."""
    if len(formula) > LONGEST_FORMULA:
        yield f"formula longer than {LONGEST_FORMULA}"
    if formula.startswith("="):
        yield "formula begins with ="
        formula = formula[1:]
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError):  # IndexError: a bracket closes that was never opened
        yield f"formula cannot be read: {formula[:80]}"
        return
    if sum(_depth(token) for token in tokens):
        yield "formula has unbalanced brackets"
    for token in tokens:
        yield from _token_faults(token, known)


def _depth(token: Token) -> int:
    return {Token.OPEN: 1, Token.CLOSE: -1}.get(token.subtype, 0)


def _token_faults(token: Token, known: Known) -> Iterator[str]:
    if token.type == Token.FUNC and token.value.rstrip("(").upper() in _NEEDS_PREFIX:
        yield f"{token.value.rstrip('(')} lacks its prefix _xlfn."
    if token.type != Token.OPERAND or token.subtype not in (Token.RANGE, Token.ERROR):
        return
    if "#REF!" in token.value:
        yield f"deleted reference {token.value}"
    elif token.subtype == Token.RANGE:
        yield from _reference_faults(token.value, known)


def _reference_faults(reference: str, known: Known) -> Iterator[str]:
    sheets = [(quoted or plain).replace("''", "'") for quoted, plain in _SHEET.findall(reference)]
    for sheet in sheets:
        if not sheet.startswith("[") and sheet.lower() not in known.sheets:
            yield f"no sheet {sheet}"
    if sheets or "[" in reference or reference.lower().startswith(("_xlpm.", "_xlfn.")):
        return
    for part in reference.split(":"):
        if not _ADDRESS.fullmatch(part) and part.lower() not in known.names:
            yield f"no name {part}"
