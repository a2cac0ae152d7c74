"""叙述数据 of our templates of before, which had neither 关系 nor 合计项目, is read as it was laid out."""

from decimal import Decimal

from jixiao import flow
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef, column_letters
from workbook_changes import without_column
from workbooks import base, form_of

SHEET = "叙述数据"


def before(book: Book) -> Book:
    """The sheet without the columns 合计项目 and 关系, and with the old heading 增减幅度."""
    header = form_of(book).statements
    assert header is not None
    narrow = without_column(without_column(book, SHEET, 9), SHEET, 5)
    return with_edits(narrow, [Edit(CellRef(SHEET, header.table.header, 7), "增减幅度")])


def columns(book: Book) -> dict[str, str]:
    form = form_of(book).statements
    assert form is not None
    return {role: column_letters(column) for role, column in form.table.columns.items()}


def test_columns_of_before() -> None:
    assert columns(before(base("clean"))) == {
        "number": "A", "item": "B", "value": "C", "unit": "D", "base": "E", "change": "F", "percentage": "G",
        "place": "H", "concept": "L",
    }  # fmt: skip


def test_columns_of_today() -> None:
    assert columns(base("clean")) == {
        "number": "A", "item": "B", "value": "C", "unit": "D", "relation": "E", "base": "F", "change": "G",
        "percentage": "H", "part_of": "I", "place": "J", "concept": "N",
    }  # fmt: skip


def test_heading_that_was_changed_does_not_move_its_column() -> None:
    changed = with_edits(base("clean"), [Edit(CellRef(SHEET, 4, 3), "数"), Edit(CellRef(SHEET, 4, 5), "怎样比")])
    assert columns(changed) == columns(base("clean"))


def test_figures_of_before_are_compared_with_the_tables() -> None:
    book = before(base("clean"))
    wrong = with_edits(book, [Edit(CellRef(SHEET, 5, 3), Decimal(94))])
    codes = [finding.code for finding in flow.check(wrong)[1].findings if finding.at.sheet == SHEET]
    assert "N001" in codes
    assert not [code for code in codes if code.startswith("H")]
