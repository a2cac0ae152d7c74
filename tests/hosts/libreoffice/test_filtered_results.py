"""审核结果 in LibreOffice: its filter, and 下一条 over what the filter leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jixiao.hosts.cli.demo import make_example
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.libreoffice import read_book
from jixiao.hosts.libreoffice.answering import answer
from jixiao.hosts.libreoffice.inside.buttons import press
from jixiao.template.examples import load_example
from live_office import opened
from workbooks import EXAMPLE

pytestmark = pytest.mark.office

RESULTS, LEVEL = "审核结果", 1


@pytest.fixture
def document(office: Any, tmp_path: Path) -> Iterator[Any]:
    make_example(load_example(EXAMPLE), tmp_path)
    path = next(tmp_path.glob("*部门整体自评.xlsx"))
    press_file("check", path)
    with opened(office, path) as document:
        yield document


def filtered_by_level(document: Any, level: str) -> None:
    """As the arrow in the heading does it."""
    import uno

    field = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
    field.Field, field.Operator, field.StringValue = (
        LEVEL,
        uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL"),
        level,
    )
    area = document.Sheets.getByName(RESULTS).getCellRangeByName("A7:K2007")
    descriptor = area.createFilterDescriptor(True)
    descriptor.ContainsHeader = True
    descriptor.setFilterFields((field,))
    area.filter(descriptor)


def test_next_goes_through_what_a_filter_leaves(document: Any) -> None:
    assert document.Sheets.getByName(RESULTS).isProtected()
    filtered_by_level(document, "错误")
    hidden = read_book(document).sheets[RESULTS].hidden_rows
    assert not {8, 9, 10} & hidden
    assert {11, 12, 20} <= hidden
    assert "/3 · 错误 · " in press(document, "next", answer)["message"]


def test_rows_that_somebody_hid_are_known_as_in_a_file(document: Any) -> None:
    sheet = document.Sheets.getByName("自评表")
    sheet.unprotect("")
    sheet.Rows.getByIndex(13).IsVisible = False
    sheet.Columns.getByIndex(6).IsVisible = False
    read = read_book(document).sheets["自评表"]
    assert (read.hidden_rows & {13, 14, 15}, read.hidden_columns & {6, 7, 8}) == ({14}, {7})
