"""The facts that a framework file speaks of, also where it has other mistakes."""

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.frameworks.raw_parts import groups_of, ids_of, items_of, roles_of
from jixiao.model.account_tables import TABLES
from jixiao.model.framework import INDICATOR_ROLES, PRIOR, PROJECT, PROJECTS_FACT, SCORE_FACTS, SUMMARY_FACTS


def facts_of(data: Mapping[str, Any]) -> set[str]:
    """As ``Framework.facts``, of a file that may have other mistakes."""
    concepts = ids_of(("concepts",), data)
    return {
        *concepts,
        *(id + PRIOR for id in concepts),
        *(f"rates.{id}" for id in ids_of(("rates",), data)),
        *(f"fund.{id}.{role}" for id in ids_of(("fund", "lines"), data) for role in _fund_roles(data)),
        *(f"fields.{id}" for id in ids_of(("fields",), data)),
        *table_facts(data),
        *(f"indicator.{name}.{role}" for name in _indicator_names(data) for role in INDICATOR_ROLES),
        *(SCORE_FACTS if "indicators" in data else ()),
        *(SUMMARY_FACTS if "summary" in data else ()),
        *((PROJECTS_FACT,) if PROJECT in roles_of(("summary", "columns"), data) else ()),
        "fields.subordinates",
    }


def _fund_roles(data: Mapping[str, Any]) -> list[str]:
    return [role for role in roles_of(("fund", "columns"), data) if role != "label"]


def table_facts(data: Mapping[str, Any]) -> Iterator[str]:
    """As ``Framework.table_cells``."""
    for _, table in items_of((TABLES,), data):
        for _, panel in items_of(("panels",), table):
            columns = ids_of(("columns",), panel)
            for _, line in items_of(("lines",), panel):
                only = line.get("columns")
                held = [column for column in columns if column in only] if isinstance(only, list) else columns
                yield from (f"{TABLES}.{table.get('id', '')}.{line.get('id')}.{column}" for column in held)


def _indicator_names(data: Mapping[str, Any]) -> Iterator[str]:
    """The names of the fixed indicators, each also with that of its second-level indicator."""
    for _, group in groups_of(data):
        for _, indicator in items_of(("indicators",), group):
            if isinstance(indicator.get("name"), str):
                yield from (indicator["name"], f"{group.get('name', '')}/{indicator['name']}")
