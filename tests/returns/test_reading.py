"""Every clean returned workbook is read as exactly what its unit reported."""

from pathlib import Path

import pytest

from benchmarks.mutations.clean.data import measures
from blank_templates import SUMMED_UP
from jixiao import flow
from jixiao.consolidate.returns.extract import submission_of
from jixiao.consolidate.returns.submission import Submission
from jixiao.hosts.file import read_book
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.sources import discover
from returns.collection import generate


@pytest.mark.parametrize("template", SUMMED_UP)
def test_clean_workbooks_report_their_figures(tmp_path: Path, template: str) -> None:
    for returned in generate(tmp_path, 2, seed=7, template=template).files:
        said = returned.reported
        assert said is not None
        found = submission_of(flow.review_book(read_book(tmp_path / returned.file)), returned.file)
        assert (found.unit, found.department, found.year, found.state) == (
            said.unit, said.department, said.year, said.state)  # fmt: skip
        assert {key: found.figures.get(key) for key in said.figures} == said.figures


EXPECTED = {"T006": "hidden_rows", "T008": "older_version"}
"""What is rightly said of workbooks whose sheets were changed."""


@pytest.mark.parametrize("template", [*measures()])
def test_honest_workbooks_raise_no_alarm(tmp_path: Path, template: str) -> None:
    """However they were filled in and saved."""
    truth = generate(tmp_path, 5, 1, template, mixed=True)
    kinds = {file.file: file.kind for file in truth.files}
    for candidate, arrival in arrivals(discover([str(tmp_path)]), workers=1, checked=True):
        assert isinstance(arrival, Submission)
        for noted in arrival.findings or ():
            told = noted.severity == "info" or EXPECTED.get(noted.code, "-") in kinds[candidate.name]
            assert told, (kinds[candidate.name], noted)
