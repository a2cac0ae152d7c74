"""Numbers in digits and in Chinese numerals.

The library cn2an reads numerals, too, but through floats (一点五七 comes out rounded), and its wheel puts packages
named ``build``, ``src`` and ``example`` beside everyone else's; the few lines below do what is needed here, exactly.
"""

import re
import unicodedata
from decimal import Decimal

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?"
"""A number in digits, thousands perhaps apart by commas."""

_DIGITS = {sign: number for number, signs in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
           for sign in signs}  # fmt: skip
_PLACES = {"十": 10, "百": 100, "千": 1_000}
CHINESE_SIGNS = "".join((*_DIGITS, *_PLACES, "万亿"))
"""Every sign that a numeral can hold, 点 left out."""

_ONES = "[一二两三四五六七八九]"
_SECTION = re.compile(f"(?:{_ONES}千)?零?(?:{_ONES}百)?零?(?:[一二三四五六七八九]?十)?零?{_ONES}?")
_LONGEST = 24


def is_ornamental(character: str) -> bool:
    """Whether it is a digit in disguise: normalising would turn ``10²`` into 102 and ``①`` into 1."""
    return unicodedata.category(character) == "No"


def number_of(text: str) -> Decimal | None:
    """The number that digits or a Chinese numeral write; None where they write none."""
    if re.fullmatch(NUMBER, text):
        return Decimal(text.replace(",", ""))
    whole, point, decimals = text[:_LONGEST].partition("点")
    number = _whole(whole)
    if number is None or len(text) > _LONGEST or not point:
        return None if len(text) > _LONGEST else number
    digits = "".join(str(_DIGITS[sign]) for sign in decimals if sign in _DIGITS)
    return Decimal(f"{number}.{digits}") if digits and len(digits) == len(decimals) else None


def _whole(text: str) -> Decimal | None:
    """A numeral without decimals; 一百二 (120 or 102), 两万五 and 三五 (3 or 5) are left alone."""
    if text in ("零", "〇"):
        return Decimal(0)
    total, behind_myriads = 0, False
    for sign, size in (("亿", 100_000_000), ("万", 10_000), ("", 1)):
        section, found, behind = text.partition(sign) if sign else (text, "", "")
        if not text or (sign and not found):
            continue
        value = _section(section, behind_myriads)
        if not value:
            return None
        total, text, behind_myriads = total + value * size, behind, True
    return Decimal(total) if total else None


def _section(text: str, behind_myriads: bool) -> int | None:
    """Up to four places: 一千零五 → 1005. Behind 万 a section begins with its thousands, or with 零."""
    if not _SECTION.fullmatch(text) or text[-1:] == "零" or (behind_myriads and text[0] != "零" and text[1:2] != "千"):
        return None
    if len(text) > 2 and text[-1] in _DIGITS and text[-2] in "百千":
        return None
    value = digit = 0
    for sign in text:
        if sign in _PLACES:
            value, digit = value + (digit or 1) * _PLACES[sign], 0
        else:
            digit = _DIGITS[sign]
    return value + digit
