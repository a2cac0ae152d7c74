"""Whatever a workbook holds, every action comes to an end: findings or one clear sentence, never another exception."""

import random
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from counts import counted
from jixiao import flow
from jixiao.compute.review import UnitFigures
from jixiao.errors import JixiaoError
from jixiao.model.book import Book, Cell, ErrorValue, Sheet, Value
from jixiao.model.cells import MAX_COLUMN, MAX_ROW, Area
from jixiao.rules.render import describe
from workbook_changes import tables
from workbooks import base

ODD: tuple[Value, ...] = (
    None, "", " ", "—", "-", "0", "100%", "abc", "=1+1", "#REF!", True, False, ErrorValue("#REF!"),
    ErrorValue("#DIV/0!"),
    Decimal(0), Decimal(-1), Decimal("1E+300"), Decimal("1E-300"), Decimal("-0"), Decimal("99.995"), "合计", "总分",
    "小计", "一级指标", "分值", "单位", "注：", "①", "10²", "１２", "1,234.5", "1" * 400, "优", "\n", "无法计算", "NaN",
    "<5%", ">100%", "预算编审管理(6分)", "({[", "{label}", "{0}", "%s", "（0分）", "30分", "{0.__class__}", "单位：元",
)  # fmt: skip
FORMULAS = (None, None, None, None, "A1+1", "SUM(#REF!)", "1/0")
CODES = ("General", "General", "0.00%", "0%", "yyyy-mm-dd", "[>1]0;0", "@", '0.00;-0.00;"—"')


def odd_book(seed: int) -> Book:
    """A workbook with some cells, names and perhaps a sheet replaced at random."""
    chance = random.Random(seed)
    book = base(chance.choice(["blank", "unit", "clean", "published", "summary"]))
    sheets = dict(book.sheets)
    for _ in range(chance.choice([1, 5, 30, 300])):
        sheet = sheets[chance.choice([name for name in sheets if name != "_jixiao"])]
        cells = dict(sheet.cells)
        known = chance.random() < 0.7 and cells
        at = (
            chance.choice([*cells])
            if known
            else (chance.choice([chance.randrange(1, 60), MAX_ROW]), chance.randrange(1, 20))
        )
        cells[at] = Cell(chance.choice(ODD), chance.choice(FORMULAS), chance.choice(CODES))
        sheets[sheet.name] = replace(sheet, cells=cells)
    names = {name: _odd_area(chance, [*sheets]) if chance.random() < 0.1 else area for name, area in book.names.items()}
    if chance.random() < 0.1:
        del sheets[chance.choice([*sheets])]
    return replace(book, sheets=sheets, names=names)


def _odd_area(chance: random.Random, sheets: list[str]) -> Area | None:
    top, left = chance.choice([1, 5, 40, MAX_ROW - 50, MAX_ROW]), chance.choice([1, 2, 9, MAX_COLUMN])
    bottom = min(MAX_ROW, top + chance.choice([0, 3, 30, MAX_ROW]))
    area = Area(chance.choice([*sheets, "没有的表"]), top, left, bottom, min(MAX_COLUMN, left + chance.choice([0, 8])))
    return chance.choice([area, area, None])


@pytest.mark.parametrize("start", counted(4, 10))
def test_odd_workbooks_are_checked_marked_cleared_filled_and_summed_up(start: int) -> None:
    for seed in range(12 * start, 12 * start + 12):
        book = odd_book(seed)
        try:
            review, report = flow.check(book)
        except JixiaoError as refusal:
            assert str(refusal).startswith(book.title)
            continue
        edits = [*flow.mark(review, report), *flow.fill(book), *flow.clear(book)]
        assert all(1 <= edit.at.row <= MAX_ROW and 1 <= edit.at.column <= MAX_COLUMN for edit in edits)
        assert {edit.at.sheet for edit in edits} <= {*book.sheets, "审核结果", "审核结果（jixiao）"}
        assert all(describe(finding).message.endswith("。") for finding in report.findings)
        flow.units_of([book])


HEADING = ["序号", "单位", "全年预算数", "全年执行数", "执行率", "自评得分"]


@pytest.mark.parametrize("count", [1000, pytest.param(3000, marks=pytest.mark.long)])
def test_time_grows_with_the_rows_and_not_with_their_square(count: int) -> None:
    rows = [[number, f"单位{number}", 100 + number, 50, "99%", 90] for number in range(count)]
    units = tuple(UnitFigures(f"单位{number}", "", {"annual_budget": Decimal(1)}) for number in range(count))
    start = time.process_time()
    _, report = flow.check(tables({"表": {"rows": [HEADING, *rows, ["合计", "", 1, 1, "1%", 50]]}}), units)
    assert time.process_time() - start < count / 150
    assert sum(finding.code == "R001" for finding in report.findings) == count + 1


@pytest.mark.parametrize("count", [700, pytest.param(2000, marks=pytest.mark.long)])
def test_every_indicator_may_be_a_heading_of_its_own(count: int) -> None:
    heading = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
    rows = [[f"一{number}（5分）", f"二{number}（5分）", f"三{number}", 3, 4] for number in range(count)]
    start = time.process_time()
    _, report = flow.check(tables({"表": {"rows": [heading, *rows]}}))
    assert time.process_time() - start < count / 100
    assert sum(finding.code == "W001" for finding in report.findings) == count


def test_hostile_names_and_merges_cost_nothing() -> None:
    book = base("summary")
    sheet = book.sheets["汇总表"]
    far = {**sheet.cells, **{(row, 3): Cell(Decimal(1)) for row in range(20, MAX_ROW, 49)}}
    del far[11, 1]  # the total row's label
    merged = (*(Area("汇总表", 1, 1, MAX_ROW, MAX_COLUMN) for _ in range(100)),
              *(Area("汇总表", 1, 1, 1900, 1) for _ in range(5000)))  # fmt: skip
    hostile = replace(book, sheets={**book.sheets, "汇总表": Sheet("汇总表", far, merged)},
                      names={**book.names, "jx_summary": Area("汇总表", 4, 1, MAX_ROW, 7)})  # fmt: skip
    start = time.process_time()
    flow.check(hostile)
    assert time.process_time() - start < 10
