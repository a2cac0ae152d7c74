"""What a command writes ends with its line in the passport; what changes nothing leaves none."""

from decimal import Decimal

import pytest

from jixiao import __version__, flow
from jixiao.fill.run_line import with_run_line
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.names import INNER_SHEET
from jixiao.read.digests import result_of
from jixiao.read.runs import KEPT, first_broken, read_runs
from workbook_changes import tables, with_runs
from workbooks import base

AT = CellRef("自评表", 40, 2)


def run(book: Book, value: object = "甲") -> tuple[Edit, ...]:
    return with_run_line(book, [Edit(AT, value)], "计算", "2026-11-22 08:54:00")


def test_a_run_leaves_one_line() -> None:
    book = with_edits(base("clean"), run(base("clean")))
    (line,) = read_runs(book).lines
    assert (line.time, line.command, line.version) == ("2026-11-22 08:54:00", "计算", __version__)
    assert line.result == result_of(book)
    assert first_broken(read_runs(book)) is None


def test_only_the_hidden_sheet_is_written_besides() -> None:
    first, *others = run(base("clean"))
    assert first == Edit(AT, "甲")
    assert [f"{edit.at.sheet}!{edit.at.a1}" for edit in others] == [f"{INNER_SHEET}!{a}1" for a in "FGHIJK"]


def test_the_next_run_touches_no_earlier_line() -> None:
    others = run(with_runs(base("clean"), 4))[1:]
    assert [edit.at.a1 for edit in others] == ["F5", "G5", "H5", "I5", "J5", "K1"]


@pytest.mark.parametrize("value", [None, ""])
def test_what_changes_nothing_writes_nothing(value: object) -> None:
    assert run(base("clean"), value) == ()


def test_commands_that_find_their_work_done_write_nothing() -> None:
    book = base("published")
    for work in (flow.fill, lambda book: flow.mark(*flow.check(book)), flow.clear):
        edits = with_run_line(book, work(book), "计算", "2026-11-22 08:54:00")
        book = with_edits(book, edits)
        assert with_run_line(book, work(book), "计算", "2026-11-22 08:55:00") == ()


def test_the_sheet_does_not_grow_for_ever() -> None:
    book = with_runs(base("clean"), KEPT + 30)
    rows = {row for row, column in book.sheets[INNER_SHEET].cells if 6 <= column <= 11}
    assert rows == set(range(1, KEPT + 1))
    assert read_runs(book).count == KEPT + 30


def test_checking_and_clearing_leave_the_result_as_it_was() -> None:
    book, times = base("published"), iter("1234")
    for work in (lambda book: flow.mark(*flow.check(book)), flow.clear):
        book = with_edits(book, with_run_line(book, work(book), "审核", next(times)))
    assert {line.result for line in read_runs(book).lines} == {result_of(base("published"))}


def test_a_workbook_that_is_not_ours_is_left_without() -> None:
    book = tables({"Sheet1": {"rows": [["甲", 1]]}})
    edits = [Edit(CellRef("Sheet1", 1, 1), "甲")]
    assert with_run_line(book, edits, "审核", "x") == tuple(edits)


def test_lines_that_nobody_of_ours_wrote_are_left_alone() -> None:
    book = with_edits(base("clean"), [Edit(CellRef(INNER_SHEET, 500, 7), Decimal(1))])
    assert run(book) == (Edit(AT, "甲"),)


def test_a_broken_list_stays_broken() -> None:
    book = with_edits(with_runs(base("clean"), 3), [Edit(CellRef(INNER_SHEET, 2, 8), "9.9")])
    broken = first_broken(read_runs(book))
    assert broken is not None
    assert first_broken(read_runs(with_edits(book, run(book)))) == broken
