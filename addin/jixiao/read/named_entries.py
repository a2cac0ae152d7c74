"""The entries that a workbook of ours has names for, apart from its tables."""

from collections.abc import Mapping
from typing import NamedTuple

from jixiao.model import names
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import FIELD_LABELS
from jixiao.model.framework import PRIOR, Framework


class Entries(NamedTuple):
    """The parts of a form that its names alone tell, see ``Form``."""

    fields: Mapping[str, CellRef]
    concepts: Mapping[str, CellRef]
    rates: Mapping[str, CellRef]
    headings: Mapping[str, CellRef]
    notes: Mapping[str, int]


_TEMPLATES = 4
_last: list[tuple[Mapping[str, Area], Framework, Entries]] = []
"""What the names of the last templates tell; ``pages_of`` gives equal names as one object."""


def named_entries(named: Mapping[str, Area], framework: Framework) -> Entries:
    """What names tell of single entries; nobody may change it."""
    for known, law, entries in _last:
        if known is named and law is framework:
            return entries
    entries = _read(named, framework)
    _last.insert(0, (named, framework, entries))
    del _last[_TEMPLATES:]
    return entries


def _read(named: Mapping[str, Area], framework: Framework) -> Entries:
    concepts = {concept.id + suffix for concept in framework.concepts for suffix in ("", PRIOR)}
    own_fields = {entry.id for entry in framework.fields}
    return Entries(
        fields=_known(_of(named, names.FIELD), {*FIELD_LABELS, *own_fields}),
        concepts=_known(_of(named, names.CONCEPT), concepts),
        rates=_known(_of(named, names.RATE), {rate.id for rate in framework.rates}),
        headings=_of(named, names.HEADING),
        notes={cell.sheet: cell.column for cell in _of(named, names.NOTE).values()},
    )


def _of(named: Mapping[str, Area], prefix: str) -> dict[str, CellRef]:
    return {name.removeprefix(prefix): area.first for name, area in named.items() if name.startswith(prefix)}


def _known(places: Mapping[str, CellRef], ids: set[str]) -> dict[str, CellRef]:
    return {id: at for id, at in places.items() if id in ids}
