"""Faults inside one worksheet part. Each check takes the part's root and tells the place and the fault."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from formula_lint import Known, formula_faults

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LONGEST_STRING, LONGEST_LIST = 32_767, 255
_NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_FORMULA_HOLDERS = (
    ("c", ("f",), "cell", "r"),
    ("conditionalFormatting", ("formula",), "conditional format", "sqref"),
    ("dataValidation", ("formula1", "formula2"), "validation", "sqref"),
)
_ERRORS = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
}


@dataclass(frozen=True)
class Context:
    """What a worksheet's cells may point to in the rest of the workbook."""

    known: Known
    strings: Sequence[str]


def order_faults(root: Element) -> Iterator[str]:
    """Rows and cells that stand doubled, out of order, or in another row's element."""
    rows = [int(row.get("r", "0")) for row in root.iter(f"{MAIN}row")]
    yield from (_misplaced("row", str(one), str(two), one == two) for one, two in pairwise(rows) if two <= one)
    for row in root.iter(f"{MAIN}row"):
        cells = [coordinate_to_tuple(cell.get("r", "A1")) for cell in row.iter(f"{MAIN}c")]
        for one, two in pairwise(cells):
            if two[1] <= one[1]:
                yield _misplaced("cell", _a1(one), _a1(two), one == two)
        yield from (f"cell {_a1(at)} stands in row {row.get('r')}" for at in cells if str(at[0]) != row.get("r"))


def _misplaced(kind: str, one: str, two: str, twice: bool) -> str:
    return f"{kind} {one} stands twice" if twice else f"{kind} {two} stands after {one}"


def _a1(at: tuple[int, int]) -> str:
    return f"{get_column_letter(at[1])}{at[0]}"


def overlap_faults(root: Element) -> Iterator[str]:
    """Merged areas that share a cell, and column settings that share a column."""
    merges = [merge.get("ref", "") for merge in root.iter(f"{MAIN}mergeCell")]
    for one, two in combinations(merges, 2):
        if _meet(range_boundaries(one), range_boundaries(two)):
            yield f"merged areas {one} and {two} overlap"
    columns = [(int(col.get("min", "0")), int(col.get("max", "0"))) for col in root.iter(f"{MAIN}col")]
    for (first, last), (begin, end) in pairwise(columns):
        if begin <= last:
            yield f"columns {first}-{last} and {begin}-{end} overlap"


def _meet(one: Sequence[int | None], two: Sequence[int | None]) -> bool:
    """Whether two rectangles (left, top, right, bottom) share a cell."""
    (left1, top1, right1, bottom1), (left2, top2, right2, bottom2) = ([n or 0 for n in area] for area in (one, two))
    return left1 <= right2 and left2 <= right1 and top1 <= bottom2 and top2 <= bottom1


def value_faults(root: Element, context: Context) -> Iterator[str]:
    """Stored values that do not suit their cell's type, and texts that are too long."""
    for cell in root.iter(f"{MAIN}c"):
        stored, kind = cell.findtext(f"{MAIN}v"), cell.get("t", "n")
        text = text_of(cell.find(f"{MAIN}is")) if kind == "inlineStr" else stored or ""
        if kind in ("inlineStr", "str") and too_long(text):
            yield f"cell {cell.get('r')} holds a text longer than {LONGEST_STRING:,}"
        if stored and not _suits(stored, kind, context):
            yield f"cell {cell.get('r')} of type {kind} holds {stored[:40]!r}"


def text_of(element: Element | None) -> str:
    """All text of a rich string."""
    return "" if element is None else "".join(run.text or "" for run in element.iter(f"{MAIN}t"))


def too_long(text: str) -> bool:
    """Whether a text has more UTF-16 units than a cell may hold."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_STRING


def _suits(stored: str, kind: str, context: Context) -> bool:
    suits: dict[str, Callable[[], bool]] = {
        "n": lambda: _NUMBER.fullmatch(stored) is not None,
        "s": lambda: stored.isdecimal() and int(stored) < len(context.strings),
        "b": lambda: stored in ("0", "1"),
        "e": lambda: stored in _ERRORS,
    }
    return suits.get(kind, lambda: True)()


def formula_text_faults(root: Element, context: Context) -> Iterator[str]:
    """Broken formulas of cells, validations and conditional formats."""
    for place, formula in _formulas(root):
        yield from (f"{place}: {fault}" for fault in formula_faults(formula.text or "", context.known))


def _formulas(root: Element) -> Iterator[tuple[str, Element]]:
    for holder, tags, kind, place in _FORMULA_HOLDERS:
        for element in root.iter(f"{MAIN}{holder}"):
            for tag in tags:
                yield from ((f"{kind} {element.get(place)}", formula) for formula in element.iter(f"{MAIN}{tag}"))


def list_faults(root: Element) -> Iterator[str]:
    """Drop-down lists written out in the file that are longer than Excel reads."""
    for rule in root.iter(f"{MAIN}dataValidation"):
        text = (rule.findtext(f"{MAIN}formula1") or "").strip()
        if rule.get("type") == "list" and _LITERAL.fullmatch(text) and len(text) - 2 > LONGEST_LIST:
            yield f"validation {rule.get('sqref')} lists more than {LONGEST_LIST} characters"


def link_faults(root: Element, context: Context) -> Iterator[str]:
    """Links inside the workbook whose sheet or name does not exist."""
    for link in root.iter(f"{MAIN}hyperlink"):
        faults = formula_faults(link.get("location") or "A1", context.known)
        yield from (f"link {link.get('ref')}: {fault}" for fault in faults)


def table_faults(root: Element, table: Element, context: Context) -> Iterator[str]:
    """A table whose columns are not named as its header cells read, or named twice."""
    left, top, right, _ = (bound or 0 for bound in range_boundaries(table.get("ref", "A1")))
    columns = [column.get("name", "") for column in table.iter(f"{MAIN}tableColumn")]
    for name, count in Counter(name.lower() for name in columns).items():
        if count > 1:
            yield f"table {table.get('displayName')} has two columns {name}"
    if table.get("headerRowCount") == "0":
        return
    cells = {cell.get("r"): cell for cell in root.iter(f"{MAIN}c")}
    shown = [_shown(cells.get(_a1((top, column))), context) for column in range(left, right + 1)]
    if shown != columns:
        yield f"table {table.get('displayName')} names its columns {columns}, its header reads {shown}"


def _shown(cell: Element | None, context: Context) -> str:
    """The text of a header cell. A line break stands in the column's name as ``_x000a_``."""
    if cell is None:
        return ""
    stored = cell.findtext(f"{MAIN}v") or ""
    text = context.strings[int(stored)] if cell.get("t") == "s" else stored or text_of(cell.find(f"{MAIN}is"))
    return text.replace("\n", "_x000a_")
