"""Find tables by the words of their heading row, in anyone's workbook."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jixiao.model.cells import Area
from jixiao.read.labels import said_in_one
from jixiao.read.pages import Page, Pages, plain, without_note
from jixiao.read.words import remembered

Columns = Mapping[str, tuple[str, ...]]
"""Role → the words that may head its column."""

_TALLEST_HEADING = 3
"""So many rows make one heading at most."""

_HEADINGS, _WIDEST_KNOWN = 16, 40
"""So many headings are known, of so many words each."""


@dataclass(frozen=True)
class Found:
    """A heading: its last row, which columns it names, and its first row where it has several (``top``)."""

    sheet: str
    row: int
    columns: Mapping[str, int]
    top: int = 0

    @property
    def first(self) -> int:
        """The first row of the heading."""
        return self.top or self.row


@remembered
def _has_note(words: str) -> bool:
    return words.endswith(")")


class Vocabulary:
    """The words that head columns, for one look-up a cell."""

    def __init__(self, columns: Columns) -> None:
        self._roles: dict[str, list[str]] = {}
        self._known: dict[tuple[tuple[int, str], ...], dict[str, int]] = {}
        self._before = dict(zip([*columns][1:], columns, strict=False))
        for role, words in columns.items():
            for word in words:
                self._roles.setdefault(plain(word), []).append(role)

    def knows(self, word: str) -> bool:
        """Whether a word names a column, alone or without what stands in brackets behind it."""
        return word in self._roles or (word.endswith(")") and without_note(word) in self._roles)

    @property
    def ends(self) -> frozenset[str]:
        """The last signs of the words that it knows."""
        return frozenset(word[-1:] for word in self._roles) | {")"}

    def columns_of(self, page: Page, row: int) -> dict[str, int]:
        """The columns that the words in a row name, from left to right; of several 分值 the last is kept.

        Words that match as they stand go before words with a formula or a unit in brackets behind them.
        """
        return self._columns_in(page.words.get(row, {}))

    def is_heading(self, page: Page, row: int) -> bool:
        """Whether a row holds two or more words that head columns and nothing else: one of several heading rows."""
        said = [text for text in page.words.get(row, {}).values() if text]
        return (
            len(said) > 1
            and all(map(self.knows, said))
            and (all(cell.value is None or isinstance(cell.value, str) for cell in page.rows[row].values()))
        )

    def heading_at(self, page: Page, row: int) -> Found:
        """The heading that begins in a row, over as many rows below as go on naming columns."""
        words, last = page.words.get(row, {}), row
        columns = self._columns_in(words)
        while columns and last < row + _TALLEST_HEADING - 1 and self._goes_on(page, last + 1):
            below = {column: text for column, text in page.words[last + 1].items() if text}
            both = dict(sorted({**words, **below}.items()))
            more = self._columns_in(both)
            if not more.keys() > columns.keys():
                break
            words, columns, last = both, more, last + 1
        return Found(page.name, last, columns, row if last > row else 0)

    def _goes_on(self, page: Page, row: int) -> bool:
        """Whether a row can be the lower part of a heading: most of its words name columns, and it has no figures."""
        words, cells = page.words.get(row), page.rows.get(row, {})
        if not words or any(cell.value is not None and not isinstance(cell.value, str) for cell in cells.values()):
            return False
        said = [text for text in words.values() if text]
        return 2 * sum(map(self.knows, said)) > len(said)

    def _columns_in(self, words: Mapping[int, str]) -> dict[str, int]:
        """The columns that words name; the headings of a template come again in every workbook."""
        key = (*words.items(),)
        found = self._known.get(key)
        if found is None:
            found = self._columns_named(words)
            if found and len(words) <= _WIDEST_KNOWN:
                self._known[key] = found
                if len(self._known) > _HEADINGS:
                    del self._known[next(iter(self._known))]
        return found.copy()

    def _columns_named(self, words: Mapping[int, str]) -> dict[str, int]:
        found: dict[str, int] = {}
        if not self._roles.keys().isdisjoint(words.values()):
            self._match(words, found)
        if any(map(_has_note, words.values())):
            self._match({column: without_note(text) for column, text in words.items() if _has_note(text)}, found)
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


@lru_cache(maxsize=64)
def _vocabulary(columns: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    return Vocabulary(dict(columns))


def vocabulary_of(columns: Columns) -> Vocabulary:
    """The words that head columns; those of the last frameworks are kept."""
    return _vocabulary((*columns.items(),))


def find_heading(
    pages: Pages, columns: Columns, needed: Collection[str], without: Collection[str] = ()
) -> Found | None:
    """The visible heading that names the most columns, all of ``needed`` and none of ``without`` among them."""
    best: Found | None = None
    for found in headings(pages, columns, needed, without):
        if best is None or len(found.columns) > len(best.columns):
            best = found
    return best


def headings(pages: Pages, columns: Columns, needed: Collection[str], without: Collection[str] = ()) -> Iterator[Found]:
    """All visible headings that name ``needed`` columns and none of ``without``, from top to bottom."""
    vocabulary = vocabulary_of(columns)
    for page in pages.pages.values():
        if not page.hidden:
            yield from headings_on(page, vocabulary, needed, without)


def headings_on(
    page: Page, vocabulary: Vocabulary, needed: Collection[str], without: Collection[str] = ()
) -> Iterator[Found]:
    """The headings on one page, from top to bottom."""
    below = 0
    for row in page.words:
        found = vocabulary.heading_at(page, row) if row > below else None
        if found is None or not all(role in found.columns for role in needed):
            continue
        if not any(role in found.columns for role in without):
            below = found.row
            yield found


_SEALS = ("", "(盖章)", "(公章)")


def labelled(pages: Pages, words: Collection[str], headings: Collection[tuple[str, int]]) -> Area | None:
    """The first cell with something in it to the right of a label such as 单位名称, else one that holds both, or None.

    ``headings`` are the heading rows of tables (sheet, row), where such a word is no label.
    """
    wanted = {plain(word) + seal for word in words for seal in _SEALS}
    for page in pages.pages.values():
        for row, texts in () if page.hidden else page.words.items():
            column = next((column for column, text in texts.items() if text.rstrip(":") in wanted), None)
            if column is not None and (page.name, row) not in headings:
                right = _value_right_of(page, row, column)
                if right is not None:
                    return Area(page.name, row, right, row, right)
    return _labelled_within(pages, wanted, headings)


def _labelled_within(pages: Pages, wanted: Collection[str], headings: Collection[tuple[str, int]]) -> Area | None:
    """The first cell above a table that holds both the label and what it labels; see ``labels``."""
    tops: dict[str, int] = {}
    for sheet, row in headings:
        tops[sheet] = min(row, tops.get(sheet, row))
    for sheet, top in tops.items():
        page = pages.pages[sheet]
        for row, texts in () if page.hidden else page.words.items():
            for column, text in texts.items() if row < top else ():
                if ":" in text and plain(said_in_one(page.value(row, column))[0]) in wanted:
                    return Area(page.name, row, column, row, column)
    return None


_OTHER_LABELS = ("下属单位个数", "主管部门", "单位", "年度", "填报人", "联系电话", "填报日期")


def _value_right_of(page: Page, row: int, column: int) -> int | None:
    """The column of the first value right of a label, unless another label comes first."""
    for right in range(column + 1, column + 8):
        if page.value(row, right) not in (None, ""):
            text = page.words.get(row, {}).get(right, "")
            return None if text.endswith(":") or text in _OTHER_LABELS else right
    return None
