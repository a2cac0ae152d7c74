"""Workbooks of our templates: blank, with published figures, and as other programs hand them back."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from corpus.dialects import in_utf16, on_many_lines, prefixed, respelled, single_quoted, strict, with_remarks
from corpus.grafts import new_rules, threads
from corpus.kind import kind
from corpus.package import MAIN, TYPES, WORKBOOK, XML, Parts, add_part, pack, unpacked
from corpus.workbook_grafts import macros, wps
from jixiao import flow
from jixiao.consolidate.summary.table import summary_entries
from jixiao.template.blueprint import evaluation_blueprint, summary_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import source_ids
from workbooks import EXAMPLE, TEMPLATE, unit_books


@cache
def blank(template: str) -> bytes:
    return build_workbook(evaluation_blueprint(template))


@cache
def published(example: str, number: int = 0) -> bytes:
    """The published figures of one book of an example, as a unit types them in."""
    found = load_example(example)
    plan = evaluation_blueprint(found.template)
    return build_workbook(plan, example_entries(plan.form, found.books[number], found.year))


def _enter(name: str, build: Callable[[Path], None], suffix: str = ".xlsx", *, default: bool = True) -> None:
    build.__name__ = name
    kind(suffix, default=default)(build)


EXAMPLE_OF = {load_example(id).template: id for id in example_ids()}

for _id in source_ids():

    def _blank(path: Path, id: str = _id) -> None:
        path.write_bytes(blank(id))

    _enter(f"blank_{_id}", _blank, default=_id == TEMPLATE)
    if _id in EXAMPLE_OF:

        def _published(path: Path, id: str = EXAMPLE_OF[_id]) -> None:
            path.write_bytes(published(id))

        _enter(f"published_{_id}", _published, default=_id == TEMPLATE)


@kind()
def unit_of_ours(path: Path) -> None:
    path.write_bytes(published(EXAMPLE, 1))


@kind()
def summary_of_ours(path: Path) -> None:
    plan = summary_blueprint(TEMPLATE, 6)
    path.write_bytes(build_workbook(plan, summary_entries(plan.form, flow.consolidate_books(unit_books()))))


def respelled_ours(change: Callable[[str, bytes], bytes]) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        path.write_bytes(published(EXAMPLE))
        respelled(path, change)

    return build


def grafted_ours(graft: Callable[[Parts], None]) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        path.write_bytes(published(EXAMPLE))
        parts = unpacked(path)
        graft(parts)
        pack(path, parts)

    return build


def with_shared_messages(name: str, data: bytes) -> bytes:
    """The messages' formulas shared down their column, as Excel writes formulas that were filled down."""
    if not name.startswith("xl/worksheets/"):
        return data
    found = list(re.finditer(rb"<f>(IF\(jx_marks=[^<]*)</f>", data))
    if not found:
        return data
    column = re.search(rb'<c r="([A-Z]+)', data[data.rindex(b"<c ", 0, found[0].start()) :])
    assert column is not None
    whole = b'<f t="shared" ref="%s1:%s999" si="7">%s</f>' % (column[1], column[1], found[0][1])
    spelled = iter((whole, *[b'<f t="shared" si="7"/>'] * (len(found) - 1)))
    return re.sub(rb"<f>IF\(jx_marks=[^<]*</f>", lambda _: next(spelled), data)


def without_blank_cells(name: str, data: bytes) -> bytes:
    """No cells that have but a look, and no rows without cells: the list of results is not there before the marks."""
    if not name.startswith("xl/worksheets/"):
        return data
    data = re.sub(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?/>', b"", data)
    return re.sub(rb"<row [^>]*[^/]></row>", b"", data)


def as_excel_saves(parts: Parts) -> None:
    """A chain of calculation, ``x14ac`` attributes, and no request to calculate: nothing that another saves so."""
    chain = []
    for number, name in enumerate((name for name in parts if name.startswith("xl/worksheets/sheet")), 1):
        parts[name] = re.sub(rb"<row ", b'<row x14ac:dyDescent="0.2" ', parts[name])
        space = b' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
        parts[name] = parts[name].replace(f'xmlns="{MAIN}"'.encode(), f'xmlns="{MAIN}"'.encode() + space, 1)
        cells = re.findall(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f>', parts[name])
        chain += [f'<c r="{at.decode()}" i="{number}"/>' for at in cells]
    parts[WORKBOOK] = parts[WORKBOOK].replace(b' fullCalcOnLoad="1"', b"")
    links = f'{XML}<calcChain xmlns="{MAIN}">{"".join(chain)}</calcChain>'
    kind_of = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    add_part(parts, "xl/calcChain.xml", links, kind_of, WORKBOOK, "calcChain")


def as_template(parts: Parts) -> None:
    parts[TYPES] = parts[TYPES].replace(b"sheet.main+xml", b"template.main+xml")


def with_extras(parts: Parts) -> None:
    new_rules(parts)
    threads(parts)
    wps(parts)


_enter("ours_prefixed", respelled_ours(prefixed))
_enter("ours_strict", respelled_ours(strict))
_enter("ours_in_utf16", respelled_ours(in_utf16), default=False)
_enter("ours_on_many_lines", respelled_ours(on_many_lines))
_enter("ours_with_remarks", respelled_ours(with_remarks), default=False)
_enter("ours_single_quoted", respelled_ours(single_quoted))
_enter("ours_with_shared_messages", respelled_ours(with_shared_messages))
_enter("ours_without_blank_cells", respelled_ours(without_blank_cells))
_enter("ours_as_excel_saves", grafted_ours(as_excel_saves))
_enter("ours_as_a_template", grafted_ours(as_template), ".xltx")
_enter("ours_with_macros", grafted_ours(macros), ".xlsm")
_enter("ours_with_extras", grafted_ours(with_extras))
