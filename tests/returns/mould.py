"""A blank workbook of a template, taken apart once, so that thousands can be filled in quickly.

What is typed stands in shared strings and numbers as a spreadsheet saves them; every formula of the form that is not
typed over has its result beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from xml.sax.saxutils import escape

from corpus.package import Parts
from jixiao.compute.calculate import calculate
from jixiao.compute.live import live_cells
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.package import Package
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.read.facts import read_facts
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.finished import pack_info

STRINGS = "xl/sharedStrings.xml"
_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="[a-z]+")?(?:/>|>(<f>[^<]*</f>)?<v>[^<]*</v></c>)')
_SHOWN_AS_BLANK = (Missing.BLANK, Missing.NIL)


@dataclass(frozen=True, slots=True)
class _Hole:
    """Where a cell stands in its part: from, to; its style and its formula as they are spelled there."""

    start: int
    end: int
    style: bytes
    formula: bytes


@dataclass(frozen=True)
class Mould:
    """The blank workbook of a plan. ``parts``: its members; ``book``: as the file host reads it."""

    plan: Blueprint
    parts: Parts
    book: Book

    @cached_property
    def sheet_parts(self) -> Mapping[str, str]:
        """Sheet → its part; XlsxWriter numbers them in order."""
        return {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(self.book.sheets, 1)}

    @cached_property
    def _holes(self) -> Mapping[str, Mapping[str, _Hole]]:
        return {
            name: {
                found[1].decode(): _Hole(found.start(), found.end(), found[2] or b"", found[3] or b"")
                for found in _CELL.finditer(self.parts[part])
            }
            for name, part in self.sheet_parts.items()
        }

    def cast(self, entries: Mapping[CellRef, Value]) -> Parts:
        """The members of the workbook with these entries typed in and everything computed."""
        strings: dict[str, int] = {}
        cells: dict[str, dict[str, bytes]] = {}
        for at, value in {**self._results(entries), **entries}.items():
            hole = self._holes[at.sheet][at.a1]
            spelled = self._spelled(at, hole, value, strings, typed=at in entries)
            cells.setdefault(at.sheet, {})[at.a1] = spelled
        parts = dict(self.parts)
        for sheet, contents in cells.items():
            parts[self.sheet_parts[sheet]] = self._filled(sheet, contents)
        parts[STRINGS] = _with_strings(parts[STRINGS], strings)
        return parts

    def _filled(self, sheet: str, contents: Mapping[str, bytes]) -> bytes:
        data, holes = self.parts[self.sheet_parts[sheet]], self._holes[sheet]
        pieces, done = [], 0
        for address in sorted(contents, key=lambda address: holes[address].start):
            pieces += [data[done : holes[address].start], contents[address]]
            done = holes[address].end
        return b"".join([*pieces, data[done:]])

    def _spelled(self, at: CellRef, hole: _Hole, value: Value, strings: dict[str, int], typed: bool) -> bytes:
        begin = f'<c r="{at.a1}"'.encode() + hole.style
        if value is None:
            return begin + b"/>"
        formula = b"" if typed else hole.formula
        if isinstance(value, Decimal):
            return b"%s>%s<v>%s</v></c>" % (begin, formula, number(value).encode())
        if not typed:
            return b'%s t="str">%s<v>%s</v></c>' % (begin, formula, escape(str(value)).encode())
        index = self._first_free + strings.setdefault(str(value), len(strings))
        return b'%s t="s"><v>%d</v></c>' % (begin, index)

    @cached_property
    def _first_free(self) -> int:
        return self.parts[STRINGS].count(b"<si>")

    def _results(self, entries: Mapping[CellRef, Value]) -> dict[CellRef, Value]:
        """What the formulas that were not typed over come to."""
        book = with_edits(self.book, [Edit(at, value) for at, value in entries.items()])
        facts = read_facts(book, self.plan.form, self.plan.framework)
        computed = calculate(self._live, facts).computed
        return {at: _result(found.value) for at, found in computed.items() if self._holes[at.sheet][at.a1].formula}

    @cached_property
    def _live(self):
        return live_cells(self.plan.form, self.plan.framework)


def _result(value: object) -> Value:
    if isinstance(value, Missing):
        return "" if value in _SHOWN_AS_BLANK else value.value
    return value  # type: ignore[return-value]


def number(value: Decimal) -> str:
    """A number as spreadsheets store it: the shortest text of its double."""
    return str(int(value)) if value == value.to_integral_value() else repr(float(value))


def _with_strings(data: bytes, strings: Mapping[str, int]) -> bytes:
    added = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return data.replace(b"</sst>", added.encode() + b"</sst>")


@cache
def mould_of(template: str) -> Mould:
    """The mould of a template."""
    plan = evaluation_blueprint(template)
    data = build_workbook(plan)
    return Mould(plan, pack_info(data), book_of(Package(data), ""))
