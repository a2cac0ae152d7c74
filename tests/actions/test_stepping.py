"""下一条 and 上一条 go through the findings that stand in the workbook, and write nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from actions.made_desk import of_somebody_else, pressed
from jixiao import flow
from jixiao.actions import Outcome, action
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import Area, CellRef, parse_a1
from jixiao.read.results_list import listed_lines
from workbook_changes import tables, with_hidden, with_rows, without_sheet
from workbooks import base

RESULTS, FIRST = "审核结果", 8
NOT_CHECKED = "没有审核结果，请先点“审核本簿”。"


def marked(book: Book) -> Book:
    return with_edits(book, flow.mark(*flow.check(book)))


@pytest.fixture(scope="module")
def book() -> Book:
    return marked(base("published"))


def step(book: Book, at: str = "", name: str = "next") -> Outcome:
    sheet, _, a1 = at.partition("!")
    row, column = parse_a1(a1) or (0, 0)
    selected = Area(sheet, row, column, row, column) if at else None
    outcome = action(name).press(pressed(book, selected=selected))
    assert (outcome.edits, outcome.jobs, outcome.told) == ((), (), ())
    return outcome


def shown(outcome: Outcome) -> str:
    return "" if outcome.show is None else f"{outcome.show.sheet}!{outcome.show.a1}"


def walk(book: Book, name: str = "next") -> list[str]:
    """All cells that are come to from the beginning, until the first comes again."""
    stops = [shown(step(book, name=name))]
    while (there := shown(step(book, stops[-1], name))) != stops[0]:
        stops.append(there)
        assert len(stops) < 100
    return stops


def test_every_finding_is_come_to_once_by_sheets_rows_and_columns(book: Book) -> None:
    stops = walk(book)
    places = {line.at for line in listed_lines(book) if line.level in ("错误", "提示", "说明")}
    assert {f"{at.sheet}!{at.a1}" for at in places if at} == set(stops)
    assert len(stops) == len(set(stops))
    order = list(book.sheets)
    places = [(order.index(sheet), *(parse_a1(a1) or ())) for sheet, a1 in (stop.split("!") for stop in stops)]
    assert places == sorted(places)
    assert walk(book, "previous") == stops[::-1]


def test_line_says_number_level_place_and_what_is_wrong(book: Book) -> None:
    first, second = step(book), step(book, "自评表!G5")
    assert first.message.startswith("1/17 · 提示 · 自评表!G5 · “资金来源：（1）财政拨款”")
    assert second.message.startswith("2/17 · 说明 · 自评表!I5 · ")
    assert "错误 · 自评表!I7 · “基本支出”" in step(book, "自评表!H7").message


def test_several_findings_of_a_cell_are_one_stop_with_their_numbers(book: Book) -> None:
    twice = next(line for line in listed_lines(book) if line.level == "错误")
    row = next(line.row for line in listed_lines(book) if line.level == "提示")
    copied = with_edits(book, [Edit(CellRef(RESULTS, row, column), book.cell(CellRef(RESULTS, twice.row, column)).value,
                                    book.cell(CellRef(RESULTS, twice.row, column)).formula)
                               for column in range(3, 11)])  # fmt: skip
    assert twice.at is not None
    before = twice.at.shift(columns=-1)
    message = step(copied, f"{before.sheet}!{before.a1}").message
    number, level, place, text = message.split(" · ", 3)
    first, last = number.split("/")[0].split("—")
    assert (int(last) - int(first), level, place) == (1, "错误", f"{twice.at.sheet}!{twice.at.a1}")
    assert " 提示：" in text


def test_end_turns_to_the_beginning_and_says_so(book: Book) -> None:
    stops = walk(book)
    assert step(book, stops[-1]).message.startswith("已到最后一条，回到第一条。1/17 · ")
    assert shown(step(book, stops[-1])) == stops[0]
    back = step(book, stops[0], "previous")
    assert back.message.startswith("已到第一条，回到最后一条。17/17 · ")
    assert shown(back) == stops[-1]


def test_in_the_list_the_line_below_and_above_count(book: Book) -> None:
    lines = listed_lines(book)
    for name, row, wanted in (("next", 1, 0), ("next", FIRST, 1), ("previous", FIRST + 2, 1), ("previous", FIRST, 16)):
        at = lines[wanted].at
        assert at is not None
        assert step(book, f"{RESULTS}!B{row}", name).show == at
    assert step(book, f"{RESULTS}!A{FIRST + 30}").show == lines[0].at


def test_places_follow_inserted_rows(book: Book) -> None:
    moved = with_rows(book, "自评表", 6, 2)
    assert [shown(step(moved)), shown(step(moved, "自评表!H9"))] == ["自评表!G5", "自评表!I9"]


def test_finding_whose_row_was_deleted_is_shown_in_the_list(book: Book) -> None:
    line = listed_lines(book)[0]
    at = CellRef(RESULTS, line.row, 4)
    formula = str(book.cell(at).formula).replace("自评表!I7", "自评表!#REF!")
    gone = with_edits(book, [Edit(at, "#REF!", formula)])
    found = step(gone, f"{RESULTS}!A1", "next")
    assert shown(found) == f"{RESULTS}!A{line.row}"
    assert "（原处已删）" in found.message
    assert len(walk(gone)) == len(walk(book))


def test_sheet_that_is_gone_is_shown_in_the_list(book: Book) -> None:
    stops = walk(without_sheet(book, "自评表"))
    assert any(stop.startswith(RESULTS) for stop in stops)


def test_lines_that_a_filter_hides_are_passed_over(book: Book) -> None:
    lines = listed_lines(book)
    filtered = with_hidden(book, [f"{RESULTS}!{line.row}" for line in lines if line.level != "错误"])
    stops = walk(filtered)
    assert len(stops) == len({line.at for line in lines if line.level == "错误"})
    assert "/3 · 错误 · " in step(filtered).message
    none = with_hidden(book, [f"{RESULTS}!{line.row}" for line in lines])
    assert step(none).message.startswith("筛选后没有要看的问题")


def test_explained_findings_are_done(book: Book) -> None:
    explained = [Edit(CellRef(RESULTS, line.row, 11), "原因如此") for line in listed_lines(book)]
    again = marked(with_edits(book, explained))
    levels = [line.level for line in listed_lines(again)]
    total = sum(level in ("错误", "提示", "说明") for level in levels)
    assert "已说明" in levels
    assert step(again).message.split(" · ")[0] == f"1/{total}"


@pytest.mark.parametrize("name", ["next", "previous"])
def test_book_without_results_says_what_to_do(name: str) -> None:
    cleared = with_edits(marked(base("published")), flow.clear(marked(base("published"))))
    for book in (base("published"), base("blank"), cleared, tables({"无关": {"rows": [["姓名"]]}})):
        assert step(book, name=name) == Outcome(message=NOT_CHECKED)


def test_book_without_findings_says_so() -> None:
    assert step(marked(base("accounts"))).message == "没有问题。"


def test_workbook_of_somebody_else_has_its_own_list() -> None:
    theirs = marked(of_somebody_else(without_sheet(base("published"), RESULTS)))
    stops = walk(theirs)
    assert stops
    assert all(not stop.startswith(RESULTS) for stop in stops)


def test_only_one_finding_is_come_to_again() -> None:
    plain = tables(
        {"表": {"rows": [["项目", "全年预算数", "全年执行数", "执行率"], ["基本支出", 2, 1, Decimal("0.3")]]}}
    )
    checked = marked(plain)
    lines = [line for line in listed_lines(checked) if line.level in ("错误", "提示", "说明")]
    if len({line.at for line in lines}) == 1:
        assert step(checked, shown(step(checked))).message.startswith("只有这一处。1")


def test_file_stays_as_it_is(checked: Path) -> None:
    before = checked.read_bytes()
    pressed = press_file("next", checked, selected=Area("自评表", 1, 1, 1, 1))
    assert shown(pressed.outcome) == "自评表!G5"
    assert checked.read_bytes() == before
    assert read_book(checked).sheets[RESULTS].hidden_rows == frozenset()
