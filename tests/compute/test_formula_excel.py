import re
from decimal import Decimal

import pytest
from formula_strategies import amounts, formulas, sheets
from hypothesis import given, settings
from hypothesis import strategies as st
from spreadsheet import ADDRESSES, calculated, operands

from jixiao.compute.formula import evaluate, shown, to_excel
from jixiao.model.formula import Literal, Number, Ref, Rounded, parse_formula

BLANK_SHEET = {"a": None, "b": None, "c": None, "d": None, "parts": [None] * 4, "weights": [None] * 4}
MARK = "ISNUMBER(1/SUMPRODUCT(--(TRIM({})=jx_nil)))".format


def excel(text, **addresses):
    return to_excel(parse_formula(text), addresses)


def differs(formula, sheet):
    """What our reading and the spreadsheet's show, where they are not the same."""
    ours = shown(evaluate(formula, operands(sheet)))
    theirs = calculated(to_excel(formula, ADDRESSES), sheet)
    if isinstance(ours, Decimal) and isinstance(theirs, Decimal):
        same = abs(ours - theirs) <= abs(theirs) * Decimal("1e-12")  # a double has no more digits
    else:
        same = type(ours) is type(theirs) and _plain(ours) == _plain(theirs)
    return None if same else (ours, theirs)


def _plain(shown_value):
    """A text with its numbers to 12 significant digits: a double has no more that are sure."""
    if not isinstance(shown_value, str):
        return shown_value
    return re.sub(r"[0-9]+\.[0-9]{8,}", lambda number: f"{Decimal(number[0]):.12g}", shown_value)


class TestShape:
    def test_a_rate_over_two_cells(self):
        text = excel("round(executed / budget, 4)", executed="D8", budget="基础数据!$C$5")
        guard = f"COUNT(D8,基础数据!$C$5)+{MARK('D8')}+{MARK('基础数据!$C$5')}<2"
        rate = "ROUND(ROUND(N(D8)/N(基础数据!$C$5),12),4)"
        checked = f'IF(N(基础数据!$C$5)=0,"无法计算",{rate})'
        assert text == f'IF({guard},"",IF(COUNT(D8,基础数据!$C$5)=0,"—",{checked}))'

    def test_a_sum(self):
        assert excel("sum(parts)", parts="F6:F17") == 'IF(COUNT(F6:F17)=0,"",ROUND(SUM(F6:F17),10))'
        assert excel("round(sum(parts), 2)", parts="jx_parts") == (
            'IF(COUNT(jx_parts)=0,"",ROUND(ROUND(SUM(jx_parts),10),2))'
        )

    def test_a_weighted_mean(self):
        assert excel("weighted_mean(x, w)", x="F6:F8", w="C6:C8") == (
            'IF(OR(COUNT(F6:F8)=0,COUNT(F6:F8)<>COUNT(C6:C8)),"",'
            'IF(ROUND(SUM(C6:C8),10)=0,"无法计算",ROUND(SUMPRODUCT(F6:F8,C6:C8)/SUM(C6:C8),10)))'
        )

    def test_a_sum_beside_another_area(self):
        assert excel("round(sum_beside(w, x), 2)", w="G5:G20", x="H5:H20") == (
            'IF(COUNTIFS(G5:G20,"<1E+99",H5:H20,"<1E+99")=0,"",ROUND(ROUND(SUMIF(H5:H20,"<1E+99",G5:G20),10),2))'
        )

    def test_a_year_in_a_title(self):
        year = f'IF({MARK("C5")},"",C5)'
        assert excel('text("（", year, "年度）")', year="C5") == f'"（"&{year}&"年度）"'

    def test_what_needs_no_guard_has_none(self):
        assert excel("1 / 4") == "ROUND(1/4,10)"
        assert excel("count(parts)", parts="F6:F9") == "COUNT(F6:F9)"

    def test_a_cell_under_two_names_is_needed_once(self):
        assert excel("a + b", a="D8", b="D8").startswith(f"IF(COUNT(D8)+{MARK('D8')}<1,")

    def test_parentheses_keep_the_order(self):
        assert "N(A1)-(N(B1)-N(C1))" in excel("a - (b - c)", a="A1", b="B1", c="C1")
        assert "N(A1)/(N(B1)*N(C1))" in excel("a / (b * c)", a="A1", b="B1", c="C1")
        assert "(N(A1)-N(B1))/N(B1)" in excel("(a - b) / b", a="A1", b="B1")

    def test_quotes_are_doubled(self):
        assert to_excel(Literal('说"好"'), {}) == '"说""好"""'

    def test_a_name_without_an_address_is_refused(self):
        with pytest.raises(ValueError, match="名称 a 没有对应的单元格"):
            excel("a + 1")

    def test_a_formula_too_long_for_excel_is_refused(self):
        with pytest.raises(ValueError, match="8192"):
            excel(" + ".join(f"a{n}" for n in range(29)), **{f"a{n}": "'" + "表" * 60 + f"'!$A${n}" for n in range(29)})


@settings(max_examples=600)
@given(formulas, sheets)
def test_python_and_the_spreadsheet_show_the_same(formula, sheet):
    assert differs(formula, sheet) is None


@settings(max_examples=150)
@given(
    st.sampled_from(["a / b", "(a - b) / b", "a * b", "a + b - c", "sum(parts)", "a / b * c"]).map(parse_formula),
    st.integers(0, 4),
    st.fixed_dictionaries({**dict.fromkeys("abcd", amounts), **dict.fromkeys(["parts", "weights"], st.lists(
        amounts, min_size=4, max_size=4))}),
)  # fmt: skip
def test_roundings_are_the_same(formula, decimals, sheet):
    assert differs(Rounded(formula, decimals), sheet) is None


@settings(max_examples=150)
@given(st.integers(-40_000, 40_000), st.sampled_from([2, 4, 5, 8, 16, 25, 40, 64, 125, 320, 1000, 12_800]))
def test_exact_ties_of_growth_rates_are_rounded_the_same(halves, base):
    """(a − b) ÷ b lies exactly between two printed rates."""
    last = Decimal(base)
    now = last * (1 + (halves + Decimal("0.5")) / 10_000)
    growth = parse_formula("round((a - b) / b, 4)")
    assert differs(growth, BLANK_SHEET | {"a": now, "b": last}) is None


@pytest.mark.parametrize("text", ["?", "*", "~-", "a-b", "---", "无法计算", "=1", "0", "TRUE", "", "　", "−"])
def test_texts_that_are_no_nil_mark_give_nothing(text):
    sheet = BLANK_SHEET | {"a": text, "b": Decimal(2)}
    assert calculated(to_excel(parse_formula("a / b"), ADDRESSES), sheet) == ""


@pytest.mark.parametrize("mark", ["-", "—", " — ", "——", "－", "–", "--"])
def test_nil_marks_count_as_zero_or_nil(mark):
    rate = to_excel(parse_formula("a / b"), ADDRESSES)
    assert calculated(rate, BLANK_SHEET | {"a": mark, "b": Decimal(2)}) == 0
    assert calculated(rate, BLANK_SHEET | {"a": mark, "b": mark}) == "—"


def test_trees_without_cells_are_the_same():
    assert differs(Number(Decimal("-1.5")), BLANK_SHEET) is None
    assert differs(Ref("a"), BLANK_SHEET) is None
