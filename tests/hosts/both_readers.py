"""A worksheet read in both ways, at a stroke and by the parser, and the parts of filled workbooks to try it on."""

import zipfile
from functools import cache
from io import BytesIO

from file_builders import MAIN

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.plain_reader import read_plain_sheet
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.room import Room
from jixiao.hosts.xlsx.shared_strings import parsed_strings, plain_strings
from jixiao.hosts.xlsx.sheet_reader import parsed_sheet
from jixiao.model.book import Sheet
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example

AROUND = Surroundings([f"文字 {number}" for number in range(1000)], {"1": "0.00%", "2": "yyyy/m/d"}, date_shift=1462)
FRAME = (
    f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{{}}<sheetData>{{}}</sheetData>{{}}</worksheet>'
)


def both(data: bytes, room: Room | None = None) -> tuple[Sheet | None, Sheet | None]:
    """The sheet at a stroke, and the sheet as the parser finds it; None for what is not taken, or refused."""
    plain = read_plain_sheet(data, "part", "表", False, AROUND, room or Room())
    try:
        return plain, parsed_sheet(data, "part", "表", False, AROUND, room or Room())
    except Refusal:
        return plain, None


def both_strings(data: bytes, limits: Limits = LIMITS) -> tuple[list[str] | None, list[str] | None]:
    plain = plain_strings(data, "part", limits)
    try:
        return plain, parsed_strings(data, "part", limits)
    except Refusal:
        return plain, None


def sheet(rows: str, before: str = "", behind: str = "") -> bytes:
    return FRAME.format(before, rows, behind).encode()


@cache
def parts_of_filled_workbooks() -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Worksheets and lists of shared strings of a filled workbook of each template."""
    sheets, strings = [], []
    for id in example_ids():
        example = load_example(id)
        plan = evaluation_blueprint(example.template)
        data = build_workbook(plan, example_entries(plan.form, example.books[0], example.year))
        with zipfile.ZipFile(BytesIO(data)) as package:
            sheets += [package.read(name) for name in package.namelist() if "/worksheets/" in name]
            strings.append(package.read("xl/sharedStrings.xml"))
    return tuple(sheets), tuple(strings)
