"""What a write finds of a worksheet without the parser is what the parser finds, to the byte."""

import random

import pytest
from both_readers import FRAME, parts_of_filled_workbooks, sheet
from hypothesis import strategies as st
from test_file_fuzz import CHANGES, changed, fuzz, tiers
from test_plain_fuzz import CELLS, TOKENS

from jixiao.hosts.xlsx.formula_uses import Place
from jixiao.hosts.xlsx.plain_scan import plain_scan
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.sheet_scan import SheetScan, parsed_scan

PLACES = {(1, 1), (1, 2), (1, 5), (2, 1), (3, 3), (9, 9)}


def both(data: bytes, places: set[Place]) -> tuple[SheetScan | None, SheetScan | None]:
    """The scan at a stroke, and the parser's; None for what is not taken, or refused."""
    try:
        return plain_scan(data, "part", places), parsed_scan(data, "part", places)
    except Refusal:
        return plain_scan(data, "part", places), None


def test_sheets_of_our_templates() -> None:
    chance = random.Random(1)
    for data in parts_of_filled_workbooks()[0]:
        for count in (0, 1, 5, 200):
            places = {(chance.randint(1, 130), chance.randint(1, 22)) for _ in range(count)}
            plain, parsed = both(data, places)
            assert plain is not None
            assert plain == parsed


@pytest.mark.parametrize(
    "rows",
    [
        "",
        '<row r="1"/><row r="3"></row>',
        '<row r="1" s="4" customFormat="1"><c r="B1" s="1"/></row>'
        '<row r="2" spans="1:2"><c r="A2" t="s"><v>0</v></c></row>',
        '<row r="1"><c r="A1"><f aca="false">B1&amp;"_x0041_"</f><v>1</v></c><c r="B1"><f></f></c><c r="AA1"/></row>',
        '<row r="2"><c r="A2" t="str"><f>1</f><v>1</v></c></row><row r="10"><c r="I10"/></row>',
    ],
)
def test_plain_spelling(rows: str) -> None:
    before = '<dimension ref="A1:C3"/><cols><col min="1" max="2" style="1"/></cols>'
    plain, parsed = both(sheet(rows, before, "<extLst><ext/></extLst>"), PLACES)
    assert plain is not None
    assert plain == parsed


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"/><row r="1"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="5"><c r="A5"/><c r="A5"/></row>',
        '<row r="5"><c r="AA5"/><c r="Z5"/></row>',
    ],
)
def test_sheet_out_of_order_is_left_to_the_parser_which_refuses_it(rows: str) -> None:
    assert both(sheet(rows), PLACES) == (None, None)


def agree(data: bytes) -> None:
    """What is taken at a stroke is what the parser finds."""
    plain, parsed = both(data, PLACES)
    assert plain is None or plain == parsed


@tiers(100, 20_000)
def test_sheets_of_templates_with_changed_bytes(count: int) -> None:
    sheets = [data for data in parts_of_filled_workbooks()[0] if len(data) < 10_000]

    def changed_sheet(example: tuple[int, list[tuple[str, int, bytes]]]) -> None:
        number, changes = example
        agree(changed(sheets[number], changes))

    fuzz(count, st.tuples(st.integers(0, len(sheets) - 1), CHANGES), changed_sheet)


@tiers(200, 40_000)
def test_grids_put_together_at_random(count: int) -> None:
    behind = st.sampled_from(["", '<dimension ref="A1"/>', "<extLst/>", "<!-- </sheetData> -->"])

    def grid(example: tuple[str, str]) -> None:
        agree(FRAME.format("", *example).encode())

    fuzz(count, st.tuples(st.one_of(TOKENS, CELLS), behind), grid)
