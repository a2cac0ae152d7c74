"""One press of a button, from the click to the line in the status bar, on a stand-in for Excel."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hosts.excel_cells import ComError
from hosts.excel_desk import Answer, Desk, opened
from hosts.excel_double import BookDouble, never
from jixiao.actions import ACTIONS, Outcome, action
from jixiao.hosts.excel import actions, pressing
from jixiao.hosts.excel.actions import press
from jixiao.hosts.excel.attaching import called_by
from jixiao.hosts.excel.pressing import Around
from jixiao.hosts.file import read_book

BUSY = ComError(-2147418111)


@pytest.fixture
def units(demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "收回"
    folder.mkdir()
    for source in (demo / "单位").glob("*.xlsx"):
        (folder / source.name).write_bytes(source.read_bytes())
    return folder


@pytest.fixture
def desk(demo: Path, units: Path) -> Desk:
    book = opened(read_book(next(demo.glob("*部门整体自评.xlsx"))))
    book.com.FullName = str(units.parent / book.title)
    return Desk(book, units)


def pressed(desk: Desk, name: str, platform: str = "win32", sleep: Callable[[float], None] = never) -> Desk:
    with TemporaryDirectory() as steps:
        press(name, desk, platform, Around(sleep, steps=Path(steps)))
    return desk


def said(book: BookDouble) -> list[object]:
    """What stood in the status bar, one after the other."""
    return [value for setting, value in book.excel.seen if setting == "status_bar"]


def contents(book: BookDouble) -> list[dict[str, object]]:
    return [page.contents() for page in book.pages]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_press_ends_with_excel_as_it_was(desk: Desk, action: object) -> None:
    before = desk.book.excel.settings[:-1]
    selected = desk.book.excel.selection
    pressed(desk, action.name)
    assert desk.book.excel.settings[:-1] == before
    assert said(desk.book)[0] == action.progress
    assert said(desk.book)[-1] is False or not str(said(desk.book)[-1]).endswith("…")
    if action.name in ("compute", "check", "clear", "roundup"):
        assert desk.told == []
        assert str(said(desk.book)[-1]).startswith("绩效自评：")
    if action.name in ("compute", "clear"):
        assert desk.book.active is desk.book.pages.standing[0]
        assert desk.book.excel.selection is selected


def test_check_puts_the_results_with_their_counts_in_front(desk: Desk) -> None:
    pressed(desk, "check")
    shown = desk.book.active
    assert shown.title == "审核结果"
    assert any("错误 3" in str(value) for value in shown.contents().values())
    assert "错误 3" in str(desk.book.excel.status_bar)


def test_roundup_says_how_far_it_is(desk: Desk) -> None:
    pressed(desk, "roundup")
    assert said(desk.book)[0] == "绩效自评：汇总…"
    assert "绩效自评：汇总… 2/2（按 Esc 停止）" in said(desk.book)
    assert desk.book.active.title == "汇总表"


def test_cancelled_folder_dialog_changes_nothing_and_asks_nothing(desk: Desk) -> None:
    before, desk.picks = contents(desk.book), None
    pressed(desk, "roundup")
    assert desk.told == []
    assert contents(desk.book) == before
    assert desk.book.excel.status_bar is False


def test_files_that_are_no_units_are_told_and_the_others_summed_up(desk: Desk, units: Path) -> None:
    (units / "坏.xlsx").write_bytes(b"PK\x03\x04")
    pressed(desk, "roundup")
    (text,) = desk.told
    assert "坏.xlsx" in text
    assert "已汇总 2 个单位" in str(desk.book.excel.status_bar)


def test_open_workbook_is_not_summed_up_into_itself(desk: Desk, units: Path, demo: Path) -> None:
    own = units / desk.book.title
    own.write_bytes(next(demo.glob("*部门整体自评.xlsx")).read_bytes())
    desk.book.com.FullName = str(own)
    pressed(desk, "roundup")
    assert desk.told == []


def test_folder_without_units_is_told_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before, desk.picks = contents(desk.book), tmp_path / "空"
    desk.picks.mkdir()
    pressed(desk, "roundup")
    (text,) = desk.told
    assert text.startswith("没有可以汇总")
    assert contents(desk.book) == before
    assert desk.book.excel.status_bar is False


def test_what_stops_the_work_is_told_and_the_status_bar_is_free_again() -> None:
    desk = Desk(BookDouble("无关.xlsx"))
    desk.book.active.fill([["姓名", "电话"]])
    pressed(desk, "check")
    (text,) = desk.told
    assert text.startswith("无关.xlsx：没有找到能识别的表")
    assert desk.book.excel.status_bar is False


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_excel_that_stays_busy_is_told_in_one_sentence(desk: Desk, action: object) -> None:
    before = contents(desk.book)
    desk.book.traffic.refusals = [BUSY] * 1_000
    pressed(desk, action.name, sleep=lambda seconds: None)
    (text,) = desk.told
    assert "Excel 没有响应" in text
    assert contents(desk.book) == before


def test_excel_that_is_busy_for_a_moment_is_asked_again(desk: Desk) -> None:
    desk.book.traffic.refusals = [BUSY] * 3
    pressed(desk, "check", sleep=lambda seconds: None)
    assert desk.told == []
    assert desk.book.active.title == "审核结果"


def test_mistake_of_ours_is_not_hidden(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pressing, "read_book", fail)
    with pytest.raises(ZeroDivisionError):
        pressed(desk, "check")
    assert desk.book.excel.status_bar is False


def test_long_line_is_cut_for_the_status_bar(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    button = replace(action("clear"), run=lambda press: Outcome(message="长" * 500))
    monkeypatch.setattr(pressing, "action", lambda name: button)
    pressed(desk, "clear")
    assert len(str(desk.book.excel.status_bar)) == pressing.STATUS_BAR_SIGNS


def test_mac_is_told_what_to_do_instead(desk: Desk) -> None:
    before = contents(desk.book)
    pressed(desk, "check", platform="darwin")
    assert desk.told == [actions.ON_MAC]
    assert contents(desk.book) == before


def test_workbook_of_the_excel_that_called_is_taken() -> None:
    front, other = Desk(BookDouble(), hwnd=7), Desk(BookDouble(), hwnd=77)
    assert called_by([front, other], "77") is other
    assert called_by([front, other], "5") is front
    assert called_by([front, other], "") is front
    assert called_by([], "") is None


HEADINGS = ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分", "偏差原因分析及改进措施"]


def table_of(indicators: int) -> BookDouble:
    """Somebody's own table, each score above its points."""
    book = BookDouble("别处的表.xlsx")
    rows = [["产出指标", "数量指标", f"指标{row}", 1.0, "100", "100", 5.0, None] for row in range(indicators)]
    book.active.fill([["项目支出绩效自评表"], HEADINGS, *rows, ["总分", None, None, 100.0, None, None, 99.0, None]])
    return book


@pytest.mark.parametrize("refuses_copies", [False, True])
def test_calls_to_excel_do_not_grow_with_the_indicators(refuses_copies: bool) -> None:
    totals = set()
    for indicators in (60, 600):
        desk = Desk(table_of(indicators))
        desk.book.com.refuses_copies = refuses_copies
        pressed(desk, "check")
        assert f"错误 {indicators + 2}" in str(desk.book.excel.status_bar)
        totals.add(desk.book.traffic.total)
    assert len(totals) == 1


class TestManyLines:
    """What is told of hundreds of files comes in dialogs that a screen holds."""

    LINES = tuple(f"第 {number} 份退回单" for number in range(60))

    def told(self, monkeypatch: pytest.MonkeyPatch, desk: Desk, answers: list[Answer]) -> list[str]:
        desk.answers = answers
        monkeypatch.setattr(actions, "run_action", lambda *given: Outcome(told=self.LINES))
        pressed(desk, "returns")
        return "\n".join([*desk.asked, *desk.told]).split("\n")

    def test_all_are_shown_one_dialog_after_the_other(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = self.told(monkeypatch, desk, [])
        assert [line for line in lines if not line.startswith("……")] == [*self.LINES]
        assert len(desk.asked) == 2 and max(text.count("\n") for text in desk.asked) < 25
        assert "还有 36 条" in desk.asked[0]

    def test_reader_may_end_it(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told(monkeypatch, desk, [False])
        assert (len(desk.asked), desk.told) == (1, [])


def test_what_stays_written_is_told_where_the_copy_fails(desk: Desk, units: Path) -> None:
    desk.book.com.refuses_copies = True
    desk.answers = [None, units, None]
    (text,) = pressed(desk, "submit").told
    assert text.startswith("没有保存“2021_东湖区")
    assert text.endswith(pressing.STAYS)
