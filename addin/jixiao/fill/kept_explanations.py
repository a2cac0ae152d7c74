"""What an office wrote beside findings (说明) outlives 清除标记: it waits in ``_jixiao`` until the next 审核."""

from collections.abc import Iterator
from itertools import chain

from jixiao.model.book import Book, Edit
from jixiao.model.cells import CellRef
from jixiao.model.findings import Explanation
from jixiao.model.form import Form
from jixiao.model.names import INNER_SHEET
from jixiao.model.results import CODE, GONE, ITEM, KEPT_BESIDE, LEVEL, MESSAGE, PLACE, REMARK, SHEET
from jixiao.read.results_list import kept_explanations, read_explanations


def keep_explanations(book: Book, form: Form) -> Iterator[Edit]:
    """Edits that put the explanations of the list away; those whose finding was gone already go with it."""
    lines = [_line(item) for item in read_explanations(book, form) if item.level != GONE]
    standing: dict[CellRef, str | None] = dict.fromkeys(kept_explanations(book))
    wanted = {
        CellRef(INNER_SHEET, row, column + KEPT_BESIDE): text
        for row, line in enumerate(lines, 1)
        for column, text in line.items()
        if text
    }
    return (Edit(at, text) for at, text in {**standing, **wanted}.items() if book.cell(at).value != text)


def forget_explanations(book: Book) -> Iterator[Edit]:
    """Edits that empty the place where explanations waited: they stand in the list again."""
    return (Edit(at, None) for at in kept_explanations(book))


def _line(item: Explanation) -> dict[int, str]:
    """The columns of the list that tell which finding it is about, and the explanation itself."""
    at = item.at
    cells = dict.fromkeys(cell.a1 for cell in chain((at,) if at else (), item.cells))
    told = f"{at.sheet} {'、'.join(cells)}{_more(item.count, len(cells))}：" if at else ""
    return {
        LEVEL: item.level,
        SHEET: at.sheet if at else "",
        PLACE: at.a1 if at else "",
        ITEM: item.label,
        MESSAGE: told,
        CODE: item.code,
        REMARK: item.text,
    }


def _more(count: int, named: int) -> str:
    return f" 等 {count} 格" if count > named else ""
