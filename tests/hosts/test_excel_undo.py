"""撤销 in Excel: several steps back, and never over what somebody typed."""

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hosts.excel_desk import Desk
from hosts.excel_double import BookDouble, SheetDouble, at, never, small_book
from jixiao.actions import Job, Outcome, Task, action
from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.excel import pressing, undo_steps
from jixiao.hosts.excel.pressing import Around, run_action
from jixiao.hosts.excel.undo_steps import Steps, steps_folder
from jixiao.hosts.machine import Machine
from jixiao.model.book import Edit, ErrorValue


@pytest.fixture
def desk() -> Desk:
    return Desk(small_book())


@pytest.fixture
def sheet(desk: Desk) -> SheetDouble:
    return desk.book.active


class Buttons:
    """Presses of two buttons: one that writes some edits, and 撤销."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.desk, self.monkeypatch, self.folder = desk, monkeypatch, folder

    def press(self, outcome: Outcome) -> Outcome:
        button = replace(action("compute"), run=lambda press: outcome, is_recorded=False)
        self.monkeypatch.setattr(pressing, "action", lambda name: button)
        done = run_action("compute", self.desk, lambda form: None, Around(never, steps=self.folder))
        assert done is not None
        return done

    def write(self, *edits: Edit) -> None:
        self.press(Outcome(edits, "写好了。"))

    def undo(self) -> Outcome:
        return self.press(Outcome(jobs=(Job(Task.UNDO),)))


@pytest.fixture
def buttons(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Buttons:
    return Buttons(desk, monkeypatch, tmp_path)


def contents(book: BookDouble) -> list[dict[str, object]]:
    return [page.contents() for page in book.pages]


def test_steps_are_taken_back_one_after_the_other(buttons: Buttons, sheet: SheetDouble) -> None:
    standing = [contents(buttons.desk.book)]
    for edits in (
        [Edit(at(2, 2), Decimal(5)), Edit(at(2, 3), None)],
        [Edit(at(2, 2), "001"), Edit(at(3, 2), ErrorValue("#N/A"))],
        [Edit(at(3, 2), None, "B2*2"), Edit(at(9, 9), True)],
    ):
        buttons.write(*edits)
        standing.append(contents(buttons.desk.book))
    for number in (2, 1, 0):
        assert buttons.undo().message.startswith("已撤销“重算”，恢复 2 格。")
        assert contents(buttons.desk.book) == standing[number]
    with pytest.raises(JixiaoError, match="没有可以撤销的步骤"):
        buttons.undo()
    assert list(buttons.folder.iterdir()) == []


def test_what_the_user_typed_since_is_left_and_told(buttons: Buttons, sheet: SheetDouble) -> None:
    buttons.write(Edit(at(2, 2), Decimal(5)), Edit(at(3, 2), Decimal(6)))
    sheet.type_in(sheet.cell(2, 2), 77.0)
    outcome = buttons.undo()
    assert (sheet.cell(2, 2).value, sheet.cell(3, 2).value) == (77.0, "001")
    assert outcome.told == ("下列单元格在这之后改过，没有动：自评表!B2",)
    assert buttons.desk.book.excel.status_bar == "绩效自评：已撤销“重算”，恢复 1 格。"


def test_long_list_of_cells_is_cut_with_their_number(buttons: Buttons, sheet: SheetDouble) -> None:
    buttons.write(*(Edit(at(row, 5), Decimal(1)) for row in range(1, 31)))
    for row in range(1, 31):
        sheet.cell(row, 5).value = 2.0
    (told,) = buttons.undo().told
    assert told.endswith("自评表!E20 等 30 格")


def test_recalculated_formula_is_still_ours(buttons: Buttons, sheet: SheetDouble) -> None:
    buttons.write(Edit(at(2, 3), Decimal("0.5"), "B2/2"))
    sheet.cell(2, 3).value = 0.9
    buttons.undo()
    assert sheet.cell(2, 3).formula == "C2/B2"


def test_number_format_that_excel_gave_is_taken_back(buttons: Buttons, sheet: SheetDouble) -> None:
    sheet.cell(2, 3).number_format = "0.0%"
    buttons.write(Edit(at(2, 3), Decimal("0.5"), "B2/2"))
    sheet.cell(2, 3).number_format = "0.00"
    buttons.undo()
    assert sheet.cell(2, 3).number_format == "0.0%"


def test_new_sheet_goes_and_one_with_something_typed_stays(buttons: Buttons) -> None:
    book = buttons.desk.book
    buttons.write(Edit(at(1, 1, "审核结果"), "序号"), Edit(at(3, 2, "审核结果"), "001"))
    buttons.undo()
    assert [page.title for page in book.pages] == ["自评表"]
    buttons.write(Edit(at(1, 1, "审核结果"), "序号"))
    book.pages.standing[1].fill([["我的说明"]], top=7)
    outcome = buttons.undo()
    assert outcome.told == ("工作表《审核结果》在这之后改过，没有删除。",)
    assert book.pages.standing[1].contents() == {"A1": "序号", "A7": "我的说明"}


def test_sheet_that_may_not_be_deleted_is_told(buttons: Buttons) -> None:
    buttons.write(Edit(at(1, 1, "审核结果"), "序号"))
    buttons.desk.book.structure_is_protected = True
    assert buttons.undo().told == ("工作表《审核结果》没有删除：工作簿结构受保护。",)


def test_sheet_that_somebody_deleted_is_no_trouble(buttons: Buttons) -> None:
    book = buttons.desk.book
    buttons.write(Edit(at(1, 1, "审核结果"), "序号"), Edit(at(2, 2), Decimal(5)))
    book.pages.standing.pop()
    assert buttons.undo().told == ()
    assert book.active.cell(2, 2).value == 1234.56


def test_protected_sheet_is_protected_again(buttons: Buttons, sheet: SheetDouble) -> None:
    buttons.write(Edit(at(2, 2), Decimal(5)))
    sheet.password = ""
    buttons.undo()
    assert (sheet.cell(2, 2).value, sheet.password) == (1234.56, "")


def test_refused_write_leaves_no_step(buttons: Buttons, sheet: SheetDouble) -> None:
    buttons.desk.book.traffic.refuse_writing_at = "B2"
    with pytest.raises(RefusedWrite):
        buttons.write(Edit(at(2, 2), Decimal(5)))
    with pytest.raises(JixiaoError, match="没有可以撤销的步骤"):
        buttons.undo()


def test_step_that_cannot_be_kept_is_told_and_the_work_is_done(buttons: Buttons, sheet: SheetDouble) -> None:
    buttons.folder /= "是个文件"
    buttons.folder.touch()
    outcome = buttons.press(Outcome((Edit(at(2, 2), Decimal(5)),), "写好了。"))
    assert outcome.told == ("这一步不能用“撤销”撤回：撤销记录写不进电脑的磁盘。",)
    assert sheet.cell(2, 2).value == 5.0


def test_oldest_steps_are_forgotten(buttons: Buttons, sheet: SheetDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "MAX_STEPS", 4)
    for number in range(7):
        buttons.write(Edit(at(2, 2), Decimal(number)))
    for _ in range(4):
        buttons.undo()
    assert sheet.cell(2, 2).value == 2.0
    with pytest.raises(JixiaoError, match="没有可以撤销的步骤"):
        buttons.undo()


def test_workbooks_and_sessions_have_steps_of_their_own(buttons: Buttons) -> None:
    buttons.write(Edit(at(2, 2), Decimal(5)))
    buttons.desk.book.com.FullName = "/别处/2021_某单位_自评.xlsx"
    with pytest.raises(JixiaoError, match="没有可以撤销的步骤"):
        buttons.undo()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 9}', b'{"format": 1, "steps": [{"caption": 1}]}'])
def test_broken_file_holds_no_steps(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert Steps(path).last is None


def test_files_of_old_sessions_are_deleted(buttons: Buttons) -> None:
    old, fresh = buttons.folder / "1.json", buttons.folder / "2.json"
    for path in (old, fresh):
        path.write_bytes(b"{}")
    os.utime(old, (0, 0))
    buttons.write(Edit(at(2, 2), Decimal(5)))
    assert not old.exists()
    assert fresh.exists()


def test_steps_are_in_the_users_own_folder() -> None:
    windows = Machine("win32", {"LOCALAPPDATA": "/u/Local"}, Path("/u"), Path("py"))
    assert steps_folder(windows) == Path("/u/Local/jixiao/undo")
    assert steps_folder(replace(windows, platform="linux")) == Path("/u/.cache/jixiao/undo")


def test_passport_is_taken_back_as_a_whole_or_not_at_all(buttons: Buttons) -> None:
    inner = buttons.desk.book.new_sheet("_jixiao", visible=2)
    buttons.write(Edit(at(2, 2), Decimal(5)), *(Edit(at(row, 1, "_jixiao"), f"行{row}") for row in (1, 2)))
    inner.cell(2, 1).value = "别处写的"
    assert buttons.undo().told == ()
    assert [inner.cell(row, 1).value for row in (1, 2)] == ["行1", "别处写的"]


def test_undo_touches_neither_selection_nor_settings(buttons: Buttons, sheet: SheetDouble) -> None:
    chosen = buttons.desk.book.excel.chosen["自评表"] = sheet.range((3, 1), (3, 2))
    settings = buttons.desk.book.excel.settings[:-1]
    buttons.write(Edit(at(2, 2), Decimal(5)))
    buttons.undo()
    assert buttons.desk.book.excel.selection is chosen
    assert buttons.desk.book.excel.settings[:-1] == settings
    assert "select" not in buttons.desk.book.traffic.calls
