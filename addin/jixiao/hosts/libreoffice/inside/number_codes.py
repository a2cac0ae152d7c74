"""Number formats of a document as Excel's codes: ``0.00%``, ``General``."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from .exchange import BOOLEAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from .protocol import DocumentLike

GENERAL = "General"
_LOGICAL, _NUMBERS = 1024, 16 | 32 | 64 | 128 | 8
"""Bits of ``NumberFormat.Type``: truth values; numbers, powers, fractions, percentages, money."""


def code_reader(document: DocumentLike) -> Callable[[int], str]:
    """A function that gives the code of a format by its number; each costs a few calls, once.

    LibreOffice writes codes in the words and signs of the country it is set to: in China ``常规`` for General, in
    Germany ``0,00%``.
    """
    import uno

    formats, here = document.getNumberFormats(), uno.createUnoStruct("com.sun.star.lang.Locale")
    standard = formats.getStandardIndex(here)
    general = formats.getByKey(standard).FormatString
    has_our_signs = formats.generateFormat(standard, here, True, False, 2, 1) == "#,##0.00"
    return lru_cache(maxsize=None)(partial(_code, formats, general, has_our_signs))


def _code(formats: Any, general: str, has_our_signs: bool, key: int) -> str:  # noqa: ANN401 - a LibreOffice object
    found = formats.getByKey(key)
    code, kind = found.FormatString, found.Type
    if kind & _LOGICAL:
        return BOOLEAN
    if has_our_signs or not kind & _NUMBERS or code == general:
        return re.sub(f'"[^"]*"|{re.escape(general)}', _general, code)
    return _in_english(formats, key, found)


def _general(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith('"') else GENERAL


def _in_english(formats: Any, key: int, found: Any) -> str:  # noqa: ANN401 - LibreOffice objects
    """The nearest code in English signs: the decimals, the grouping and the percent sign stay."""
    import uno

    english = uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
    choices = (found.ThousandsSeparator, found.NegativeRed, found.Decimals, found.LeadingZeros)
    return str(formats.generateFormat(key, english, *choices))
