"""The rows of a table below its heading, in anyone's workbook: data, subtotals, the total, and where the table ends."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from jixiao.model.book import Cell
from jixiao.read.headings import Found
from jixiao.read.pages import Page
from jixiao.read.words import remembered

_TOTALS = ("合计", "总计", "总分", "总分合计", "合计得分", "总得分", "自评总分", "自评总得分")
_FULL = re.compile(r"\([0-9.]+分\)$")
_SUBTOTAL = "小计"
ENDS_OF_SUMS = frozenset(word[-1] for word in (*_TOTALS, _SUBTOTAL, ")", ":"))
"""The last signs of words that speak of sums."""

_FOOT = re.compile(
    r"(?:注|备注|说明|填报说明)(?:[:0-9]|$)|(?:填报人|填表人|联系人|审核人|单位负责人|部门负责人|部门|单位)[(:]"
)
_PAGE_NUMBER = re.compile(r"第[0-9]{1,4}页(?:[,/]?共[0-9]{1,4}页)?|[-—–]{1,2}[0-9]{1,4}[-—–]{1,2}")
_PAGE_FOOT = 10
"""So many rows may stand empty at the end of a printed page."""

_ALIKE = 3
"""So many words make a heading the same as another one."""

_GAP, _NAMED_GAP = 2, 50
"""So many empty rows end a table; one that a defined name spans may have gaps where rows were emptied."""

_NAMED_EMPTY = 100
"""A named table has at most so many empty rows more than it has others: a name may span a whole sheet."""


def rows_below(page: Page, found: Found, limit: int | None) -> Iterator[tuple[int, bool]]:
    """The data rows under a heading and whether each is the total row, which ends the table.

    Without a ``limit`` (the last row that a defined name gives) a foot note or two empty rows end it too.
    A row of subtotals (小计) is passed over.
    """
    first, last = min(found.columns.values()), max(found.columns.values())
    empty = balance = covered = 0
    for row in range(found.row + 1, (limit or page.last) + 1):
        cells, words = page.rows.get(row, {}), page.words.get(row, {})
        if _begins_with_total(cells, words, last):
            yield row, True
            return
        if is_subtotal(page, row) or (limit is None and _is_page_number(cells, words)):
            continue
        if limit:
            is_filled = bool(cells)
        else:
            covered = max([covered, *(page.tall.get((row, column), 0) for column in cells if column <= last)])
            is_filled = row <= covered or any(first <= column <= last for column in cells)
        empty, balance = (0, balance - 1) if is_filled else (empty + 1, balance + 1)
        ended = empty == (_NAMED_GAP if limit else _GAP) or balance > _NAMED_EMPTY
        if ended and (limit or not _goes_on_below(page, found, row)):
            return
        if limit is None and _is_foot(words, first):
            return
        if is_filled or limit:
            yield row, False


def speaks_of_sums(word: str) -> bool:
    """Whether a row with this word, wherever it stands, may be a total or one of subtotals."""
    return _is_total(word) or _says_subtotal(word)


def is_heading_again(page: Page, found: Found, row: int) -> bool:
    """Whether a row repeats the words of a heading, its first row if it has several, as a new page does."""
    words, again = page.words.get(found.first, {}), page.words.get(row, {})
    places = found.columns.values()
    return row != found.first and bool(again) and all(words.get(at, "") == again.get(at, "") for at in places)


def _goes_on_below(page: Page, found: Found, row: int) -> bool:
    """Whether the heading is repeated below empty rows, with nothing but the number of a page in between."""
    for below in range(row + 1, min(row + _PAGE_FOOT, page.last) + 1):
        cells, words = page.rows.get(below, {}), page.words.get(below, {})
        if any(cell.value not in (None, "") for cell in cells.values()) and not _is_page_number(cells, words):
            return _is_much_like(page, found, below)
    return False


def _is_much_like(page: Page, found: Found, row: int) -> bool:
    """Whether a row has most words of a heading: the parts of a table may differ in some columns."""
    words, again = page.words.get(found.first, {}), page.words.get(row, {})
    said = [column for column in found.columns.values() if words.get(column)]
    same = sum(words[column] == again.get(column) for column in said)
    return same >= _ALIKE and 2 * same > len(said)


def _begins_with_total(cells: Mapping[int, Cell], words: Mapping[int, str], last: int) -> bool:
    """Whether a row is the total; the word may stand left of the table, in a column of numbers."""
    return any(map(_is_total, [words[column] for column in islice(cells, 4) if column <= last and column in words]))


@remembered
def _is_total(words: str) -> bool:
    label = words.rstrip(":")
    return label in _TOTALS or (label.endswith("分)") and _FULL.sub("", label) in _TOTALS)


def _is_page_number(cells: Mapping[int, Cell], words: Mapping[int, str]) -> bool:
    """Whether a row holds nothing but the number of a printed page."""
    said = [text for text in words.values() if text]
    is_alone = len(said) == 1 and all(cell.value is None or isinstance(cell.value, str) for cell in cells.values())
    return is_alone and _PAGE_NUMBER.fullmatch(said[0]) is not None


def is_subtotal(page: Page, row: int) -> bool:
    """Whether a row is one of subtotals, by its first words."""
    return any(map(_says_subtotal, islice(page.words.get(row, {}).values(), 2)))


@remembered
def _says_subtotal(words: str) -> bool:
    return words.rstrip(":").endswith(_SUBTOTAL)


def _is_foot(words: Mapping[int, str], first: int) -> bool:
    """Whether a row begins with the words of a note or a signature line, at the left edge of the table."""
    column, text = next(((column, text) for column, text in words.items() if text), (first, ""))
    return column <= first and _FOOT.match(text) is not None
