"""Whatever a worksheet is changed to: what is read at a stroke is what the parser reads, and would not refuse."""

import re

from both_readers import both, both_strings, parts_of_filled_workbooks, sheet
from file_builders import MAIN
from hypothesis import strategies as st
from sheet_grammar import SHEETS
from test_file_fuzz import CHANGES, changed, fuzz, tiers


def agree(data: bytes) -> None:
    """What is taken at a stroke, the parser takes, too, and finds the same in it."""
    plain, parsed = both(data)
    assert plain is None or plain == parsed


@tiers(150, 30_000)
def test_sheets_of_templates_with_changed_bytes(count: int) -> None:
    """Changed near the cells, where most of what is changed still looks plain."""
    sheets = [data for data in parts_of_filled_workbooks()[0] if len(data) < 10_000]

    def changed_sheet(example: tuple[int, list[tuple[str, int, bytes]]]) -> None:
        number, changes = example
        agree(changed(sheets[number], changes))

    fuzz(count, st.tuples(st.integers(0, len(sheets) - 1), CHANGES), changed_sheet)


TOKENS = st.lists(
    st.sampled_from(
        ['<row r="1">', '<row r="2" hidden="1">', '<row r="3"/>', "</row>", '<c r="A1">', '<c r="B1" s="1">',
         '<c r="A1" t="s">', '<c r="C1" t="str">', '<c r="A2"/>', '<c r="A1" t="inlineStr">', "</c>", "<v>1</v>",
         "<v></v>", "<v>1 2</v>",
         "<f>A1</f>", "<f/>", "<is><t>甲</t></is>", "<is></is>", "<v>&lt;&amp;amp;</v>", "<v>_x0041_</v>", " ", "\n",
         "<!---->", "x", "]]>",
         "</sheetData>", "<sheetData>", '<c r="A1" r="A1">', '<c r="ZZZ1">']
    ),
    max_size=14,
).map("".join)  # fmt: skip
CELLS = st.lists(
    st.builds(
        '<c r="{}1"{}>{}{}</c>'.format,
        st.sampled_from("ABCD"),
        st.sampled_from(
            ["", ' s="1"', ' s="2"', *(f' t="{kind}"' for kind in ("s", "str", "b", "e", "n", "inlineStr", "d"))]
        ),
        st.sampled_from(["", "<f>A1</f>", "<f></f>", '<f aca="false">1</f>', '<f ca="1">1</f>']),
        st.one_of(
            st.sampled_from(["", "<v></v>", "<is><t>甲</t></is>", "<is><t></t></is>", "<is/>"]),
            st.text("0123456789.eE+- _x&;<>lt甲\r\t\ufffe", max_size=6).map("<v>{}</v>".format),
        ),
    ),
    max_size=3,
).map(lambda cells: f'<row r="1">{"".join(cells)}</row>')


@tiers(300, 60_000)
def test_grids_put_together_at_random(count: int) -> None:
    def grid(example: str) -> None:
        agree(sheet(example))

    fuzz(count, st.one_of(TOKENS, CELLS), grid)


@tiers(100, 20_000)
def test_sheets_of_the_grammar(count: int) -> None:
    def grammar(example: str) -> None:
        agree(re.sub("<c>", '<c r="A1">', example).encode())

    fuzz(count, SHEETS, grammar)


@tiers(100, 20_000)
def test_shared_strings_with_changed_bytes(count: int) -> None:
    short = f'<sst xmlns="{MAIN}"><si><t>甲&amp;乙</t></si><si><t xml:space="preserve"> _x0041_</t></si></sst>'.encode()

    def changed_strings(changes: list[tuple[str, int, bytes]]) -> None:
        plain, parsed = both_strings(changed(short, changes))
        assert plain is None or plain == parsed

    fuzz(count, CHANGES, changed_strings)
