"""The 汇总表 of returned workbooks, from the folder to the file, read back by the product and by openpyxl."""

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas
import pytest
from typer.testing import CliRunner

from blank_templates import SUMMED_UP
from jixiao import flow
from jixiao.consolidate.consolidation import coverage_line
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.hosts.cli.app import app
from jixiao.hosts.file import read_book
from jixiao.hosts.roundup.rounding import Asked, Outcome, round_up_sources
from jixiao.read.pages import plain
from returns.collection import generate
from returns.figures import ROLES
from returns.names import unit_name
from returns.test_roundup_of_returns import changed, check, in_unit
from returns.truth import Truth

TEMPLATE = SUMMED_UP[0]


def asked(folder: Path, **more: object) -> Asked:
    """A roundup of ``报送`` with a ledger beside its 汇总表."""
    usual: dict[str, object] = {"ledger": folder / "汇总.台账.db", "workers": 1, "checked": False}
    return Asked([str(folder / "报送")], folder / "汇总.xlsx", **usual | more)  # type: ignore[arg-type]


def check_file(path: Path, outcome: Outcome, truth: Truth) -> None:
    """What stands in the 汇总表 is what the units reported; the totals are those of the truth."""
    review = flow.review_book(read_book(path))
    summary = review.form.summary
    assert summary is not None and summary.table.total is not None
    said = {plain(unit.unit + unit.project): in_unit(unit, truth.money_unit) for _, unit in truth.counted}
    place, found = summary.table.at, {}
    for row, unit in review.unit_names():
        figures = {role: review.number(place(role, row)) for role in ROLES}
        found[plain(unit + review.text(place("project", row)))] = figures
    assert found == said
    for role in ("annual_budget", "executed"):
        assert review.number(summary.table.at(role, summary.table.total)) == truth.total(role)
    sheet = openpyxl.load_workbook(path, data_only=True)["未计入"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[3]]
    heading = next(number for number, row in enumerate(rows) if row[3] == "文件")
    assert {row[3] for row in rows[heading + 1 :]} == {*truth.not_counted}
    assert all(row[4] for row in rows[heading + 1 :])
    assert sheet["A2"].value == coverage_line(outcome.consolidation)


@pytest.mark.parametrize("template", [TEMPLATE, "donghu_project_2022", "zhanjiang_department_2021"])
def test_summary_holds_what_was_reported(tmp_path: Path, template: str) -> None:
    truth = generate(tmp_path / "报送", 12, 2, template, mixed=True, damaged=0.4)
    outcome = round_up_sources(asked(tmp_path))
    check(outcome.consolidation, truth)
    check_file(tmp_path / "汇总.xlsx", outcome, truth)


@pytest.mark.long
def test_two_thousand_workbooks_come_to_their_truth_and_one_change_reads_one_file(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 2000, 8, mixed=True, damaged=0.03)
    assert len({file.code for file in truth.files}) > 15
    whole = asked(tmp_path, workers=2, checked=True)
    outcome = round_up_sources(whole)
    check(outcome.consolidation, truth)
    check_file(tmp_path / "汇总.xlsx", outcome, truth)
    _, more = changed(tmp_path / "报送", truth)
    again = round_up_sources(whole)
    assert (again.read, again.gone) == (1, ())
    assert again.consolidation.totals.scores.total == truth.scores + more


def test_second_roundup_reads_nothing_and_leaves_the_figures(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 10, 2, mixed=True, damaged=0.3)
    first = round_up_sources(asked(tmp_path))
    again = round_up_sources(asked(tmp_path))
    assert (first.known, again.read, again.known) == (0, 0, first.read)
    check_file(tmp_path / "汇总.xlsx", again, truth)


def test_roundup_without_a_ledger_leaves_none(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 6, 2, mixed=True)
    check(round_up_sources(asked(tmp_path, ledger=None)).consolidation, truth)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["报送", "汇总.xlsx"]


def test_roundup_of_checked_workbooks_comes_to_the_same(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 8, 3, mixed=True, damaged=0.3)
    outcome = round_up_sources(asked(tmp_path, checked=True))
    check(outcome.consolidation, truth)
    assert outcome.consolidation.totals.checked == outcome.consolidation.totals.units


def test_roundup_writes_tidy_tables(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 12, 4, mixed=True, damaged=0.4)
    round_up_sources(asked(tmp_path, parquet=tmp_path / "表", csv=tmp_path / "表"))
    units = pandas.read_parquet(tmp_path / "表" / "units.parquet")
    assert units["executed"].sum() == truth.total("executed")
    with (tmp_path / "表" / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(Decimal(row["executed"]) for row in csv.DictReader(file)) == truth.total("executed")
    told = pandas.read_parquet(tmp_path / "表" / "not_counted.parquet")
    assert dict(zip(told["file"], told["reason_code"], strict=True)) == truth.not_counted


def named(truth: Truth, count: int, silent: int) -> Organisation:
    """A 名单 of the department, its units under their full names, and some that send nothing."""
    units = [unit_name(number) for number in range(count + silent)]
    entries = [Expected("001", truth.department)]
    entries += [Expected(f"001{number:04}", f"春江市{unit}", "001", (unit,)) for number, unit in enumerate(units, 1)]
    return Organisation(tuple(entries))


def test_list_tells_who_has_not_reported_and_codes_keep_their_zeros(tmp_path: Path) -> None:
    count, silent = 16, 3
    truth = generate(tmp_path / "报送", count, 12, mixed=True, damaged=0.3)
    outcome = round_up_sources(asked(tmp_path, organisation=named(truth, count, silent), parquet=tmp_path / "表"))
    found, counted = outcome.consolidation, len([*truth.counted])
    assert found.totals.sum_of("executed").total == truth.total("executed")
    assert [unit.name for unit in found.missing][-silent:] == [f"春江市{unit_name(count + n)}" for n in range(silent)]
    assert coverage_line(found).startswith(f"已汇总 {counted}/{found.expected}，")
    units = pandas.read_parquet(tmp_path / "表" / "units.parquet")
    assert units["code"].str.fullmatch("001[0-9]{4}").all() and units["code"].is_unique


def test_the_list_among_the_files_is_none_of_them(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 4, 2)
    book = openpyxl.Workbook()
    book.active.append(["单位名称", "主管部门"])
    for number in range(5):
        book.active.append([unit_name(number), ""])
    book.save(tmp_path / "报送" / "名单.xlsx")
    names = Organisation(tuple(Expected("", unit_name(number)) for number in range(5)))
    for _ in range(2):
        outcome = round_up_sources(asked(tmp_path, organisation=names))
        assert (outcome.papers, outcome.consolidation.not_counted) == (("名单.xlsx",), ())
        assert outcome.consolidation.totals.sum_of("executed").total == truth.total("executed")


def test_a_summary_agrees_with_the_very_files_that_it_sums_up(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 12, 4, mixed=True)
    assert any(".zip/" in file.file for file in truth.files)
    round_up_sources(asked(tmp_path))
    result = CliRunner().invoke(app, ["check", str(tmp_path / "汇总.xlsx"), "--units", str(tmp_path / "报送")])
    assert (result.exit_code, "U001" in result.stdout, result.stderr) == (0, False, "")
