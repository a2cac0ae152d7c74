"""Whatever is written comes back: texts, numbers, formulas, on any mix of present and absent cells."""

from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from file_builders import tiny, worksheet
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.cell_values import decimal_of, number_text
from jixiao.model.book import Cell, Edit, ErrorValue
from jixiao.model.cells import CellRef

FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.from_regex(
    r"(_x[0-9A-F]{4}_|_x00|[\x00-\x1f]|_|x000D_|\r\n|<|&|>|\"|😀){0,8}", fullmatch=True
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
extremes = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(-(10**15), 10**15), st.integers(-290, 290)
)
errors = st.sampled_from([ErrorValue("#N/A"), ErrorValue("#DIV/0!")])
values = st.none() | st.booleans() | texts | numbers | extremes | errors
formulas = st.none() | st.sampled_from(["B2+C3", 'IF(A1<>"",A1&"元",0)', "SUM($A$1:B9)*'表'!C1"])
places = st.builds(lambda row, column: CellRef("表", row, column), st.integers(1, 6), st.integers(1, 6))

# Rows 2 and 5 and some of their cells are there before; the rest has to be put between them.
BEFORE = (
    '<row r="2" spans="2:5"><c r="B2"><v>1</v></c><c r="D2" t="str"><f>B2</f><v>x</v></c><c r="E2"/></row>'
    '<row r="5"><c r="C5"><f t="shared" ref="C5:E5" si="0">A1+$B2</f><v>1</v></c>'
    '<c r="D5"><f t="shared" si="0"/><v>2</v></c><c r="E5"><f t="shared" si="0"/><v>3</v></c></row>'
)


@FEW
@given(text=texts)
@example("=1+1")
@example("001")
@example("第一行\n第二行\r\n\t")
@example("_xABCD\x0b")
@example("_x005F_x000D_")
@example("\ufffe\uffff\x85\u2028😀")
def test_escaped_text_is_decoded_to_itself(text: str) -> None:
    element = ElementTree.fromstring(f"<t>{xstring.encode(text)}</t>")
    assert xstring.decode(element.text or "") == text


@FEW
@given(number=numbers | extremes)
@example(Decimal("0.1"))
@example(Decimal("123456789012345"))
@example(Decimal("1E-15"))
@example(Decimal("-0.00"))
def test_decimals_of_15_digits_come_back_from_their_double(number: Decimal) -> None:
    assert decimal_of(float(number_text(number))) == number


@FEW
@given(edits=st.lists(st.builds(Edit, places, values, formulas), max_size=12))
def test_edits_come_back_and_the_rest_stays(tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]) -> None:
    path = tiny(tmp_path_factory.mktemp("w"), worksheet(BEFORE))
    expected = dict(read_book(path).sheets["表"].cells)
    write_edits(path, edits)
    for edit in edits:
        expected[edit.at.row, edit.at.column] = Cell(edit.value, edit.formula)
    expected = {place: cell for place, cell in expected.items() if cell != Cell()}
    assert read_book(path).sheets["表"].cells == expected


@FEW
@given(edits=st.lists(st.builds(Edit, places, values, formulas), max_size=6))
def test_writing_the_same_again_changes_nothing(tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]) -> None:
    path = tiny(tmp_path_factory.mktemp("w"), worksheet(BEFORE))
    write_edits(path, edits)
    once = Path(path).read_bytes()
    write_edits(path, edits)
    assert path.read_bytes() == once
