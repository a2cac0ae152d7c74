from decimal import Decimal

import pytest

from jixiao.compute.formula import MISSING_TEXT, evaluate, shown
from jixiao.model.figures import Missing
from jixiao.model.formula import parse_formula

BLANK, NIL, UNREADABLE = Missing.BLANK, Missing.NIL, Missing.UNREADABLE


def result(text, **values):
    given = {
        name: Decimal(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
        for name, value in values.items()
    }
    return evaluate(parse_formula(text), given)


def numbers(*texts):
    return [Decimal(text) if isinstance(text, str) else text for text in texts]


@pytest.mark.parametrize(
    ("executed", "budget", "rate"),
    [
        ("424.5", "335.33", "1.2659"),
        ("283.04", "193.13", "1.4655"),
        ("141.46", "142.2", "0.9948"),
        ("287.97", "239.56", "1.2021"),
        ("136.53", "95.77", "1.4256"),
    ],
)
def test_published_execution_rates(executed, budget, rate):
    assert result("round(a / b, 4)", a=Decimal(executed), b=Decimal(budget)) == Decimal(rate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("round(0.125, 2)", "0.13"),
        ("round(-0.125, 2)", "-0.13"),
        ("1 / 3", "0.3333333333"),
        ("min(3, 1, 2) + max(3, 1, 2)", "4"),
        ("-(2 - 5) * 2", "6"),
        ("2 if 0.1 + 0.2 == 0.3 else 3", "2"),
    ],
)
def test_arithmetic_is_exact_and_half_up(text, expected):
    assert result(text) == Decimal(expected)


class TestMissing:
    @pytest.mark.parametrize(
        ("a", "b", "expected"),
        [
            (BLANK, 1, BLANK),
            (1, UNREADABLE, UNREADABLE),
            (BLANK, UNREADABLE, UNREADABLE),
            (Missing.NOT_COMPUTED, UNREADABLE, Missing.NOT_COMPUTED),
            (NIL, BLANK, BLANK),
            (NIL, NIL, NIL),
            ("2000万", 1, UNREADABLE),
            ("", 1, BLANK),
            (True, 1, UNREADABLE),
            (Decimal("NaN"), 1, UNREADABLE),
            (Missing.ZERO_DENOMINATOR, 1, UNREADABLE),
            ([Decimal(1)], 1, UNREADABLE),
            (NIL, 4, 0),
            (4, NIL, Missing.ZERO_DENOMINATOR),
            (0, 0, Missing.ZERO_DENOMINATOR),
        ],
    )
    def test_a_needed_cell(self, a, b, expected):
        assert result("a / b", a=a, b=b) == expected

    def test_a_name_that_is_not_given_is_blank(self):
        assert result("a / b", a=1) is BLANK

    def test_every_branch_is_needed(self):
        assert result("a if a > 0 else b", a=1, b=BLANK) is BLANK

    def test_zero_denominators_only_count_where_they_are_reached(self):
        assert result("a / b if b > 0 else 0", a=1, b=0) == 0
        assert result("a / b if b >= 0 else 0", a=1, b=0) is Missing.ZERO_DENOMINATOR

    def test_claims_are_all_looked_at(self):
        assert result("1 if b > 0 and a / b > 1 else 0", a=1, b=0) is Missing.ZERO_DENOMINATOR

    def test_a_denominator_that_comes_to_zero(self):
        values = {"a": Decimal("0.1"), "b": Decimal("0.2"), "c": Decimal("0.3")}
        assert result("1 / (a + b - c)", **values) is Missing.ZERO_DENOMINATOR

    @pytest.mark.parametrize(("b", "expected"), [(BLANK, 5), (NIL, 5), (UNREADABLE, 5), (2, 3)])
    def test_a_tested_cell_reads_as_zero(self, b, expected):
        assert result("a if missing(b) else a - b", a=5, b=b) == expected
        assert result("a - b + (0 if missing(b) else 0)", a=5, b=b) == expected

    def test_a_cell_beside_a_tested_one_is_a_number(self):
        assert result("a if missing(b) else b", a="优", b=BLANK) is UNREADABLE

    def test_what_each_missing_result_shows(self):
        assert {missing: shown(missing) for missing in Missing} == MISSING_TEXT
        assert MISSING_TEXT[NIL] == "—"
        assert MISSING_TEXT[Missing.ZERO_DENOMINATOR] == "无法计算"
        assert shown(Decimal(1)) == 1


class TestAreas:
    def test_sums_pass_over_what_is_no_number(self):
        parts = [*numbers("1.1", NIL, "2.2", BLANK, Missing.NOT_COMPUTED), "三"]
        assert result("sum(parts)", parts=parts) == Decimal("3.3")
        assert result("count(parts)", parts=parts) == 2

    def test_a_sum_of_nothing_is_blank(self):
        assert result("sum(parts)", parts=[NIL, BLANK]) is BLANK
        assert result("a + sum(parts)", a=1, parts=[]) is BLANK
        assert result("count(parts)", parts=[NIL]) == 0

    def test_a_tested_sum_of_nothing_is_zero(self):
        assert result("a if missing(parts) else sum(parts)", a=1, parts=[BLANK]) == 1
        assert result("a + sum(parts) if missing(parts) else 9", a=1, parts=[BLANK]) == 1

    def test_nil_beside_a_sum_is_zero(self):
        assert result("a + sum(parts)", a=NIL, parts=numbers("2")) == 2

    def test_a_single_cell_is_an_area_of_one(self):
        assert result("sum(parts)", parts=3) == 3

    def test_weighted_mean(self):
        assert result("weighted_mean(x, w)", x=numbers("95", "80"), w=numbers("300", "100")) == Decimal("91.25")

    @pytest.mark.parametrize(
        ("x", "w", "expected"),
        [
            (["1", BLANK], ["1", "2"], BLANK),
            ([], [], BLANK),
            (["1", BLANK], [BLANK, "2"], 0),
            (["1", "2"], ["1", "-1"], Missing.ZERO_DENOMINATOR),
        ],
    )
    def test_weighted_mean_needs_equally_many_numbers(self, x, w, expected):
        assert result("weighted_mean(x, w)", x=numbers(*x), w=numbers(*w)) == expected

    def test_a_tested_weighted_mean_of_nothing_is_zero(self):
        assert result("0 if missing(x) else weighted_mean(x, w)", x=[], w=numbers("1")) == 0
        assert result("weighted_mean(x, w) if missing(x) else 1", x=[], w=numbers("1")) == 0


class TestSumBeside:
    POINTS = ("2", "4.5", "3.5", BLANK)

    @pytest.mark.parametrize(
        ("scores", "expected"),
        [
            (["1.5", "4", "3", BLANK], 10),
            (["1.5", NIL, "3", BLANK], "5.5"),
            (["0", BLANK, "不适用", "5"], 2),
            ([BLANK, UNREADABLE, NIL, "5"], BLANK),
            (["1"], 2),
            ([], BLANK),
        ],
    )
    def test_only_what_stands_beside_a_number_counts(self, scores, expected):
        parts = [Decimal(text) if isinstance(text, str) and text != "不适用" else text for text in scores]
        found = result("sum_beside(points, parts)", points=numbers(*self.POINTS), parts=parts)
        assert found == (expected if expected is BLANK else Decimal(expected))

    def test_a_total_rescaled_to_full_points(self):
        scores, total = numbers("1.5", NIL, "3", BLANK), "round(sum(parts) * 100 / sum_beside(points, parts), 2)"
        assert result(total, points=numbers(*self.POINTS), parts=scores) == Decimal("81.82")
        assert result(total, points=numbers(*self.POINTS), parts=[NIL] * 4) is BLANK

    def test_points_of_zero_are_a_zero_denominator(self):
        assert result("1 / sum_beside(w, x)", w=numbers("0", "2"), x=numbers("1", BLANK)) is Missing.ZERO_DENOMINATOR

    def test_a_tested_one_of_nothing_is_zero(self):
        assert result("0 if missing(x) else sum_beside(w, x)", w=numbers("1"), x=[]) == 0
        assert result("sum_beside(w, x) if missing(w) else 1", w=[], x=numbers("1")) == 0


class TestTexts:
    GRADES = '"优" if score >= 90 else "良" if score >= 80 else "中"'

    @pytest.mark.parametrize(("score", "grade"), [(90, "优"), (89, "良"), (0, "中"), (BLANK, BLANK), (NIL, NIL)])
    def test_grades(self, score, grade):
        assert result(self.GRADES, score=score) == grade

    @pytest.mark.parametrize(("grade", "bonus"), [("优", 5), ("良", 0), (BLANK, 0), (NIL, 0), (UNREADABLE, 0), (3, 0)])
    def test_texts_are_compared_without_being_numbers(self, grade, bonus):
        assert result('5 if grade == "优" else 0', grade=grade) == bonus

    def test_capitals_do_not_count(self):
        assert result('grade == "a"', grade="A") is True

    def test_texts_of_two_cells_are_compared_when_joined(self):
        assert result("text(a) == text(b)", a="局", b="局") is True
        assert result("a == b", a="局", b="局") is UNREADABLE

    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2021, "（2021年度）"), (BLANK, "（年度）"), (NIL, "（年度）"), ("二〇二一", "（二〇二一年度）")],
    )
    def test_joined_texts(self, year, expected):
        assert result('text("（", year, "年度）")', year=year) == expected

    def test_joined_numbers_are_plain(self):
        assert result('text(a, "；", a / 3, "；", 1 / b)', a=Decimal("1.50"), b=0) == "1.5；0.5；"

    @pytest.mark.parametrize("held", [Decimal("1.5"), "某某区", True, *Missing])
    def test_a_cell_alone_gives_what_it_holds(self, held):
        assert result("a", a=held) == held

    def test_claims(self):
        assert result("a > 1 and not missing(b)", a=2, b=1) is True
        assert result("a > 1 or b != 1", a=0, b=1) is False
