"""打印设置, 导出, 送审."""

from pathlib import Path

import openpyxl
import pytest

from actions.made_desk import MadeDesk, asked, of_somebody_else, pressed
from jixiao import flow
from jixiao.actions import Job, Task, action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.file import read_book
from jixiao.hosts.history.undo import undo
from jixiao.model.book import Book, Cell, Edit, Sheet, with_edits
from jixiao.model.cells import Area, CellRef
from workbook_changes import without_sheet
from workbook_lint import lint
from workbooks import base, blueprint

PAGE, EXPORT, SUBMIT = action("page"), action("export"), action("submit")
SWITCH, STATE = CellRef("审核结果", 4, 11), blueprint().form.fields["state"]
NAME = "2021_东湖区政务服务数据管理局_部门整体自评.xlsx"


@pytest.fixture(scope="module")
def book() -> Book:
    return with_edits(base("published"), flow.mark(*flow.check(base("published"))))


def notes(book: Book) -> set[object]:
    """What the 核对 column of 自评表 says."""
    column = flow.review_book(book).form.notes["自评表"]
    return {cell.value for (_, at), cell in book.sheets["自评表"].cells.items() if at == column and cell.formula}


def texts(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_marks_are_switched_off_for_paper_and_on_again(book: Book) -> None:
    assert asked(PAGE, pressed(book)).fields[0].value == "on"
    off = PAGE.press(pressed(book, marks="off"))
    assert (off.jobs, off.message[:8]) == ((Job(Task.PREVIEW),), "纸上不显示标记。")
    dark = with_edits(book, off.edits)
    assert dark.cell(SWITCH).value == "关"
    assert len(notes(dark)) < len(notes(book))
    assert asked(PAGE, pressed(dark)).fields[0].value == "off"
    bright = with_edits(dark, PAGE.run(pressed(dark, marks="on")).edits)
    assert (bright.cell(SWITCH).value, notes(bright)) == ("开", notes(book))


def test_workbook_in_which_nothing_is_recognised_can_be_printed() -> None:
    plain = Book("通讯录.xlsx", {"表": Sheet("表", {(1, 1): Cell("甲")})})
    assert PAGE.ask(pressed(plain)) is None
    assert PAGE.press(pressed(plain)).jobs == (Job(Task.PREVIEW),)
    assert asked(EXPORT, pressed(plain, what="pdf")).fields[0].value == "通讯录.pdf"
    with pytest.raises(JixiaoError, match="没有找到能识别的表"):
        EXPORT.ask(pressed(plain, what="opinion"))


def test_workbook_without_a_switch_is_only_previewed() -> None:
    theirs = of_somebody_else(base("published"))
    assert PAGE.ask(pressed(theirs)) is None
    outcome = PAGE.press(pressed(theirs))
    assert (outcome.edits, outcome.jobs) == ((), (Job(Task.PREVIEW),))


def test_switch_in_a_file_can_be_undone(checked: Path) -> None:
    before = checked.read_bytes()
    press_file("page", checked, {"marks": "off"})
    assert read_book(checked).cell(SWITCH).value == "关"
    undo(checked)
    assert checked.read_bytes() == before


def test_export_proposes_a_name_beside_the_workbook(book: Book) -> None:
    first = asked(EXPORT, pressed(book))
    assert [choice.value for choice in first.fields[0].choices] == ["pdf", "opinion"]
    (field,) = asked(EXPORT, pressed(book, what="pdf")).fields
    assert (field.value, field.suffixes) == (NAME.replace(".xlsx", ".pdf"), (".pdf",))
    (field,) = asked(EXPORT, pressed(book, what="opinion")).fields
    assert field.value == "2021_东湖区政务服务数据管理局_审核意见.xlsx"


def test_pdf_is_the_host_s_work_and_has_its_suffix(book: Book) -> None:
    outcome = EXPORT.press(pressed(book, what="pdf", path="/家/表"))
    assert (outcome.edits, outcome.jobs) == ((), (Job(Task.PDF, Path("/家/表.pdf")),))


def test_opinion_lists_what_is_to_be_put_right(checked: Path) -> None:
    before, target = checked.read_bytes(), checked.with_name("意见.xlsx")
    press_file("export", checked, {"what": "opinion", "path": str(target)})
    found = texts(target)
    assert found[0] == "绩效自评审核意见"
    assert "预算单位：东湖区政务服务数据管理局" in found
    assert any("有 15 处请核实" in text for text in found)
    assert (found.count("错误"), found.count("提示")) == (3, 12)
    assert (lint(target), checked.read_bytes()) == ([], before)
    row = next(row for row in range(8, 40) if read_book(checked).cell(CellRef("审核结果", row, 10)).value == "N001")
    press_file("explain", checked, {"text": "=按年初预算算"}, Area("审核结果", row, 1, row, 1))
    press_file("export", checked, {"what": "opinion", "path": str(target), "confirmed": "yes"})
    assert "单位说明：=按年初预算算" in texts(target)


def test_file_that_is_there_is_replaced_only_when_agreed(checked: Path) -> None:
    target = checked.with_name("意见.xlsx")
    target.write_text("别人的")
    answers = {"what": "opinion", "path": str(target)}
    with pytest.raises(JixiaoError, match=r"已有 意见\.xlsx，继续就换成新的"):
        press_file("export", checked, answers)
    assert target.read_text() == "别人的"
    press_file("export", checked, {**answers, "confirmed": "yes"})
    assert target.read_bytes()[:2] == b"PK"


def test_open_workbook_itself_is_never_replaced(checked: Path) -> None:
    before = checked.read_bytes()
    with pytest.raises(JixiaoError, match="就是打开着的工作簿"):
        press_file("export", checked, {"what": "opinion", "path": str(checked), "confirmed": "yes"})
    assert checked.read_bytes() == before


@pytest.mark.parametrize("answers", [{"what": "doc"}, {"what": "pdf", "path": " "}])
def test_bad_answers_are_refused(book: Book, answers: dict[str, str]) -> None:
    with pytest.raises(JixiaoError):
        EXPORT.ask(pressed(book, **answers))


def test_submission_sets_the_state_checks_and_copies(checked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "送审"
    pressed = press_file("submit", checked, {"folder": str(folder), "confirmed": "yes"})
    assert pressed.made == (folder / NAME,)
    for path in (checked, folder / NAME):
        copied = read_book(path)
        assert copied.cell(STATE).value == "送审"
        assert str(copied.cell(CellRef("审核结果", 4, 1)).value).startswith("错误 ")
    assert "错误 5 · 提示 12 · 说明 4" in pressed.outcome.message


def test_submission_with_errors_is_asked_for_once_more(book: Book) -> None:
    form = asked(SUBMIT, pressed(book))
    assert form.text[1] == f"文件名：{NAME}"
    form = asked(SUBMIT, pressed(book, folder="/家"))
    assert form.fields == ()
    assert form.text[0].endswith("条错误没有改正，会随工作簿一起送出：")
    assert "· 封面 C12：“填报人”没有填。" in form.text
    assert SUBMIT.ask(pressed(book, folder="/家", confirmed="yes")) is None


def test_submission_without_errors_goes_on_unless_a_file_is_there() -> None:
    book = base("accounts")
    assert SUBMIT.ask(pressed(book, folder="/家")) is None
    outcome = SUBMIT.press(pressed(book, folder="/家"))
    (job,) = outcome.jobs
    assert job.task is Task.COPY
    assert job.path is not None
    desk = MadeDesk(books={job.path: book})
    assert "继续就换成新的" in asked(SUBMIT, pressed(book, desk, folder="/家")).text[0]


def test_workbook_that_has_its_proper_name_is_not_copied_over_itself(checked: Path) -> None:
    proper = checked.rename(checked.with_name(NAME))
    pressed = press_file("submit", proper, {"folder": str(proper.parent), "confirmed": "yes"})
    assert pressed.made == ()
    assert f"请保存后报送 {NAME}" in pressed.outcome.message


def test_name_of_a_unit_makes_a_name_that_every_system_takes(book: Book) -> None:
    unit = blueprint().form.fields["unit"]
    renamed = with_edits(book, [Edit(unit, '甲/乙:"局"\n' + "长" * 300)])
    (field,) = asked(EXPORT, pressed(renamed, what="pdf")).fields
    assert not set('\\/:*?"<>|\n') & set(field.value)
    assert len(field.value.encode()) < 255
    nameless = with_edits(book, [Edit(unit, None)])
    (field,) = asked(EXPORT, pressed(nameless, what="opinion")).fields
    assert field.value.endswith("_审核意见.xlsx")


def test_workbook_of_somebody_else_can_be_handed_in(tmp_path: Path) -> None:
    theirs = of_somebody_else(without_sheet(base("published"), "审核结果"))
    outcome = SUBMIT.press(pressed(theirs, folder=str(tmp_path), confirmed="yes"))
    assert {edit.at.sheet for edit in outcome.edits} == {"审核结果"}
    assert outcome.jobs[0].task is Task.COPY
