"""Arrivals written as text and read back."""

import json
from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.consolidate.returns.extract import submission_of
from jixiao.consolidate.returns.records import arrival_text, read_arrival
from jixiao.consolidate.returns.submission import Arrival, Content, IndicatorLine, Refused
from jixiao.model.figures import Missing
from workbooks import base, unit_books


def arrivals() -> list[Arrival]:
    books = [base("clean"), base("blank"), *unit_books()]
    return [
        *(submission_of(flow.review_book(book), "某局.xlsx", "0" * 64) for book in books),
        Refused("甲.xlsx", "", "空"),
    ]


@pytest.mark.parametrize("arrival", arrivals())
def test_arrival_reads_back_as_it_was_written(arrival: Arrival) -> None:
    text = arrival_text(arrival)
    assert (read_arrival(text), arrival_text(read_arrival(text))) == (arrival, text)


def test_submission_tells_each_figure_and_its_cell() -> None:
    found = submission_of(flow.review_book(base("clean")), "某局.xlsx")
    assert (found.content, found.year, found.framework) == (Content.WHOLE_DEPARTMENT, "2021", "donghu_department_2021")
    assert found.figures["executed"] == Decimal("424.5") == found.figures["fund.total.executed"]
    assert found.places["fund.total.executed"].startswith("自评表!")


def test_blank_figures_are_missing() -> None:
    found = submission_of(flow.review_book(base("blank")), "某局.xlsx")
    assert found.figures["annual_budget"] is Missing.BLANK


def test_record_of_an_older_ledger_is_read() -> None:
    one = submission_of(flow.review_book(base("clean")), "某局.xlsx")
    reported, rest = map(json.loads, arrival_text(one).split("\n"))
    reported["indicators"] = [dict(zip(IndicatorLine._fields, line, strict=True)) for line in reported["indicators"]]
    assert read_arrival(json.dumps(reported | rest)) == one
