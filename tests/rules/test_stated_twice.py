"""The report's text and the tables of the published workbooks: what N001 says of them, and that it says no more."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao import flow
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef, parse_a1
from jixiao.model.findings import Severity
from jixiao.model.form import StatementsForm
from jixiao.rules.render import describe
from jixiao.rules.sameness.fact_names import fact_of
from jixiao.template.examples import example_ids
from workbooks import base


def edited(book: Book, cells: Mapping[str, Value]) -> Book:
    edits = []
    for address, value in cells.items():
        sheet, a1 = address.split("!")
        edits.append(Edit(CellRef(sheet, *(parse_a1(a1) or (0, 0))), value))
    return with_edits(book, edits)


def said(book: Book) -> list[str]:
    """What N001 says."""
    _, report = flow.check(book)
    found = [finding for finding in report.findings if finding.code == "N001"]
    assert all(finding.severity is Severity.WARNING for finding in found)
    return [describe(finding).message for finding in found]


def statements(book: Book) -> StatementsForm:
    form = flow.review_book(book).form.statements
    assert form is not None
    return form


PUBLISHED = {
    "donghu_projects_2022": [],
    "heshan_2021": ["叙述数据 C7：“在职人员控制率”现为 100%，与指标测算 E5 的 110.00% 不一致，请核实。"],
    "donghu_2021": [
        "自评表 F17：“预算完成率”完成值现为 100%，与自评表 I9 的 126.59% 不一致，请核实。",
        "叙述数据 C29 等 2 格：“绩效目标资金总量”等 2 处现为 424.5 万元，与自评表 E9 的 335.33 万元不一致，请核实。",
        "叙述数据 C30：“绩效目标资金：基本支出”现为 283.04 万元，"
        "与自评表 E7 的 193.13 万元不一致，可能是填成了“全年执行数”，请核实。",
        "叙述数据 C31 等 2 格：“绩效目标资金：…”等 2 处现为 141.46 万元，与自评表 E8 的 142.20 万元不一致，请核实。",
        "叙述数据 C48：“满意率”现为 100%，与自评表 F52 的 90% 不一致，可能是完成值照抄了指标值，请核实。",
        "叙述数据 C55：“抽样调查的实际满意度”现为 95%，与自评表 F52 的 90% 不一致，可能是完成值照抄了指标值，请核实。",
    ],
    "donghu_accounts_2022": [],
    "donghu_review_2022": [],
    "haizhu_2021": [],
    "zhanjiang_2021": [],
}


@pytest.mark.parametrize("id", example_ids())
def test_published_reports(id: str) -> None:
    """11 people on 10 posts are 110 %, where the report says 100 %; the money of the goals is called budget and is what
    was executed; satisfaction is 90 %, 95 % and 100 %. The other reports agree with their tables.
    """
    assert said(base(id)) == PUBLISHED[id]


def test_amounts_of_a_form_in_yuan_are_compared_with_text_in_wan_yuan() -> None:
    book = base("zhanjiang_2021")
    agreeing = {"叙述数据!C5": "7621.68万元", "叙述数据!C6": Decimal("0.76"), "叙述数据!D6": "亿元"}
    assert said(edited(book, agreeing)) == []
    assert said(edited(book, {"叙述数据!C5": "7612.68万元"})) == [
        "叙述数据 C5：“年度支出数”现为 7612.68万元，与基础数据 D5 的 76,216,768.37 元不一致，可能是数字颠倒，请核实。"
    ]


def test_rate_with_four_decimals_is_compared_as_printed() -> None:
    book = base("zhanjiang_2021")
    assert said(edited(book, {"叙述数据!C14": "0.003%"})) == []
    assert said(edited(book, {"叙述数据!C14": "0.0028%"})) == [
        "叙述数据 C14：“结余结转率”现为 0.0028%，与指标测算 E6 的 0.0027% 不一致，请核实。"
    ]


def test_text_that_repeats_a_wrong_base_figure_is_told_of_once() -> None:
    """The text says 12 on post, the table 11: what follows from either number is not held against the other."""
    book = base("heshan_2021")
    assert said(edited(book, {"叙述数据!C6": Decimal(12), "叙述数据!C7": "120%"})) == [
        "叙述数据 C6：“实有在编在岗”现为 12 人，与基础数据 D5 的 11 人不一致，请核实。"
    ]


@pytest.mark.parametrize("times", [2, pytest.param(6, marks=pytest.mark.long)])
@pytest.mark.parametrize("id", example_ids())
def test_text_that_repeats_the_tables_is_never_wrong(id: str, times: int) -> None:
    """Whatever the tables come to, a text that prints what they show agrees with them."""
    chance = random.Random(id)
    for _ in range(times):
        book = base(id)
        form = flow.review_book(book).form
        amounts = {
            at: Decimal(chance.randrange(1, 10**7)) / 100 for at in form.concepts.values() if chance.random() < 0.5
        }
        book = with_edits(book, [Edit(at, value) for at, value in amounts.items()])
        book = with_edits(book, flow.fill(book))
        review, table = flow.review_book(book), statements(book).table
        edits = []
        for row, fact in statements(book).concepts.items():
            place, at = review.form.place(fact_of(review, fact)), table.at("value", row)
            if place is not None and at is not None and review.printed(place):
                edits.append(Edit(at, review.printed(place)))
        about_the_text = [line for line in said(with_edits(book, edits)) if line.startswith("叙述数据")]
        assert about_the_text == []


ODD: tuple[Value, ...] = (
    None, "", "—", "无", "100%", "-5%", ">3", "10.5万", "1,234.56元", "优", "均为优", True, Decimal(0),
    Decimal("1E+300"), Decimal("-1E-300"), "9" * 400, "{label}", "约 3 人", "３３５.３３", "1e5", "\n",
)  # fmt: skip
ODD_FACTS = (
    "staff_quota", "rates.staff_control", "total.score", "total.grade", "total.level1", "fund", "fund.", "fund.x.y",
    "fund.total.label", "fields.unit", "fields.", "rates.", ".", "{0}", "_prior", "x" * 300, "总分",
)  # fmt: skip


@pytest.mark.parametrize("times", [4, pytest.param(12, marks=pytest.mark.long)])
@pytest.mark.parametrize("id", example_ids())
def test_text_and_its_codes_may_be_anything(id: str, times: int) -> None:
    chance, book = random.Random(id), base(id)
    form = statements(book)
    facts = [*ODD_FACTS, *sorted(flow.review_book(book).framework.facts())]
    for _ in range(times):
        edits = []
        for row in range(form.table.first, form.table.last + 1):
            for role, values in (
                ("value", ODD),
                ("unit", ("", "元", "万元", "%", "人", "万", "()")),
                ("concept", facts),
            ):
                at = form.table.at(role, row)
                if at is not None and chance.random() < 0.7:
                    edits.append(Edit(at, chance.choice(values)))
        changed = with_edits(book, edits)
        assert all(line.endswith("请核实。") for line in said(changed))
        review, report = flow.check(changed)
        assert flow.mark(review, report)


def test_many_rows_take_no_longer_than_they_must() -> None:
    book = base("donghu_2021")
    form = statements(book)
    rows = range(form.table.last + 1, form.table.last + 1500)
    columns = {role: form.table.columns[role] for role in ("item", "value", "unit", "concept")}
    texts = {"item": "某数", "value": "1%", "unit": "", "concept": "fund.total.execution_rate"}
    cells = {CellRef(form.table.sheet, row, column): texts[role] for row in rows for role, column in columns.items()}
    area = book.names["jx_statements"]
    assert area is not None
    longer = replace(book, names={**book.names, "jx_statements": replace(area, bottom=rows[-1])})
    lines = said(with_edits(longer, [Edit(at, value) for at, value in cells.items()]))
    assert [line for line in lines if "等 1499 格" in line]
