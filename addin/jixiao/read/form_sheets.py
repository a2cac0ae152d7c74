"""Which sheets the form of a workbook of ours is spread over, told from its defined names before any cell is read."""

from collections.abc import Mapping

from jixiao.model import names
from jixiao.model.cells import Area

_TABLES = (names.FUND, names.INDICATORS, names.SUMMARY)
_ENTRIES = (*_TABLES, names.FUND_CHECK, names.GRADE, names.SCORING, names.FIELD, names.CONCEPT, names.RATE,
            names.HEADING, names.CHECKLIST, names.TABLE)  # fmt: skip
"""What the names of tables and entries begin with; marks, messages and the figures of the report are no part of it."""


def sheets_of_form(named: Mapping[str, Area | None]) -> frozenset[str] | None:
    """The sheets with the entries and live cells of a form, and the one that says what it is.

    None where the names do not tell: a table has lost its own and may stand anywhere.
    """
    tables = [area for name, area in named.items() if name in _TABLES or name.startswith(names.TABLE)]
    if not tables or None in tables:
        return None
    entries = (area for name, area in named.items() if area is not None and name.startswith(_ENTRIES))
    return frozenset({names.INNER_SHEET, *(area.sheet for area in entries)})
