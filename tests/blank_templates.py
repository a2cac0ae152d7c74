"""The blank workbook of a template, built once, as everyone sees it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from jixiao.frameworks.load import load_framework
from jixiao.hosts.file import read_book
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import load_source, source_ids

EVALUATIONS = tuple(id for id in source_ids() if load_source(id).evaluation_sheet is not None)
"""The templates with a 自评表; the others are of accounts."""

SUMMED_UP = tuple(id for id in EVALUATIONS if load_framework(load_source(id).framework).summary_table is not None)
"""Those with a 汇总表."""

EVALUATION_EXAMPLES = tuple(id for id in example_ids() if load_example(id).template in EVALUATIONS)


@dataclass(frozen=True)
class Blank:
    """A template: its plan, and its blank workbook as a file, as openpyxl shows it and as the file host reads it."""

    id: str
    plan: Blueprint
    path: Path
    workbook: Workbook
    book: Book

    def prompted(self) -> set[CellRef]:
        """The cells that tell what to fill in when they are selected."""
        return {
            CellRef(sheet.title, row, column)
            for sheet in self.workbook
            for rule in sheet.data_validations.dataValidation
            if rule.prompt
            for area in rule.sqref.ranges
            for row, column in area.cells
        }


@cache
def blank_of(id: str, folder: Path) -> Blank:
    plan, path = evaluation_blueprint(id), folder / f"{id}.xlsx"
    path.write_bytes(build_workbook(plan))
    return Blank(id, plan, path, openpyxl.load_workbook(path), read_book(path))
