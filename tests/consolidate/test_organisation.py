"""名单: units found by code, name, other name; what is wrong in a list."""

import pytest

from jixiao.consolidate.judging.organisation import Expected, Organisation, mistakes


def listed(*entries: tuple[str, ...]) -> list[Expected]:
    return [Expected(*entry, row=row) for row, entry in enumerate(entries, 2)]  # type: ignore[arg-type]


LIST = Organisation(tuple(listed(
    ("1", "某市", ""), ("11", "某市教育局", "1"), ("111", "某市教育局（本级）", "11"), ("112", "办公室", "11"),
    ("12", "某市卫健委", "某市"), ("121", "办公室", "12"), ("13", "东区水务局", "1"), ("14", "西区水务局", "1"),
)))  # fmt: skip


def name(text: str, department: str = "") -> str:
    entry = LIST.find(text, department)
    return "" if entry is None else entry.code


def test_units_are_found_however_they_are_written() -> None:
    ways = ("11", "某市教育局", "某市 教育局", "教育局", "某市教育局(本级)", "教育局（本级）")
    assert [name(text) for text in ways] == [
        "11", "11", "11", "11", "111", "111"]  # fmt: skip


def test_names_that_could_mean_several_mean_none() -> None:
    assert [name("办公室"), name("水务局"), name("南区水务局"), name("")] == ["", "", "", ""]
    assert [name("办公室", "某市教育局"), name("办公室", "卫健委"), name("办公室", "别局")] == ["112", "121", ""]


def test_files_are_told_by_their_names() -> None:
    assert LIST.find_in("收/2021_教育局_自评（终稿）.xlsx") is LIST.find("11")
    assert LIST.find_in("2021年东区水务局-自评2.xlsx") is LIST.find("13")
    assert LIST.find_in("2021_教育局_东区水务局.xlsx") is None
    assert LIST.find_in("自评表.xlsx") is None
    assert LIST.find_in("111.xlsx") is LIST.find_in("112_111_教育局（本级）.xlsx") is LIST.find("111")


OF_ONE_UNIT = """
东区水务局绩效自评.xlsx
附件2：东区水务局自评表.xlsx
东区水务局自评-修改2.xlsx
东区水务局部门整体支出绩效自评表最终版.rar
3.东区水务局2021年度自评报告（盖章）(1).xlsx
东区水务局.xlsx.xlsx
水务/“东区水务局”绩效自评表_终稿2.doc
东区水务局(1).xlsx
"""


@pytest.mark.parametrize("file", OF_ONE_UNIT.split())
def test_files_are_told_by_their_names_with_the_words_that_offices_add(file: str) -> None:
    assert LIST.find_in(file) is LIST.find("13")


def test_a_name_that_is_part_of_another_word_is_not_the_units() -> None:
    assert [
        LIST.find_in(f"{file}.xlsx")
        for file in ("某市教育局第一小学自评表", "水务局自评表", "自评", "部门整体支出绩效自评表")
    ] == [None] * 4


def test_department_of_a_unit() -> None:
    names = {entry.code: above.code for entry in LIST.entries if (above := LIST.department_of(entry)) is not None}
    assert names == {"1": "1", "11": "11", "111": "11", "112": "11", "12": "12", "121": "12"}


def test_who_reports() -> None:
    assert [entry.code for entry in LIST.reporting] == ["111", "112", "12", "121", "13", "14"]
    one = LIST.find("112")
    assert one is not None
    assert [entry.code for entry in LIST.path(one)] == ["1", "11", "112"]


def test_mistakes_are_told_with_their_row() -> None:
    found = listed(
        ("1", "甲", ""), ("1", "乙", ""), ("2", "", ""), ("3", "丙", "没有的"), ("4", "丁", "5"), ("5", "戊", "4"),
        ("6", "己", "己"), ("", "甲", ""),
    )  # fmt: skip
    assert [*mistakes(found)] == [
        "第 3 行的单位代码 1 与第 2 行相同，请改正其中一个。",
        "第 9 行的“甲”与第 2 行相同，请只留一行。",
        "第 4 行没有填单位名称，请补填或删去这一行。",
        "第 5 行的上级“没有的”不在名单里，请补上这个单位或改正上级，没有上级的留空。",
        "第 6 行“丁”的上级绕了一圈又回到自己，请改正上级。",
        "第 7 行“戊”的上级绕了一圈又回到自己，请改正上级。",
        "第 8 行“己”的上级绕了一圈又回到自己，请改正上级。",
    ]
    assert [*mistakes(LIST.entries)] == []
