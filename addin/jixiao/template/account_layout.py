"""Where everything stands in the sheets of the tables of accounts: one sheet a table, named by its number."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from jixiao.model.account_form import AccountForm, PanelForm
from jixiao.model.account_tables import AccountPanel, AccountTable
from jixiao.model.cells import CellRef

FIRST_HEADING = 4
"""The title stands in row 1, the table's number in row 2, department and money unit in row 3."""

SPACER, NOTE, LEVEL = 1, 2, 3
"""Columns right of the paper: what keeps rows from shrinking, the 核对 messages, the marks of lines by code."""


def heading_rows(law: AccountTable) -> Mapping[str, int]:
    """The rows of a table's heading: ``title`` over a panel, ``group`` over columns, ``column``, ``number`` (栏次)."""
    columns = [column for panel in law.panels for column in panel.columns]
    wanted = {
        "title": any(panel.title for panel in law.panels),
        "group": any(column.group for column in columns),
        "column": True,
        "number": any(column.number for column in columns),
    }
    kinds = [kind for kind, is_there in wanted.items() if is_there]
    return {kind: FIRST_HEADING + number for number, kind in enumerate(kinds)}


def first_columns(law: AccountTable) -> list[int]:
    """The first column of each panel, and behind them the last column on paper plus one."""
    starts = [1]
    for panel in law.panels:
        starts.append(starts[-1] + bool(panel.code) + 1 + panel.numbered + len(panel.columns))
    return starts


def account_form(law: AccountTable) -> AccountForm:
    """The places of one table."""
    heading, starts = heading_rows(law), first_columns(law)
    header = max(heading.values())
    level = starts[-1] - 1 + LEVEL
    panels = tuple(
        _panel(law.number, panel, start, header, level) for panel, start in zip(law.panels, starts, strict=False)
    )
    last = max(max(panel.last, *panel.lines.values()) for panel in panels)
    return AccountForm(law.id, law.number, min(heading.values()), header, last, panels)


def _panel(sheet: str, panel: AccountPanel, start: int, header: int, level: int) -> PanelForm:
    code = start if panel.code else 0
    label = start + bool(panel.code)
    first = label + 1 + panel.numbered
    lines: dict[str, int] = {}
    row = header
    for line in panel.lines:
        row += line.skip + 1
        lines[line.id] = row
    columns = {column.id: first + number for number, column in enumerate(panel.columns)}
    rows = panel.rows + panel.spare
    place = (row + 1, row + rows) if rows else (1, 0)
    return PanelForm(
        sheet,
        MappingProxyType(columns),
        MappingProxyType(lines),
        label,
        code,
        level if rows else 0,
        *place,
        panel.digits,
    )


def account_headings(tables: Sequence[AccountTable]) -> Iterator[tuple[str, CellRef]]:
    """The live headings of each table: whose accounts they are, and in which money unit, if it holds money."""
    for law in tables:
        form = account_form(law)
        yield f"accounts_unit__{law.id}", CellRef(form.sheet, FIRST_HEADING - 1, 1)
        if not all(line.unit for line in law.lines.values()):
            yield f"accounts_money_unit__{law.id}", CellRef(form.sheet, FIRST_HEADING - 1, form.area.right)


def account_notes(tables: Mapping[str, AccountForm]) -> dict[str, int]:
    """Sheet → column of the 核对 messages."""
    return {form.sheet: form.area.right + NOTE for form in tables.values()}
