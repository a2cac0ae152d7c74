"""Units of every framework roll up with their own 汇总表; a workbook of another framework is left out and named."""

from decimal import Decimal

import pytest

from blank_templates import EVALUATION_EXAMPLES, SUMMED_UP
from jixiao import flow
from jixiao.compute.review import Review
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.summary.table import summary_entries
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.figures import Missing
from jixiao.template.blueprint import evaluation_blueprint, summary_blueprint
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import load_example
from jixiao.template.source import template_of
from unit_workbooks import unit_book
from workbook_changes import tables
from workbooks import built, place

DONGHU, HESHAN, ZHANJIANG = "donghu_department_2021", "heshan_department_2021", "zhanjiang_department_2021"
REVIEW = "donghu_review_2022"
PROJECTS = "donghu_project_2022"


def two_units(template: str) -> list[Book]:
    return [unit_book(template, "甲站", 100, 80, 90), unit_book(template, "乙站", 300, 270, 98)]


def summary_of(roundup: Consolidation) -> Review:
    plan = summary_blueprint(template_of(roundup.framework.id), 6)
    return flow.review_book(built(plan, summary_entries(plan.form, roundup)))


@pytest.mark.parametrize("template", SUMMED_UP)
def test_units_of_every_framework_roll_up_with_its_summary(template: str) -> None:
    roundup = flow.consolidate_books(two_units(template))
    figures = {row.unit: tuple(row.figures.values()) for row in roundup.rows}
    assert figures == {"甲站": (100, 80, 90), "乙站": (300, 270, 98)}
    review = summary_of(roundup)
    roles = ["annual_budget", "executed", "execution_rate"]
    roles += ["self_score"] if review.framework.summary.total_score else []
    total = {role: review.number(place(review.form, f"summary.total.{role}")) for role in roles}
    right = {"annual_budget": 400, "executed": 350, "execution_rate": Decimal("0.875"), "self_score": 96}
    assert total == {role: right[role] for role in roles}
    assert review.framework.id == evaluation_blueprint(template).framework.id
    assert flow.check(review.book, flow.units_of(two_units(template)).units)[1].findings == ()


@pytest.mark.parametrize("template", SUMMED_UP)
def test_summary_prints_the_money_unit_of_its_framework(template: str) -> None:
    review = summary_of(flow.consolidate_books(two_units(template)))
    printed = review.printed(review.form.headings["summary_money_unit"])
    assert printed == f"单位：{evaluation_blueprint(template).framework.money_unit}"


def test_one_of_the_frameworks_has_its_amounts_in_yuan() -> None:
    review = summary_of(flow.consolidate_books(two_units(ZHANJIANG)))
    assert (review.money_unit, review.printed(review.form.headings["summary_money_unit"])) == ("元", "单位：元")


@pytest.mark.parametrize("template", [HESHAN, ZHANJIANG])
def test_amounts_are_the_base_figures_where_there_is_no_fund_table(template: str) -> None:
    book = unit_book(template, "甲站", 100, 80, 90)
    form = flow.review_book(book).form
    amounts = load_framework(template).summary.amounts
    assert form.fund is None
    assert set(amounts) == {"annual_budget", "executed"}
    without = with_edits(book, [Edit(form.concepts[amounts["executed"]], None)])
    figures = flow.units_of([without]).units[0].figures
    assert (figures["annual_budget"], figures["executed"]) == (100, Missing.BLANK)
    (aside,) = flow.consolidate_books([without]).not_counted
    at = form.concepts[amounts["executed"]]
    label = load_framework(template).summary.columns["executed"][0]
    assert (aside.code, aside.reason) == ("missing_amount", f"{label}（{at.sheet}!{at.a1}）没有填")


PUBLISHED = {
    DONGHU: (Decimal("335.33"), Decimal("424.5"), 95),
    REVIEW: (204, Decimal("203.96"), 98),
    HESHAN: (Missing.BLANK, Missing.BLANK, 94),
    PROJECTS: (Decimal("33.067"), Decimal("33.067"), Decimal("93.61")),
    ZHANJIANG: (Decimal("76214727.86"), Decimal("76216768.37"), 100),
}


@pytest.mark.parametrize("id", EVALUATION_EXAMPLES)
def test_published_workbooks_roll_up_as_units(id: str) -> None:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    entries = example_entries(plan.form, example.books[0], example.year)
    roundup = flow.units_of([built(plan, entries | {plan.form.fields["scope"]: "本单位"})])
    figures = tuple(roundup.units[0].figures.values())
    assert figures == PUBLISHED.get(plan.framework.id, (Missing.BLANK, Missing.BLANK, Decimal("88.7")))


class TestMixed:
    def test_workbook_of_another_framework_is_left_out_with_its_title_and_place(self) -> None:
        other = unit_book(HESHAN, "丙站", 1, 1, 1)
        roundup = flow.consolidate_books([other, *two_units(DONGHU)])
        assert [row.unit for row in roundup.rows] == ["乙站", "甲站"]
        law = load_framework(HESHAN)
        assert [judgement.reason for judgement in roundup.not_counted] == [
            f"指标体系是“{law.title}”（{law.region} {law.year} 年），与其他单位不同"
        ]

    def test_framework_of_the_summary_wins_where_a_unit_has_it(self) -> None:
        books = [*two_units(DONGHU), unit_book(HESHAN, "丙站", 1, 1, 1)]
        assert [row.unit for row in flow.consolidate_books(books, load_framework(HESHAN)).rows] == ["丙站"]
        assert [row.unit for row in flow.consolidate_books(books, load_framework(ZHANJIANG)).rows] == ["乙站", "甲站"]

    def test_table_that_carries_no_framework_is_summed_up_with_any(self) -> None:
        rows = [["单位名称", "丁站"], ["资金来源", "全年预算数", "全年执行数"], ["财政拨款", 10, 8]]
        plain, in_yuan = tables({"表": {"rows": rows}}), tables({"表": {"rows": [["", "", "单位：元"], *rows]}})
        roundup = flow.consolidate_books([plain, *two_units(ZHANJIANG)])
        assert [row.unit for row in roundup.rows] == ["丁站", "乙站", "甲站"]
        assert flow.consolidate_books([in_yuan, *two_units(ZHANJIANG)]).remarks == ()
        converted = flow.consolidate_books([in_yuan, *two_units(DONGHU)])
        assert converted.rows[0].figures["annual_budget"] == Decimal("0.001")
        assert [remark.partition("：")[2] for remark in converted.remarks] == ["由元换算"]

    def test_summary_in_another_money_unit_is_refused(self) -> None:
        summary = summary_of(flow.consolidate_books(two_units(DONGHU))).book
        with pytest.raises(JixiaoError, match="金额单位是万元，各单位的是元，没有汇总"):
            flow.fill_summary(summary, flow.consolidate_books(two_units(ZHANJIANG)))
