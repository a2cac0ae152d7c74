"""The live cells of the tables of accounts: totals of columns and of lines, and which lines no other contains."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jixiao.compute.live_cell import Kind, Live, Operand
from jixiao.model.account_form import AccountForm, PanelForm
from jixiao.model.account_tables import ROWS, AccountLine, AccountPanel, AccountTable
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Form
from jixiao.model.formula import Formula, parse_formula
from jixiao.model.framework import Framework

_OF_ROWS = parse_formula("sum_beside(amounts, levels)")
_SUM = parse_formula("sum(parts)")


@dataclass(frozen=True)
class AccountSum:
    """A cell that other cells add up to; without ``parts`` it is the total of the lines by code.

    ``is_across``: it adds up columns of its line.
    """

    at: CellRef
    label: str
    parts: tuple[CellRef, ...]
    is_across: bool = False


def account_cells(form: Form, framework: Framework) -> Iterator[Live]:
    """All live cells of the tables, each after those it depends on."""
    for law in framework.tables:
        found = form.tables.get(law.id)
        if found is not None:
            yield from _levels(law, found)
            taken = set[CellRef]()
            for each in account_sums(law, found):
                has_formula = each.parts or any(where.level for where in found.panels)
                if each.at not in taken and has_formula:
                    taken.add(each.at)
                    yield _live(law, found, each)


def account_sums(law: AccountTable, form: AccountForm) -> Iterator[AccountSum]:
    """Everything in a table that adds up: across each plain line, down to each total, and across the totals."""
    for panel, where in zip(law.panels, form.panels, strict=True):
        yield from _across(law, panel, where, [line for line in panel.lines if not line.parts])
        yield from _across_rows(law, panel, where)
    for line in _ordered(law.lines):
        yield from _down(law, form, line)
    for panel, where in zip(law.panels, form.panels, strict=True):
        yield from _across(law, panel, where, [line for line in panel.lines if line.parts])


def _across(
    law: AccountTable, panel: AccountPanel, where: PanelForm, lines: Sequence[AccountLine]
) -> Iterator[AccountSum]:
    for line in lines:
        row = where.lines.get(line.id)
        for column in panel.columns if row is not None else ():
            if not line.holds(column.id):
                continue
            at, parts = where.at(row or 0, column.id), _cells(where, row or 0, column.parts)
            if at is not None and parts:
                yield AccountSum(at, law.words(line, column), parts, is_across=True)


def _across_rows(law: AccountTable, panel: AccountPanel, where: PanelForm) -> Iterator[AccountSum]:
    for number, row in enumerate(where.rows, 1):
        for column in panel.columns:
            at, parts = where.at(row, column.id), _cells(where, row, column.parts)
            if at is not None and parts:
                label = f"{law.number}科目第 {number} 行{column.group}{column.heading[0]}"
                yield AccountSum(at, label, parts, is_across=True)


def _cells(where: PanelForm, row: int, columns: Sequence[str]) -> tuple[CellRef, ...]:
    """The cells of some columns of a row; none where one of them is lacking."""
    cells = [where.at(row, column) for column in columns]
    found = tuple(cell for cell in cells if cell is not None)
    return found if len(found) == len(cells) else ()


def _ordered(lines: Mapping[str, AccountLine]) -> Iterator[AccountLine]:
    """The totals in an order in which each can be added up; a table has no circles."""
    waiting = {id: line for id, line in lines.items() if line.parts}
    while ready := [line for line in waiting.values() if not waiting.keys() & {*line.parts}]:
        for line in ready:
            yield waiting.pop(line.id)


def _down(law: AccountTable, form: AccountForm, line: AccountLine) -> Iterator[AccountSum]:
    panel, where = next(
        (panel, where) for panel, where in zip(law.panels, form.panels, strict=True) if line in panel.lines
    )
    for column in panel.columns:
        at = form.at(line.id, column.id) if line.holds(column.id) else None
        if at is None:
            continue
        if line.parts == (ROWS,):
            if where.rows:
                yield AccountSum(at, law.words(line, column), ())
            continue
        cells = [form.at(part, column.id) for part in line.parts]
        found = tuple(cell for cell in cells if cell is not None)
        if len(found) == len(cells):
            yield AccountSum(at, law.words(line, column), found)


def _levels(law: AccountTable, form: AccountForm) -> Iterator[Live]:
    for where in form.panels:
        for row in where.rows if where.level else ():
            code = CellRef(where.sheet, row, where.code)
            at = CellRef(where.sheet, row, where.level)
            yield Live(at, Kind.ACCOUNT_LEVEL, f"{law.number}合计标记", _level(where.digits[0]), {"code": code})


def _live(law: AccountTable, form: AccountForm, each: AccountSum) -> Live:
    if not each.parts:
        where = next(where for where in form.panels if where.rows and each.at.column in where.columns.values())
        amounts = Area(where.sheet, where.first, each.at.column, where.last, each.at.column)
        levels = Area(where.sheet, where.first, where.level, where.last, where.level)
        return Live(each.at, Kind.ACCOUNT_TOTAL, each.label, _OF_ROWS, {"amounts": amounts, "levels": levels})
    runs = _runs(each.parts)
    if len(runs) == 1:
        return Live(each.at, Kind.ACCOUNT_TOTAL, each.label, _SUM, {"parts": runs[0]}, each.parts)
    operands = {f"part{number}": run for number, run in enumerate(runs, 1)}
    return Live(each.at, Kind.ACCOUNT_TOTAL, each.label, _sum_of(len(runs)), operands, each.parts)


@cache
def _level(digits: int) -> Formula:
    """A mark beside the codes that are so long, which no other line contains."""
    return parse_formula(f'1 if code < {10**digits} else ""')


@cache
def _sum_of(count: int) -> Formula:
    """The sum of several areas; nothing while none of them holds a figure."""
    names = [f"part{number}" for number in range(1, count + 1)]
    sums, none = " + ".join(f"sum({name})" for name in names), " and ".join(f"missing({name})" for name in names)
    return parse_formula(f'"" if {none} else {sums}')


def _runs(cells: Sequence[CellRef]) -> list[Operand]:
    """The cells as few areas: neighbours in a column, else in a row."""
    ordered = sorted(cells, key=lambda cell: (cell.column, cell.row))
    runs: list[Operand] = []
    if len({cell.row for cell in cells}) == 1:
        groups = groupby(enumerate(ordered), key=lambda item: item[1].column - item[0])
    else:
        groups = groupby(enumerate(ordered), key=lambda item: (item[1].column, item[1].row - item[0]))
    for _, group in groups:
        found = [cell for _, cell in group]
        first, last = found[0], found[-1]
        runs.append(Area(first.sheet, first.row, first.column, last.row, last.column))
    return runs
