"""Where a formula comes to nothing, a file keeps an empty text of it or no result: the findings are alike."""

from dataclasses import replace

import pytest

from jixiao import flow
from jixiao.model.book import Book, Edit, with_edits
from jixiao.template.examples import example_ids
from jixiao.template.rules_of_entry import SUBMITTED
from workbooks import base


@pytest.mark.parametrize("handed_in", [False, True])
@pytest.mark.parametrize("id", example_ids())
def test_empty_result_and_none_are_alike(id: str, handed_in: bool) -> None:
    book = base(id)
    state = flow.review_book(book).form.fields.get("state")
    if handed_in and state is not None:
        book = with_edits(book, [Edit(state, SUBMITTED)])
    without, empty = (flow.check(_with_empty_results(book, result))[1].findings for result in (None, ""))
    assert without == empty


def _with_empty_results(book: Book, result: str | None) -> Book:
    sheets = {}
    for name, sheet in book.sheets.items():
        empty = {at: cell for at, cell in sheet.cells.items() if cell.formula and cell.value in (None, "")}
        sheets[name] = replace(
            sheet, cells=sheet.cells | {at: cell._replace(value=result) for at, cell in empty.items()}
        )
    return replace(book, sheets=sheets)
