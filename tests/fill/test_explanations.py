"""An explanation (说明) stays with its warning whatever happens to the workbook, and settles it; an error stays one."""

from typing import Any

from jixiao import flow
from jixiao.fill.results_sheet import GONE_MESSAGE, PLAIN_SHEET, summary_line
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.findings import Explanation, Finding, NotChecked, Severity
from jixiao.read.results_list import kept_explanations
from jixiao.rules.catalogue import Report
from jixiao.rules.explained import explain
from workbook_changes import changed, tables, with_rows
from workbooks import base

SHEET, LEVEL, PLACE, MESSAGE, CODE, REMARK = "审核结果", 2, 4, 9, 10, 11
TEXT = "按上级批复，口径不同"


def marked(book: Book) -> Book:
    return with_edits(book, flow.mark(*flow.check(book)))


def rows_of(book: Book, code: str, sheet: str = SHEET) -> list[int]:
    return sorted(row for (row, column), cell in book.sheets[sheet].cells.items() if column == CODE
                  and cell.value == code)  # fmt: skip


def explaining(book: Book, code: str, text: str = TEXT, sheet: str = SHEET) -> Book:
    """The workbook with an explanation beside the first finding of a rule."""
    return with_edits(book, [Edit(CellRef(sheet, rows_of(book, code, sheet)[0], REMARK), text)])


def line(book: Book, code: str, sheet: str = SHEET) -> list[Any]:
    row = rows_of(book, code, sheet)[0]
    return [book.cell(CellRef(sheet, row, column)).value for column in (LEVEL, PLACE, REMARK)]


def warned() -> Book:
    """A rate over nothing: a warning of R002."""
    return marked(changed(base("clean"), {"concept.staff_on_post": 7, "concept.staff_quota": 0}))


def test_explained_warning_is_settled_and_counted_apart() -> None:
    before = warned()
    waiting = flow.check(before)[1].count(Severity.WARNING)
    again = marked(explaining(before, "R002"))
    _, report = flow.check(again)
    assert line(again, "R002") == ["已说明", "E10", TEXT]
    assert (report.count(Severity.WARNING), report.explained) == (waiting - 1, 1)
    assert f"提示 {waiting - 1} · 说明" in summary_line(report)
    assert "已说明 1。" in summary_line(report)


def test_explained_cell_is_marked_in_its_own_colour() -> None:
    again = marked(explaining(warned(), "R002"))
    first = again.names["jx_results"]
    assert first is not None
    lists = {name: again.cell(CellRef(SHEET, first.top, again.names[name].left)).value  # type: ignore[union-attr]
             for name in ("jx_warnings", "jx_explained")}  # fmt: skip
    assert lists["jx_explained"] == "指标测算!E10"
    assert lists["jx_warnings"] != "指标测算!E10"
    before = changed(warned(), {})
    old = Book(
        before.title, before.sheets, {name: area for name, area in before.names.items() if "explain" not in name}
    )
    assert marked(explaining(old, "R002")).cell(CellRef(SHEET, first.top, 18)).value is None


def test_error_is_not_explained_away() -> None:
    book = marked(changed(base("published"), {"total.score": 96}))
    again = marked(explaining(book, "S002"))
    assert line(again, "S002") == ["错误", "H53", TEXT]
    _, report = flow.check(again)
    assert report.explained == 0
    assert report.count(Severity.ERROR) == flow.check(book)[1].count(Severity.ERROR)


def test_explanation_moves_with_inserted_rows() -> None:
    moved = with_rows(explaining(warned(), "R002"), "指标测算", 3, 4)
    assert line(marked(moved), "R002") == ["已说明", "E14", TEXT]


FOREIGN = {"自评": {"rows": [
    ["项目", "全年预算数", "全年执行数", "执行率"],
    ["基本支出", 100, 50, "60%"],
    ["项目支出", 200, 100, "60%"],
]}}  # fmt: skip


def test_explanation_is_found_by_its_label_where_a_link_was_lost() -> None:
    book = explaining(marked(tables(FOREIGN)), "R001", sheet=PLAIN_SHEET)
    row = rows_of(book, "R001", PLAIN_SHEET)[0]
    values = with_edits(book, [Edit(CellRef(PLAIN_SHEET, row, PLACE), "D2")])
    shifted = with_rows(values, "自评", 1, 2)
    shifted = with_edits(shifted, [Edit(CellRef(PLAIN_SHEET, row, PLACE), "D2")])
    assert line(marked(shifted), "R001", PLAIN_SHEET) == ["错误", "D4", TEXT]


def finding(*cells: str, code: str = "X001", label: str = "“甲”", severity: Severity = Severity.WARNING) -> Finding:
    places = tuple(CellRef("表", int(cell[1:]), ord(cell[0]) - 64) for cell in cells)
    return Finding(code, severity, places[0], label, cells=places if len(places) > 1 else ())


def explanation(*cells: str, count: int = 0, label: str = "“甲”", text: str = TEXT, level: str = "提示") -> Explanation:
    places = tuple(CellRef("表", int(cell[1:]), ord(cell[0]) - 64) for cell in cells)
    return Explanation("X001", level, places[0] if places else None, label, places, count or len(cells), text)


def explained(findings: list[Finding], *explanations: Explanation) -> Report:
    return explain(Report(tuple(findings), (), ()), explanations)


def test_order_of_the_findings_does_not_matter() -> None:
    report = explained([finding("B9", label="“乙”"), finding("A1")], explanation("A1"))
    assert [(item.label, item.explanation) for item in report.findings] == [("“乙”", ""), ("“甲”", TEXT)]


def test_finding_that_became_one_of_a_group_keeps_the_text_but_the_group_is_not_settled() -> None:
    (item,) = explained([finding("A3", "A5", "A7", label="“甲”、“乙”、“丙”")], explanation("A5")).findings
    assert (item.explanation, item.is_explained) == (TEXT, False)


def test_group_that_became_smaller_stays_settled() -> None:
    (item,) = explained([finding("A5", "A7")], explanation("A3", "A5", "A7", count=9)).findings
    assert item.is_explained


def test_two_explanations_of_what_is_one_finding_now_are_both_kept() -> None:
    (item,) = explained([finding("A3", "A5")], explanation("A3", text="甲因"), explanation("A5", text="乙因")).findings
    assert (item.explanation, item.is_explained) == ("甲因；乙因", True)


def test_explanation_without_a_place_is_found_by_its_label_if_there_is_one_such() -> None:
    assert explained([finding("A3")], explanation()).findings[0].explanation == TEXT
    twice = explained([finding("A3"), finding("A9")], explanation())
    assert [item.explanation for item in twice.findings] == ["", ""]
    assert [item.text for item in twice.gone] == [TEXT]


def test_another_rule_s_finding_in_the_cell_is_not_explained() -> None:
    report = explained([finding("A1", code="X002")], explanation("A1"))
    assert report.findings[0].explanation == ""
    assert report.gone == (explanation("A1"),)


def test_explanation_that_was_kept_once_is_not_kept_again() -> None:
    assert explained([], explanation("A1", level="已消除")).gone == ()


def test_settled_ones_go_behind_those_that_wait() -> None:
    report = explained([finding("A1"), finding("A2", label="“乙”"), finding("A3", severity=Severity.INFO)],
                       explanation("A1"))  # fmt: skip
    assert [item.at.a1 for item in report.findings] == ["A2", "A1", "A3"]


def test_remark_beside_what_was_not_checked_stays() -> None:
    item = NotChecked("X001", "“甲”", "没有填全", CellRef("表", 1, 1))
    report = explain(Report((), (), (item,)), [explanation("A1", level="未查")])
    assert report.not_checked[0].explanation == TEXT
    book = marked(base("published"))
    unchecked = next(row for row in range(8, 40) if book.cell(CellRef(SHEET, row, LEVEL)).value == "未查")
    again = marked(with_edits(book, [Edit(CellRef(SHEET, unchecked, REMARK), TEXT)]))
    assert again.cell(CellRef(SHEET, unchecked, REMARK)).value == TEXT


def test_kept_once_says_so() -> None:
    gone = changed(explaining(warned(), "R002"), {"concept.staff_quota": 9, "concept.staff_on_post": 9})
    again = marked(gone)
    row = rows_of(again, "R002")[0]
    assert line(again, "R002") == ["已消除", "E10", TEXT]
    assert again.cell(CellRef(SHEET, row, MESSAGE)).value == GONE_MESSAGE


def test_explanation_outlives_clearing() -> None:
    book = explaining(warned(), "R002")
    cleared = with_edits(book, flow.clear(book))
    assert not rows_of(cleared, "R002")
    again = marked(cleared)
    assert line(again, "R002") == ["已说明", "E10", TEXT]
    assert kept_explanations(cleared)
    assert all(again.cell(at).value is None for at in kept_explanations(cleared))


def test_clearing_twice_keeps_it_and_a_removed_one_is_gone() -> None:
    book = explaining(warned(), "R002")
    once = with_edits(book, flow.clear(book))
    twice = with_edits(once, flow.clear(once))
    assert line(marked(twice), "R002")[2] == TEXT
    removed = marked(once)
    removed = with_edits(removed, [Edit(CellRef(SHEET, rows_of(removed, "R002")[0], REMARK), None)])
    assert line(marked(with_edits(removed, flow.clear(removed))), "R002")[2] is None
