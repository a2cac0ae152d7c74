"""新建 and 带入上年: what is asked, what is made, what is taken and what is left alone."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from actions.made_desk import MadeDesk, asked, of_somebody_else, pressed
from jixiao import flow
from jixiao.actions import Job, Task, action
from jixiao.actions.paths import file_name, with_suffix
from jixiao.errors import JixiaoError, UnreadableWorkbook
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from unit_workbooks import unit_entries
from workbooks import base, blank_book, blueprint, built

NEW, CARRY = action("new"), action("carry")
FOR = {"framework": blueprint().source.id, "unit": "某局", "department": "某局", "year": "2022"}


class TestNew:
    def test_asks_for_law_office_and_year_then_for_the_place(self) -> None:
        form = asked(NEW, pressed(None))
        assert [field.key for field in form.fields] == ["framework", "unit", "department", "year"]
        assert form.fields[3].value == "2025"
        (field,) = asked(NEW, pressed(None, **FOR)).fields
        assert (field.key, field.value) == ("output", "2022_某局_自评.xlsx")

    def test_open_workbook_says_who_asks(self) -> None:
        form = asked(NEW, pressed(base("published")))
        assert form.fields[0].value == blueprint().source.id
        assert form.fields[1].value == flow.review_book(base("published")).text(blueprint().form.fields["unit"]) != ""

    @pytest.mark.parametrize("year", ["", "二〇二一", "1999", "20211", "２０２１", "2021.5"])
    def test_year_that_is_none_is_asked_again(self, year: str) -> None:
        form = asked(NEW, pressed(None, **{**FOR, "year": year}))
        assert form.text[0].startswith(f"年度“{year}”认不出来")
        assert form.fields[1].value == "某局"

    def test_file_that_is_there_is_never_replaced(self, tmp_path: Path) -> None:
        there = tmp_path / "已有.xlsx"
        there.write_bytes(b"1")
        with pytest.raises(JixiaoError, match="“已有”已经有了，没有覆盖"):
            press_file("new", None, {**FOR, "output": str(there.with_suffix(""))})
        assert there.read_bytes() == b"1"

    def test_workbook_is_made_and_opened(self, tmp_path: Path) -> None:
        done = press_file("new", None, {**FOR, "output": str(tmp_path / "新" / "一本")})
        path = tmp_path / "新" / "一本.xlsx"
        assert done.outcome.jobs == (Job(Task.OPEN, path),)
        review = flow.review_book(read_book(path))
        assert [review.printed(review.form.fields[id]) for id in ("unit", "year")] == ["某局", "2022"]

    def test_blank_place_and_stop_make_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(JixiaoError, match="output（新工作簿存为）"):
            press_file("new", None, {**FOR, "output": " "})
        desk = MadeDesk(stops=0)
        with pytest.raises(JixiaoError, match="已停止"):
            NEW.press(pressed(None, desk, **FOR, output="新.xlsx"))
        assert not desk.written

    def test_folder_that_takes_no_files_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "是文件").write_bytes(b"")
        with pytest.raises(JixiaoError, match="写不进去"):
            press_file("new", None, {**FOR, "output": str(tmp_path / "是文件" / "新.xlsx")})

    def test_names_have_no_signs_that_no_file_may_have(self) -> None:
        assert file_name("2021", '某/局:"甲"') == "2021_某 局  甲_自评.xlsx"
        assert file_name("", " . ") == "自评.xlsx"
        assert with_suffix(Path("某局 2021.5")) == Path("某局 2021.5.xlsx")


def last_year() -> Book:
    return base("published")


def this_year(**typed: object) -> Book:
    """A blank workbook of the next year."""
    fields = blueprint().form.fields
    edits = [Edit(fields["year"], Decimal(2022)), *(Edit(fields[id], value) for id, value in typed.items())]  # type: ignore[arg-type]
    return with_edits(blank_book(), edits)


def carried(book: Book, last: Book | None = None) -> tuple[Book, str]:
    """The workbook after 带入上年, and what was told."""
    desk = MadeDesk({Path("去年.xlsx"): last or last_year()})
    outcome = CARRY.press(pressed(book, desk, last_year="去年.xlsx"))
    return with_edits(book, outcome.edits), "\n".join((outcome.message, *outcome.told))


class TestCarry:
    def test_names_go_into_blank_entries(self) -> None:
        book, told = carried(this_year())
        unit = flow.review_book(last_year()).text(blueprint().form.fields["unit"])
        assert book.cell(blueprint().form.fields["unit"]).value == unit
        assert unit in told and "一律不带" in told

    def test_typed_entries_stay_and_the_difference_is_told(self) -> None:
        book, told = carried(this_year(unit="另一个局"))
        assert book.cell(blueprint().form.fields["unit"]).value == "另一个局"
        assert "现为 另一个局，去年是 " in told

    def test_second_press_takes_nothing_more(self) -> None:
        book, _ = carried(this_year())
        again, told = carried(book)
        assert again == book
        assert "带入 0 格" in told

    def test_year_that_is_not_the_next_one_brings_no_figures(self) -> None:
        book = with_edits(this_year(), [Edit(blueprint().form.fields["year"], Decimal(2030))])
        _, told = carried(book)
        assert "不是前后两年" in told

    def test_workbook_of_somebody_else_s_and_blank_answer_are_refused(self) -> None:
        with pytest.raises(JixiaoError, match="没有带入"):
            carried(of_somebody_else(last_year()))
        with pytest.raises(JixiaoError, match="没有选去年的工作簿"):
            CARRY.press(pressed(this_year(), last_year=""))

    def test_open_workbook_is_not_last_year_s(self) -> None:
        press = replace(pressed(this_year(), last_year="今年.xlsx"), path=Path("今年.xlsx"))
        with pytest.raises(JixiaoError, match="就是打开着的工作簿，没有带入"):
            CARRY.press(press)

    def test_summary_is_told_from_an_evaluation(self) -> None:
        with pytest.raises(JixiaoError, match="打开的只有汇总表"):
            carried(base("summary"))
        with pytest.raises(JixiaoError, match="里面只有汇总表"):
            carried(this_year(), base("summary"))

    def test_file_that_is_gone_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "今年.xlsx"
        save_workbook(blueprint(), path)
        before = path.read_bytes()
        with pytest.raises(UnreadableWorkbook, match="没有找到"):
            press_file("carry", path, {"last_year": str(tmp_path / "去年.xlsx")})
        assert path.read_bytes() == before


class TestOwnIndicators:
    """Rows that are the unit's own, some of them named already."""

    def books(self, *names: tuple[int, str]) -> tuple[Book, Book, list[int]]:
        """Last year's workbook with three indicators, this year's with these names typed, and the rows."""
        plan = evaluation_blueprint("haizhu_department_2021")
        table = plan.form.indicators
        assert table is not None
        rows = [row.row for row in table.rows if not row.name][:4]
        place = table.at("level3", 0)
        assert place is not None
        last = {CellRef(place.sheet, row, place.column): f"指标{row}" for row in rows[:3]}
        targets = {table.at("target", row): f"目标{row}" for row in rows[:3]}
        now = {CellRef(place.sheet, rows[index], place.column): name for index, name in names}
        years = ({plan.form.fields["year"]: Decimal(year)} for year in (2021, 2022))
        return (
            self.book(plan, {**last, **targets, **next(years)}), self.book(plan, {**now, **next(years)}), rows,
        )  # fmt: skip

    def book(self, plan: object, entries: dict[CellRef, object]) -> Book:
        return with_edits(_blank("haizhu_department_2021"), [Edit(at, value) for at, value in entries.items()])  # type: ignore[arg-type]

    def names(self, book: Book, rows: list[int]) -> list[object]:
        table = evaluation_blueprint("haizhu_department_2021").form.indicators
        assert table is not None
        return [book.cell(at).value for row in rows if (at := table.at("level3", row)) is not None]

    def test_same_name_keeps_its_row_and_others_take_the_free_ones(self) -> None:
        last, now, rows = self.books((0, "今年的新指标"))
        book, _ = carried(now, last)
        assert self.names(book, rows)[0] == "今年的新指标"
        assert set(self.names(book, rows)[1:]) >= {f"指标{rows[0]}", f"指标{rows[1]}"}

    def test_target_goes_to_the_indicator_of_the_same_name(self) -> None:
        last, now, rows = self.books()
        moved = with_edits(now, [Edit(at, f"指标{rows[0]}") for at in [_name_at(rows[1])]])
        book, _ = carried(moved, last)
        table = evaluation_blueprint("haizhu_department_2021").form.indicators
        at = table.at("target", rows[1]) if table else None
        assert at is not None and book.cell(at).value == f"目标{rows[0]}"
        assert self.names(book, rows).count(f"指标{rows[0]}") == 1


def _name_at(row: int) -> CellRef:
    table = evaluation_blueprint("haizhu_department_2021").form.indicators
    at = None if table is None else table.at("level3", row)
    assert at is not None
    return at


@cache
def _blank(template: str) -> Book:
    return built(evaluation_blueprint(template))


def test_returned_workbook_can_be_last_year_s(tmp_path: Path) -> None:
    plan, last, now = blueprint(), tmp_path / "去年.xlsx", tmp_path / "今年.xlsx"
    save_workbook(plan, last, unit_entries(plan, "某站", 100, 90, 95))
    save_workbook(plan, now, {plan.form.fields["year"]: Decimal(2022)})
    done = press_file("carry", now, {"last_year": str(last)})
    review = flow.review_book(read_book(now))
    assert review.text(plan.form.fields["unit"]) == "某站"
    assert done.outcome.show == plan.form.fields["unit"]
