"""A roundup of returned workbooks comes to exactly what they were made of; what does not count is named with why."""

import os
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.mutations.books import place_of
from blank_templates import SUMMED_UP
from jixiao import consolidate
from jixiao.consolidate.consolidation import Consolidation, coverage_line
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.read.pages import plain
from returns.collection import KINDS, generate
from returns.figures import ROLES, Reported
from returns.mould import mould_of
from returns.names import unit_name
from returns.parcels import Parcels, stamped
from returns.people import YUAN
from returns.programs import PROGRAMS
from returns.rounding import round_up
from returns.truth import Truth

TEMPLATE = SUMMED_UP[0]
ANOTHER_SCORE = Decimal("61.5")
MINUTE = 100_000
"""Later than anything that a collection holds."""


def check(found: Consolidation, truth: Truth) -> None:
    """Everything that a roundup says, against what is known."""
    assert {told.head.file: (told.standing, told.code) for told in found.not_counted} == {
        file.file: (file.standing, file.code) for file in truth.files if file.standing is not Standing.COUNTED
    }
    for told in found.not_counted:
        assert told.reason and (told.code != "missing_amount" or "!" in told.reason), told
        assert told.head.file.rpartition("/")[2] not in told.reason, "the name stands before the reason"
    check_totals(found, truth)
    check_rows(found, truth)


def check_totals(found: Consolidation, truth: Truth) -> None:
    counted = [said for _, said in truth.counted]
    assert found.totals.units == len(counted)
    aside = sum(file.standing is Standing.SET_ASIDE for file in truth.files)
    what = "项目" if found.framework.lists_projects else "单位"
    assert coverage_line(found) == f"已汇总 {len(counted)} 个{what}，隔离 {aside}"
    for role in ("annual_budget", "executed"):
        assert found.totals.sum_of(role).total == truth.total(role) == found.figures[role]
    assert found.totals.scores.total == truth.scores
    assert dict(found.totals.levels) == {name: truth.level(name) for name in found.totals.levels}
    assert {name for said in counted for name in said.levels} == {*found.totals.levels}
    assert found.totals.sum_of("executed").reported == found.totals.scores.count == len(counted)  # no absent one is 0


def check_rows(found: Consolidation, truth: Truth) -> None:
    by_file = {file.file: said for file, said in truth.counted}
    assert {row.file for row in found.rows} == {*by_file}
    for row in found.rows:
        said = by_file[row.file]
        assert (plain(row.unit), row.project) == (said.unit, said.project)
        assert {role: row.figures[role] for role in ROLES} == in_unit(said, truth.money_unit)


def in_unit(said: Reported, unit: str) -> Mapping[str, Decimal]:
    """What a unit reports, in the money unit of the totals."""
    if said.money_unit == unit:
        return {role: said.figures[role] for role in ROLES}
    factor = 1 / YUAN if unit == "万元" else YUAN
    return {role: said.figures[role] * (1 if role == "self_score" else factor) for role in ROLES}


@pytest.mark.parametrize(
    ("template", "count"), [(TEMPLATE, 52), ("donghu_project_2022", 10), ("zhanjiang_department_2021", 10)]
)
def test_mixed_collection_comes_to_its_truth(tmp_path: Path, template: str, count: int) -> None:
    truth = generate(tmp_path / "报送", count, template=template, mixed=True, damaged=0.8)
    check(round_up(tmp_path / "报送", tmp_path / "台账.db").found, truth)
    if count > len(KINDS):
        assert {file.kind for file in truth.files} >= {kind for kind in KINDS if kind != "no_project"}


@pytest.mark.long
@pytest.mark.parametrize("template", SUMMED_UP)
@pytest.mark.parametrize("seed", range(3))
def test_many_mixed_collections_come_to_their_truth(tmp_path: Path, template: str, seed: int) -> None:
    truth = generate(tmp_path / "报送", 200, seed, template, mixed=True, damaged=0.4)
    check(round_up(tmp_path / "报送", tmp_path / "台账.db").found, truth)


def changed(folder: Path, truth: Truth) -> tuple[str, Decimal]:
    """One unit sends its workbook again, with another score: the file, and what that adds to all scores."""
    file = next(file for file in truth.files if file.kind == "wps" and ".zip/" not in file.file)
    said = file.reported
    assert said is not None
    mould = mould_of(truth.template)
    at = place_of(mould.plan.form, "total.score")
    assert at is not None
    parts = stamped(mould.cast({**said.entries, at: ANOTHER_SCORE}), MINUTE)
    Parcels(folder).put(file.file, PROGRAMS["wps"](parts), MINUTE)
    return file.file, ANOTHER_SCORE - said.figures["self_score"]


def test_second_run_reads_nothing_and_after_one_change_one_file(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 16, 3, mixed=True, damaged=0.2)
    first = round_up(tmp_path / "报送", tmp_path / "台账.db")
    unread = [file for file in truth.files if file.code in ("document", "archive", "archive_damaged")]
    assert len(first.read) == len(truth.files) - len(unread)
    second = round_up(tmp_path / "报送", tmp_path / "台账.db")
    assert (second.read, second.found.totals, second.found.rows) == ((), first.found.totals, first.found.rows)
    file, more = changed(tmp_path / "报送", truth)
    again = round_up(tmp_path / "报送", tmp_path / "台账.db")
    assert (again.read, again.gone) == ((file,), ())
    assert again.found.totals.scores.total == truth.scores + more
    assert again.found.totals.sum_of("executed").total == truth.total("executed")


def test_file_that_is_taken_away_counts_no_more(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 6, 3)
    round_up(tmp_path / "报送", tmp_path / "台账.db")
    gone = truth.files[3].file
    (tmp_path / "报送" / gone).unlink()
    again = round_up(tmp_path / "报送", tmp_path / "台账.db")
    assert (again.read, again.gone) == ((), (gone,))
    check(again.found, truth.without(gone))


def test_tidy_tables_of_a_ledger_hold_what_counts(tmp_path: Path) -> None:
    truth = generate(tmp_path / "报送", 14, 4, mixed=True, damaged=0.4)
    round_up(tmp_path / "报送", tmp_path / "台账.db")
    tables = consolidate.load(tmp_path / "台账.db")
    assert sorted(tables.units["file"]) == sorted(file.file for file, _ in truth.counted)
    assert dict(zip(tables.not_counted["file"], tables.not_counted["reason_code"], strict=True)) == truth.not_counted
    assert tables.units["executed"].sum() == truth.total("executed")
    assert tables.units["money_unit"].unique().tolist() == [truth.money_unit]
    stated = dict(zip(tables.units["file"], tables.units["stated_money_unit"], strict=True))
    assert stated == {file.file: said.money_unit for file, said in truth.counted}


def test_units_have_names_of_their_own() -> None:
    assert len({unit_name(number) for number in range(5000)}) == 5000


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="disks there keep names in Unicode only")
@pytest.mark.parametrize("source", [".", "自评", "自评/*.xlsx", "自评/甲站.xlsx"])
def test_names_that_the_disk_keeps_in_gbk_are_told_as_they_were_typed(tmp_path: Path, source: str) -> None:
    """An archive from Chinese Windows, unpacked by a program that leaves names as they are."""
    truth = generate(tmp_path / "原", 2)
    gbk = os.fsencode(tmp_path / "报送") + b"/" + "自评".encode("gbk")
    os.makedirs(gbk)  # noqa: PTH103 — a path in bytes
    for file, name in zip(truth.files, ("甲站.xlsx", "乙站.xlsx"), strict=True):
        Path(os.fsdecode(gbk + b"/" + name.encode("gbk"))).write_bytes((tmp_path / "原" / file.file).read_bytes())
    asked = Path(os.fsdecode(os.fsencode(tmp_path / "报送") + b"/" + source.encode("gbk")))
    found = round_up(asked, tmp_path / "台账.db").found
    assert {row.file.rpartition("/")[2] for row in found.rows} <= {"甲站.xlsx", "乙站.xlsx"}
    assert found.totals.units == (1 if source.endswith("甲站.xlsx") else 2)
