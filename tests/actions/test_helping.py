"""规则目录, 本次依据, 诊断, 撤销."""

from pathlib import Path

import openpyxl
import pytest

from actions.made_desk import pressed
from jixiao import flow
from jixiao.actions import Task, action
from jixiao.actions.rule_list import rule_list
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.desk.pressing import press_file
from jixiao.pages.framework_page import framework_parts
from jixiao.rules.catalogue import all_rules
from jixiao.template.page_book import build_page_book
from workbook_lint import lint
from workbooks import base


def contents(path: Path) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book
    }


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "书.xlsx"
    path.write_bytes(content)
    return path


def test_rules_are_listed_with_all_that_an_accountant_asks() -> None:
    result = press_file("rules", None)
    (path,) = result.made
    assert (path.name, result.outcome.jobs[0].task) == ("规则目录.xlsx", Task.OPEN)
    ((_, rows),) = contents(path).items()
    by_code = {row[0]: row for row in rows[3:]}
    assert list(rows[2]) == ["编号", "类别", "级别", "应有的情形", "这样提示（举例）", "这样不提示", "怎么改", "依据"]
    assert set(by_code) == {rule.code for rule in all_rules()}
    for rule in all_rules():
        assert (by_code[rule.code][3], *by_code[rule.code][-2:]) == (rule.title, rule.hint, rule.basis)
    assert all(text for row in by_code.values() for text in row[:4])
    assert lint(path) == []


def test_same_rules_give_the_same_bytes() -> None:
    assert rule_list("规则目录") == rule_list("规则目录")


def test_basis_is_that_of_the_open_workbook(checked: Path) -> None:
    before = checked.read_bytes()
    result = press_file("basis", checked)
    (path,) = result.made
    assert path.name == "本次依据_donghu_department_2021.xlsx"
    pages = contents(path)
    assert list(pages)[:2] == ["本次依据", "指标表"]
    told = "\n".join("\n".join(row) for rows in pages.values() for row in rows)
    framework = flow.review_book(base("published")).framework
    assert framework.title in told
    assert all(reference.number in told for reference in framework.references)
    assert all(rate.label in told and rate.basis in told for rate in framework.rates)
    assert all(band.label in told for band in framework.grading.bands)
    assert all(item.name in told for level in framework.levels for group in level.groups for item in group.indicators)
    assert (lint(path), checked.read_bytes()) == ([], before)


@pytest.mark.parametrize("id", installed_ids())
def test_page_of_each_framework_is_a_sound_workbook_without_commands(id: str, tmp_path: Path) -> None:
    path = written(tmp_path, build_page_book("本次依据", tuple(framework_parts(load_framework(id)))))
    assert lint(path) == []
    told = [text for rows in contents(path).values() for row in rows for text in row]
    assert not [text for text in told if "jixiao " in text]
    for sheet in openpyxl.load_workbook(path):
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1) == (9, 1)


def test_diagnosis_is_told_and_needs_no_workbook(checked: Path) -> None:
    without = press_file("doctor", None).outcome
    with_one = press_file("doctor", checked).outcome
    assert without.told
    assert any(checked.name in line for line in with_one.told)
    assert without.edits == with_one.edits == ()


def test_undo_takes_back_step_by_step(checked: Path) -> None:
    before = checked.read_bytes()
    press_file("page", checked, {"marks": "off"})
    press_file("clear", checked)
    press_file("undo", checked)
    press_file("undo", checked)
    assert checked.read_bytes() == before


def test_nothing_to_undo_is_told(tmp_path: Path, checked: Path) -> None:
    fresh = tmp_path / "新.xlsx"
    fresh.write_bytes(checked.read_bytes())
    with pytest.raises(JixiaoError):
        press_file("undo", fresh)


def test_basis_asks_for_a_workbook() -> None:
    with pytest.raises(JixiaoError, match="请先打开"):
        action("basis").run(pressed(None))
