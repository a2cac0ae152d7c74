"""What passes between LibreOffice and the engine: documents become books, edits become rectangles."""

from decimal import Decimal

from jixiao.hosts.libreoffice.content import book_of
from jixiao.hosts.libreoffice.inside.exchange import SheetContent
from jixiao.hosts.libreoffice.planning import writes_of
from jixiao.model.book import Cell, Edit, ErrorValue
from jixiao.model.cells import Area, CellRef


def content(values: list[list[object]], formulas: list[list[str]] | None = None, **more: object) -> SheetContent:
    """A sheet whose block begins at B3."""
    texts = formulas or [["" for _ in row] for row in values]
    boxes = [
        (row, column, row, column)
        for row, line in enumerate(texts, 3)
        for column, text in enumerate(line, 2)
        if text.startswith(("=", "{="))
    ]
    empty = {
        "failures": [],
        "formats": [],
        "merged": [],
        "is_hidden": False,
        "visible": [(3, 2, 2 + len(values), 1 + len(values[0]))],
    }
    return {
        "name": "表",
        "top": 3,
        "left": 2,
        "values": values,
        "formulas": texts,
        "formula_boxes": boxes,
        **empty,
        **more,
    }


def cells(sheet: SheetContent) -> dict[tuple[int, int], Cell]:
    return book_of({"title": "甲.xlsx", "sheets": [sheet], "names": []}).sheets["表"].cells


def test_values_keep_their_kind_and_empty_cells_are_left_out() -> None:
    assert cells(content([[0.1 + 0.2, "001", ""], [1e15, "=1+1", "a\nb"]])) == {
        (3, 2): Cell(Decimal("0.3")),
        (3, 3): Cell("001"),
        (4, 2): Cell(Decimal(10**15)),
        (4, 3): Cell("=1+1"),
        (4, 4): Cell("a\nb"),
    }


def test_formulas_have_results_and_excels_text() -> None:
    sheet = content([[3.0, None, ""]], [["=$'自评表'.A1+1", "=1/0", '=IF(A1;"";1)']], failures=[(3, 3, "#DIV/0!")])
    assert cells(sheet) == {
        (3, 2): Cell(Decimal(3), "自评表!A1+1"),
        (3, 3): Cell(ErrorValue("#DIV/0!"), "1/0"),
        (3, 4): Cell("", 'IF(A1,"",1)'),
    }


def test_truth_values_and_errors_that_were_typed_are_no_formulas() -> None:
    sheet = content(
        [[1.0, None, 1.0]], [["=TRUE()", "=#N/A", ""]], failures=[(3, 3, "#N/A")], formats=[("BOOLEAN", [(1, 4, 9, 4)])]
    )
    assert cells(sheet) == {(3, 2): Cell(True), (3, 3): Cell(ErrorValue("#N/A")), (3, 4): Cell(True)}


def test_number_formats_reach_the_cells_that_have_them() -> None:
    sheet = content([[1.0, 2.0], [3.0, 4.0]], formats=[("General", [(1, 1, 9, 9)]), ("0.00%", [(4, 1, 1_048_576, 2)])])
    assert [cells(sheet)[4, 2].number_format, cells(sheet)[4, 3].number_format] == ["0.00%", "General"]


def test_names_are_areas_and_lost_ones_are_none() -> None:
    names = [("jx_a", "$表.$B$3:$C$4"), ("jx_lost", "$表.$A$#REF!"), ("jx_constant", "3")]
    book = book_of({"title": "甲.xlsx", "sheets": [content([[1.0]])], "names": names})
    assert book.names == {"jx_a": Area("表", 3, 2, 4, 3), "jx_lost": None}


def edit(row: int, column: int, value: object, formula: str | None = None) -> Edit:
    return Edit(CellRef("表", row, column), value, formula)


def test_edits_become_rectangles_of_values_and_of_formulas() -> None:
    edits = [edit(row, column, Decimal(row)) for row in (1, 2) for column in (1, 2)]
    edits += [edit(row, 3, Decimal(0), "SUM(A1,B1)") for row in (1, 2)]
    assert writes_of(edits) == [
        {"sheet": "表", "top": 1, "left": 1, "rows": [[1.0, 1.0], [2.0, 2.0]], "are_formulas": False},
        {"sheet": "表", "top": 1, "left": 3, "rows": [["=SUM(A1;B1)"], ["=SUM(A1;B1)"]], "are_formulas": True},
    ]


def test_text_stays_text_and_the_last_edit_of_a_cell_wins() -> None:
    edits = [edit(1, 1, Decimal(1)), edit(1, 2, None), edit(1, 1, "=1+1")]
    (write,) = writes_of(edits)
    assert (write["rows"], write["are_formulas"]) == ([["=1+1", ""]], False)


def test_truth_values_and_errors_are_written_as_formulas() -> None:
    (write,) = writes_of([edit(1, 1, True), edit(2, 1, ErrorValue("#N/A"))])
    assert (write["rows"], write["are_formulas"]) == ([["=TRUE()"], ["=#N/A"]], True)
