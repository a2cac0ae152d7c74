"""名单 from files as offices have them."""

from pathlib import Path

import openpyxl
import pytest

from jixiao.consolidate.judging.organisation import Expected
from jixiao.errors import JixiaoError
from jixiao.hosts.roundup.organisation_list import organisation_template, read_organisation

TEXT = (
    "单位代码,单位名称,主管部门,曾用名,联系人\n001,某区教育局,,,\n001001,某区第一小学,001,一小、第一小学,王某\n,,,,\n"
)
RIGHT = (
    Expected("001", "某区教育局", row=2),
    Expected("001001", "某区第一小学", "001", ("一小", "第一小学"), "王某", 3),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_lists_in_any_encoding(encoding: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(TEXT.replace(",", separator).encode(encoding))
    assert read_organisation(path).entries == RIGHT


def test_list_in_a_workbook_keeps_its_codes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["2022年度预算单位名单"])
    book.active.append(["序号", "预算单位编码", "单位 名称", "上级（主管部门）", "备注"])
    book.active.append([1, "001", "某区教育局", None, "本级"])
    book.active.append([2, 1002, "某区第二小学", "某区教育局", ""])
    book.save(tmp_path / "名单.xlsx")
    assert read_organisation(tmp_path / "名单.xlsx").entries == (
        Expected("001", "某区教育局", row=3), Expected("1002", "某区第二小学", "某区教育局", row=4))  # fmt: skip


def test_headings_of_two_rows_and_what_stands_below_a_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["2022年度应报单位名单"],
        ["序号", "单位信息", None, "主管部门（上级）", "联系方式", None],
        [None, "单位代码", "单位名称", None, "联系人", "电话"],
        [1, 101, "某区教育局", None, "王某"],
        [2, 101001, "某区第二小学", "某区教育局", None],
        [None] * 5,
        [None, None, "合 计", None, None, "共 2 家"],
        [None, "制表：", "审核：", None, "王某"],
        [None, None, "注：不含民办学校"],
    ):
        book.active.append(row)
    for area in ("A1:F1", "A2:A3", "B2:C2", "D2:D3", "E2:F2"):
        book.active.merge_cells(area)
    book.save(tmp_path / "名单.xlsx")
    assert read_organisation(tmp_path / "名单.xlsx").entries == (
        Expected("101", "某区教育局", contact="王某", row=4),
        Expected("101001", "某区第二小学", "某区教育局", row=5),
    )


def test_second_row_of_headings_names_no_unit(tmp_path: Path) -> None:
    lines = "单位代码,单位名称,联系方式,\n,,联系人,电话\n1,甲站,王某,\n合计,,,\n"
    (tmp_path / "名单.csv").write_text(lines, encoding="utf-8")
    assert read_organisation(tmp_path / "名单.csv").entries == (Expected("1", "甲站", contact="王某", row=3),)


def test_one_department_may_span_its_units(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["主管部门", "单位名称"],
        ["教育局", "教育局"],
        [None, "一小"],
        [None, "二小"],
        ["水务局", "水务局"],
        [None, "合计"],
    ):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    book.active.merge_cells("A5:A6")
    book.save(tmp_path / "名单.xlsx")
    found = read_organisation(tmp_path / "名单.xlsx").entries
    assert [(one.name, one.parent) for one in found] == [
        ("教育局", ""), ("一小", "教育局"), ("二小", "教育局"), ("水务局", "")]  # fmt: skip


def test_own_office_of_a_department_that_has_no_other_row_is_the_department(tmp_path: Path) -> None:
    text = "单位名称,主管部门\n教育局（本级）,教育局\n一小,教育局\n水务局,\n水务局本级,水务局\n"
    (tmp_path / "名单.csv").write_text(text, encoding="utf-8")
    found = read_organisation(tmp_path / "名单.csv")
    assert [(one.name, one.parent) for one in found.entries] == [
        ("教育局", ""), ("一小", "教育局"), ("水务局", ""), ("水务局本级", "水务局")]  # fmt: skip
    assert found.find("教育局（本级）") is found.entries[0]
    assert [one.name for one in found.reporting] == ["教育局", "一小", "水务局本级"]


def test_numbers_and_names_are_a_list(tmp_path: Path) -> None:
    (tmp_path / "名单.csv").write_text("应报单位,,\n序号,单位名称,备注\n1,甲站,\n2,乙站,补报\n", encoding="utf-8")
    assert [entry.name for entry in read_organisation(tmp_path / "名单.csv").entries] == ["甲站", "乙站"]


def test_names_alone_are_a_list(tmp_path: Path) -> None:
    (tmp_path / "名单.csv").write_text("单位名称\n甲站\n乙站\n", encoding="utf-8")
    assert [entry.name for entry in read_organisation(tmp_path / "名单.csv").entries] == ["甲站", "乙站"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲,乙\n1,2\n", "没有找到“单位名称”一列"),
        ("单位代码,单位名称\n", "名单里没有单位"),
        ("单位代码,单位名称\n1,甲\n1,乙\n", "第 3 行的单位代码 1 与第 2 行相同"),
        ("单位代码,单位名称\n1,甲\n2,甲\n", "第 3 行的“甲”与第 2 行相同，请只留一行"),
        ("单位代码,单位名称\n1,甲\n2,\n", "第 3 行没有填单位名称"),
        ("单位代码,单位名称,上级\n1,甲,9\n", "第 2 行的上级“9”不在名单里"),
        ("单位代码,单位名称,上级\n1,甲,2\n2,乙,1\n", "绕了一圈又回到自己"),
    ],
)
def test_mistakes_are_told(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JixiaoError, match=told):
        read_organisation(path)


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    for name, data in (("没有.csv", None), ("坏.xlsx", b"PK"), ("乱.csv", b"\xff\xfe\x00\xd8\xff")):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(JixiaoError, match=name.split(".")[0]):
            read_organisation(tmp_path / name)


def test_template_reads_as_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "名单.csv").write_bytes(organisation_template() + "1,甲,,,\r\n".encode())
    assert read_organisation(tmp_path / "名单.csv").entries == (Expected("1", "甲", row=2),)
