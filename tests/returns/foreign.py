"""Tables that units typed themselves instead of filling in the template: no names, their own sheets and columns."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl

from benchmarks.mutations.clean.data import measures
from benchmarks.mutations.clean.evaluation import evaluation
from benchmarks.mutations.entries import Entry
from benchmarks.mutations.foreign import foreign_book
from jixiao.model.book import Book
from jixiao.template.blueprint import Blueprint
from returns.figures import Reported, figures_of, levels_of


def is_typed_anew(plan: Blueprint) -> bool:
    """Whether such tables are made for a template: amounts must stand in a fund table, since nothing names them."""
    return plan.framework.fund is not None and plan.framework.id in measures()


def typed_anew(plan: Blueprint, seed: str, unit: str) -> tuple[Reported, bytes]:
    """What a unit reports in a table of its own, and the file; no department, no year, 元 or 万元 as it likes."""
    world = evaluation(plan, seed, ours=False)
    world = replace(world, entries={**world.entries, "field.unit": Entry(unit)})
    book, places = foreign_book(world)
    typed = {id: entry for id, entry in world.entries.items() if id in places}
    said = Reported(unit, "", "", world.money_unit, {}, figures_of(plan, typed), levels_of(world))
    return said, _file(book)


def _file(book: Book) -> bytes:
    """A book of plain cells as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, sheet in book.sheets.items():
        page = workbook.create_sheet(name)
        for (row, column), cell in sheet.cells.items():
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            page.cell(row, column, value).number_format = cell.number_format
        for area in sheet.merged:
            page.merge_cells(area.a1)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
