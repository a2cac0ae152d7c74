"""The fund table whose lines stand side by side: amounts and rates are its rows."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from jixiao.model import names
from jixiao.model.cells import CellRef
from jixiao.model.form import FundForm, FundLine, Table
from jixiao.model.framework import Fund
from jixiao.model.framework.fund import FundLine as Line
from jixiao.read.pages import Page, Pages, plain

_AMOUNTS = ("annual_budget", "executed")
_Keys = tuple[frozenset[str], ...]
"""The words that tell each line of the law, plain."""

_FEWEST_LINES, _REACH = 2, 6
"""So many lines in one row make it a heading; the rows of amounts stand at most so far below it."""


def read_checks(pages: Pages) -> dict[str, CellRef]:
    """The cells of our templates that compare splits, by what they compare."""
    prefix = names.FUND_CHECK
    return {name.removeprefix(prefix): area.first for name, area in pages.names.items() if name.startswith(prefix)}


def read_fund_across(pages: Pages, law: Fund) -> FundForm | None:
    """The table, by its defined name or by a heading row that names lines over rows that name amounts."""
    area = pages.names.get(names.FUND)
    keys = _keys(law)
    if area is not None:
        return _table(pages, pages.pages[area.sheet], area.top, law, keys)
    for page in pages.pages.values():
        for row in () if page.hidden else page.words:
            form = _table(pages, page, row, law, keys)
            if form is not None:
                return form
    return None


def names_lines(page: Page, row: int, law: Fund) -> bool:
    """Whether a row can be the heading of such a table: without, there is none below it."""
    return len([*_lines(page, row, law.lines, _keys(law))]) >= _FEWEST_LINES


def _table(pages: Pages, page: Page, header: int, law: Fund, keys: _Keys) -> FundForm | None:
    lines = tuple(_lines(page, header, law.lines, keys))
    if len(lines) < _FEWEST_LINES:
        return None
    left = min(line.place for line in lines)
    roles = _roles(page, header, left, law)
    if any(role not in roles for role in _AMOUNTS):
        return None
    label = min(column for row in roles.values() for column, text in page.words[row].items() if column < left and text)
    table = Table(page.name, header, {"label": label}, min(roles.values()), max(roles.values()))
    return FundForm(table, lines, roles, read_checks(pages))


def _keys(law: Fund) -> _Keys:
    return _plain(tuple(tuple(line.keys) for line in law.lines))


@lru_cache(maxsize=32)
def _plain(keys: tuple[tuple[str, ...], ...]) -> _Keys:
    """The words of each line, plain; those of the last frameworks are kept."""
    return tuple(frozenset(map(plain, words)) for words in keys)


@lru_cache(maxsize=4096)
def _told_by(text: str, keys: _Keys) -> tuple[int, ...]:
    """The numbers of the lines that a word tells."""
    return tuple(number for number, words in enumerate(keys) if any(word in text for word in words))


def _lines(page: Page, row: int, lines: Sequence[Line], keys: _Keys) -> Iterator[FundLine]:
    taken = set[str]()
    for column, text in page.words.get(row, {}).items():
        for line in (lines[number] for number in _told_by(text, keys)) if text else ():
            if line.id not in taken:
                taken.add(line.id)
                yield FundLine(line.id, line.group, line.label, column)
                break


def _roles(page: Page, header: int, left: int, law: Fund) -> Mapping[str, int]:
    """Role → row: the word left of the amounts says which."""
    words = {plain(word): role for role, found in law.columns.items() if role != "label" for word in found}
    roles = dict[str, int]()
    for row in range(header + 1, header + _REACH + 1):
        for column, text in page.words.get(row, {}).items():
            if column < left and text in words:
                roles.setdefault(words[text], row)
    return roles
