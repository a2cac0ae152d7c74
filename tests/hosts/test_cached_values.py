"""After each command that changes an input, a viewer that does not calculate shows the right figures."""

from decimal import Decimal
from pathlib import Path

import pytest

from blank_templates import SUMMED_UP
from command_line import run as jixiao
from jixiao import flow
from jixiao.compute.formula import shown
from jixiao.compute.review import Review
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.xlsx.cell_values import decimal_of
from jixiao.model.book import Edit, Value
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import evaluation_blueprint, summary_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from unit_workbooks import unit_entries

UNITS = (("甲", 30), ("乙", 31))
SHIPPED = sorted((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx"))


def run(*arguments: object) -> None:
    result = jixiao(*arguments)
    assert result.exit_code in (0, 1), result.output


def live_cells(review: Review) -> dict[CellRef, Value]:
    """What the engine says that each live formula of the template shows; cells with typed figures are left out."""
    found = {at: shown(item.value) for at, item in review.calculation.computed.items()}
    return {at: value for at, value in found.items() if at not in review.calculation.stated}


def stale(path: Path) -> list[str]:
    """The live cells whose stored result is not the engine's."""
    review = flow.review_book(read_book(path))
    assert review.form.ours
    cells = live_cells(review)
    assert len(cells) >= 10
    pairs = {at: (review.book.cell(at).value, value) for at, value in cells.items()}
    return [f"{at}: {old!r}, not {right!r}" for at, (old, right) in pairs.items() if _plain(old) != _plain(right)]


def _plain(value: Value) -> Value:
    """A value as a file keeps it: numbers as doubles, no text where it is empty."""
    return decimal_of(float(value)) if isinstance(value, Decimal) else None if value == "" else value


def type_into(path: Path, entries: dict[CellRef, Value]) -> None:
    """Type as a program does that calculates nothing: every result stays as it was."""
    write_edits(path, [Edit(at, value) for at, value in entries.items()])


def unit_workbook(template: str, path: Path, name: str = "某中心", amount: int = 30) -> Path:
    plan = evaluation_blueprint(template)
    save_workbook(plan, path)
    type_into(path, unit_entries(plan, name, 2 * amount, amount, 90))
    return path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_workbooks(path: Path) -> None:
    assert stale(path) == []


@pytest.mark.parametrize("template", SUMMED_UP)
def test_typed_figures_alone_leave_old_results(template: str, tmp_path: Path) -> None:
    assert stale(unit_workbook(template, tmp_path / "单位.xlsx")) != []


def in_turn(turn: int) -> list[object]:
    """The templates of one way to sum up; by default each template is summed up in one of the three."""
    return [
        pytest.param(template, marks=[] if number % 3 == turn else pytest.mark.long)
        for number, template in enumerate(SUMMED_UP)
    ]


@pytest.mark.parametrize("template", SUMMED_UP)
class TestEveryTemplate:
    def test_new(self, template: str, tmp_path: Path) -> None:
        run("new", template, "-o", tmp_path / "空白.xlsx")
        run("new", template, "-o", tmp_path / "某局.xlsx", "--unit", "某局", "--department", "某局", "--year", 2022)
        assert stale(tmp_path / "空白.xlsx") == []
        assert stale(tmp_path / "某局.xlsx") == []

    def test_fill(self, template: str, tmp_path: Path) -> None:
        path = unit_workbook(template, tmp_path / "单位.xlsx")
        run("fill", path)
        assert stale(path) == []

    def test_check_with_marks_and_clear_after_fill(self, template: str, tmp_path: Path) -> None:
        path = unit_workbook(template, tmp_path / "单位.xlsx")
        run("fill", path)
        run("check", path, "--mark")
        assert stale(path) == []
        run("clear", path)
        assert stale(path) == []


class TestSummingUp:
    @pytest.mark.parametrize("template", in_turn(0))
    def test_roundup_into_a_new_workbook_and_again_into_the_same(self, template: str, tmp_path: Path) -> None:
        units = [unit_workbook(template, tmp_path / f"{name}.xlsx", name, amount) for name, amount in UNITS]
        run("roundup", *units, "-o", tmp_path / "汇总.xlsx")
        assert stale(tmp_path / "汇总.xlsx") == []
        run("roundup", units[0], unit_workbook(template, tmp_path / "丙.xlsx", "丙", 77), "-o", tmp_path / "汇总.xlsx")
        assert stale(tmp_path / "汇总.xlsx") == []

    @pytest.mark.parametrize("template", in_turn(1))
    def test_roundup_into_the_departments_workbook(self, template: str, tmp_path: Path) -> None:
        """Also what somebody typed before, with a program that calculates nothing, is brought up to date."""
        department = unit_workbook(template, tmp_path / "部门.xlsx", "某局", 500)
        run("roundup", unit_workbook(template, tmp_path / "单位.xlsx"), "-o", department)
        assert stale(department) == []

    @pytest.mark.parametrize("template", in_turn(2))
    def test_roundup_into_a_summary_that_was_sent_out_empty(self, template: str, tmp_path: Path) -> None:
        save_workbook(summary_blueprint(template, 6), tmp_path / "汇总.xlsx")
        assert stale(tmp_path / "汇总.xlsx") == []
        run("roundup", unit_workbook(template, tmp_path / "单位.xlsx"), "-o", tmp_path / "汇总.xlsx")
        assert stale(tmp_path / "汇总.xlsx") == []


@pytest.mark.parametrize("id", example_ids())
def test_published_figures_built_in_filled_and_carried_into_the_next_year(id: str, tmp_path: Path) -> None:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    for number, book in enumerate(example.books):
        path, following = tmp_path / f"{number}.xlsx", tmp_path / f"{number}_次年.xlsx"
        save_workbook(plan, path, example_entries(plan.form, book, example.year))
        assert stale(path) == []
        run("fill", path)
        assert stale(path) == []
        run("new", example.template, "-o", following, "--from", path)
        assert stale(following) == []


def test_demo(tmp_path: Path) -> None:
    run("demo", tmp_path)
    made = sorted(tmp_path.rglob("*.xlsx"))
    assert len(made) > len(example_ids())
    assert {path.name: stale(path) for path in made} == {path.name: [] for path in made}
