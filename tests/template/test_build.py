"""Every built template is a workbook that a finance bureau could send out."""

import io
from pathlib import Path

import openpyxl

from blank_templates import Blank
from jixiao import flow
from jixiao.frameworks.load import load_framework, parse_framework
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.framework import FUND_SPLITS
from jixiao.read.form import read_identity
from jixiao.template.blueprint import evaluation_blueprint, summary_blueprint
from jixiao.template.build import build_workbook, save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from jixiao.template.finished import pack_info
from validator import validate
from workbook_lint import lint

BEFORE = ["封面", "自评表", "基础数据", "指标测算"]
AFTER = ["叙述数据", "汇总表", "佐证材料清单", "审核结果", "填报说明", "_jixiao"]


def test_sheets_stand_in_the_order_of_work(blank: Blank) -> None:
    checklists = ["评价要点"] if blank.plan.framework.checklists else []
    assert blank.workbook.sheetnames == [*BEFORE, *checklists, *AFTER]
    assert blank.workbook["_jixiao"].sheet_state == "veryHidden"


def test_same_sources_give_the_same_parts(any_blank: Blank) -> None:
    again = pack_info(build_workbook(evaluation_blueprint(any_blank.id)))
    first = pack_info(any_blank.path.read_bytes())
    assert list(first) == list(again)
    assert first == again


def test_blank_workbooks_are_valid(blank: Blank, tmp_path: Path) -> None:
    summary = tmp_path / "汇总.xlsx"
    summary.write_bytes(build_workbook(summary_blueprint(blank.id, 40)))
    assert validate([blank.path, summary]) == []
    assert [*lint(blank.path), *lint(summary)] == []


def test_filled_and_marked_workbooks_are_valid(tmp_path: Path) -> None:
    paths = []
    for id in example_ids():
        example = load_example(id)
        plan, path = evaluation_blueprint(example.template), tmp_path / f"{id}.xlsx"
        save_workbook(plan, path, example_entries(plan.form, example.books[0], example.year))
        write_edits(path, flow.fill(read_book(path)))
        review, report = flow.check(read_book(path))
        write_edits(path, flow.mark(review, report))
        paths.append(path)
    assert validate(paths) == []
    assert [fault for path in paths for fault in lint(path)] == []


def test_blank_workbook_is_computed_already(any_blank: Blank) -> None:
    """计算 changes no formula cell: who opens the file in a reader that does not calculate sees the same results."""
    assert [edit for edit in flow.fill(any_blank.book) if edit.formula is not None] == []


def test_workbook_carries_its_framework(any_blank: Blank) -> None:
    identity = read_identity(any_blank.book)
    text = "".join(value for key, value in identity.items() if key.startswith("framework_text_"))
    assert (identity["template"], identity["framework"]) == (any_blank.id, any_blank.plan.framework.id)
    assert parse_framework(text, "内置") == load_framework(any_blank.plan.framework.id)


def test_tree_of_indicators_is_that_of_the_framework(blank: Blank) -> None:
    review, law = flow.review_book(blank.book), blank.plan.framework.indicators
    form = review.form.indicators
    assert form is not None
    groups = [group for level in law.levels for group in level.groups]
    assert [group.name for group in form.groups if group.level == 1] == [level.name for level in law.levels]
    assert [group.name for group in form.groups if group.level == 2] == [group.name for group in groups]
    assert len(form.rows) == sum(len(g.indicators) + (g.rows or 0) + g.spare for g in groups)
    points = [group.points for group in form.groups if group.level == 1]
    fund = blank.plan.framework.fund
    elsewhere = fund.points or 0 if fund else 0
    assert sum(each or 0 for each in points) == (law.total_points - elsewhere if law.points == "published" else 0)


def test_fund_table_has_every_line_and_compares_its_splits(blank: Blank) -> None:
    fund, law = blank.plan.form.fund, blank.plan.framework.fund
    assert (fund is None) == (law is None)
    if fund is None or law is None:
        return
    assert [line.id for line in fund.lines] == [line.id for line in law.lines]
    splits = [split for split in FUND_SPLITS if law.group(split)]
    assert set(fund.checks) == {f"{split}_{role}" for split in splits[1:] for role in law.amounts}


def test_text_that_looks_like_a_formula_stays_text(any_blank: Blank) -> None:
    at = any_blank.plan.form.fields["unit"]
    data = build_workbook(any_blank.plan, {at: "=1+1"})
    cell = openpyxl.load_workbook(io.BytesIO(data))[at.sheet][at.a1]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
