"""The Excel host on a stand-in for an open Excel; what it does on a real one was not run here."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import xlwings
from hypothesis import given
from hypothesis import strategies as st
from old_workbooks import OldSheet, old_workbook

from hosts.excel_cells import ComError
from hosts.excel_desk import Desk
from hosts.excel_double import BookDouble, NameDouble, SheetDouble, at, column_of, never, small_book
from hosts.excel_members import of_excel, of_xlwings, report
from jixiao.errors import UnreadableWorkbook
from jixiao.hosts.excel import read_book, write_edits
from jixiao.hosts.excel.blocks import is_retyped, rectangles
from jixiao.hosts.excel.reading import MAX_QUESTIONS
from jixiao.model.book import Cell, Edit, ErrorValue, Value
from jixiao.model.cells import Area

BUSY = ComError(-2147418111)


@pytest.fixture
def book() -> BookDouble:
    return small_book()


@pytest.fixture
def sheet(book: BookDouble) -> SheetDouble:
    return book.active


class TestReading:
    def test_copy_gives_the_book_under_its_own_name(self, book: BookDouble) -> None:
        read = read_book(book)
        assert read.title == book.title
        assert read.cell(at(2, 2)) == Cell(Decimal("1234.56"))
        assert read.cell(at(2, 3)).formula == "C2/B2"
        assert book.traffic.calls == {"name": 1, "api": 1, "SaveCopyAs": 1}

    def test_copy_is_gone_afterwards(self, book: BookDouble) -> None:
        read_book(book)
        assert [path.suffix for path in book.com.copies] == [".xlsx"]
        assert not book.com.copies[0].exists()

    def test_blocks_give_what_a_copy_gives(self, book: BookDouble, sheet: SheetDouble) -> None:
        _decorate(book, sheet)
        by_copy = read_book(book)
        book.com.refuses_copies = True
        by_blocks = read_book(book)
        assert dict(by_blocks.sheets) == dict(by_copy.sheets)
        assert dict(by_blocks.names) == dict(by_copy.names)
        assert by_blocks.title == by_copy.title

    def test_copy_that_cannot_be_read_falls_back_to_blocks(
        self, book: BookDouble, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        encrypted = b"%TSD-Header-###%" * 100
        monkeypatch.setattr(book.com, "SaveCopyAs", lambda path: Path(path).write_bytes(encrypted))
        assert read_book(book).cell(at(3, 2)).value == "001"

    def test_old_format_is_read_in_blocks_because_its_copy_has_no_formulas(
        self, book: BookDouble, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = old_workbook(OldSheet("表", {"A1": 1.0}))
        monkeypatch.setattr(book.com, "SaveCopyAs", lambda path: Path(path).write_bytes(old))
        assert read_book(book).cell(at(2, 3)).formula == "C2/B2"

    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            (0.1 + 0.2, Decimal("0.3")),
            (1e15, Decimal("1000000000000000")),
            (True, True),
            ("=1+1", "=1+1"),
            ("", None),
            (-2146826246, ErrorValue("#N/A")),
            (-2146826238, ErrorValue("#CALC!")),
        ],
    )
    def test_values_come_through_as_ours(self, book: BookDouble, sheet: SheetDouble, raw: object, value: Value) -> None:
        book.com.refuses_copies = True
        sheet.cell(2, 2).value = raw
        assert read_book(book).cell(at(2, 2)) == (Cell() if value is None else Cell(value))

    def test_few_calls_a_sheet_however_long(self, book: BookDouble, sheet: SheetDouble) -> None:
        book.com.refuses_copies = True
        sheet.fill([["指标", float(row)] for row in range(5_000)], top=4)
        read_book(book)
        assert book.traffic.calls["Value2"] == 1
        assert book.traffic.calls["formula"] == 1
        assert book.traffic.total < 20

    def test_formats_that_change_everywhere_are_given_up(self, book: BookDouble, sheet: SheetDouble) -> None:
        book.com.refuses_copies = True
        for row in range(1, 3 * MAX_QUESTIONS):
            sheet.cell(row, 5).number_format = "0.0%" if row % 2 else "0.00"
            sheet.cell(row, 5).value = 0.5
        cells = read_book(book).sheets["自评表"].cells
        assert book.traffic.calls["number_format"] == MAX_QUESTIONS
        assert {cells[row, 5].value for row in range(1, 3 * MAX_QUESTIONS)} == {Decimal("0.5")}

    def test_huge_used_range_is_refused(self, book: BookDouble, sheet: SheetDouble) -> None:
        book.com.refuses_copies = True
        sheet.cell(1_048_576, 16_384).number_format = "0.00"
        with pytest.raises(UnreadableWorkbook, match=r"《自评表》已用区域过大（A1:XFD1048576）"):
            read_book(book)

    def test_excel_may_be_busy_at_any_call(self, book: BookDouble, sheet: SheetDouble) -> None:
        _decorate(book, sheet)
        book.com.refuses_copies = True
        expected, calls = read_book(book), book.traffic.total
        for call in range(1, calls + 1):
            book.traffic.calls.clear()
            book.traffic.busy = range(call, call + 1)
            assert read_book(book, sleep=lambda seconds: None) == expected

    def test_excel_that_stays_busy_is_one_sentence(self, book: BookDouble) -> None:
        book.traffic.refusals = [BUSY] * 100
        with pytest.raises(UnreadableWorkbook, match="Excel 没有响应"):
            read_book(book, sleep=lambda seconds: None)


def _decorate(book: BookDouble, sheet: SheetDouble) -> None:
    """Formats, merged areas, names and hidden sheets for both ways of reading."""
    book.results = {"NA()": "#N/A"}
    sheet.fill([["一、产出指标", None], [None, 0.9735], ["二、效益指标", "=NA()"], [None, True]], top=5)
    sheet.merged = [Area("自评表", 5, 1, 6, 1), Area("自评表", 7, 1, 8, 1)]
    sheet.cell(6, 2).number_format = "0.00%"
    sheet.cell(2, 3).number_format = "0.0%"
    book.new_sheet("2020 底表", visible=0).fill([[12.5]], top=3, left=3)
    book.new_sheet("_jixiao", visible=2).fill([["=B1"]])
    book.new_sheet("空表")
    book.defined = [
        NameDouble("jx_budget", "=自评表!$B$2"),
        NameDouble("jx_base", "='2020 底表'!$C$3:$D$9"),
        NameDouble("jx_gone", "=自评表!#REF!"),
        NameDouble("jx_rate", "=0.3"),
        NameDouble("自评表!jx_local", "=自评表!$A$1"),
    ]


class TestWriting:
    def test_edits_are_read_back(self, book: BookDouble) -> None:
        book.results = {"B2/B1": 0.97}
        values: list[Value] = [Decimal("97.3"), "优", "=甲", "'引", True, ErrorValue("#DIV/0!"), None]
        edits = [Edit(at(row, 2), value) for row, value in enumerate(values, 2)]
        write_edits(book, [*edits, Edit(at(9, 2), Decimal("0.97"), "B2/B1")], sleep=never)
        book.com.refuses_copies = True
        read = read_book(book)
        assert [read.cell(edit.at).value for edit in edits] == values
        assert read.cell(at(9, 2)) == Cell(Decimal("0.97"), "B2/B1")

    @pytest.mark.parametrize("way", [column_of, lambda count: [*column_of(count, 3), *column_of(count, 4)]])
    def test_calls_do_not_grow_with_the_indicators(self, way: Callable[[int], list[Edit]]) -> None:
        totals = set()
        for count in (60, 600):
            book = BookDouble()
            write_edits(book, way(count), sleep=never)
            assert book.traffic.calls["formula ="] == 1
            totals.add(book.traffic.total)
        assert len(totals) == 1

    def test_calls_do_not_grow_with_texts_to_guard(self) -> None:
        totals = set()
        for count in (60, 600):
            book = BookDouble()
            for row in range(2, 2 + count):
                book.active.cell(row, 3).number_format = "@"
            codes = [Edit(at(row, column), f"{row:07}") for row in range(2, 2 + count) for column in (3, 4)]
            write_edits(book, codes, sleep=never)
            totals.add(book.traffic.total)
        assert len(totals) == 1

    def test_columns_with_gaps_are_written_column_by_column(self, book: BookDouble) -> None:
        rows = [row for row in range(2, 60) if row % 7]
        write_edits(book, [*column_of(60, 3), *(Edit(at(row, 4), "一致") for row in rows)], sleep=never)
        assert book.traffic.calls["formula ="] == 1 + 9

    def test_last_edit_of_a_cell_wins(self, book: BookDouble, sheet: SheetDouble) -> None:
        write_edits(book, [Edit(at(2, 2), "旧"), Edit(at(2, 2), "新")], sleep=never)
        assert sheet.cell(2, 2).value == "新"

    def test_nothing_to_write_touches_nothing(self, book: BookDouble) -> None:
        write_edits(book, [], sleep=never)
        assert book.traffic.total == 0

    def test_numbers_are_stored_as_doubles(self, book: BookDouble, sheet: SheetDouble) -> None:
        write_edits(book, [Edit(at(2, 2), Decimal("1234.567891"))], sleep=never)
        assert repr(sheet.cell(2, 2).value) == "1234.567891"


TEXTS = [
    "001",
    "2010103",
    "100%",
    "1,234.5",
    "2021-1-1",
    "2021年3月",
    "3/4",
    "=甲",
    "+5",
    "-",
    "@甲",
    "'引",
    "TRUE",
]


class TestText:
    @pytest.mark.parametrize("text", [*TEXTS, "优", "全年预算数（万元）", "第1季度", "≥95%", "#N/A 说明"])
    @pytest.mark.parametrize("number_format", ["General", "@"])
    def test_text_stays_the_text_it_is(
        self, book: BookDouble, sheet: SheetDouble, text: str, number_format: str
    ) -> None:
        sheet.cell(2, 2).number_format = number_format
        write_edits(book, [Edit(at(2, 2), text)], sleep=never)
        assert sheet.cell(2, 2).value == text
        assert sheet.cell(2, 2).formula is None

    def test_each_cell_of_a_mixed_block_stays_text(self, book: BookDouble, sheet: SheetDouble) -> None:
        sheet.cell(3, 2).number_format = "@"
        write_edits(book, [Edit(at(row, 2), "'001") for row in range(2, 6)], sleep=never)
        assert [sheet.cell(row, 2).value for row in range(2, 6)] == ["'001"] * 4

    @pytest.mark.parametrize("text", ["优", "第1季度", "2021年度", "12件", "一致", "", "——", "全年预算数"])
    def test_plain_words_get_no_apostrophe(self, text: str) -> None:
        assert not is_retyped(text)

    @pytest.mark.parametrize("text", [*TEXTS, "１００％", "¥5", "(5)", "1E5", "5 1/2", "9:30", "May 5", "true", "#N/A"])
    def test_what_some_excel_retypes_is_guarded(self, text: str) -> None:
        assert is_retyped(text)


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_rectangles_cover_each_place_once(places: set[tuple[int, int]]) -> None:
    covered = [(ref.row, ref.column) for area in rectangles("表", places) for ref in area]
    assert sorted(covered) == sorted(places)


THEIRS = {
    "Book": xlwings.Book,
    "App": xlwings.App,
    "Books": xlwings.main.Books,
    "Sheets": xlwings.main.Sheets,
    "Sheet": xlwings.Sheet,
    "Range": xlwings.Range,
    "Name": xlwings.main.Name,
}
MOST_MEMBERS = 40


@pytest.mark.parametrize("owner", THEIRS)
def test_members_are_those_of_xlwings_and_of_the_stand_in(owner: str, book: BookDouble, sheet: SheetDouble) -> None:
    desk, cells = Desk(book), sheet.range((1, 1), (1, 1))
    doubles = {
        "Book": book,
        "App": desk,
        "Books": desk,
        "Sheets": book.pages,
        "Sheet": sheet,
        "Range": cells,
        "Name": NameDouble("甲", "=1"),
    }
    names = of_xlwings()[owner]
    assert names
    assert [name for name in names if not hasattr(THEIRS[owner], name)] == []
    assert [name for name in names if not hasattr(doubles[owner], name)] == []


def test_members_are_few_and_printed() -> None:
    print(report())
    assert sum(map(len, of_xlwings().values())) <= MOST_MEMBERS
    assert sum(map(len, of_excel().values())) <= MOST_MEMBERS
