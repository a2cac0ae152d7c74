"""Which sheets the form of a workbook of ours is spread over, told from its defined names before any cell is read."""

from collections.abc import Mapping

from jixiao.model import names
from jixiao.model.cells import Area
from jixiao.model.form import Form, Table
from jixiao.model.framework import Framework

_TABLES = (names.FUND, names.INDICATORS, names.SUMMARY)
_ENTRIES = (*_TABLES, names.FUND_CHECK, names.GRADE, names.SCORING, names.FIELD, names.CONCEPT, names.RATE,
            names.HEADING, names.CHECKLIST, names.TABLE)  # fmt: skip
"""What the names of tables and entries begin with; marks, messages and the figures of the report are no part of it."""


_FIGURES = (names.FUND, names.INDICATORS, names.GRADE, names.FIELD, names.CONCEPT, names.TABLE)
"""Of these, the names of what a unit reports; live cells beside it and the 汇总表 are no part of it."""


def sheets_of_figures(named: Mapping[str, Area | None]) -> frozenset[str] | None:
    """The sheets with what a unit reports in its own tables, and the one that says what the workbook is.

    None where the names do not tell, or there is no such table.
    """
    whole = sheets_of_form(named)
    if whole is None or not {names.FUND, names.INDICATORS} & named.keys():
        return None
    found = (area for name, area in named.items() if area is not None and name.startswith(_FIGURES))
    return frozenset({names.INNER_SHEET, *(area.sheet for area in found)}) & whole


def sheets_of_form(named: Mapping[str, Area | None]) -> frozenset[str] | None:
    """The sheets with the entries and live cells of a form, and the one that says what it is.

    None where the names do not tell: a table has lost its own and may stand anywhere.
    """
    tables = [area for name, area in named.items() if name in _TABLES or name.startswith(names.TABLE)]
    if not tables or None in tables:
        return None
    entries = (area for name, area in named.items() if area is not None and name.startswith(_ENTRIES))
    return frozenset({names.INNER_SHEET, *(area.sheet for area in entries)})


def are_enough(form: Form, framework: Framework, named: Mapping[str, Area | None]) -> bool:
    """Whether a form that was read from ``sheets_of_figures`` alone reports what the whole workbook does.

    It does where each table that the framework wants stands where its name says; else it may stand on any sheet.
    """
    fund, indicators = form.fund, form.indicators
    return (
        not framework.tables
        and (framework.fund is None or (fund is not None and _is_at(fund.table, named.get(names.FUND))))
        and (
            framework.scoring_table is None
            or (indicators is not None and _is_at(indicators.table, named.get(names.INDICATORS)))
        )
    )


def _is_at(table: Table, area: Area | None) -> bool:
    return area is not None and (table.sheet, table.header) == (area.sheet, area.top)
