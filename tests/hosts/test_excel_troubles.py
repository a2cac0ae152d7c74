"""What stands in the way in offices' Excels: protected view, filters, merged cells, 1904, servers, Esc."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hosts.excel_cells import ComError
from hosts.excel_desk import Desk
from hosts.excel_double import BookDouble, SheetDouble, at, never, small_book
from jixiao.actions import Job, Outcome, Press, Task, action
from jixiao.errors import JixiaoError, Stopped
from jixiao.hosts.excel import pressing, read_book, write_edits
from jixiao.hosts.excel.actions import press
from jixiao.hosts.excel.addresses import area_at
from jixiao.hosts.excel.attaching import Running, _each_once
from jixiao.hosts.excel.escape import escape_of
from jixiao.hosts.excel.pressing import Around, run_action
from jixiao.hosts.excel.session import is_busy
from jixiao.model.book import Edit
from jixiao.model.cells import MAX_ROW, Area

Given = Callable[..., Press]


@pytest.fixture
def desk() -> Desk:
    return Desk(small_book())


@pytest.fixture
def sheet(desk: Desk) -> SheetDouble:
    return desk.book.active


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Given:
    """What an action is given where it is pressed in a stand-in."""

    def pressed(desk: Desk, **more: object) -> Press:
        seen: list[Press] = []
        button = replace(
            action("compute"), run=lambda press: seen.append(press) or Outcome(), is_recorded=False, **more
        )
        monkeypatch.setattr(pressing, "action", lambda name: button)
        run_action("compute", desk, lambda form: None, Around(never, steps=tmp_path))
        return seen[0]

    return pressed


class TestNoWorkbook:
    def test_is_told(self, given: Given) -> None:
        with pytest.raises(JixiaoError, match="请先打开要处理的工作簿"):
            given(Desk(None))

    def test_protected_view_is_told(self, given: Given) -> None:
        desk = Desk(None)
        desk.is_protected_view = True
        with pytest.raises(JixiaoError, match="“受保护的视图”里，请先点黄条上的“启用编辑”"):
            given(desk)

    def test_is_no_trouble_for_actions_that_need_none(self, given: Given) -> None:
        seen = given(Desk(None), needs_book=False)
        assert (seen.book, seen.path, seen.selected) == (None, None, None)

    def test_one_that_is_open_is_given_to_them_too(self, given: Given, desk: Desk) -> None:
        seen = given(desk, needs_book=False)
        assert seen.book is not None
        assert seen.path == Path("/nowhere/工作簿", desk.book.title)


class TestSelection:
    @pytest.mark.parametrize(("corners", "area"), [(((2, 2), (3, 3)), "B2:C3"), (((2, 2), (900, 2)), "B2:B3")])
    def test_is_given_as_far_as_the_sheet_is_used(self, given: Given, desk: Desk, corners: object, area: str) -> None:
        desk.excel.chosen["自评表"] = desk.book.active.range(*corners)
        selected = given(desk).selected
        assert selected is not None
        assert (selected.sheet, selected.a1) == ("自评表", area)

    def test_of_a_shape_is_none(self, given: Given, desk: Desk) -> None:
        assert given(desk).selected is None

    def test_address_of_columns_rows_and_several_areas(self) -> None:
        assert area_at("表", "$B:$C") == Area("表", 1, 2, MAX_ROW, 3)
        assert area_at("表", "$2:$5") == Area("表", 2, 1, 5, 16_384)
        assert area_at("表", "$D$8:$E$9,$A$1") == Area("表", 8, 4, 9, 5)
        assert area_at("表", "#REF!") is None


class TestPath:
    @pytest.mark.parametrize("full_name", ["工作簿1", "https://d.docs.live.net/abc/自评.xlsx"])
    def test_is_none_before_the_first_save_and_on_a_server(self, given: Given, desk: Desk, full_name: str) -> None:
        desk.book.com.FullName = full_name
        assert given(desk).path is None

    def test_is_the_files(self, given: Given, desk: Desk) -> None:
        assert given(desk).path == Path("/nowhere/工作簿", desk.book.title)


def test_copy_that_cannot_be_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = Outcome((Edit(at(2, 2), "送审"),), jobs=(Job(Task.COPY, tmp_path / "a.xlsx"),))
    button = replace(action("compute"), run=lambda press: outcome, is_recorded=False)
    monkeypatch.setattr(pressing, "action", lambda name: button)
    desk.book.com.FullName = "/表/自评.xlsm"
    with pytest.raises(JixiaoError, match=r"当前工作簿是 \.xlsm 文件"):
        run_action("compute", desk, lambda form: None, Around(never, steps=tmp_path))
    assert desk.book.active.cell(2, 2).value == 1234.56


class TestCells:
    def test_rows_that_a_filter_hides_get_their_own_values(self, desk: Desk, sheet: SheetDouble) -> None:
        sheet.filtered_out = {3, 4}
        write_edits(desk.book, [Edit(at(row, 5), Decimal(row)) for row in range(2, 7)], sleep=never)
        assert [sheet.cell(row, 5).value for row in range(2, 7)] == [2.0, 3.0, 4.0, 5.0, 6.0]
        assert sheet.filtered_out == {3, 4}

    def test_cell_under_a_merged_one_is_no_trouble(self, desk: Desk, sheet: SheetDouble) -> None:
        sheet.merged = [Area("自评表", 5, 1, 6, 2)]
        write_edits(desk.book, [Edit(at(5, 1), "一、产出指标"), Edit(at(6, 1), "看不见")], sleep=never)
        assert (sheet.cell(5, 1).value, sheet.cell(6, 1).value) == ("一、产出指标", None)

    @pytest.mark.parametrize("refuses_copies", [False, True])
    def test_dates_from_1904_come_counted_from_1900(self, desk: Desk, sheet: SheetDouble, refuses_copies: bool) -> None:
        desk.book.com.Date1904, desk.book.com.refuses_copies = True, refuses_copies
        sheet.cell(2, 4).value, sheet.cell(2, 4).number_format = 43_000.0, "yyyy-mm-dd"
        read = read_book(desk.book)
        assert read.cell(at(2, 4)).value == Decimal(43_000 + 1_462)
        assert read.cell(at(2, 2)).value == Decimal("1234.56")

    @pytest.mark.parametrize("refuses_copies", [False, True])
    def test_text_of_digits_and_hidden_sheets_are_read(self, desk: Desk, refuses_copies: bool) -> None:
        desk.book.com.refuses_copies = refuses_copies
        desk.book.new_sheet("底表", visible=0).fill([["001"]])
        read = read_book(desk.book)
        assert read.cell(at(3, 2)).value == "001"
        assert (read.sheets["底表"].hidden, read.sheets["自评表"].hidden) == (True, False)

    def test_hidden_sheet_is_written_and_stays_behind(self, desk: Desk, sheet: SheetDouble) -> None:
        desk.book.new_sheet("底表", visible=2)
        write_edits(desk.book, [Edit(at(1, 1, "底表"), Decimal(1))], sleep=never)
        assert desk.book.pages.standing[1].cell(1, 1).value == 1.0
        assert desk.book.active is sheet


class TestEscape:
    def test_is_never_pressed_elsewhere_than_on_windows(self) -> None:
        assert escape_of(1)() is False

    def test_stops_the_work_without_a_dialog(self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def run(press: Press) -> Outcome:
            press.desk.say("1/9")
            return Outcome((Edit(at(2, 2), Decimal(5)),))

        monkeypatch.setattr(
            pressing, "action", lambda name: replace(action("roundup"), run=run, ask=lambda press: None)
        )
        before = desk.book.active.contents()
        press("roundup", desk, "win32", Around(never, lambda: True, tmp_path))
        assert (desk.told, desk.book.active.contents()) == ([], before)
        assert desk.excel.status_bar == f"绩效自评：{Stopped()}"


def test_xlwings_own_word_for_busy_is_known() -> None:
    assert is_busy(type("ExcelBusyError", (Exception,), {})())
    assert not is_busy(ComError(-2147352567))


def test_program_that_is_found_twice_is_one() -> None:
    first, other = Desk(BookDouble(), hwnd=1), Desk(BookDouble(), hwnd=2)
    other.pid = 1
    found = [Running(first, "Excel"), Running(first, "Excel"), Running(other, "WPS 表格")]
    assert [each.label for each in _each_once(found)] == ["Excel", "WPS 表格"]
