"""The functions for cells: the cases of tests/cases/functions/sheet_functions.toml, and what holds of all values."""

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.compute import sheet_functions as sheet
from jixiao.compute.broadcasting import OTHER_SHAPE, over_blocks
from jixiao.compute.formula import evaluate, shown
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.book import ErrorValue, Value

FUNCTIONS: dict[str, Callable[..., Decimal | str]] = {
    "JX_RATE": sheet.rate,
    "JX_GROWTH": sheet.growth,
    "JX_SHARE": sheet.share,
    "JX_SCORE": sheet.score,
    "JX_GRADE": sheet.grade,
    "JX_TARGET_MET": sheet.target_met,
    "JX_CHECK_RATE": sheet.check_rate,
}
CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "functions" / "sheet_functions.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)
LINES = [pytest.param(name, line, id=f"{name}{line[:-1]}") for name, lines in CASES.items() for line in lines]


def value(written: object) -> Value:
    match written:
        case "":
            return None
        case str(text):
            return ErrorValue(text) if text.startswith("#") else text
    return Decimal(str(written))


@pytest.mark.parametrize(("name", "line"), LINES)
def test_case(name: str, line: list[object]) -> None:
    *arguments, expected = line
    answer = FUNCTIONS[name](*map(value, arguments))
    assert answer == (expected if isinstance(expected, str) else Decimal(str(expected)))


def test_every_function_has_cases() -> None:
    assert set(CASES) == set(FUNCTIONS)


def test_grade_without_a_framework_is_told_where_all_agree() -> None:
    gradings = [grading for id in installed_ids() if (grading := load_framework(id).grading) is not None]
    said = sheet.grade(Decimal(91))
    agree = len({grading.bands for grading in gradings}) == 1
    assert said == (gradings[0].bands[0].label if agree else sheet.NAME_THE_FRAMEWORK)


doubles = st.floats(allow_nan=False, allow_infinity=False, width=64).map(lambda x: Decimal(format(x, ".15g")))
amounts = st.integers(0, 10**9).map(lambda x: Decimal(x).scaleb(-2))
values = st.one_of(
    st.none(), st.booleans(), doubles, amounts, st.text(max_size=12), st.sampled_from(["≥95%", "97%", "—", "12月底前"]),
    st.just(ErrorValue("#REF!")),
)  # fmt: skip


@given(amounts, amounts)
@settings(max_examples=200)
def test_rate_is_the_engines(executed: Decimal, budget: Decimal) -> None:
    for id in installed_ids():
        fund = load_framework(id).fund
        if fund is not None:
            engine = evaluate(fund.execution_rate, {"executed": executed, "annual_budget": budget})
            assert sheet.rate(executed, budget) == shown(engine)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_nothing_raises(count: int) -> None:
    @given(st.sampled_from(sorted(FUNCTIONS)), st.lists(values, min_size=3, max_size=3))
    @settings(max_examples=count)
    def run(name: str, arguments: list[Value]) -> None:
        counted = 2 if name in ("JX_RATE", "JX_GROWTH", "JX_SHARE", "JX_GRADE") else 3
        answer = FUNCTIONS[name](*arguments[:counted])
        assert isinstance(answer, Decimal | str)
        assert not isinstance(answer, str) or len(answer) <= 12

    run()


@given(amounts, amounts.filter(bool))
@settings(max_examples=200)
def test_computed_rate_is_never_called_wrong(executed: Decimal, budget: Decimal) -> None:
    assert sheet.check_rate(sheet.rate(executed, budget), executed, budget) != "不可能"


class TestBlocks:
    @pytest.mark.parametrize(
        ("blocks", "expected"),
        [
            (([[1]], [[2]]), [[(1, 2)]]),
            (([[1], [2]], [[3], [4]]), [[(1, 3)], [(2, 4)]]),
            (([[1, 2]], [[9]]), [[(1, 9), (2, 9)]]),
            (([[9]], [[1, 2], [3, 4]]), [[(9, 1), (9, 2)], [(9, 3), (9, 4)]]),
            (([[1], [2]], [[3, 4]]), [[OTHER_SHAPE]]),
            (([[1, 2]], [[3, 4], [5, 6]]), [[OTHER_SHAPE]]),
            (([], [[1]]), [[OTHER_SHAPE]]),
        ],
    )
    def test_shapes(self, blocks: tuple[list[list[int]], ...], expected: list[list[object]]) -> None:
        assert over_blocks(lambda *each: each, *blocks) == expected

    @given(st.integers(1, 6), st.integers(1, 6), st.booleans())
    def test_result_has_the_shape_of_the_range(self, rows: int, columns: int, alone: bool) -> None:
        block = [[Decimal(1)] * columns] * rows
        result = over_blocks(sheet.rate, block, [[Decimal(2)]] if alone else block)
        assert (len(result), {len(row) for row in result}) == (rows, {columns})
