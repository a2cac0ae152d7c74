"""The roundup in the cells of a 汇总表: rows are kept, typed review scores are never touched."""

from decimal import Decimal
from typing import Any

import pytest

from jixiao import flow
from jixiao.consolidate.adding.totals import Totals
from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.consolidate.summary.table import Change, summary_edits, summary_entries
from jixiao.errors import JixiaoError
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.figures import Missing
from jixiao.template.blueprint import summary_blueprint
from workbook_changes import changed, without_sheet
from workbooks import FRAMEWORK, TEMPLATE, base, form_of, place, unit_books

OWN, CENTRE = "东湖区政务服务数据管理局", "东湖区公共资源交易中心"


def unit(name: str, budget: Any, executed: Any, score: Any) -> Row:
    contents = {"annual_budget": budget, "executed": executed, "self_score": score}
    return Row(name, figures={role: _figure(content) for role, content in contents.items()})


def of(*units: Row) -> Consolidation:
    return Consolidation(FRAMEWORK, "", "", "万元", units, Totals())


def _figure(content: Any) -> Decimal | Missing:
    return content if isinstance(content, Missing) else Decimal(str(content))


def edits(book: Book, *units: Row) -> tuple[dict[str, Any], tuple[Change, ...]]:
    found, changes = summary_edits(flow.review_book(book), of(*units))
    return {f"{edit.at.sheet}!{edit.at.a1}": edit.value for edit in found}, changes


def test_published_summary_comes_out_figure_for_figure() -> None:
    roundup = flow.consolidate_books(unit_books())
    plan = summary_blueprint(TEMPLATE, 6)
    entries = summary_entries(plan.form, roundup)
    shown = {f"{at.sheet}!{at.a1}": value for at, value in entries.items()}
    assert shown == {
        "汇总表!B5": OWN, "汇总表!C5": Decimal("239.56"), "汇总表!D5": Decimal("287.97"), "汇总表!F5": Decimal(95),
        "汇总表!B6": CENTRE, "汇总表!C6": Decimal("95.77"), "汇总表!D6": Decimal("136.53"), "汇总表!F6": Decimal(95),
        "封面!C7": OWN, "封面!C6": OWN, "封面!C8": Decimal(2021),
    }  # fmt: skip


def test_total_rate_is_computed_from_the_sums() -> None:
    review = flow.review_book(base("summary"))
    assert review.number(place(review.form, "summary.total.execution_rate")) == Decimal("1.2659")
    assert review.number(place(review.form, "summary.total.self_score")) == 95


def test_more_units_than_rows_are_refused() -> None:
    units = tuple(unit(f"单位{number}", 1, 1, 1) for number in range(7))
    with pytest.raises(JixiaoError, match="只有 6 行，放不下 7 个单位"):
        summary_entries(summary_blueprint(TEMPLATE, 6).form, of(*units))
    with pytest.raises(JixiaoError, match="还能放 4 个单位，放不下新增的 7 个。请在合计行上面的空行处插入 3 行以上"):
        edits(base("summary"), *units)


def test_nothing_changes_where_the_figures_are_there() -> None:
    assert edits(base("summary"), unit(CENTRE, 95.77, 136.53, 95), unit(OWN, 239.56, 287.97, 95)) == ({}, ())


def test_changed_figure_is_replaced_and_told() -> None:
    found, changes = edits(base("summary"), unit(CENTRE, 100, 136.53, 95))
    assert found == {"汇总表!C6": Decimal(100)}
    assert [(change.at.a1, change.unit, change.role, change.before, change.after) for change in changes] == [
        ("C6", CENTRE, "annual_budget", "95.77", "100")]  # fmt: skip


def test_new_unit_takes_the_first_blank_row() -> None:
    found, changes = edits(base("summary"), unit("新站", 1, 2, 3))
    assert found == {"汇总表!B7": "新站", "汇总表!C7": 1, "汇总表!D7": 2, "汇总表!F7": 3}
    assert changes == ()


def test_row_with_a_review_score_and_no_unit_is_not_blank() -> None:
    book = changed(base("summary"), {"summary.3.review_score": 90})
    assert "汇总表!B8" in edits(book, unit("新站", 1, 2, 3))[0]


def test_name_spelled_with_other_blanks_is_the_same_unit_and_stays_as_typed() -> None:
    book = changed(base("summary"), {"summary.2.unit": "东湖区 公共资源交易中心"})
    assert edits(book, unit(CENTRE, 95.77, 136.53, 90))[0] == {"汇总表!F6": Decimal(90)}


def test_nothing_to_report_is_written_as_a_dash_and_missing_figures_leave_the_cell() -> None:
    assert edits(base("summary"), unit(CENTRE, Missing.NIL, Missing.BLANK, 95))[0] == {"汇总表!C6": "—"}


def test_review_scores_are_never_touched() -> None:
    form = form_of(base("summary"))
    found, _ = edits(base("summary"), unit(CENTRE, 1, 1, 1), unit("新站", 1, 1, 1))
    columns = {place(form, f"summary.{row}.review_score").a1 for row in range(1, 7)}
    assert not columns & {address.split("!")[1] for address in found}


def test_workbook_without_a_summary_is_refused() -> None:
    with pytest.raises(JixiaoError, match="里面没有汇总表"):
        edits(without_sheet(base("clean"), "汇总表"), unit("甲", 1, 1, 1))


def test_filled_summary_is_clean_and_filling_again_changes_nothing() -> None:
    roles = ("unit", "annual_budget", "executed", "self_score", "review_score")
    typed = [place(form_of(base("summary")), f"summary.{row}.{role}") for row in (1, 2) for role in roles]
    blank = with_edits(base("summary"), [Edit(at, None) for at in typed])
    roundup = flow.consolidate_books(unit_books())
    written, changes = flow.fill_summary(blank, roundup)
    book = with_edits(blank, written)
    assert changes == ()
    found = flow.check(book, flow.units_of(unit_books()).units)[1].findings
    assert [finding.code for finding in found] == ["R004"]  # both units spent more than their budget
    assert flow.fill_summary(book, roundup) == ((), ())
