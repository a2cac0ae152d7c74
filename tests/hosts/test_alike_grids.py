"""A grid like one that was read before is read by it: what comes of it is still what the parser finds."""

from dataclasses import replace
from itertools import permutations

import pytest
from both_readers import AROUND, sheet

from jixiao.hosts.xlsx.alike_grids import AlikeGrid, ReadGrid
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.limits import Limits
from jixiao.hosts.xlsx.plain_reader import read_plain_sheet
from jixiao.hosts.xlsx.room import Room
from jixiao.hosts.xlsx.sheet_reader import parsed_sheet
from jixiao.model.book import AlikeCells

CELLS = {
    "a number": "><v>7</v></c>",
    "another number": "><v>0.50</v></c>",
    "a shared text": ' t="s"><v>3</v></c>',
    "another shared text": ' t="s"><v>900</v></c>',
    "nothing": "/>",
    "nothing in another style": ' s="1"/>',
    "a formula": "><f>A1</f><v>7</v></c>",
    "a formula without a result": "><f>A1</f></c>",
    "an inline text": ' t="inlineStr"><is><t>四</t></is></c>',
}


def grid(entry: str, height: str = "", other: str = "><v>1</v></c>") -> bytes:
    """A row of labels, a row with an entry among labels, a row behind it."""
    labels = "".join(f'<c r="{column}1" s="2" t="s"><v>{number}</v></c>' for number, column in enumerate("ABCDEF"))
    cells = f'<c r="A2"/><c r="B2"{entry}<c r="C2" t="s"><v>5</v></c><c r="D2"{other}'
    return sheet(f'<row r="1" spans="1:6">{labels}</row><row r="2">{cells}</row><row r="3"{height}><c r="A3"/></row>')


def agree(data: bytes, around: Surroundings = AROUND) -> bool:
    """Whether a sheet is taken; what is taken must be what the parser finds, in the same order."""
    plain = read_plain_sheet(data, "part", "表", False, around, Room())
    if plain is None:
        return False
    parsed = parsed_sheet(data, "part", "表", False, around, Room())
    assert plain == parsed
    assert [*plain.cells.items()] == [*parsed.cells.items()]
    if isinstance(plain.cells, AlikeCells):
        cells = {**plain.cells.base, **plain.cells.changed}
        assert plain.cells == {place: cell for place, cell in cells.items() if place not in plain.cells.emptied}
    return True


@pytest.fixture
def by_another(monkeypatch: pytest.MonkeyPatch) -> list[ReadGrid | None]:
    """What came of the grids that were read by another one, None of those that could not be."""
    found: list[ReadGrid | None] = []
    read = AlikeGrid.read

    def heard(self: AlikeGrid, *args: object) -> ReadGrid | None:
        found.append(read(self, *args))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(AlikeGrid, "read", heard)
    return found


@pytest.mark.parametrize(("first", "then"), [*permutations(CELLS, 2)])
def test_grid_after_one_that_differs_in_a_cell(first: str, then: str, by_another: list[ReadGrid | None]) -> None:
    for name, height in ((first, ""), (then, ""), (then, ' ht="30"'), (first, ' hidden="1"'), (then, "")):
        assert agree(grid(CELLS[name], height))
    assert len([one for one in by_another if one is not None]) >= 4


def test_shared_strings_of_another_workbook() -> None:
    fewer = replace(AROUND, strings=[f"另一份 {number}" for number in range(10)])
    assert agree(grid(CELLS["another shared text"]))
    assert agree(grid(CELLS["a number"]), fewer)  # none of the last one's numbers is asked for
    assert not agree(grid(CELLS["another shared text"]), fewer)
    assert agree(grid(CELLS["another shared text"]))


def test_long_texts_are_those_of_each_workbook() -> None:
    for length in (120, 121, 5_000):
        for sign in "甲乙":
            assert agree(grid(CELLS["a number"]), replace(AROUND, strings=[sign * length] * 10))


@pytest.mark.parametrize(
    "entry", ["><v>x</v></c>", "><v>1]]></v></c>", '/></row><row r="9">', "><v>1</v>", ' t="s"><v>1000</v></c>']
)
def test_what_is_not_plain_is_seen_and_spoils_nothing(entry: str, by_another: list[ReadGrid | None]) -> None:
    assert agree(grid(CELLS["a number"]))
    assert not agree(grid(entry))
    assert agree(grid(CELLS["another number"]))
    assert by_another[-1] is not None


def test_text_that_is_too_long_for_who_reads_next() -> None:
    data = grid(f' t="inlineStr"><is><t>{"甲" * 1_500}</t></is></c>')
    assert agree(data)
    assert read_plain_sheet(data, "part", "表", False, AROUND, Room(Limits(text=1_200))) is None


def test_grid_in_other_places() -> None:
    assert agree(grid(CELLS["a number"]))
    assert agree(grid(CELLS["a number"]).replace(b'r="D2"', b'r="E2"'))
    assert agree(grid(CELLS["a number"]).replace(b'r="D2"', b'r="A2"'))
    assert agree(grid(CELLS["a number"]))
