"""The sheets of our templates beside the form itself: derived scores, points of assessment, figures of the report."""

import re
from collections.abc import Iterator, Mapping

from jixiao.model import names
from jixiao.model.cells import Area, parse_a1
from jixiao.model.form import Checklist, IndicatorForm, ScoringForm, StatementsForm, Table
from jixiao.model.framework import Framework
from jixiao.read.pages import Page, Pages

_SCORING_ROLES = ("number", "name", "method", "derivation", "score")
_STATEMENT_COLUMNS: tuple[Mapping[str, str], ...] = (
    {"number": "序号", "item": "项目", "value": "数值", "unit": "单位", "relation": "关系", "base": "上年数或基数",
     "change": "增减额", "percentage": "幅度或占比", "part_of": "合计项目", "place": "报告中的位置"},
    {"number": "序号", "item": "项目", "value": "数值", "unit": "单位", "base": "上年数或基数", "change": "增减额",
     "percentage": "增减幅度", "place": "报告中的位置"},
)  # fmt: skip
"""The columns of 叙述数据 from left to right, role → heading, in our templates and in those of before."""

_CONCEPT_WORDS = "对应的数"
_MOST_ROWS = 2000
"""A defined name that spans more rows than any of these tables has was tampered with."""

_SHOWN = re.compile(r"(?:[^!]+!)?\$?(?P<cell>[A-Z]{1,3}\$?[0-9]{1,7})")


def _sane(area: Area | None) -> Area | None:
    return area if area is not None and area.bottom - area.top <= _MOST_ROWS else None


def read_scoring(pages: Pages, indicators: IndicatorForm | None) -> ScoringForm | None:
    """The list of derived scores. Each row shows the name of its indicator: that formula says which one it is."""
    area = _sane(pages.names.get(names.SCORING))
    if area is None or indicators is None:
        return None
    page = pages.pages[area.sheet]
    columns = {role: area.left + number for number, role in enumerate(_SCORING_ROLES)}
    known = {row.row for row in indicators.rows}
    rows, own = dict[int, int](), set[int]()
    for row in range(area.top + 1, area.bottom + 1):
        source = _shown_row(page, row, columns["name"])
        if source in known:
            rows[source] = row
            if _formula(page, row, columns["method"]):
                own.add(source)
    table = Table(area.sheet, area.top, columns, area.top + 1, area.bottom)
    return ScoringForm(table, rows, frozenset(own)) if rows else None


def _formula(page: Page, row: int, column: int) -> str:
    cell = page.rows.get(row, {}).get(column)
    return (cell.formula or "") if cell is not None else ""


def _shown_row(page: Page, row: int, column: int) -> int:
    """The row of the cell that a formula shows, 0 where it shows none."""
    places = _SHOWN.findall(_formula(page, row, column))
    found = parse_a1(places[-1].replace("$", "")) if places else None
    return found[0] if found else 0


def read_checklists(pages: Pages, framework: Framework) -> Iterator[Checklist]:
    """The ticks of each fixed indicator with points of assessment."""
    for number, key in enumerate(framework.checklists, 1):
        area = _sane(pages.names.get(f"{names.CHECKLIST}{number}"))
        if area is not None and area.left == area.right:
            yield Checklist(*key, area)


def _statement_columns(words: Mapping[int, str], left: int) -> dict[str, int]:
    """The columns as the headings tell them; a heading that was changed does not move its column."""
    layouts = ({role: left + number for number, role in enumerate(headings)} for headings in _STATEMENT_COLUMNS)
    named = zip(_STATEMENT_COLUMNS, layouts, strict=True)
    _, columns = max(named, key=lambda pair: sum(words.get(pair[1][role]) == text for role, text in pair[0].items()))
    return columns


def read_statements(pages: Pages) -> StatementsForm | None:
    """叙述数据, with the fact that each figure states."""
    area = _sane(pages.names.get(names.STATEMENTS))
    if area is None:
        return None
    page = pages.pages[area.sheet]
    words = page.words.get(area.top, {})
    columns = _statement_columns(words, area.left)
    concept = next((column for column, text in words.items() if text == _CONCEPT_WORDS), None)
    columns |= {} if concept is None else {"concept": concept}
    rows = range(area.top + 1, area.bottom + 1)
    concepts = {row: page.text(row, columns.get("concept")).strip() for row in rows}
    free = tuple(row for row in rows if not page.text(row, columns["item"]))
    table = Table(area.sheet, area.top, columns, area.top + 1, area.bottom)
    return StatementsForm(table, {row: concept for row, concept in concepts.items() if concept}, free)
