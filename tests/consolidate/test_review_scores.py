"""复核得分 of the ledger in a 汇总表: blank cells are filled, typed ones win."""

from decimal import Decimal

from jixiao import flow
from jixiao.consolidate.summary.review_scores import GivenScore, score_edits
from jixiao.model.book import Edit, with_edits
from workbooks import base

OWN, CENTRE = "东湖区政务服务数据管理局", "东湖区公共资源交易中心"


def written(*given: GivenScore, typed: str = "") -> tuple[dict[str, object], list[str]]:
    """What is written into a 汇总表 whose review scores are blank but for the first unit's, and the remarks."""
    book = base("summary")
    review = flow.review_book(book)
    assert review.form.summary is not None
    places = [review.form.summary.table.at("review_score", row) for row in review.form.summary.rows]
    cells = [Edit(at, None) for at in places if at is not None]
    cells[0] = Edit(cells[0].at, Decimal(typed) if typed else None)
    edits, remarks = score_edits(flow.review_book(with_edits(book, cells)), given)
    return {edit.at.a1: edit.value for edit in edits}, [remark.sentence for remark in remarks]


def test_blank_cells_are_filled() -> None:
    assert written(GivenScore(OWN, "", Decimal("92.5")), GivenScore("别处", "", Decimal(90))) == (
        {"G5": Decimal("92.5")},
        [],
    )


def test_typed_score_wins_and_the_difference_is_told() -> None:
    edits, remarks = written(GivenScore(OWN, "", Decimal("92.5")), GivenScore(CENTRE, "", Decimal(90)), typed="88")
    assert edits == {"G6": Decimal(90)}
    assert remarks == ["表里已填 88，台账记的是 92.5，没有改动，请核对"]
    assert written(GivenScore(OWN, "", Decimal(88)), typed="88.0") == ({}, [])


def test_score_of_an_older_workbook_or_of_two_units_is_not_written() -> None:
    edits, remarks = written(GivenScore(OWN, "", Decimal(90), of_current=False))
    assert (edits, remarks[0].startswith(f"“{OWN}”评分后又报了新的")) == ({}, True)
    edits, remarks = written(GivenScore(CENTRE, "", Decimal(90)), GivenScore(CENTRE, "", Decimal(91)))
    assert (edits, remarks[0].startswith(f"“{CENTRE}”不止一个")) == ({}, True)
