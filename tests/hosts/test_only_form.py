"""Where only the form counts, only the sheets that it is spread over are read; what is filled in is the same."""

import random
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from blank_templates import EVALUATION_EXAMPLES, SUMMED_UP
from counts import counted
from jixiao import flow
from jixiao.errors import UnreadableWorkbook
from jixiao.hosts.file import read_book, write_edits
from jixiao.model import names
from jixiao.model.book import Book, Edit
from jixiao.model.cells import Area, CellRef
from jixiao.read.form_sheets import sheets_of_form
from jixiao.template.blueprint import evaluation_blueprint, summary_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import load_example
from jixiao.template.source import source_ids
from random_entries import random_entries

NEEDED = {"封面", "自评表", "基础数据", "指标测算", "汇总表", "_jixiao"}


def both(path: Path) -> tuple[Book, Book]:
    return read_book(path), read_book(path, only_form=True)


def published(id: str, path: Path) -> Path:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    save_workbook(plan, path, example_entries(plan.form, example.books[0], example.year))
    return path


@pytest.mark.parametrize("id", EVALUATION_EXAMPLES)
def test_published_workbooks_are_filled_alike(id: str, tmp_path: Path) -> None:
    whole, form = both(published(id, tmp_path / "自评.xlsx"))
    assert set(form.sheets) >= NEEDED
    assert "叙述数据" in whole.sheets
    assert "叙述数据" not in form.sheets
    assert all(form.sheets[name] == whole.sheets[name] for name in form.sheets)
    assert flow.fill(form) == flow.fill(whole)


@pytest.mark.parametrize("seed", counted(1, 3))
@pytest.mark.parametrize("template", source_ids())
def test_random_workbooks_are_filled_alike(template: str, seed: int, tmp_path: Path) -> None:
    plan = evaluation_blueprint(template)
    save_workbook(plan, tmp_path / "自评.xlsx", random_entries(plan, random.Random(seed)))
    whole, form = both(tmp_path / "自评.xlsx")
    assert flow.fill(form) == flow.fill(whole)


def test_summary_of_its_own_is_read(tmp_path: Path) -> None:
    save_workbook(summary_blueprint(SUMMED_UP[0], 6), tmp_path / "汇总.xlsx")
    whole, form = both(tmp_path / "汇总.xlsx")
    assert flow.fill(form) == flow.fill(whole)
    assert "汇总表" in form.sheets


def test_somebodys_sheets_are_left_out_and_stay_as_they_are(tmp_path: Path) -> None:
    path = published(EVALUATION_EXAMPLES[0], tmp_path / "自评.xlsx")
    write_edits(path, [Edit(CellRef("附件", row, 1), Decimal(row)) for row in range(1, 50)])
    whole, form = both(path)
    assert "附件" not in form.sheets
    write_edits(path, flow.fill(form))
    assert read_book(path).sheets["附件"] == whole.sheets["附件"]


def test_workbook_that_is_not_ours_is_read_as_a_whole(tmp_path: Path) -> None:
    path = published(EVALUATION_EXAMPLES[0], tmp_path / "自评.xlsx")
    sheets = set(read_book(path).sheets)
    rewrite(path, "xl/workbook.xml", lambda data: data.replace(b"_jixiao", b"_inner"))
    assert set(read_book(path, only_form=True).sheets) == sheets - {"_jixiao"} | {"_inner"}


def test_sheet_that_is_left_out_may_be_damaged(tmp_path: Path) -> None:
    path = published(EVALUATION_EXAMPLES[0], tmp_path / "自评.xlsx")
    write_edits(path, [Edit(CellRef("附件", 1, 1), "甲")])
    with zipfile.ZipFile(path) as package:
        last = max(package.namelist(), key=lambda name: int("0" + "".join(re.findall(r"sheet([0-9]+)", name))))
    rewrite(path, last, lambda _: b"<worksheet")
    with pytest.raises(UnreadableWorkbook):
        read_book(path)
    assert flow.fill(read_book(path, only_form=True)) is not None


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name == part else content)


TABLES = {names.INDICATORS: Area("自评表", 1, 1, 9, 9), names.SUMMARY: Area("汇总表", 1, 1, 9, 9)}


class TestNames:
    def test_sheets_of_tables_and_entries(self) -> None:
        named = {**TABLES, f"{names.FIELD}unit": Area("封面", 1, 1, 1, 1), "别人的": Area("附件", 1, 1, 1, 1)}
        assert sheets_of_form(named) == {"自评表", "汇总表", "封面", names.INNER_SHEET}

    def test_table_that_lost_its_name_may_stand_anywhere(self) -> None:
        assert sheets_of_form({**TABLES, names.FUND: None}) is None
        assert sheets_of_form({}) is None
