"""What stands around the rows of a part is known again: what comes of it is still what the parser finds."""

import pytest
from both_readers import both, sheet

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
MERGED = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
OUTSIDES = {
    "nothing": ("", ""),
    "a hidden column": ('<cols><col min="2" max="3" hidden="1"/></cols>', ""),
    "merged cells": ("", MERGED),
    "other merged cells": ("", MERGED.replace("B1", "C1")),
    "a part that ends as another one": ("", "<!-- x -->" + MERGED),
    "rows that come twice": ("", f"<sheetData>{ROW}</sheetData>"),
}


@pytest.mark.parametrize("rows", [ROW, ROW.replace("1<", "2<"), ROW.replace('r="1">', 'r="1" hidden="1">'), ""])
def test_outside_that_comes_again(rows: str) -> None:
    for before, behind in [*OUTSIDES.values()] * 2:
        plain, parsed = both(sheet(rows, before, behind))
        assert plain is None or plain == parsed
        assert (plain is None) == ("sheetData" in behind)


def test_outside_of_rows_that_overlap() -> None:
    """A part that begins and ends as a known one, but is shorter than both."""
    whole = sheet(ROW)
    assert both(whole)[0] is not None
    at = whole.index(b"<sheetData>")
    plain, parsed = both(whole[: at + len(b"<sheetData>")] + b"</worksheet>")
    assert plain is None
    assert parsed is None
