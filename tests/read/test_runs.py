"""The lines that our commands leave in a workbook: what is changed, removed or swapped is seen, nothing is raised."""

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.book import Book, Cell, Edit, ErrorValue, Sheet, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.names import INNER_SHEET
from jixiao.read.digests import digest, result_of
from jixiao.read.runs import (
    END_AT,
    KEPT,
    Broken,
    Fault,
    Run,
    Runs,
    first_broken,
    read_runs,
    run_place,
    with_run,
)
from workbook_changes import tables, with_runs
from workbooks import base

NONE = Runs((), digest("passport"), "")
WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)
LINES = st.lists(
    st.tuples(WORDS, st.sampled_from(("计算", "审核", "清除标记", "汇总")), WORDS, WORDS), max_size=KEPT + 9
)


def after(lines: Sequence[tuple[str, str, str, str]]) -> Runs:
    """What stands there after runs with these times, commands, versions and results."""
    runs = NONE
    for line in lines:
        runs = with_run(runs, *line)
    return runs


def numbered(count: int) -> Runs:
    return after([(f"2026-11-22 08:{number:04}", "计算", "0.1.0", digest(str(number))) for number in range(count)])


class TestChain:
    @given(LINES)
    def test_what_was_written_is_whole(self, lines: list[tuple[str, str, str, str]]) -> None:
        runs = after(lines)
        assert first_broken(runs) is None
        assert runs.count == len(lines)
        assert len(runs.lines) == min(len(lines), KEPT)

    @given(st.integers(1, KEPT + 30), st.data())
    def test_any_changed_word_is_seen(self, count: int, data: st.DataObject) -> None:
        runs = numbered(count)
        place = data.draw(st.integers(0, len(runs.lines) - 1))
        name = data.draw(st.sampled_from([field.name for field in fields(Run)]))
        now = data.draw(WORDS.filter(lambda text: text != getattr(runs.lines[place], name)))
        lines = [*runs.lines]
        lines[place] = replace(lines[place], **{name: now})
        assert first_broken(replace(runs, lines=tuple(lines))) is not None

    @given(st.integers(1, KEPT + 30), st.data())
    def test_any_removed_line_is_seen(self, count: int, data: st.DataObject) -> None:
        runs = numbered(count)
        place = data.draw(st.integers(0, len(runs.lines) - 1))
        assert first_broken(replace(runs, lines=(*runs.lines[:place], *runs.lines[place + 1 :]))) is not None

    @given(st.integers(2, KEPT + 30), st.data())
    def test_any_two_swapped_lines_are_seen(self, count: int, data: st.DataObject) -> None:
        lines = [*numbered(count).lines]
        one, other = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True))
        lines[one], lines[other] = lines[other], lines[one]
        assert first_broken(replace(numbered(count), lines=tuple(lines))) is not None

    @given(st.integers(1, KEPT + 30), st.data())
    def test_a_line_put_in_between_is_seen(self, count: int, data: st.DataObject) -> None:
        runs = numbered(count)
        place = data.draw(st.integers(0, len(runs.lines)))
        previous = runs.lines[place - 1].chain if place else runs.start
        new = Run("2026-11-22 09:00:00", "计算", "0.1.0", digest("x"), "").chained_to(previous)
        assert first_broken(replace(runs, lines=(*runs.lines[:place], new, *runs.lines[place:]))) is not None

    @pytest.mark.parametrize("count", [1, KEPT, KEPT + 30])
    def test_another_passport_or_end_is_seen(self, count: int) -> None:
        runs = numbered(count)
        assert first_broken(replace(runs, start=digest("other"))) == Broken(Fault.FIRST, 1, runs.lines[0])
        assert first_broken(replace(runs, end="")) == Broken(Fault.END, count)
        assert first_broken(replace(runs, lines=())) == Broken(Fault.MISSING, 0, due=count)
        assert first_broken(replace(runs, lines=(), end="")) is None  # as if never run: it is no signature

    def test_the_first_break_is_told(self) -> None:
        lines = [*numbered(9).lines]
        lines[3], lines[6] = replace(lines[3], time="x"), replace(lines[6], time="y")
        assert first_broken(replace(numbered(9), lines=tuple(lines))) == Broken(Fault.LINE, 4, lines[3])


class TestFolding:
    def test_the_first_and_the_latest_lines_are_kept(self) -> None:
        runs, all_lines = numbered(KEPT + 70), [*numbered(1).lines]
        for number in range(2, KEPT + 71):
            all_lines.append(numbered(number).lines[-1])
        assert runs.lines[0] == all_lines[0]
        assert runs.lines[2:] == tuple(all_lines[-KEPT + 2 :])
        assert (runs.lines[1].command, runs.lines[1].folded) == ("合并 71 条", 71)
        assert runs.lines[1].chain == all_lines[-KEPT + 1].chain

    @given(st.integers(1, KEPT - 1), st.integers(KEPT + 1, KEPT + 40))
    def test_a_break_stays_told_when_its_line_is_folded_away(self, broken: int, count: int) -> None:
        lines = [*numbered(KEPT).lines]
        lines[broken] = replace(lines[broken], version="9")
        runs = replace(numbered(KEPT), lines=tuple(lines))
        for number in range(KEPT, count):
            runs = with_run(runs, f"2026-11-23 {number}", "审核", "0.1.0", "x")
        assert first_broken(runs) is not None
        assert runs.count == count
        assert len(runs.lines) == KEPT

    def test_a_lost_end_stays_told(self) -> None:
        runs = with_run(replace(numbered(3), end="4 abc"), "t", "审核", "v", "r")
        assert first_broken(runs) == Broken(Fault.END, 4, due=4)


def written(**cells: Value) -> Book:
    """A published workbook with something in cells of its hidden sheet."""
    return with_edits(base("clean"), [Edit(at(a1), value) for a1, value in cells.items()])


def at(a1: str) -> CellRef:
    return CellRef(INNER_SHEET, int(a1[1:]), "ABCDEFGHIJK".index(a1[0]) + 1)


class TestReading:
    def test_lines_come_back_as_they_were_written(self) -> None:
        book = with_runs(base("clean"), 3)
        runs = read_runs(book)
        assert [run.time for run in runs.lines] == [f"2026-11-22 08:0{number}:00" for number in (1, 2, 3)]
        assert [run.command for run in runs.lines] == ["计算"] * 3
        assert first_broken(runs) is None

    def test_a_book_that_is_not_ours_has_none(self) -> None:
        runs = read_runs(tables({"Sheet1": {"rows": [["x"] * 12]}}))
        assert (runs.lines, first_broken(runs)) == ((), None)

    @pytest.mark.parametrize(
        ("book", "fault"),
        [
            (written(F1="x"), Fault.FIRST),
            (written(**{f"{letter}1": "x" for letter in "FGHIJ"}), Fault.FIRST),
            (written(**{f"{letter}1": Decimal(1) for letter in "FGHIJ"}), Fault.FIRST),
            (written(J1=ErrorValue("#REF!")), Fault.FIRST),
            (written(G1="合" * 30_000), Fault.FIRST),
            (written(G2="合并 999999999999 条"), Fault.FIRST),
            (written(F200=True), Fault.FIRST),
            (written(F201="x"), Fault.FOREIGN),
            (written(J1048576="x"), Fault.FOREIGN),
            (written(K1="x"), Fault.END),
            (written(K1="9" * 70), Fault.END),
            (written(K1="² x"), Fault.END),
            (written(K1=f"7 {digest('x')}"), Fault.MISSING),
        ],
    )
    def test_what_nobody_of_ours_wrote_is_broken(self, book: Book, fault: Fault) -> None:
        broken = first_broken(read_runs(book))
        assert broken is not None
        assert broken.fault is fault

    @given(
        st.dictionaries(
            st.tuples(st.integers(1, 220), st.integers(1, 12)),
            st.one_of(
                st.text(max_size=90),
                st.booleans(),
                st.decimals(allow_nan=False),
                st.just("合并 2 条"),
                st.just(ErrorValue("#N/A")),
            ),
            max_size=30,
        )
    )
    def test_no_content_raises_and_a_run_can_always_follow(self, cells: dict[tuple[int, int], Value]) -> None:
        book = Book("x", {INNER_SHEET: Sheet(INNER_SHEET, {place: Cell(value) for place, value in cells.items()})})
        runs = read_runs(book)
        first_broken(runs)
        if not runs.foreign:
            longer = with_run(runs, "t", "计算", "v", result_of(book))
            assert len(longer.lines) <= KEPT
            assert (first_broken(longer) is None) == (first_broken(runs) is None)

    @pytest.mark.parametrize("key", ["template", "framework_text_1", "labels_1", "formulas", "new"])
    def test_the_first_line_follows_from_the_whole_passport(self, key: str) -> None:
        book = with_runs(base("clean"), 2)
        edits = [Edit(CellRef(INNER_SHEET, 900, 1), key), Edit(CellRef(INNER_SHEET, 900, 2), "x")]
        broken = first_broken(read_runs(with_edits(book, edits)))
        assert broken is not None
        assert broken.fault is Fault.FIRST

    def test_white_space_in_the_passport_does_not_count(self) -> None:
        book = with_runs(base("clean"), 2)
        cells = book.sheets[INNER_SHEET].cells
        texts = {place: str(cell.value) for place, cell in cells.items() if place[1] == 2}
        edits = [Edit(CellRef(INNER_SHEET, *place), text.replace("\n", "\r\n ")) for place, text in texts.items()]
        assert first_broken(read_runs(with_edits(book, edits))) is None

    def test_places_are_those_of_five_columns(self) -> None:
        assert [place.a1 for place in run_place(7)] == ["F7", "G7", "H7", "I7", "J7"]
        assert END_AT.a1 == "K1"
