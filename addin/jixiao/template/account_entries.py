"""Which cells of the tables of accounts hold given figures."""

from collections.abc import Iterator, Mapping, Sequence

from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form

_Lines = Mapping[str, Mapping[str, Value]]


def account_entries(
    form: Form, tables: Mapping[str, _Lines], codes: Mapping[str, Sequence[Mapping[str, Value]]]
) -> Iterator[tuple[CellRef, Value]]:
    """The entries of fixed lines and of lines by code; KeyError where there is no such cell, or no line left."""
    for id, lines in tables.items():
        for line, columns in lines.items():
            for column, value in columns.items():
                at = form.tables[id].at(line, column) if id in form.tables else None
                if at is None:
                    raise KeyError(f"{id}.{line}.{column}")
                yield at, value
    for id, rows in codes.items():
        yield from _lines_by_code(form, id, rows)


def _lines_by_code(form: Form, id: str, rows: Sequence[Mapping[str, Value]]) -> Iterator[tuple[CellRef, Value]]:
    panels = form.tables[id].panels if id in form.tables else ()
    panel = next((panel for panel in panels if len(panel.rows) >= len(rows)), None)
    if panel is None:
        raise KeyError(f"{id}.codes")
    columns = {"code": panel.code, "name": panel.label, **panel.columns}
    for row, entry in zip(panel.rows, rows, strict=False):
        for role, value in entry.items():
            yield CellRef(panel.sheet, row, columns[role]), value
