"""By what units and projects are told apart: their names, however they are spelled.

Two workbooks are of the same unit where their keys are the same. A 名单 tells more: other names and codes of a unit,
and its name without the region in front, see ``organisation.Organisation``.
"""

import re

from jixiao.read.pages import plain

_QUOTES = str.maketrans("", "", "“”\"‘’'「」『』《》")
_OWN_OFFICE = re.compile(r"\(?(?:本级|机关|本部)\)?$")
_REGION = re.compile("^[一-鿿]{1,8}?[省市区县旗州盟镇乡]")
_SHORTEST = 2


def unit_key(name: str) -> str:
    """A unit's name without blanks and quotation marks, full-width signs and brackets as half-width ones."""
    return plain(name).translate(_QUOTES)


def is_own_office(unit: str, department: str) -> bool:
    """Whether a unit is its department itself: of the same name, perhaps with 本级 or 机关 behind it."""
    own, above = unit_key(unit), unit_key(department)
    return bool(above) and (own == above or _OWN_OFFICE.sub("", own) == above)


def without_regions(key: str) -> tuple[str, ...]:
    """A key without the regions in front of it, one less each time: 某市某区教育局 → 某区教育局, 教育局."""
    found = []
    while (region := _REGION.match(key)) and len(key) - region.end() >= _SHORTEST:
        key = key[region.end() :]
        found.append(key)
    return tuple(found)


def is_spelling_of(one: str, other: str) -> bool:
    """Whether two keys of departments are one name, written with its region and without: 某区教育局, 教育局."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if long == short:
        return True
    return short in without_regions(long)
