"""What 审核 writes into the workbook, and that 清除标记 takes all of it out again."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.fill.results_sheet import PLAIN_SHEET, summary_line
from jixiao.frameworks.load import framework_text
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.findings import Severity
from jixiao.model.links import address, link, quoted
from jixiao.rules.render import describe
from jixiao.template.sheets.results import HEADINGS, NOT_CHECKED_YET
from workbook_changes import changed, tables, with_rows, without_sheet
from workbooks import FRAMEWORK, FRAMEWORK_ID, base, form_of

SHEET = "审核结果"
NUMBER, LEVEL, PLACE, ITEM, PRINTED, EXPECTED, CAUSE, TEXT, CODE, REMARK = 1, 2, 4, 5, 6, 7, 8, 9, 10, 11
FIRST = 8


def marked(book: Book) -> Book:
    review, report = flow.check(book)
    return with_edits(book, flow.mark(review, report))


def cleared(book: Book) -> Book:
    return with_edits(book, flow.clear(book))


def value(book: Book, row: int, column: int, sheet: str = SHEET) -> Value:
    return book.cell(CellRef(sheet, row, column)).value


def contents(book: Book) -> dict[CellRef, tuple[Value, str | None]]:
    """All that a person can see or a formula can use; an empty text is nothing."""
    return {CellRef(name, *at): (cell.value or "", cell.formula) for name, sheet in book.sheets.items()
            for at, cell in sheet.cells.items() if cell.value not in (None, "") or cell.formula}  # fmt: skip


def row_of(book: Book, code: str, first: int = FIRST, sheet: str = SHEET) -> int:
    return next(row for row in range(first, first + 40) if value(book, row, CODE, sheet) == code)


def texts(book: Book, column: int) -> list[Value]:
    return [value(book, row, column) for row in range(FIRST, FIRST + 40) if value(book, row, column)]


def test_findings_are_listed_in_words_with_a_link() -> None:
    book = marked(base("published"))
    line = [value(book, FIRST, column) for column in range(1, REMARK)]
    assert line == [1, "错误", "自评表", "I7", "“资金结构：（1）基本支出”执行率", "126.59%", "146.55%",
                    "抄了“资金来源：（1）财政拨款”行的比率", line[TEXT - 1], "R001"]  # fmt: skip
    assert str(line[TEXT - 1]).startswith("自评表 I7：“基本支出”")
    cell = book.cell(CellRef(SHEET, FIRST, PLACE))
    assert cell.formula == ("HYPERLINK(\"#'自评表'!\"&ADDRESS(ROW(自评表!I7),COLUMN(自评表!I7),4),"
                            "ADDRESS(ROW(自评表!I7),COLUMN(自评表!I7),4))")  # fmt: skip


def test_what_was_not_checked_follows_the_findings() -> None:
    book = marked(base("published"))
    levels = [level for level in texts(book, LEVEL) if level != "已消除"]
    count = len(flow.check(base("published"))[1].findings)
    assert "未查" not in levels[:count]
    assert set(levels[count:]) == {"未查"}
    assert str(value(book, FIRST + count, TEXT)).endswith("，所以没有查。")
    assert value(book, FIRST + len(levels), LEVEL) is None


def test_first_line_counts() -> None:
    _, report = flow.check(base("published"))
    errors, warnings, infos = (report.count(severity) for severity in Severity)
    checked = f"已查 {len(report.checked)} 条规则，未查 {len(report.not_checked)} 项。"
    assert summary_line(report).startswith(f"错误 {errors} · 提示 {warnings} · 说明 {infos}。{checked}")
    assert value(marked(base("published")), 4, 1) == summary_line(report)


def test_first_line_of_a_book_without_findings_says_that_all_rules_passed() -> None:
    _, report = flow.check(base("published"))
    passed, rules = replace(report, findings=()), f"已查 {len(report.checked)} 条规则，全部通过；"
    names = dict.fromkeys(item.label for item in report.not_checked)
    assert summary_line(passed).startswith(f"{rules}未查 {len(report.not_checked)} 项：{'、'.join([*names][:3])}等。")
    one = replace(passed, not_checked=report.not_checked[:1])
    assert summary_line(one) == f"{rules}未查 1 项：{next(iter(names))}。点“单元格”一列可以跳到原处。"
    assert summary_line(replace(passed, not_checked=())) == f"{rules}没有未查的。"


def carrying_another_framework(book: Book) -> Book:
    """The book with a framework inside that nobody has installed."""
    text = framework_text(FRAMEWORK_ID).replace(f'id = "{FRAMEWORK_ID}"', 'id = "elsewhere_2021"', 1)
    cells = [("framework", "elsewhere_2021"), ("framework_text_1", text)]
    edits = [Edit(CellRef("_jixiao", 900 + row, column), value) for row, line in enumerate(cells)
             for column, value in enumerate(line, 1)]  # fmt: skip
    return with_edits(book, edits)


def test_first_line_names_a_framework_that_is_not_installed() -> None:
    book = carrying_another_framework(base("clean"))
    sentence = (f"本簿所用指标体系“部门整体支出绩效自评”（elsewhere_2021，版本 {FRAMEWORK.version}）未安装，"
                "按簿内所附文本审核。")  # fmt: skip
    _, report = flow.check(book)
    assert value(marked(book), 4, 1) == summary_line(report) + sentence
    assert value(cleared(marked(book)), 4, 1) == NOT_CHECKED_YET


def test_installed_framework_needs_no_mention() -> None:
    assert "未安装" not in str(value(marked(base("clean")), 4, 1))
    plain = tables({"表": {"rows": [["项目", "全年预算数", "全年执行数"], ["基本支出", 1, 1], ["项目支出", 1, 1]]}})
    assert "未安装" not in str(value(marked(plain), 2, 1))


def test_warning_about_the_framework_stands_at_the_cover_s_title() -> None:
    edits = [Edit(CellRef("_jixiao", 900, 1), "framework_text_1"), Edit(CellRef("_jixiao", 900, 2), "id = 1")]
    book = marked(with_edits(base("clean"), edits))
    row = row_of(book, "T003")
    assert [value(book, row, column) for column in (LEVEL, PLACE)] == ["提示", "B3"]
    assert value(book, row, 3) == "封面"
    assert value(book, 3, 2, "封面") == "部门整体支出绩效自评表"


def test_marks_are_live_addresses_and_the_message_stands_beside_the_row() -> None:
    book = marked(base("published"))
    mark = book.cell(CellRef(SHEET, FIRST, 14))
    assert (mark.value, mark.formula) == ("自评表!I7", '"自评表!"&ADDRESS(ROW(自评表!I7),COLUMN(自评表!I7),4)')
    row = book.cell(CellRef(SHEET, FIRST, 16))
    assert (row.value, row.formula) == ("自评表!7", '"自评表!"&ROW(自评表!I7)')
    message = value(book, 7, 11, "自评表")
    assert message == value(book, FIRST, 17)
    assert str(message).startswith("“基本支出”执行率现为 126.59%")


def test_warnings_are_marked_apart_and_infos_not_at_all() -> None:
    book = marked(changed(base("clean"), {"concept.staff_on_post": 7, "concept.staff_quota": 0}))
    findings = flow.check(book)[1].findings
    by_severity = [{f"{at.sheet}!{at.a1}" for finding in findings if finding.severity is severity
                    for at in finding.all_cells} for severity in Severity]  # fmt: skip
    assert [set(texts(book, column)) for column in (14, 15)] == by_severity[:2]
    assert "指标测算!E10" in texts(book, 15)
    assert "指标测算!10" in texts(book, 16)


def test_equal_findings_are_marked_cell_by_cell_with_the_message_beside_each_row() -> None:
    rows = ("预算编制完整性", "预算编制准确性")
    book = marked(changed(base("clean"), clear=[f"indicator.{name}.score" for name in rows]))
    assert texts(book, 14) == ["自评表!H14", "自评表!H15"]
    assert (
        value(book, 14, 11, "自评表")
        == value(book, 15, 11, "自评表")
        == "“预算编制完整性”得分、“预算编制准确性”得分没有填。"
    )


def test_two_findings_in_a_row_are_one_message() -> None:
    book = marked(changed(base("clean"), {"indicator.预算编制完整性.score": 3}, ["indicator.预算编制完整性.actual"]))
    message = str(value(book, 14, 11, "自评表"))
    assert message == "“预算编制完整性”全年完成值没有填；“预算编制完整性”得分现为 3，应在 0～2 之间。"


def test_with_the_marks_switched_off_the_messages_stay_hidden() -> None:
    book = with_edits(base("published"), [Edit(CellRef(SHEET, 4, 11), "关")])
    assert value(marked(book), 7, 11, "自评表") in (None, "")


def test_explanation_of_the_unit_stays_with_its_finding() -> None:
    book = marked(changed(base("published"), {"total.score": 96}))
    at = CellRef(SHEET, row_of(book, "S002"), REMARK)
    explained = with_edits(book, [Edit(at, "已请示，按 96 分报")])
    again = marked(changed(explained, {"fund.project.execution_rate": Decimal("0.5")}))
    row = row_of(again, "S002")
    assert row != at.row
    assert value(again, row, REMARK) == "已请示，按 96 分报"
    assert [value(again, other, REMARK) for other in range(FIRST, FIRST + 20) if other != row] == [None] * 19


def test_explanation_of_what_is_gone_is_kept_once_more_and_then_goes() -> None:
    book = marked(changed(base("published"), {"total.score": 96}))
    explained = with_edits(book, [Edit(CellRef(SHEET, row_of(book, "S002"), REMARK), "已请示")])
    again = marked(changed(explained, {"total.score": 95}))
    row = row_of(again, "S002")
    assert [value(again, row, column) for column in (LEVEL, 3, PLACE, REMARK)] == ["已消除", "自评表", "H53", "已请示"]
    assert value(again, row + 1, LEVEL) is None
    assert "已请示" not in texts(marked(again), REMARK)
    back = marked(changed(again, {"total.score": 96}))
    assert [value(back, row_of(back, "S002"), column) for column in (LEVEL, REMARK)] == ["错误", "已请示"]


def test_explanation_is_kept_where_the_sheet_s_name_has_commas() -> None:
    sheet = "一、自评、表：甲"
    book = tables({sheet: {"rows": [["项目", "全年预算数", "全年执行数", "执行率"], ["基本支出", 100, 50, "60%"]]}})
    first = marked(book)
    row = row_of(first, "R001", 5)
    again = marked(with_edits(first, [Edit(CellRef(PLAIN_SHEET, row, REMARK), "说明")]))
    assert value(again, row, REMARK) == "说明"
    assert value(again, row, TEXT) == value(first, row, TEXT)


def test_shorter_report_leaves_nothing_of_the_longer_one() -> None:
    longer = marked(changed(base("published"), {"total.score": 96, "fund.project.execution_rate": Decimal("0.5")}))
    shorter = with_edits(longer, [Edit(edit.at, edit.value, edit.formula) for edit in _restored()])
    assert contents(marked(shorter)) == contents(marked(base("published")))


def _restored() -> Iterable[Edit]:
    plain, wrong = base("published"), changed(base("published"), {"total.score": 96, "fund.project.execution_rate": 0})
    for at in contents(wrong):
        if plain.cell(at) != wrong.cell(at):
            yield Edit(at, plain.cell(at).value, plain.cell(at).formula)


@pytest.mark.parametrize("name", ["published", "clean", "unit", "blank", "summary"])
def test_clear_leaves_no_trace(name: str) -> None:
    book = base(name)
    assert contents(cleared(marked(book))) == contents(book)
    assert contents(cleared(book)) == contents(book)


def test_marking_twice_is_marking_once() -> None:
    once = marked(base("published"))
    assert contents(marked(once)) == contents(once)


def test_findings_of_the_results_sheet_itself_are_never_written() -> None:
    assert flow.check(marked(base("published")))[1] == flow.check(base("published"))[1]


def test_marks_follow_inserted_rows() -> None:
    book = marked(with_rows(base("published"), "自评表", 2, 3))
    assert value(book, FIRST, 14) == "自评表!I10"
    assert str(value(book, 10, 11, "自评表")).startswith("“基本支出”")


FOREIGN = {"自评": {"rows": [["项目", "全年预算数", "全年执行数", "执行率"], ["基本支出", 100, 50, "60%"]]}}


def test_anyone_s_workbook_gets_a_sheet_with_the_list_and_no_marks() -> None:
    book = tables(FOREIGN)
    review, report = flow.check(book)
    edits = flow.mark(review, report)
    assert {edit.at.sheet for edit in edits} == {PLAIN_SHEET}
    found = with_edits(book, edits)
    assert [value(found, 4, column) for column in range(1, len(HEADINGS) + 1)] == list(HEADINGS)
    assert value(found, 5, CODE) == "R001"
    assert max(column for _, column in found.sheets[PLAIN_SHEET].cells) == REMARK


def test_anyone_s_workbook_is_cleared_to_an_empty_sheet() -> None:
    book = tables(FOREIGN)
    assert contents(cleared(marked(book))) == contents(book)
    assert flow.clear(book) == ()


def test_office_s_own_sheet_of_that_name_is_left_alone() -> None:
    book = tables({**FOREIGN, PLAIN_SHEET: {"rows": [[PLAIN_SHEET], ["张三审核", "同意"]]}})
    found = marked(book)
    assert contents(found).items() >= contents(book).items()
    assert value(found, 5, CODE, f"{PLAIN_SHEET}（jixiao）") == "R001"
    assert flow.clear(book) == ()
    assert contents(cleared(found)) == contents(book)


def test_links_quote_any_sheet_name() -> None:
    assert quoted("自评表") == "自评表"
    assert quoted("A1") == "'A1'"
    assert quoted("甲'乙 表") == "'甲''乙 表'"
    at = CellRef('甲"乙', 3, 2)
    assert address(at) == "ADDRESS(ROW('甲\"乙'!B3),COLUMN('甲\"乙'!B3),4)"
    assert link(at).startswith('HYPERLINK("#\'甲""乙\'!"&ADDRESS(')


def test_results_are_words_that_describe_gives() -> None:
    _, report = flow.check(base("published"))
    words = describe(report.findings[0])
    assert value(marked(base("published")), FIRST, TEXT) == f"{words.message}{words.hint}"


def test_book_of_ours_without_its_results_sheet_gets_a_plain_one() -> None:
    book = base("published")
    without = without_sheet(book, SHEET)
    assert form_of(without).results is None
    found = marked(without)
    assert value(found, 5, CODE) == "R001"
    assert value(found, 2, 1) != NOT_CHECKED_YET
