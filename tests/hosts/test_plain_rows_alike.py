"""What rows have alike is read once: each of them is still what the parser finds."""

from itertools import permutations

import pytest
from both_readers import both, sheet

ROWS = {
    "a value": '<c r="A1"><v>1</v></c><c r="B1" t="s"><v>3</v></c>',
    "another value": '<c r="A1"><v>2</v></c><c r="B1" t="s"><v>3</v></c>',
    "another text": '<c r="A1"><v>2</v></c><c r="B1" t="s"><v>4</v></c>',
    "nothing": '<c r="A1"/><c r="B1" t="s"><v>4</v></c>',
    "a text of its own": '<c r="A1"><v>2</v></c><c r="B1" t="inlineStr"><is><t>四</t></is></c>',
    "one place twice": '<c r="A1"><v>2</v></c><c r="A1"><v>5</v></c>',
    "a formula": '<c r="A1"><v>2</v></c><c r="B1" t="str"><f>A1&amp;""</f><v>2</v></c>',
    "its other result": '<c r="A1"><v>2</v></c><c r="B1" t="str"><f>A1&amp;""</f><v>&lt;</v></c>',
    "another place": '<c r="A1"><v>2</v></c><c r="C1" t="s"><v>3</v></c>',
    "one cell": '<c r="A1"><v>2</v></c>',
}


@pytest.mark.parametrize(("first", "then"), [*permutations(ROWS, 2)])
def test_row_after_one_that_begins_alike(first: str, then: str) -> None:
    for number, name in enumerate((first, then, first)):
        head = f'<row r="1" ht="{sorted(ROWS).index(first)}" x="{sorted(ROWS).index(then)}">'
        plain, parsed = both(sheet(head + ROWS[name].replace("<v>2<", f"<v>2{number}<") + "</row>"))
        assert plain is not None and parsed is not None
        assert [*plain.cells.items()] == [*parsed.cells.items()]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="s"><v>x</v></c>',
        '<c r="B1" t="s"><v>3]]></v></c>',
        '<c r="B2" t="s"><v>3</v></c>',
        '<c r="B1" t="s"><v>3</v><v>3</v></c>',
        '<c r="B1" t="s"><v>1000</v></c>',
    ],
)
def test_what_is_not_plain_is_seen_in_a_row_that_begins_alike(cell: str) -> None:
    before, _ = both(sheet(f'<row r="1" ht="77">{ROWS["a value"]}</row>'))
    plain, _ = both(sheet(f'<row r="1" ht="77"><c r="A1"><v>1</v></c>{cell}</row>'))
    assert before is not None
    assert plain is None
