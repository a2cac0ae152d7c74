"""doctor tells an accountant what is odd about a workbook, and leaves it as it was."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from bad_files import BAD_FILES, ole
from file_builders import MAIN, build, relation, relations, tiny_parts, workbook
from file_builders import worksheet as sheet_xml

from command_line import run
from jixiao.hosts.cli.demo import make_example
from jixiao.template.examples import load_example
from workbooks import EXAMPLE

TEMPLATES = sorted((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx"))


def diagnosis(path: Path, code: int = 1) -> dict[str, Any]:
    result = run("doctor", path, "--format", "json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def codes(found: Mapping[str, Any]) -> dict[str, str]:
    return {remark["code"]: remark["severity"] for remark in found["remarks"]}


def message(found: Mapping[str, Any], code: str) -> str:
    return next(remark["message"] for remark in found["remarks"] if remark["code"] == code)


def with_parts(folder: Path, more: Mapping[str, bytes | str], name: str = "表.xlsx") -> Path:
    return build(folder / name, tiny_parts() | dict(more))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_are_in_order(path: Path) -> None:
    found = diagnosis(path, 0)
    assert (found["odd"], found["remarks"]) == (False, [])
    kind = "决算表" if "accounts" in path.stem else "自评表"
    assert found["origin"].startswith(f"jixiao 模板 {path.stem}（{kind}，版式 ")
    assert found["origin"].endswith("（已安装）")
    assert {sheet["state"] for sheet in found["sheets"]} == {"visible", "veryHidden"}
    assert all(sheet["protected"] for sheet in found["sheets"])


def test_what_the_demo_makes_is_in_order(tmp_path: Path) -> None:
    make_example(load_example(EXAMPLE), tmp_path)
    made = sorted(tmp_path.rglob("*.xlsx"))
    result = run("doctor", *made)
    assert result.exit_code == 0, result.output
    assert result.output.count("没有发现异常") == len(made)


def test_overview_says_what_it_is_and_who_saved_it() -> None:
    template = next(path for path in TEMPLATES if path.stem == "donghu_department_2021")
    result = run("doctor", template)
    lines = [line.strip() for line in result.output.splitlines()]
    assert lines[0] == template.name
    assert lines[1].startswith("来历：jixiao模板")
    assert lines[2].startswith("保存：Microsoft Excel 12.0000，日期2021-01-01（文件自己写的，不作凭据）")
    assert "10张表（封面、自评表、" in lines[3]
    assert "隐藏1张，受保护10张" in lines[3]


def test_anyones_workbook_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "来表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"author": "甲"})
        book.add_worksheet("底稿").write("B2", 1)
    found = diagnosis(path, 0)
    assert found["origin"] == "不是由 jixiao 模板生成的工作簿；没有找到能识别的表"
    assert found["sheets"] == [
        {"name": "底稿", "kind": "worksheet", "state": "visible", "used": "A1:B2", "cells": 1, "formulas": 0,
         "merged": 0, "protected": False, "password": False}
    ]  # fmt: skip


CARGO = {
    "xl/vbaProject.bin": ("macros", "warning"),
    "xl/macrosheets/sheet1.xml": ("macro_sheets", "warning"),
    "xl/externalLinks/externalLink1.xml": ("external_links", "warning"),
    "xl/embeddings/oleObject1.bin": ("ole_objects", "warning"),
    "xl/activeX/activeX1.xml": ("controls", "warning"),
    "xl/connections.xml": ("connections", "warning"),
    "xl/queryTables/queryTable1.xml": ("query_tables", "warning"),
    "_xmlsignatures/sig1.xml": ("signatures", "warning"),
    "xl/webextensions/taskpanes.xml": ("web_extensions", "warning"),
    "customUI/customUI14.xml": ("custom_ribbon", "warning"),
    "xl/cellimages.xml": ("wps_pictures", "warning"),
    "xl/comments1.xml": ("comments", "info"),
    "xl/threadedComments/threadedComment1.xml": ("comments", "info"),
    "xl/media/image1.png": ("pictures", "info"),
    "xl/ctrlProps/ctrlProp1.xml": ("form_controls", "info"),
    "xl/charts/chart1.xml": ("charts", "info"),
    "xl/pivotTables/pivotTable1.xml": ("pivot_tables", "info"),
    "customXml/item1.xml": ("custom_xml", "info"),
    "xl/printerSettings/printerSettings1.bin": ("printer_settings", "info"),
}


@pytest.mark.parametrize("member", CARGO)
def test_what_the_file_carries_is_told(member: str, tmp_path: Path) -> None:
    code, severity = CARGO[member]
    found = diagnosis(with_parts(tmp_path, {member: "<a/>"}), 1 if severity == "warning" else 0)
    assert codes(found) == {code: severity}


def test_links_are_told_by_name_and_not_followed(tmp_path: Path) -> None:
    target = relation(
        1, "externalLinkPath", "file:///%5C%5Cserver%5C%E5%BA%95%E7%A8%BF.xlsx", more=' TargetMode="External"'
    )
    parts = {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(target),
    }
    found = diagnosis(with_parts(tmp_path, parts))
    assert message(found, "external_links").startswith("链接了 1 个外部文件（底稿.xlsx），有的数来自别处。")


def test_settings_are_told(tmp_path: Path) -> None:
    before = '<fileSharing readOnlyRecommended="1"/><workbookPr date1904="1"/><workbookProtection lockStructure="1"/>'
    book = workbook(before=before, behind='<calcPr calcMode="manual" iterate="1"/>')
    found = diagnosis(build(tmp_path / "表.xlsx", tiny_parts(workbook=book)))
    assert codes(found) == {
        "date_1904": "warning",
        "manual_calculation": "warning",
        "iterative_calculation": "warning",
        "structure_locked": "info",
        "write_reserved": "info",
    }


def test_contents_that_hinder_are_told_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "来表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        amount = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("自评表")
        sheet.write_column("A1", ["1,234.50", "97.3%", "—", "001", "2010103"], amount)
        sheet.write_column("B1", ["12", "甲", "2010103", "010", "3.5"])
        sheet.write_string("C1", "12", book.add_format({"num_format": "@"}))
        sheet.merge_range("A7:A9", "合计")
        sheet.write("A1200", 1)
        sheet.write("DZ1", 1)
    found = diagnosis(path)
    assert codes(found) == {
        "numbers_as_text": "warning",
        "plain_numbers_as_text": "info",
        "merged_over_rows": "info",
        "far_row": "warning",
        "far_column": "warning",
    }
    tallies = {remark["code"]: (remark["count"], remark["cells"]) for remark in found["remarks"]}
    assert tallies["numbers_as_text"] == (4, ["A1", "A2", "A4", "A5"])
    assert tallies["plain_numbers_as_text"] == (2, ["B1", "B5"])
    assert (
        message(found, "far_row") == "《自评表》隔了 1,192 行空白，第 1,200 行又有内容。请查看是否误填，删去多余的行。"
    )


def test_formulas_without_results_are_counted(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2</f><v>2</v></c><c r="C1"><f>""</f><v></v></c></row>'
    found = diagnosis(build(tmp_path / "表.xlsx", tiny_parts(sheet_xml(rows))))
    assert [(remark["code"], remark["cells"]) for remark in found["remarks"]] == [("formulas_without_result", ["A1"])]


def test_workbook_whose_results_are_all_lost_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / TEMPLATES[0].name
    openpyxl.load_workbook(TEMPLATES[0]).save(path)
    assert codes(diagnosis(path)) == {"no_results": "warning"}


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    path = tmp_path / "来表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("表", "底", "里"):
            book.add_worksheet(name)
        book.worksheets()[1].hide()
        book.worksheets()[2].very_hidden()
    found = diagnosis(path, 0)
    assert [remark["message"] for remark in found["remarks"]] == [
        "工作表“底”是隐藏的。",
        "工作表“里”是深度隐藏的，在 Excel 的“取消隐藏”里也看不到。",
    ]


def test_what_excel_would_repair_is_told(tmp_path: Path) -> None:
    found = diagnosis(build(tmp_path / "表.xlsx", tiny_parts(sheet_xml('<row r="2"/><row r="1"/>'))))
    assert codes(found) == {"X301": "error"}
    assert found["remarks"][0]["topic"] == "Excel"


def test_file_that_the_other_commands_refuse_is_still_looked_over(tmp_path: Path) -> None:
    found = diagnosis(build(tmp_path / "表.xlsx", tiny_parts(sheet_xml('<row r="1"><c r="A1"><v>x</v></c></row>'))))
    assert codes(found) == {"unreadable": "error", "X311": "error"}
    assert message(found, "unreadable").startswith("“表.xlsx”已损坏（《表》!A1 的内容读不出来）")


@pytest.mark.parametrize("name", ["empty", "web page", "password", "cut in half", "zip of files", "name twice"])
def test_unreadable_file_is_refused_with_its_sentence(name: str, tmp_path: Path) -> None:
    data, sentence = BAD_FILES[name]
    path = tmp_path / "来表.xlsx"
    path.write_bytes(data)
    result = run("doctor", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"“来表.xlsx”{sentence}\n"


def test_old_workbook_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "来表.xls"
    path.write_bytes(ole("Workbook"))
    result = run("doctor", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("“来表.xls”是旧版 .xls 格式")


def test_bad_file_does_not_keep_the_others_from_being_looked_over(tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"")
    result = run("doctor", bad, TEMPLATES[0], "--format", "json")
    assert result.exit_code == 2
    (found,) = json.loads(result.stdout)
    assert found["odd"] is False


def inner(folder: Path, edit: Mapping[str, str | None]) -> Path:
    """A template whose hidden sheet says something else, saved by openpyxl."""
    book = openpyxl.load_workbook(TEMPLATES[0])
    sheet = book["_jixiao"]
    for row in range(1, sheet.max_row + 1):
        key = str(sheet.cell(row, 1).value)
        if key in edit:
            sheet.cell(row, 2).value = edit[key]
    path = folder / TEMPLATES[0].name
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"template": None}, {"identity_missing": "warning"}),
        ({"framework_text_1": "x = ["}, {"framework_broken": "error"}),
        ({"framework_version": "1999.1"}, {"framework_differs": "warning"}),
    ],
)
def test_hidden_sheet_that_was_meddled_with_is_told(
    edit: Mapping[str, str | None], expected: Mapping[str, str], tmp_path: Path
) -> None:
    found = diagnosis(inner(tmp_path, edit))
    assert codes(found) == {"no_results": "warning", **expected}


def test_bare_hidden_sheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / TEMPLATES[0].name
    book = openpyxl.load_workbook(TEMPLATES[0])
    book["_jixiao"].sheet_state = "visible"
    book.save(path)
    assert codes(diagnosis(path))["inner_sheet_shown"] == "info"


def test_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(TEMPLATES[0].read_bytes())
    before = path.stat()
    assert run("doctor", path).exit_code == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (TEMPLATES[0].read_bytes(), before.st_mtime_ns)
    assert [each.name for each in tmp_path.iterdir()] == ["表.xlsx"]
