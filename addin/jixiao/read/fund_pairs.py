"""The fund table whose amounts each have their labels beside them: 计划投资额 204, below it its parts line by line."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from jixiao.model import names
from jixiao.model.cells import Area
from jixiao.model.form import FundForm, FundLine, Table
from jixiao.model.framework import Fund
from jixiao.read.pages import Page, Pages, plain, without_note

_AMOUNTS = ("annual_budget", "executed")
TOTAL = "total"
_FEWEST_LINES, _GAP, _WIDEST = 2, 1, 3
"""So many lines below the name of an amount make it one of these tables; so many rows may be missing in between."""


def read_fund_pairs(pages: Pages, law: Fund) -> FundForm | None:
    """The table, by its defined name or by a row that names amounts over labels of lines."""
    total = next((line for line in law.lines if line.group == TOTAL), None)
    if total is None:
        return None
    head, words = FundLine(total.id, total.group, total.label, 0), _words(law)
    area = pages.names.get(names.FUND)
    if area is not None:
        return _table(pages.pages[area.sheet], area.top, law, words, head, ours=True)
    places = ((page, row) for page in pages.pages.values() if not page.hidden for row in page.words)
    return next(
        (form for page, row in places if (form := _table(page, row, law, words, head, ours=False)) is not None), None
    )


def may_be_pairs(page: Page, area: Area, law: Fund) -> bool:
    """Whether lines may stand below the name of an amount in the first row of an area, or outside of the area."""
    column = _labels(page, area.top, _words(law)).get("annual_budget", 0)
    is_seen = column <= area.right and area.top + _GAP < area.bottom
    return column > 0 and not (is_seen and not any(_lines(page, area.top, column, law)))


def _table(page: Page, top: int, law: Fund, words: Mapping[str, str], total: FundLine, ours: bool) -> FundForm | None:
    labels = _labels(page, top, words)
    if any(role not in labels for role in _AMOUNTS):
        return None
    lines = tuple(_lines(page, top, labels["annual_budget"], law))
    if len(lines) < _FEWEST_LINES:
        return None
    rows = range(top, lines[-1].place + 1)
    columns = {role: _amounts(page, rows, column, labels.values(), ours) for role, column in labels.items()}
    of_total = frozenset(role for role, column in labels.items() if not any(_lines(page, top, column, law)))
    table = Table(page.name, top, MappingProxyType({"label": labels["annual_budget"], **columns}), top, rows[-1])
    head = FundLine(total.id, total.group, total.label, top)
    return FundForm(table, (head, *lines), of_total=of_total)


def _labels(page: Page, row: int, words: Mapping[str, str]) -> Mapping[str, int]:
    """Role → the column of its name in a row."""
    found: dict[str, int] = {}
    for column, text in page.words.get(row, {}).items():
        role = words.get(text) or (words.get(without_note(text)) if text.endswith(")") else None)
        if role is not None:
            found.setdefault(role, column)
    return found


def _words(law: Fund) -> Mapping[str, str]:
    """What names an amount → its role."""
    return {plain(word): role for role, found in law.columns.items() if role != "label" for word in found}


def _lines(page: Page, top: int, column: int, law: Fund) -> Iterator[FundLine]:
    """The lines whose labels stand below the name of an amount."""
    taken, last = set[str](), top
    for row in range(top + 1, page.last + 1):
        text = page.words.get(row, {}).get(column, "")
        line = next((line for line in law.lines if line.id not in taken and _names(text, line.keys)), None)
        if line is not None and line.group != TOTAL:
            taken.add(line.id)
            last = row
            yield FundLine(line.id, line.group, line.label, row)
        elif row > last + _GAP:
            return


def _names(text: str, keys: Collection[str]) -> bool:
    return bool(text) and any(plain(key) in text for key in keys)


def _amounts(page: Page, rows: range, label: int, labels: Collection[int], ours: bool) -> int:
    """The column of the amounts: the next one, in anyone's table the first with something in it before other labels."""
    wide = (area.right for area in page.sheet.merged if area.top in rows and area.left == label)
    first = max(wide, default=label) + 1
    end = first if ours else min((column for column in labels if column > label), default=first + _WIDEST)
    filled = (column for column in range(first, end) if any(page.value(row, column) not in (None, "") for row in rows))
    return next(filled, first)
