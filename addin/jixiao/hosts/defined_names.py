"""Defined names as workbooks spell them → the areas that they name."""

import re
from collections.abc import Iterable, Mapping

from jixiao.model.cells import Area, parse_area

_PLACE = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!]+))!([^!]+)")


def named_areas(definitions: Iterable[tuple[str, str]], sheets: Iterable[str]) -> dict[str, Area | None]:
    """The names that name one rectangle on one of the sheets, or did so before it was deleted (None).

    ``definitions`` are names of the whole workbook with their formulas; Excel's own names, constants and
    computed names are left out.
    """
    sheet_by_key = {sheet.casefold(): sheet for sheet in sheets}
    areas: dict[str, Area | None] = {}
    for name, text in definitions:
        area = _area(text.strip(), sheet_by_key)
        is_ours = bool(name) and not name.lower().startswith("_xlnm.")
        if is_ours and (area is not None or "#REF!" in text):
            areas[name] = area
    return areas


def _area(text: str, sheet_by_key: Mapping[str, str]) -> Area | None:
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    quoted, bare, address = match.groups()
    sheet = sheet_by_key.get((bare or quoted.replace("''", "'")).casefold())
    return None if sheet is None else parse_area(sheet, address)
