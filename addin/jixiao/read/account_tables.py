"""The tables of accounts: by defined name in our templates, by their title in anyone's; columns and lines by words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.model import names
from jixiao.model.account_form import AccountForm, PanelForm
from jixiao.model.account_tables import AccountLine, AccountPanel, AccountTable
from jixiao.model.cells import CellRef
from jixiao.model.form import MissingColumn
from jixiao.model.framework import Framework
from jixiao.read.pages import Page, Pages, plain

LEVEL = "合计标记"
"""Heading of the column off the paper that tells which lines by code no other one contains."""

NUMBER = "行次"
_HEADING, _LONGEST = 5, 300
"""The most rows of a heading, and of a table of anyone's; one of ours may have grown to twice that."""


def read_accounts(pages: Pages, framework: Framework) -> tuple[Mapping[str, AccountForm], tuple[MissingColumn, ...]]:
    """The tables found, by id, and the columns that those of our templates should have but lack."""
    found: dict[str, AccountForm] = {}
    missing: list[MissingColumn] = []
    titled = _titled(pages, framework)
    for law in framework.tables:
        for place in _located(pages, law, titled):
            reading = _Reading(place, law)
            form = reading.form()
            if form is not None:
                found[law.id] = form
                missing += reading.missing if place.ours else ()
                break
    return found, tuple(missing)


@dataclass(frozen=True)
class _Located:
    page: Page
    top: int
    last: int
    ours: bool


def _titled(pages: Pages, framework: Framework) -> Sequence[tuple[Page, int]]:
    """The rows that hold a title of one of the tables; looked for once, as a book may have many rows."""
    titles = {plain(title) for law in framework.tables for title in law.title}
    if not titles or any(name.startswith(names.TABLE) for name in pages.names):
        return ()
    visible = (page for page in pages.pages.values() if not page.hidden)
    return [
        (page, row) for page in visible for row, words in page.words.items() if not titles.isdisjoint(words.values())
    ]


def _located(pages: Pages, law: AccountTable, titled: Sequence[tuple[Page, int]]) -> Iterator[_Located]:
    """Where the table may stand: below its title, unless that is one of a list of contents."""
    area = pages.names.get(names.TABLE + law.id)
    if area is not None and area.bottom - area.top <= _LONGEST * 2:
        yield _Located(pages.pages[area.sheet], area.top, area.bottom, ours=True)
        return
    titles = {plain(title) for title in law.title}
    for page, row in titled:
        if titles & {*page.words[row].values()}:
            yield _Located(page, row + 1, min(page.last, row + _LONGEST), ours=False)


class _Reading:
    """Reads one table, from left to right."""

    def __init__(self, place: _Located, law: AccountTable) -> None:
        self._page, self._place, self._law = place.page, place, law
        self.missing: list[MissingColumn] = []
        self._first = self._first_line()
        self._heads = self._headings()
        self._column = 0

    def form(self) -> AccountForm | None:
        """What was found, None where no panel has both a column and a line; ``missing`` tells what was not."""
        panels = tuple(self._panel(panel) for panel in self._law.panels)
        if not any(panel.columns and panel.lines for panel in panels):
            return None
        header, last = self._first - 1, self._place.last
        rows = [row for panel in panels for row in (*panel.lines.values(), panel.last)]
        end = last if self._place.ours else max(rows)
        return AccountForm(self._law.id, self._page.name, self._place.top, header, end, panels)

    def _first_line(self) -> int:
        """The row of the first line: that ends the heading."""
        first, words = self._law.panels[0].lines[0], self._page.words
        firsts = {*_keys(first), first.code} - {""}
        rows = range(self._place.top, self._place.last + 1)
        return next((row for row in rows if next(iter(words.get(row, {}).values()), "") in firsts), self._place.top + 2)

    def _headings(self) -> Mapping[int, set[str]]:
        found: dict[int, set[str]] = {}
        for row in range(max(self._place.top, self._first - _HEADING), self._first):
            for column, text in self._page.words.get(row, {}).items():
                found.setdefault(column, set()).add(text)
        return found

    def _next(self, words: Sequence[str], role: str = "") -> int:
        """The next column to the right that has such a heading; 0 where there is none."""
        wanted = {*map(plain, words)}
        for column in sorted(self._heads):
            if column > self._column and self._heads[column] & wanted:
                self._column = column
                return column
        if role:
            at = CellRef(self._page.name, self._first - 1, self._column + 1)
            self.missing.append(MissingColumn(self._law.title[0], words[0], role, at))
        return 0

    def _panel(self, panel: AccountPanel) -> PanelForm:
        code = self._next(panel.code, "code") if panel.code else 0
        label = self._next(panel.label, "label")
        if panel.numbered:
            self._next((NUMBER,))
        columns = {column.id: at for column in panel.columns if (at := self._next(column.heading, column.id))}
        lines = dict(self._lines(panel, [one for one in (code, label) if one]))
        form = PanelForm(self._page.name, columns, lines, label, code, digits=panel.digits)
        return self._with_rows(form) if panel.rows and code and label and lines else form

    def _lines(self, panel: AccountPanel, columns: Sequence[int]) -> Iterator[tuple[str, int]]:
        """Each line below the one before it, so that a name may stand twice."""
        below = self._first - 1
        for line in panel.lines:
            keys = _keys(line)
            for row in range(below + 1, self._place.last + 1):
                words = self._page.words.get(row, {})
                if any(words.get(column) in keys for column in columns):
                    below = row
                    yield line.id, row
                    break

    def _with_rows(self, form: PanelForm) -> PanelForm:
        first = max(form.lines.values()) + 1
        last = self._place.last if self._place.ours else first - 1
        while not self._place.ours and last < self._place.last and self._is_row(form, last + 1):
            last += 1
        level = next((column for column, words in self._heads.items() if LEVEL in words), 0)
        return PanelForm(form.sheet, form.columns, form.lines, form.label, form.code, level, first, last, form.digits)

    def _is_row(self, form: PanelForm, row: int) -> bool:
        value = self._page.value(row, form.code)
        return value is not None and (not isinstance(value, str) or value.strip().isdigit())


def _keys(line: AccountLine) -> set[str]:
    return {plain(label) for label in line.label}
