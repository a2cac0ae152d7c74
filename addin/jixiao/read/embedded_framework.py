"""The framework that travels inside a workbook of ours, and whether it is the one to read the workbook by.

It came from another office and is not trusted: an installed framework of the same id and version wins.
"""

from collections.abc import Mapping
from functools import lru_cache

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import installed_ids, load_framework, parse_framework
from jixiao.model import names
from jixiao.model.book import AlikeCells, Book, Cell
from jixiao.model.framework import Framework

_PIECE = "framework_text_"
"""Excel takes 32,767 characters a cell: the text stands in pieces under this key and their number."""

_LONGEST_REASON = 120

IDENTITY = ("template", "kind", "format_version", "framework", "framework_version")
"""The keys by which a workbook of ours says what it is."""

_OUR_NAMES, _ENOUGH_NAMES = "jx_", 3
"""So many defined names like ours are none that anyone else gave."""


def is_ours(book: Book) -> bool:
    """Whether the book was built from one of our templates."""
    return names.INNER_SHEET in book.sheets


def read_identity(book: Book) -> Mapping[str, str]:
    """Keys and values of the hidden sheet ``_jixiao``; of lines with the same key the last one counts."""
    cells = book.sheets[names.INNER_SHEET].cells
    if isinstance(cells, AlikeCells) and not cells.changed and not cells.emptied:
        cells = cells.base
    if _last_identity and _last_identity[0][0] is cells:
        return _last_identity[0][1]
    rows = sorted(row for row, column in cells if column == 1 and (row, 2) in cells)
    found = {str(cells[row, 1].value): str(value) for row in rows if (value := cells[row, 2].value) is not None}
    _last_identity[:] = [(cells, found)]
    return found


_last_identity: list[tuple[Mapping[tuple[int, int], Cell], Mapping[str, str]]] = []
"""That of the cells seen last: it is asked for several times a workbook, and mostly the same in a template's."""


def missing_identity(book: Book) -> tuple[str, ...]:
    """The keys of its identity that a book of ours lacks."""
    identity = read_identity(book)
    return tuple(key for key in IDENTITY if not identity.get(key))


def looks_like_ours(book: Book) -> bool:
    """Whether a book has the defined names of our templates, whatever became of the hidden sheet."""
    return sum(name.startswith(_OUR_NAMES) for name in book.names) >= _ENOUGH_NAMES


def own_framework(book: Book) -> Framework:
    """The framework of a book of ours: the installed one that it names, else the one inside it.

    What the text inside says of its own id and version counts as much as what the workbook says of it, so that
    nobody's text passes for the installed framework. Raises BrokenFramework.
    """
    identity = read_identity(book)
    named = _installed(identity.get("framework", ""), identity.get("framework_version", ""))
    if named is not None:
        return named
    inside = embedded_framework(book)
    return _installed(inside.id, inside.version) or inside


def unknown_framework(book: Book) -> Framework | None:
    """The framework that only the book itself carries, None where an installed one is used. Raises BrokenFramework."""
    framework = own_framework(book) if is_ours(book) else None
    return None if framework is None or _installed(framework.id, framework.version) else framework


def embedded_text(book: Book) -> str:
    """The text of the framework inside a book of ours, its pieces put together; "" where there is none.

    Raises BrokenFramework where a piece is lost.
    """
    identity = read_identity(book)
    numbers = {key.removeprefix(_PIECE) for key in identity if key.startswith(_PIECE)}
    pieces: list[str] = []
    while (number := str(len(pieces) + 1)) in numbers:
        pieces.append(identity[_PIECE + number])
    if len(pieces) < len(numbers):
        raise _for_readers(_source(book), f"缺少第 {number} 段")
    return "".join(pieces)


def embedded_framework(book: Book) -> Framework:
    """The framework inside a book of ours. Raises BrokenFramework, one sentence with the first of its mistakes."""
    text = embedded_text(book)
    if not text:
        raise _for_readers(book.title, "隐藏表 _jixiao 里没有指标体系")
    try:
        return _parsed(text, _source(book))
    except BrokenFramework as error:
        raise _for_readers(_source(book), error.reason) from None


def _for_readers(source: str, reason: str) -> BrokenFramework:
    """A list of mistakes is for who writes a framework; who got it in a workbook needs to know that it is broken."""
    reason = reason[:_LONGEST_REASON]
    return BrokenFramework(f"{source}：{reason}，模板可能已损坏，请向下发单位重新领取模板。", reason)


def _installed(id: str, version: str) -> Framework | None:
    found = load_framework(id) if id in installed_ids() else None
    return found if found is not None and found.version == version else None


def _source(book: Book) -> str:
    return f"{book.title} 内置的指标体系"


@lru_cache(maxsize=8)
def _parsed(text: str, source: str) -> Framework:
    """One action reads a workbook several times; its framework is parsed once."""
    return parse_framework(text, source)
