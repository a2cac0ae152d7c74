"""How workbooks are written: formulas as they are."""

import io
import re
from zipfile import ZipFile

import pytest

from jixiao.model.links import text_link
from jixiao.template.writer import Writer

NAMES = ("SORT(1).xlsx", "TAKE(2).xlsx", "小学（SINGLE(1)）.xlsx", "XLOOKUP(3).xlsx", "{1}.xlsx")


@pytest.mark.parametrize("name", NAMES)
def test_name_of_a_file_that_looks_like_a_function_stays_as_it_is(name: str) -> None:
    buffer, formula = io.BytesIO(), text_link(name, name)
    book = Writer(buffer)
    book.add_worksheet("来源").write_formula(0, 0, f"={formula}", None, name)
    book.close()
    part = ZipFile(buffer).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall("<f.*?>(.*?)</f>", part) == [formula]
