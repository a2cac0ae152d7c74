"""A shared formula in another cell reads as openpyxl's translator has it, which is slower by far."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator, TranslatorError

from jixiao.hosts.xlsx.shared_formulas import LONGEST_FORMULA, SharedFormula

_letters = st.sampled_from(["A", "$B", "Z", "AA", "$XFD", "XFC", "b"])
_numbers = st.sampled_from(["1", "$2", "9", "100", "$1048576", "1048570"])
_cells = st.builds("{}{}".format, _letters, _numbers)
_references = st.one_of(
    _cells,
    st.builds("{}:{}".format, _cells, _cells),
    st.builds("{}:{}".format, _letters, _letters),
    st.builds("{}:{}".format, _numbers, _numbers),
)
_sheets = st.sampled_from(["", "表!", "'A1 表'!", "'it''s A1'!", "[1]Sheet1!", "'[甲 A1.xlsx]B2'!"])
_others = st.sampled_from(
    ['"A1"', '"""A1"', "1", "1.5", "1E5", "TRUE", "LOG10(A1)", "BIN2DEC(A1)", "jx_rate", "税率A1", "T1[A1]",
     "T1[[#This Row],[A1]]", "{1,2;3,4}", "_xlfn.XLOOKUP(A1,B:B,C:C)", "#REF!", "A1B", "SUM(A1,$B$2)", "IF(A1>0,1,2)"]
)  # fmt: skip
_formulas = st.lists(st.one_of(st.builds("{}{}".format, _sheets, _references), _others), min_size=1, max_size=6).map(
    "+".join
)


@given(_formulas, st.integers(-3, 3), st.integers(-3, 3))
@settings(max_examples=300)
def test_moved_as_openpyxl_moves_it(formula: str, rows: int, columns: int) -> None:
    try:
        expected = Translator(f"={formula}", "E5").translate_formula(row_delta=rows, col_delta=columns)
    except TranslatorError:
        expected = ""
    moved = SharedFormula(formula, 5, 5).at(5 + rows, 5 + columns)
    if moved is not None:  # openpyxl lets references run over the end of the sheet
        assert moved.upper() == expected.removeprefix("=").upper()
    else:
        assert not expected or _leaves_the_sheet(expected)


def _leaves_the_sheet(formula: str) -> bool:
    return any(f"{over}" in formula for over in ("XFE", "XFF", "XFG", "1048577", "1048578", "1048579", "104858"))


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1", "B2"),
        ("$A$1", "$A$1"),
        ("A:B", "B:C"),
        ("1:1", "2:2"),
        ("Table1[[#This Row],[A1]]*A1", "Table1[[#This Row],[A1]]*B2"),
        ("'it''s A1'!A1", "'it''s A1'!B2"),
        ("A1#", "B2#"),
        ("表!A1:INDEX(A:A,3)", "表!B2:INDEX(B:B,3)"),
        ("XFE1+A10485777", "XFE1+A10485777"),
        ('"', None),
        ("'A1", None),
        ("T[A1", None),
        ("XFD1", None),
        ("A1048576", None),
        ("A1+" * LONGEST_FORMULA, None),
    ],
)
def test_moved_one_down_and_right(formula: str, moved: str | None) -> None:
    assert SharedFormula(formula, 1, 1).at(2, 2) == moved


def test_a_reference_over_the_upper_edge_cannot_move() -> None:
    assert SharedFormula("A1", 2, 2).at(1, 2) is None


@given(st.text("A1$:!'\"[](),.#+ 表", max_size=40))
def test_any_text_is_moved_or_given_up(text: str) -> None:
    assert isinstance(SharedFormula(text, 1, 1).at(3, 3), str | None)
