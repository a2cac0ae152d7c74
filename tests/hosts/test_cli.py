"""The commands as a person runs them: what they print, what they exit with, what they leave in the files."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest
from typer.testing import Result

from command_line import run
from jixiao.frameworks.load import parse_framework
from jixiao.rules.catalogue import all_rules
from jixiao.template.blueprint import blueprint_of, evaluation_blueprint
from jixiao.template.build import save_workbook
from unit_workbooks import unit_entries
from workbook_changes import is_of_runs

PUBLISHED = {
    "东湖区政务服务数据管理局": (239.56, 287.97, 1.2021, 95, 95),
    "东湖区公共资源交易中心": (95.77, 136.53, 1.4256, 95, 95),
    "合计": (335.33, 424.5, 1.2659, 95, None),
}
"""The 汇总表 as the office published it: budget, executed, rate, self-score, review score."""

YUAN, OTHER = "zhanjiang_department_2021", "heshan_department_2021"
"""Templates in 元 and in 万元."""


@pytest.fixture
def copy(demo: Path, tmp_path: Path) -> Callable[[str], Path]:
    def make(pattern: str) -> Path:
        source = next(demo.rglob(pattern))
        target = tmp_path / source.name
        target.write_bytes(source.read_bytes())
        return target

    return make


def findings(result: Result) -> list[tuple[str, str, str, str, str]]:
    return [
        (item["code"], item["severity"], f"{item['sheet']}!{item['cell']}", item["printed"], item["expected"])
        for item in json.loads(result.stdout)["findings"]
    ]


def errors(result: Result) -> list[tuple[str, str, str, str, str]]:
    return [item for item in findings(result) if item[1] == "error"]


def without_what_is_wrong(book: openpyxl.Workbook) -> openpyxl.Workbook:
    """The published workbook without its three wrong figures."""
    book["自评表"]["I7"], book["自评表"]["F24"] = 1.4655, "92.86%"
    book["叙述数据"]["H54"] = None
    return book


def summary_rows(path: Path) -> dict[str, tuple[object, ...]]:
    sheet = openpyxl.load_workbook(path, data_only=True)["汇总表"]
    rows = {}
    for row in sheet.iter_rows(min_row=5, max_col=7, values_only=True):
        name = "合计" if row[0] == "合计" else row[1]
        if name:
            rows[name] = tuple(None if value == "" else value for value in row[2:])
    return rows


def contents(data: bytes) -> dict[tuple[str, str], object]:
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    cells = ((sheet.title, cell) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return {
        (sheet, cell.coordinate): cell.value
        for sheet, cell in cells
        if cell.value is not None and not is_of_runs(sheet, cell.column)
    }


class TestDemo:
    def test_wrong_rate_is_reported_at_its_cell_with_its_cause(self, copy: Callable[[str], Path]) -> None:
        result = run("check", copy("*整体自评.xlsx"), "--format", "json")
        assert result.exit_code == 1
        wrong = [item for item in json.loads(result.stdout)["findings"] if item["severity"] == "error"]
        assert [
            (item["code"], item["sheet"], item["cell"], item["printed"], item["expected"], item["cause"])
            for item in wrong
        ] == [
            ("R001", "自评表", "I7", "126.59%", "146.55%", "抄了“资金来源：（1）财政拨款”行的比率"),
            ("R003", "自评表", "F24", "100%", "92.86%", ""),
            ("H006", "叙述数据", "H54", "89.79%", "89.64%或89.80%", "尾数直接舍去"),
        ]

    @pytest.mark.parametrize("pattern", ["单位/*管理局_自评.xlsx", "单位/*交易中心_自评.xlsx", "*汇总表.xlsx"])
    def test_other_workbooks_have_no_error(self, pattern: str, demo: Path) -> None:
        result = run("check", next(demo.glob(pattern)), "--format", "json")
        assert result.exit_code == 0
        report = json.loads(result.stdout)
        assert not [item for item in report["findings"] if item["severity"] == "error"]
        assert report["checked"] == [rule.code for rule in all_rules()]

    def test_rolled_up_table_is_the_published_one(self, demo: Path) -> None:
        assert summary_rows(next(demo.glob("*汇总表.xlsx"))) == PUBLISHED


class TestRoundup:
    def test_units_give_the_published_figures(self, demo: Path, tmp_path: Path) -> None:
        target = tmp_path / "汇总表.xlsx"
        assert run("roundup", demo / "单位", "-o", target).exit_code == 0
        expected = {unit: (*figures[:4], None) for unit, figures in PUBLISHED.items()}
        assert summary_rows(target) == expected

    def test_typed_review_scores_are_kept_in_place(self, demo: Path, copy: Callable[[str], Path]) -> None:
        target = copy("*汇总表.xlsx")
        assert run("roundup", demo / "单位", "-o", target).exit_code == 0
        assert summary_rows(target) == PUBLISHED

    def test_changed_unit_is_updated_and_told(self, demo: Path, copy: Callable[[str], Path], tmp_path: Path) -> None:
        target, unit = copy("*汇总表.xlsx"), copy("*交易中心_自评.xlsx")
        book = openpyxl.load_workbook(unit)
        book["自评表"]["E9"] = 100
        (tmp_path / "收回").mkdir()
        book.save(tmp_path / "收回" / unit.name)
        result = run("roundup", tmp_path / "收回", "-o", target)
        assert "95.77→100" in result.stdout
        assert summary_rows(target)["东湖区公共资源交易中心"] == (100, 136.53, 1.3653, 95, 95)
        assert summary_rows(target)["合计"][:3] == (339.56, 424.5, 1.2501)

    def test_department_workbook_is_not_counted_twice(self, demo: Path, tmp_path: Path) -> None:
        result = run("roundup", demo, "-o", tmp_path / "汇总表.xlsx")
        assert result.exit_code == 1
        assert "部门汇总" in result.stderr
        assert summary_rows(tmp_path / "汇总表.xlsx")["合计"][:2] == (335.33, 424.5)

    def test_two_workbooks_of_one_unit_are_told_and_counted_once(self, demo: Path, tmp_path: Path) -> None:
        source = next(demo.rglob("*交易中心_自评.xlsx"))
        for name in ("a.xlsx", "b.xlsx"):
            (tmp_path / name).write_bytes(source.read_bytes())
        result = run("roundup", tmp_path / "a.xlsx", tmp_path / "b.xlsx", "-o", tmp_path / "汇总表.xlsx")
        assert (result.exit_code, result.stderr) == (0, "a.xlsx：与 b.xlsx 是同一个文件，没有计入。\n")
        assert summary_rows(tmp_path / "汇总表.xlsx")["合计"][:2] == (95.77, 136.53)

    def test_unreadable_unit_is_told_and_the_others_are_summed(self, demo: Path, tmp_path: Path) -> None:
        folder = tmp_path / "收回"
        folder.mkdir()
        source = next(demo.rglob("*交易中心_自评.xlsx"))
        (folder / source.name).write_bytes(source.read_bytes())
        (folder / "坏.xlsx").write_text("不是工作簿", encoding="utf-8")
        result = run("roundup", folder, "-o", tmp_path / "汇总表.xlsx")
        assert result.exit_code == 1
        assert "坏.xlsx" in result.stderr
        assert summary_rows(tmp_path / "汇总表.xlsx")["合计"][:2] == (95.77, 136.53)

    @pytest.fixture
    def mixed(self, tmp_path: Path) -> Path:
        """Two units' workbooks of one framework and one of another, without a fund table both."""
        folder = tmp_path / "收回"
        folder.mkdir()
        for template, name in ((YUAN, "甲站"), (YUAN, "乙站"), (OTHER, "丙站")):
            plan = evaluation_blueprint(template)
            save_workbook(plan, folder / f"{name}.xlsx", unit_entries(plan, name, 100, 80, 90))
        return folder

    def test_new_summary_is_that_of_most_units_and_the_others_are_told(self, mixed: Path, tmp_path: Path) -> None:
        result = run("roundup", mixed, "-o", tmp_path / "汇总表.xlsx")
        law = evaluation_blueprint(OTHER).framework
        told = f"丙站.xlsx：指标体系是“{law.title}”（{law.region} {law.year} 年），与其他单位不同，没有计入。"
        assert (result.exit_code, result.stderr.strip()) == (1, told)
        book = openpyxl.load_workbook(tmp_path / "汇总表.xlsx", data_only=True)
        printed = [cell.value for row in book["汇总表"]["A1:G4"] for cell in row]
        assert "单位：元" in printed
        assert evaluation_blueprint(YUAN).framework.summary.columns["annual_budget"][0] in printed
        assert summary_rows(tmp_path / "汇总表.xlsx")["合计"] == (200, 160, 0.8, 90, None)

    def test_template_asked_for_is_taken(self, mixed: Path, tmp_path: Path) -> None:
        result = run("roundup", mixed, "-o", tmp_path / "汇总表.xlsx", "--template", OTHER)
        assert (result.exit_code, "甲站.xlsx：指标体系是" in result.stderr) == (1, True)
        assert summary_rows(tmp_path / "汇总表.xlsx")["丙站"] == (100, 80, 0.8, 90, None)

    def test_summary_in_place_takes_the_units_of_its_framework(self, mixed: Path, tmp_path: Path) -> None:
        target = tmp_path / "汇总表.xlsx"
        assert run("roundup", mixed / "丙站.xlsx", "-o", target).exit_code == 0
        assert run("roundup", mixed, "-o", target).exit_code == 1
        assert set(summary_rows(target)) == {"丙站", "合计"}

    @pytest.mark.parametrize("is_there", [True, False])
    def test_other_money_unit_is_refused(self, is_there: bool, mixed: Path, tmp_path: Path) -> None:
        target, units = tmp_path / "汇总表.xlsx", (mixed / "甲站.xlsx", mixed / "乙站.xlsx")
        if is_there:
            run("roundup", mixed / "丙站.xlsx", "-o", target)
        before = target.read_bytes() if is_there else None
        result = run("roundup", *units, "-o", target, "--template", OTHER)
        assert (result.exit_code, "金额单位是万元，各单位的是元，没有汇总" in result.stderr) == (2, True)
        assert (target.read_bytes() if target.exists() else None) == before

    def test_units_of_an_unknown_framework_need_a_template(self, tmp_path: Path) -> None:
        plan = evaluation_blueprint(OTHER)
        text = plan.framework_text.replace(OTHER, "of_their_own_2021")
        own = blueprint_of(plan.source, parse_framework(text, "单位自己的"), text)
        save_workbook(own, tmp_path / "甲站.xlsx", unit_entries(own, "甲站", 100, 80, 90))
        command = ("roundup", tmp_path / "甲站.xlsx", "-o", tmp_path / "汇总表.xlsx")
        refused = run(*command)
        assert (refused.exit_code, "of_their_own_2021" in refused.stderr, "--template" in refused.stderr) == (
            2, True, True)  # fmt: skip
        assert run(*command, "--template", OTHER).exit_code == 0
        assert summary_rows(tmp_path / "汇总表.xlsx")["甲站"] == (100, 80, 0.8, 90, None)


class TestSummaryAgainstUnits:
    def test_agreeing_summary_is_clean(self, demo: Path) -> None:
        result = run("check", next(demo.glob("*汇总表.xlsx")), "--units", demo / "单位", "--format", "json")
        assert (result.exit_code, errors(result)) == (0, [])
        assert json.loads(result.stdout)["not_checked"] == []

    def test_row_that_differs_is_reported_at_its_cell(self, demo: Path, copy: Callable[[str], Path]) -> None:
        summary = copy("*汇总表.xlsx")
        book = openpyxl.load_workbook(summary)
        book["汇总表"]["D6"] = 135.63
        book.save(summary)
        result = run("check", summary, "--units", demo / "单位", "--format", "json")
        assert (result.exit_code, errors(result)) == (1, [("U001", "error", "汇总表!D6", "135.63", "136.53")])


class TestMarks:
    def test_mark_then_clear_leaves_the_form_as_it_was(self, copy: Callable[[str], Path]) -> None:
        path = copy("*管理局_自评.xlsx")
        run("clear", path)
        before = path.read_bytes()
        run("check", path, "--mark")
        run("clear", path)
        assert contents(path.read_bytes()) == contents(before)

    def test_corrected_cell_loses_its_mark(self, copy: Callable[[str], Path]) -> None:
        path = copy("*整体自评.xlsx")
        assert openpyxl.load_workbook(path, data_only=True)["审核结果"]["N8"].value == "自评表!I7"
        book = without_what_is_wrong(openpyxl.load_workbook(path))
        book.save(path)
        assert run("check", path, "--mark").exit_code == 0
        assert openpyxl.load_workbook(path, data_only=True)["审核结果"]["N8"].value is None

    def test_fill_never_writes_over_a_typed_figure(self, copy: Callable[[str], Path]) -> None:
        path = copy("*整体自评.xlsx")
        assert run("fill", path).exit_code == 0
        assert openpyxl.load_workbook(path)["自评表"]["I7"].value == 1.2659


def _encrypted(path: Path) -> None:
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    with path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("123456", target)


def _unknown(path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "通讯录"
    book.save(path)


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "没有这个文件": (lambda path: None, "没有找到文件"),
    "文件夹": (lambda path: path.mkdir(), "是文件夹"),
    "空文件": (lambda path: path.write_bytes(b""), "是空文件"),
    "改了扩展名的文本": (lambda path: path.write_text("单位,金额\n", encoding="utf-8"), "不是真正的 Excel 工作簿"),
    "设了打开密码": (_encrypted, "设了打开密码"),
    "没有认识的表": (_unknown, "没有找到能识别的表"),
}


@pytest.mark.parametrize("command", [("check",), ("check", "--mark"), ("fill",), ("clear",)], ids=" ".join)
@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_one_sentence_and_left_alone(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    make, sentence = BAD_FILES[name]
    path = tmp_path / "送来的.xlsx"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    result = run(command[0], path, *command[1:])
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else None) == before


def test_truncated_workbook_is_one_sentence(demo: Path, tmp_path: Path) -> None:
    whole = next(demo.glob("*整体自评.xlsx")).read_bytes()
    path = tmp_path / "半截.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    result = run("check", path)
    assert (result.exit_code, "不完整" in result.stderr, len(result.stderr.strip().splitlines())) == (2, True, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"E6": "2000万"}, ("V002", "error", "自评表!E6", "2000万", "2000")),
        ({"E6": "１２.５"}, ("V002", "error", "自评表!E6", "１２.５", "12.5")),
        ({"E6": "12,5 00"}, ("V002", "error", "自评表!E6", "12,5 00", "12500")),
        ({"H15": None}, ("V001", "error", "自评表!H15", "", "必填")),
        ({"H53": 96}, ("S002", "error", "自评表!H53", "96", "95")),
    ],
)
def test_bad_cell_is_a_finding_at_the_cell(change: dict, expected: tuple, copy: Callable[[str], Path]) -> None:
    path = copy("*整体自评.xlsx")
    book = without_what_is_wrong(openpyxl.load_workbook(path))
    for cell, value in change.items():
        book["自评表"][cell] = value
    book.save(path)
    result = run("check", path, "--format", "json")
    assert result.exit_code == 1
    assert errors(result) == [expected]


@pytest.mark.parametrize("mark", ["-", "—", "－"])
def test_lone_dash_means_nothing_to_report(mark: str, copy: Callable[[str], Path]) -> None:
    path = copy("*整体自评.xlsx")
    book = without_what_is_wrong(openpyxl.load_workbook(path))
    book["自评表"]["E6"] = mark
    book.save(path)
    assert run("check", path).exit_code == 0


def test_deleted_column_is_a_finding_where_it_stood(copy: Callable[[str], Path]) -> None:
    path = copy("*整体自评.xlsx")
    book = openpyxl.load_workbook(path)
    book["自评表"].delete_cols(8)
    book.save(path)
    result = run("check", path, "--format", "json")
    assert result.exit_code == 1
    assert ("T001", "error", "自评表!H13", "", "得分") in findings(result)


class TestOutput:
    def test_several_files_give_a_list(self, demo: Path) -> None:
        result = run("check", *sorted(demo.rglob("*_自评.xlsx")), "--format", "json")
        assert [Path(item["file"]).name for item in json.loads(result.stdout)] == [
            path.name for path in sorted(demo.rglob("*_自评.xlsx"))
        ]

    def test_csv_has_one_line_a_finding(self, demo: Path) -> None:
        result = run("check", next(demo.glob("*整体自评.xlsx")), "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        told = [(row["code"], row["cell"], row["cells"]) for row in rows if row["code"] in ("R001", "R004", "T002")]
        over = [("R004", "G5", "G5 G7 G9"), ("R004", "D5", "D5 D6 D17")]
        assert told == [("R001", "I7", "I7"), *over, ("T002", "I5", "I5 I8")]

    def test_new_never_replaces_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "新.xlsx"
        assert run("new", "donghu_department_2021", "-o", path, "--unit", "某单位").exit_code == 0
        before = path.read_bytes()
        result = run("new", "donghu_department_2021", "-o", path)
        assert (result.exit_code, "没有覆盖" in result.stderr, path.read_bytes() == before) == (2, True, True)

    @pytest.mark.parametrize("name", ["自评.xls", "自评"])
    def test_new_files_are_called_what_they_are(self, name: str, tmp_path: Path) -> None:
        for command in (("new", YUAN), ("roundup", tmp_path)):
            result = run(*command, "-o", tmp_path / name)
            assert (result.exit_code, result.stderr) == (2, f"“{name}”的扩展名请用 .xlsx，没有写入。\n")
        assert [*tmp_path.iterdir()] == []

    def test_new_workbook_of_a_named_unit_is_clean(self, tmp_path: Path) -> None:
        run("new", "donghu_department_2021", "-o", tmp_path / "新.xlsx", "--unit", "某单位", "--year", "2021")
        result = run("check", tmp_path / "新.xlsx", "--format", "json")
        assert (result.exit_code, findings(result)) == (0, [])

    def test_catalogues_name_their_basis(self) -> None:
        assert "财预〔2013〕53号" in run("frameworks").stdout
        assert "R001" in run("rules").stdout
        assert "执行率＝全年执行数÷全年预算数" in run("rules", "r001").stdout
        assert run("rules", "X999").exit_code == 2

    def test_unknown_template_names_those_there_are(self, tmp_path: Path) -> None:
        result = run("new", "nowhere", "-o", tmp_path / "x.xlsx")
        assert (result.exit_code, "donghu_department_2021" in result.stderr) == (2, True)


def test_help_loads_no_heavy_library() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "jixiao", "--help"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=os.environ, check=True)
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in result.stderr.splitlines()}
    assert not loaded & {"pandas", "openpyxl", "pydantic", "xlsxwriter", "xlwings", "rich", "numpy"}
