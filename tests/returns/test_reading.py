"""Every clean returned workbook is read as exactly what its unit reported."""

from pathlib import Path

import pytest

from blank_templates import SUMMED_UP
from jixiao import flow
from jixiao.consolidate.extract import submission_of
from jixiao.hosts.file import read_book
from returns.collection import generate


@pytest.mark.parametrize("template", SUMMED_UP)
def test_clean_workbooks_report_their_figures(tmp_path: Path, template: str) -> None:
    for returned in generate(tmp_path, 4, seed=7, template=template).files:
        said = returned.reported
        assert said is not None
        found = submission_of(flow.review_book(read_book(tmp_path / returned.file)), returned.file)
        assert (found.unit, found.department, found.year, found.state) == (
            said.unit, said.department, said.year, said.state)  # fmt: skip
        assert {key: found.figures.get(key) for key in said.figures} == said.figures
