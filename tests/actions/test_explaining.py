"""说明: what the office says of a finding stands beside it, and its mark changes at once."""

from pathlib import Path

import pytest

from actions.made_desk import asked, of_somebody_else, pressed
from jixiao import flow
from jixiao.actions import action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.file import read_book
from jixiao.hosts.history.undo import undo
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import Area, CellRef, parse_area
from jixiao.read.results_list import listed_lines
from workbook_changes import without_sheet
from workbooks import base

EXPLAIN = action("explain")
RESULTS, REMARK = "审核结果", 11
WARNING, ERROR, GROUP, UNMARKED = "自评表!F17", "自评表!I7", "自评表!G9", "自评表!A1"


def area(text: str) -> Area:
    sheet, _, a1 = text.partition("!")
    found = parse_area(sheet, a1)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def book() -> Book:
    return with_edits(base("published"), flow.mark(*flow.check(base("published"))))


def explained(book: Book, at: str, text: str, **answers: str) -> tuple[Book, str]:
    outcome = EXPLAIN.press(pressed(book, selected=area(at), text=text, **answers))
    return with_edits(book, outcome.edits), outcome.message


def level(book: Book, code: str, at: str) -> str:
    return next(line.level for line in listed_lines(book)
                if line.about.code == code and line.at == area(at).first)  # fmt: skip


def remark(book: Book, code: str, at: str) -> Value:
    row = next(line.row for line in listed_lines(book) if line.about.code == code and line.at == area(at).first)
    return book.cell(CellRef(RESULTS, row, REMARK)).value


def colours(book: Book, column: int) -> set[Value]:
    return {cell.value for (row, at), cell in book.sheets[RESULTS].cells.items() if at == column and row >= 8}


def test_form_shows_the_finding_and_the_present_explanation(book: Book) -> None:
    form = asked(EXPLAIN, pressed(book, selected=area(WARNING), which="12"))
    assert form.text[0].startswith("提示 · 自评表!F17 · “预算完成率”完成值现为 100%")
    (field,) = form.fields
    assert (field.key, field.kind, field.value, field.required) == ("text", "long_text", "", False)
    after, _ = explained(book, WARNING, "按年初预算算", which="12")
    row = next(line.row for line in listed_lines(after) if line.about.code == "N001" and line.at == area(WARNING).first)
    (field,) = asked(EXPLAIN, pressed(after, selected=area(f"{RESULTS}!C{row}"))).fields
    assert field.value == "按年初预算算"


def test_warning_turns_blue_at_once(book: Book) -> None:
    assert WARNING in colours(book, 15)
    after, message = explained(book, WARNING, "按年初预算算", which="12")
    assert level(after, "N001", WARNING) == "已说明"
    assert (WARNING in colours(after, 15), WARNING in colours(after, 18)) == (False, True)
    assert message == "已写入说明，并重新审核：1 条已说明。"
    assert "已说明 1" in str(after.cell(CellRef(RESULTS, 4, 1)).value)


def test_blank_text_takes_the_explanation_away(book: Book) -> None:
    once, _ = explained(book, WARNING, "按年初预算算", which="12")
    back, message = explained(once, WARNING, "  ", which="all")
    assert (level(back, "N001", WARNING), remark(back, "N001", WARNING)) == ("提示", None)
    assert message == "已取消说明，并重新审核。"
    assert [(line.level, line.about, line.message) for line in listed_lines(back)] == [
        (line.level, line.about, line.message) for line in listed_lines(book)
    ]


def test_error_keeps_its_explanation_and_its_mark(book: Book) -> None:
    form = asked(EXPLAIN, pressed(book, selected=area(ERROR)))
    assert form.text[-1] == "错误要改正，写了说明也不变色；说明会保留。"
    after, message = explained(book, ERROR, "系统导出")
    assert (level(after, "R001", ERROR), remark(after, "R001", ERROR)) == ("错误", "系统导出")
    assert message == "已写入说明，并重新审核：1 条是错误，仍要改正。"
    again = with_edits(after, flow.mark(*flow.check(after)))
    assert remark(again, "R001", ERROR) == "系统导出"


def test_several_findings_here_are_listed_and_one_can_be_chosen(book: Book) -> None:
    here = pressed(book, selected=area(WARNING))
    form = asked(EXPLAIN, here)
    assert len(form.text) == 2
    (field,) = form.fields
    assert (field.key, field.value) == ("which", "all")
    assert [choice.value for choice in field.choices] == ["all", "12", "25"]
    assert all(len(choice.caption) <= 40 for choice in field.choices)
    both, message = explained(book, WARNING, "两条都是", which="all")
    assert (remark(both, "N001", WARNING), remark(both, "R003", WARNING)) == ("两条都是", "两条都是")
    assert message == "已写入说明，并重新审核：1 条已说明。"
    one, _ = explained(book, WARNING, "只此一条", which="12")
    assert (remark(one, "N001", WARNING), remark(one, "R003", WARNING)) == ("只此一条", None)


def test_block_of_cells_and_rows_of_the_list_can_be_explained_together(book: Book) -> None:
    lines = [line for line in listed_lines(book) if line.level == "提示"]
    rows = f"{RESULTS}!B{lines[0].row}:E{lines[-1].row}"
    after, message = explained(book, rows, "口径不同", which="all")
    assert message == f"已写入说明，并重新审核：{len(lines)} 条已说明。"
    assert not [line for line in listed_lines(after) if line.level == "提示"]


def test_any_cell_of_equal_findings_will_do(book: Book) -> None:
    after, _ = explained(book, GROUP, "追加预算")
    assert level(after, "R004", "自评表!G5") == "已说明"


def test_cell_that_a_long_line_does_not_name_is_known_by_the_rules(book: Book) -> None:
    line = next(line for line in listed_lines(book) if line.about.code == "R004")
    at = CellRef(RESULTS, line.row, 9)
    shortened = with_edits(book, [Edit(at, str(book.cell(at).value).replace("G5、G7、G9：", "G5 等 3 格："))])
    after, _ = explained(shortened, GROUP, "追加预算")
    assert level(after, "R004", "自评表!G5") == "已说明"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "@甲", "-1", "一" * 5_000, "甲\n乙", "<b>&amp;"])
def test_text_stays_as_it_was_typed(text: str, checked: Path) -> None:
    press_file("explain", checked, {"text": text, "which": "12"}, area(WARNING))
    row = next(line.row for line in listed_lines(read_book(checked)) if line.about.code == "N001")
    cell = read_book(checked).cell(CellRef(RESULTS, row, REMARK))
    lines = {line.about.text for line in listed_lines(read_book(checked))}
    assert text in lines
    assert cell.formula is None
    again = press_file("check", checked).outcome
    assert "已说明 1" in again.message
    undo(checked)


def test_clearing_and_checking_again_keeps_it(checked: Path) -> None:
    press_file("explain", checked, {"text": "按年初预算算", "which": "12"}, area(WARNING))
    press_file("clear", checked)
    assert listed_lines(read_book(checked)) == ()
    assert "已说明 1" in press_file("check", checked).outcome.message


def test_step_can_be_undone(checked: Path) -> None:
    before = checked.read_bytes()
    press_file("explain", checked, {"text": "按年初预算算", "which": "12"}, area(WARNING))
    (step,) = undo(checked)
    assert (step.command, checked.read_bytes()) == ("explain", before)


def test_explaining_does_not_stand_in_the_way_of_clearing(checked_once: Path, checked: Path) -> None:
    press_file("explain", checked, {"text": "按年初预算算", "which": "12"}, area(WARNING))
    press_file("explain", checked, {"text": "", "which": "12"}, area(f"{RESULTS}!A1:A90"))
    press_file("clear", checked)
    assert listed_lines(read_book(checked)) == ()


@pytest.mark.parametrize("at", [UNMARKED, f"{RESULTS}!A1", "封面!ZZ9999"])
def test_elsewhere_it_says_what_to_select(book: Book, at: str) -> None:
    with pytest.raises(JixiaoError, match="请选有标记的单元格"):
        EXPLAIN.ask(pressed(book, selected=area(at)))
    with pytest.raises(JixiaoError, match="请选有标记的单元格"):
        EXPLAIN.ask(pressed(book))


def test_without_results_it_says_to_check_first() -> None:
    with pytest.raises(JixiaoError, match="请先点“审核本簿”"):
        EXPLAIN.ask(pressed(base("published"), selected=area(WARNING)))


def test_too_long_a_text_is_refused_as_a_whole(book: Book) -> None:
    with pytest.raises(JixiaoError, match="没有写入"):
        explained(book, ERROR, "一" * 32_001)


def test_same_text_changes_nothing(book: Book) -> None:
    once, _ = explained(book, ERROR, "系统导出")
    again = EXPLAIN.press(pressed(once, selected=area(ERROR), text="系统导出"))
    assert (again.edits, again.message) == ((), "说明没有改动。")


def test_finding_that_is_gone_meanwhile_is_told(book: Book) -> None:
    put_right = with_edits(book, [Edit(area(ERROR).first, None)])
    _, message = explained(put_right, ERROR, "系统导出")
    assert message.endswith("1 条已不再出现。")


def test_row_of_a_finding_whose_cell_was_deleted_can_be_explained(book: Book) -> None:
    line = next(line for line in listed_lines(book) if line.about.code == "N001" and line.at == area(WARNING).first)
    place = CellRef(RESULTS, line.row, 4)
    gone = with_edits(book, [Edit(place, "#REF!", "HYPERLINK(#REF!)")])
    after, message = explained(gone, f"{RESULTS}!A{line.row}", "原处已删")
    assert "原处已删" in {line.about.text for line in listed_lines(after)}
    assert "重新审核" in message


def test_workbook_of_somebody_else_has_its_own_list() -> None:
    plain = of_somebody_else(without_sheet(base("published"), RESULTS))
    theirs = with_edits(plain, flow.mark(*flow.check(plain)))
    line = next(line for line in listed_lines(theirs) if line.level == "提示" and line.at is not None)
    assert line.at is not None
    at = f"{line.at.sheet}!{line.at.a1}"
    after, _ = explained(theirs, at, "口径不同", which="all")
    assert level(after, line.about.code, at) == "已说明"
