"""Find tables by the words of their heading row, in anyone's workbook."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.model.cells import Area
from jixiao.read.pages import Page, Pages, plain, without_note

Columns = Mapping[str, tuple[str, ...]]
"""Role → the words that may head its column."""

_TOTALS = ("合计", "总计", "总分", "总分合计", "合计得分", "总得分", "自评总分", "自评总得分")
_SUBTOTAL = "小计"
_FOOT = re.compile(
    r"(?:注|备注|说明|填报说明)(?:[:0-9]|$)|(?:填报人|填表人|联系人|审核人|单位负责人|部门负责人|部门|单位)[(:]"
)
_GAP, _NAMED_GAP = 2, 50
"""So many empty rows end a table; one that a defined name spans may have gaps where rows were emptied."""

_NAMED_EMPTY = 100
"""A named table has at most so many empty rows more than it has others: a name may span a whole sheet."""


@dataclass(frozen=True)
class Found:
    """A heading row: where it is and which columns it names."""

    sheet: str
    row: int
    columns: Mapping[str, int]


class Vocabulary:
    """The words that head columns, for one look-up a cell."""

    def __init__(self, columns: Columns) -> None:
        self._roles: dict[str, list[str]] = {}
        self._before = dict(zip([*columns][1:], columns, strict=False))
        for role, words in columns.items():
            for word in words:
                self._roles.setdefault(plain(word), []).append(role)

    def columns_of(self, page: Page, row: int) -> dict[str, int]:
        """The columns that the words in a row name, from left to right; of several 分值 the last is kept.

        Words that match as they stand go before words with a formula or a unit in brackets behind them.
        """
        found: dict[str, int] = {}
        words = page.words.get(row, {})
        self._match(words, found)
        noted = {column: without_note(text) for column, text in words.items() if text.endswith(")")}
        if noted:
            self._match(noted, found)
        return found

    def _match(self, words: Mapping[int, str], found: dict[str, int]) -> None:
        before, last = set(found), ""
        for column, text in words.items():
            roles = [r for r in self._roles.get(text, ()) if r not in found or (r == "points" and r not in before)]
            if roles:
                last = self._fitting(roles, last)
                found[last] = column

    def _fitting(self, roles: Sequence[str], last: str) -> str:
        """Of roles that share a word (分值 of each level) the one that follows the column just found, else the last.

        Where they share nothing with the order of the form, the first that is still free is meant.
        """
        follows = [role for role in roles if self._before.get(role) == last]
        if follows:
            return follows[0]
        return roles[-1] if roles[-1] == "points" else roles[0]


def find_heading(
    pages: Pages, columns: Columns, needed: Collection[str], without: Collection[str] = ()
) -> Found | None:
    """The visible row that names the most columns, all of ``needed`` and none of ``without`` among them."""
    vocabulary = Vocabulary(columns)
    best: Found | None = None
    for page in pages.pages.values():
        if page.hidden:
            continue
        for row in page.words:
            found = vocabulary.columns_of(page, row)
            fits = all(role in found for role in needed) and not any(role in found for role in without)
            if fits and (best is None or len(found) > len(best.columns)):
                best = Found(page.name, row, found)
    return best


def rows_below(page: Page, found: Found, limit: int | None) -> Iterator[tuple[int, bool]]:
    """The data rows under a heading and whether each is the total row, which ends the table.

    Without a ``limit`` (the last row that a defined name gives) a foot note or two empty rows end it too.
    A row of subtotals (小计) is passed over.
    """
    first, last = min(found.columns.values()), max(found.columns.values())
    empty = balance = covered = 0
    for row in range(found.row + 1, (limit or page.last) + 1):
        cells, words = page.rows.get(row, {}), page.words.get(row, {})
        # the word may stand left of the table, in a column of numbers
        labels = [words.get(column, "").rstrip(":") for column in [*cells][:4] if column <= last]
        if any(label in _TOTALS for label in labels):
            yield row, True
            return
        if is_subtotal(page, row):
            continue
        covered = max([covered, *(page.tall.get((row, column), 0) for column in cells if column <= last)])
        is_filled = bool(cells) if limit else row <= covered or any(first <= column <= last for column in cells)
        empty, balance = (0, balance - 1) if is_filled else (empty + 1, balance + 1)
        if empty == (_NAMED_GAP if limit else _GAP) or balance > _NAMED_EMPTY:
            return
        if limit is None and _is_foot(words, first):
            return
        if is_filled or limit:
            yield row, False


def is_subtotal(page: Page, row: int) -> bool:
    """Whether a row is one of subtotals, by its first words."""
    return any(text.rstrip(":").endswith(_SUBTOTAL) for text in [*page.words.get(row, {}).values()][:2])


def _is_foot(words: Mapping[int, str], first: int) -> bool:
    """Whether a row begins with the words of a note or a signature line, at the left edge of the table."""
    column, text = next(((column, text) for column, text in words.items() if text), (first, ""))
    return column <= first and _FOOT.match(text) is not None


def labelled(pages: Pages, words: Collection[str], headings: Collection[tuple[str, int]]) -> Area | None:
    """The first cell with something in it to the right of a label such as 单位名称, or None.

    ``headings`` are the heading rows of tables (sheet, row), where such a word is no label.
    """
    wanted = {plain(word) for word in words}
    for page in pages.pages.values():
        for row, texts in () if page.hidden else page.words.items():
            column = next((column for column, text in texts.items() if text.rstrip(":") in wanted), None)
            if column is not None and (page.name, row) not in headings:
                right = _value_right_of(page, row, column)
                if right is not None:
                    return Area(page.name, row, right, row, right)
    return None


_OTHER_LABELS = ("下属单位个数", "主管部门", "单位", "年度", "填报人", "联系电话", "填报日期")


def _value_right_of(page: Page, row: int, column: int) -> int | None:
    """The column of the first value right of a label, unless another label comes first."""
    for right in range(column + 1, column + 8):
        if page.value(row, right) not in (None, ""):
            text = page.words.get(row, {}).get(right, "")
            return None if text.endswith(":") or text in _OTHER_LABELS else right
    return None
