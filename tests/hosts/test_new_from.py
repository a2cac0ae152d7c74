"""jixiao new FRAMEWORK --from LAST_YEAR.xlsx: what a new workbook takes over, on disk and in words."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from command_line import run as jixiao
from jixiao import flow
from jixiao.compute.review import Review
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit
from jixiao.model.findings import Severity
from jixiao.model.form import IndicatorRow
from jixiao.model.framework import PRIOR
from jixiao.template.blueprint import evaluation_blueprint, summary_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import Example, ExampleBook, example_ids, load_example

BOOKS = [
    pytest.param((id, number), id=f"{id}-{number}")
    for id in example_ids()
    for number in range(len(load_example(id).books))
]
"""Every published workbook of every example."""

NEVER = ("actual", "score", "variance_note", "remarks")


def run(*arguments: object) -> Result:
    return jixiao("new", *arguments)


def write_example(example: Example, book: ExampleBook, folder: Path) -> Path:
    """The workbook as the office typed it, then 计算."""
    plan = evaluation_blueprint(example.template)
    path = folder / book.file
    save_workbook(plan, path, example_entries(plan.form, book, example.year))
    write_edits(path, flow.fill(read_book(path)))
    return path


@pytest.fixture(scope="module")
def last_year(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], Path]:
    made: dict[tuple[str, int], Path] = {}

    def make(id: str, number: int = 0) -> Path:
        if (id, number) not in made:
            example = load_example(id)
            made[id, number] = write_example(example, example.books[number], tmp_path_factory.mktemp("去年"))
        return made[id, number]

    return make


def review_of(path: Path) -> Review:
    return flow.review_book(read_book(path))


def own_rows(review: Review) -> list[IndicatorRow]:
    table, fixed = review.form.indicators, review.framework.fixed
    if table is None:
        return []
    return [row for row in table.rows if row.name and (row.level1, row.level2, row.name) not in fixed]


def cells(review: Review, row: IndicatorRow, *roles: str) -> tuple[object, ...]:
    table = review.form.indicators
    assert table is not None
    return tuple(None if at is None else review.book.cell(at).value for at in (table.at(r, row.row) for r in roles))


class TestRoundTrip:
    @pytest.fixture(scope="class", params=BOOKS)
    def made(
        self,
        request: pytest.FixtureRequest,
        last_year: Callable[[str, int], Path],
        tmp_path_factory: pytest.TempPathFactory,
    ) -> tuple[Example, ExampleBook, Path, Review]:
        """The new workbook, which the tests only look at."""
        id, number = request.param
        example, path = load_example(id), tmp_path_factory.mktemp("新") / "新.xlsx"
        result = run(example.template, "-o", path, "--from", last_year(id, number))
        assert result.exit_code == 0, result.stderr
        return example, example.books[number], path, review_of(path)

    def test_everything_is_taken_as_it_stood(self, made: tuple[Example, ExampleBook, Path, Review]) -> None:
        example, book, _, new = made
        fields = {id: new.book.cell(at).value for id, at in new.form.fields.items()}
        stay = {entry.id for entry in new.framework.fields if entry.kind == "count"}
        stay |= {"unit", "department", "scope", "subordinates"}
        assert {id: fields[id] for id in stay & book.fields.keys()} == {
            id: value for id, value in book.fields.items() if id in stay
        }
        assert fields["year"] == example.year + 1

    def test_own_indicators_stand_where_they_stood(self, made: tuple[Example, ExampleBook, Path, Review]) -> None:
        _, book, _, new = made
        fixed = {(level2, name) for _, level2, name in new.framework.fixed}
        expected = [
            (entry.level2, entry.name, entry.target or None, entry.points, entry.scoring or None)
            for entry in book.indicators.rows
            if (entry.level2, entry.name) not in fixed
        ]
        assert [
            (row.level2, *cells(new, row, "level3", "target", "points", "scoring")) for row in own_rows(new)
        ] == expected
        own_sections = {e.level2: e.level2_points for e in book.indicators.rows if e.level2_points is not None}
        groups = {group.name: group.points for group in (new.form.indicators.groups if new.form.indicators else ())}
        assert {name: groups[name] for name in own_sections} == {n: p or None for n, p in own_sections.items()}

    def test_last_years_figures_are_those_of_the_year_before(
        self, made: tuple[Example, ExampleBook, Path, Review]
    ) -> None:
        _, book, _, new = made
        prior = {id.removesuffix(PRIOR): at for id, at in new.form.concepts.items() if id.endswith(PRIOR)}
        typed = {id: value for id, value in book.concepts.items() if not id.endswith(PRIOR)}
        found = {id: new.book.cell(at).value for id, at in prior.items()}
        assert {id: found[id] for id in typed} == typed
        elsewhere = {concept.id for concept in new.framework.concepts if concept.same_as}
        assert {id for id, value in found.items() if value is not None} <= typed.keys() | elsewhere
        assert not [id for id, at in new.form.concepts.items() if not id.endswith(PRIOR) and new.book.cell(at).value]

    def test_nothing_of_last_years_results_is_taken(self, made: tuple[Example, ExampleBook, Path, Review]) -> None:
        *_, new = made
        table, fund = new.form.indicators, new.form.fund
        if table is None:  # of the tables of accounts nothing is taken at all
            lives = new.calculation.computed
            cells_of_tables = (new.form.place(fact) for fact in new.framework.table_cells)
            assert not [at for at in cells_of_tables if at and at not in lives and new.book.cell(at).value is not None]
            return
        assert {value for row in table.rows for value in cells(new, row, *NEVER)} == {None}
        amounts = [fund.at(role, line) for line in fund.lines for role in ("annual_budget", "executed")] if fund else []
        assert not [at for at in amounts if at and new.book.cell(at).formula is None and new.book.cell(at).value]
        blank = evaluation_blueprint(new.framework.id).form.fields
        assert blank.keys() == new.form.fields.keys()
        assert not [id for id in ("preparer", "date", "goal_planned", "goal_achieved") if new.text(blank.get(id))]

    def test_new_workbook_has_no_errors(self, made: tuple[Example, ExampleBook, Path, Review]) -> None:
        *_, path, _ = made
        _, report = flow.check(read_book(path))
        assert report.count(Severity.ERROR) == 0


def own_book() -> tuple[str, int]:
    """An example with own indicators in sections that the framework names."""
    return next(
        (id, number)
        for id in example_ids()
        for number, book in enumerate(load_example(id).books)
        for framework in [load_framework(load_example(id).template)]
        for entry in book.indicators.rows
        if any(group.is_open and group.name == entry.level2 for group in groups_of(framework.id))
    )


def groups_of(id: str) -> Iterator:
    return (group for level in load_framework(id).indicators.levels for group in level.groups)


@pytest.fixture
def source(last_year: Callable[[str, int], Path]) -> tuple[str, Path]:
    id, number = own_book()
    return load_example(id).template, last_year(id, number)


class TestWords:
    def test_tells_what_was_taken_and_what_was_not(self, source: tuple[str, Path], tmp_path: Path) -> None:
        template, path = source
        result = run(template, "-o", tmp_path / "新.xlsx", "--from", path)
        words = "".join(result.stdout.split())
        assert f"从{path.name}（{load_framework(template).title}" in words
        sections = Counter(row.level2 for row in own_rows(review_of(path)))
        counts = "，".join(f"{name}{count}项" for name, count in sections.items())
        assert f"自设指标：{counts}，连同分值、指标值和计分办法。" in words
        assert "上年数" in words and "一律不带" in words

    def test_year_and_names_of_the_command_go_first(self, source: tuple[str, Path], tmp_path: Path) -> None:
        template, path = source
        target = tmp_path / "新.xlsx"
        year = load_framework(template).year + 3
        result = run(template, "-o", target, "--from", path, "--year", year, "--unit", "改名后的单位")
        new = review_of(target)
        assert new.text(new.form.fields["unit"]) == "改名后的单位"
        assert new.number(new.form.fields["year"]) == year
        assert not [id for id, at in new.form.concepts.items() if new.book.cell(at).value is not None]
        assert "不是前后两年" in result.stdout and "单位名称" not in result.stdout
        assert [row.name for row in own_rows(new)] == [row.name for row in own_rows(review_of(path))]

    def test_another_place_is_told(self, source: tuple[str, Path], tmp_path: Path) -> None:
        template, path = source
        region = load_framework(template).region
        for other in installed_ids():
            result = run(other, "-o", tmp_path / f"{other}.xlsx", "--from", path)
            assert result.exit_code == 0
            assert ("请逐项核对" in result.stdout) == (load_framework(other).region != region)
            assert flow.check(read_book(tmp_path / f"{other}.xlsx"))[1].count(Severity.ERROR) == 0


class TestRefusals:
    def test_existing_output_is_never_replaced(self, source: tuple[str, Path], tmp_path: Path) -> None:
        template, path = source
        target = tmp_path / "已有.xlsx"
        target.write_bytes(b"typed")
        result = run(template, "-o", target, "--from", path)
        assert (result.exit_code, target.read_bytes()) == (2, b"typed")
        before = path.read_bytes()
        assert run(template, "-o", path, "--from", path).exit_code == 2
        assert path.read_bytes() == before

    @pytest.mark.parametrize("content", [None, b"", b"no workbook", b"PK\x03\x04"], ids=["无", "空", "文字", "残缺"])
    def test_unreadable_source_is_one_sentence_and_nothing_is_written(
        self, content: bytes | None, source: tuple[str, Path], tmp_path: Path
    ) -> None:
        broken, target = tmp_path / "去年.xlsx", tmp_path / "新.xlsx"
        if content is not None:
            broken.write_bytes(content)
        result = run(source[0], "-o", target, "--from", broken)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert "去年.xlsx" in result.stderr and not target.exists()

    def test_workbook_without_a_known_table(self, source: tuple[str, Path], tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active["A1"] = "会议记录"
        book.save(tmp_path / "别的.xlsx")
        result = run(source[0], "-o", tmp_path / "新.xlsx", "--from", tmp_path / "别的.xlsx")
        assert result.exit_code == 2 and "没有找到能识别的表" in result.stderr
        assert not (tmp_path / "新.xlsx").exists()

    def test_bare_summary_holds_nothing_to_take(self, source: tuple[str, Path], tmp_path: Path) -> None:
        save_workbook(summary_blueprint(source[0], 6), tmp_path / "汇总.xlsx")
        result = run(source[0], "-o", tmp_path / "新.xlsx", "--from", tmp_path / "汇总.xlsx")
        assert result.exit_code == 2 and "只有汇总表" in result.stderr
        assert not (tmp_path / "新.xlsx").exists()

    def test_unknown_framework(self, source: tuple[str, Path], tmp_path: Path) -> None:
        result = run("nowhere", "-o", tmp_path / "新.xlsx", "--from", source[1])
        assert result.exit_code == 2 and "nowhere" in result.stderr


def test_result_of_a_formula_counts(source: tuple[str, Path], tmp_path: Path) -> None:
    template, path = source
    copy = tmp_path / "去年.xlsx"
    copy.write_bytes(path.read_bytes())
    review = review_of(copy)
    first = load_framework(template).concepts[0]
    write_edits(copy, [Edit(review.form.concepts[first.id], Decimal("12.5"), "10+2.5")])
    assert run(template, "-o", tmp_path / "新.xlsx", "--from", copy).exit_code == 0
    new = review_of(tmp_path / "新.xlsx")
    assert new.number(new.form.concepts[first.id + PRIOR]) == Decimal("12.5")
