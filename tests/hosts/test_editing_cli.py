"""An office's own system, from the command line: edit, build, check, fill, roundup."""

import json
from pathlib import Path

import openpyxl
import pytest

from command_line import run
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.cli.editing_sources import source_problems
from jixiao.hosts.file import read_book
from jixiao.read.embedded_framework import own_framework

HEAD, COVER = "表头与等级", "封面"


def written(path: Path, **values: object) -> Path:
    """The workbook with other values beside these labels, as a person types them."""
    book = openpyxl.load_workbook(path)
    for row in book[HEAD].iter_rows(min_col=1, max_col=2):
        if row[0].value in values:
            row[1].value = values[row[0].value]
    book.save(path)
    return path


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The editing workbook of a framework with base figures, made that of another place."""
    path = tmp_path / "编制.xlsx"
    assert run("template", "edit", _with_rates(), "-o", path).exit_code == 0
    return written(path, 地区="某省某县", 版本="2030.1")


def _with_rates() -> str:
    """A framework whose 汇总表 takes its amounts from the base figures."""
    tables = ((id, load_framework(id).summary_table) for id in installed_ids())
    return next(id for id, table in tables if table is not None and "annual_budget" in table.amounts)


def test_either_a_base_or_blank(tmp_path: Path) -> None:
    path = tmp_path / "编制.xlsx"
    for arguments in ((), (_with_rates(), "--blank")):
        result = run("template", "edit", *arguments, "-o", path)
        assert (result.exit_code, "--blank" in result.stderr, path.exists()) == (2, True, False)
    assert "没有名为“某地”的指标体系" in run("template", "edit", "某地", "-o", path).stderr
    assert run("template", "edit", "--blank", "-o", path).exit_code == 0


def test_file_that_is_there_is_kept(edited: Path) -> None:
    before = edited.read_bytes()
    result = run("template", "edit", "--blank", "-o", edited)
    assert (result.exit_code, "--replace" in result.stderr, edited.read_bytes()) == (2, True, before)
    assert run("template", "edit", "--blank", "-o", edited, "--replace").exit_code == 0
    assert edited.read_bytes() != before


def test_mistakes_are_listed_and_nothing_is_written(edited: Path, tmp_path: Path) -> None:
    written(edited, 体系名称=None, 总分="一百")
    result = run("template", "build", edited, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"{HEAD}!B7：没有填“体系名称”。" in result.stderr
    assert "总分应是数字，“一百”是文字" in result.stderr
    assert "有 2 处要改，什么都没有生成" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", None])
def test_other_files_are_answered_with_a_sentence(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "别的.xlsx"
    if content is not None:
        path.write_bytes(content)
    result = run("template", "build", path)
    assert (result.exit_code, result.stderr.count("\n") <= 2, "别的.xlsx" in result.stderr) == (2, True, True)


def test_built_template_is_checked_filled_and_rounded_up(edited: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("template", "build", edited, "-o", out)
    assert (result.exit_code, len(list(out.iterdir()))) == (0, 3)
    assert "不用另装" in result.stdout.replace("\n", "")
    template = next(out.glob("*.xlsx"))
    law = own_framework(read_book(template))
    assert (law.region, law.id in installed_ids()) == ("某省某县", False)

    units = tmp_path / "units"
    units.mkdir()
    for name, amount in (("甲站", 100), ("乙站", 60)):
        _unit_workbook(template, units / f"{name}.xlsx", name, amount, [*law.summary.amounts.values()])
        assert run("fill", units / f"{name}.xlsx").exit_code == 0
        checked = run("check", units / f"{name}.xlsx", "--format", "json")
        assert json.loads(checked.stdout)["framework"].startswith("local_")
        assert checked.exit_code == 0, checked.stdout
    summary = tmp_path / "汇总.xlsx"
    summary.write_bytes(template.read_bytes())
    summed = run("roundup", units, "-o", summary)
    assert summed.exit_code == 0, summed.output
    rows = [row[1:3] for row in openpyxl.load_workbook(summary)["汇总表"].iter_rows(min_row=5, values_only=True)]
    assert {("甲站", 100), ("乙站", 60)} <= set(rows)


def _unit_workbook(template: Path, path: Path, name: str, amount: int, concepts: list[str]) -> None:
    book = openpyxl.load_workbook(template)
    cover = {str(row[1].value): row[2] for row in book[COVER].iter_rows(min_row=6) if len(row) > 2}
    for label, cell in cover.items():
        if label.startswith("单位名称"):
            cell.value = name
    for concept in concepts:
        sheet, _, address = book.defined_names[f"jx_concept_{concept}"].attr_text.partition("!")
        book[sheet.strip("'")][address.replace("$", "")].value = amount
    book.save(path)


def test_file_name_of_the_template_may_be_given(edited: Path, tmp_path: Path) -> None:
    assert run("template", "build", edited, "-o", tmp_path / "模板.xlsx").exit_code == 0
    assert {path.name for path in tmp_path.glob("模板*")} == {"模板.xlsx", "模板_指标体系.toml", "模板_模板.toml"}
    assert run("template", "build", edited, "-o", tmp_path / "模板.xlsx").exit_code == 2
    assert run("template", "build", edited, "-o", tmp_path / "模板.xlsx", "--replace").exit_code == 0


def test_committed_editing_workbooks_give_what_is_committed_beside_them() -> None:
    problems = dict(source_problems(Path(__file__).parents[2] / "workbook_templates"))
    assert len(problems) >= 2
    assert set(problems.values()) == {""}
