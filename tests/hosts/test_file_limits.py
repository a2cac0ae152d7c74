"""The limits of a workbook: what just keeps within one is read, one more is refused with its own sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from bad_files import too_large, unsafe, with_parts, zipped
from file_builders import MAIN, SHEET1, STRINGS, WORKBOOK, build, rich_workbook, tiny_parts, workbook, worksheet

from jixiao.errors import UnreadableWorkbook
from jixiao.hosts.file import read_book
from jixiao.hosts.xlsx.limits import MEGABYTE, Limits

Parts = Mapping[str, str | bytes]
PLAIN = tiny_parts()
SHEETS = tiny_parts(
    workbook=workbook(sheets='<sheet name="表" sheetId="1" r:id="rId1"/><sheet name="图" sheetId="2" r:id="rId2"/>')
)
NAMES = tiny_parts(
    workbook=workbook('<definedNames><definedName name="a">1</definedName><definedName/></definedNames>')
)
STYLED = tiny_parts(styles=f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf/><xf/></cellXfs></styleSheet>')
TEXTS = tiny_parts(strings=f'<sst xmlns="{MAIN}"><si><t>一二三四五</t></si><si/><si/></sst>')
RICH_TEXT = tiny_parts(worksheet('<row><c t="inlineStr"><is><r><t>一二三</t></r><r><t>四五</t></r></is></c></row>'))
MERGED = tiny_parts(worksheet("", behind='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'))
ROWS = tiny_parts(worksheet("<row/><row/><row/>"))
CELLS = tiny_parts(worksheet('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"/></row>'))
SHARED = tiny_parts(
    worksheet(
        '<row><c><f t="shared" si="0">1+2</f></c><c><f t="shared" si="0"/></c><c><f t="shared" si="0"/></c></row>'
    )
)
ARRAY = tiny_parts(worksheet('<row><c><f t="array" ref="A1:A2">1+2</f></c></row><row><c><v>1</v></c></row>'))
DEEP = tiny_parts(worksheet("", behind="<a><b><c><d/></c></b></a>"))


@pytest.mark.parametrize(
    ("parts", "limit", "used", "sentence"),
    [
        (PLAIN, "members", 5, too_large("内部文件超过 4 个")),
        (SHEETS, "sheets", 2, too_large("工作表超过 1 张")),
        (NAMES, "names", 2, too_large("定义的名称超过 1 个")),
        (STYLED, "styles", 3, too_large("单元格样式超过 2 种")),
        (NAMES, "elements", 5, too_large(f"{WORKBOOK} 的条目超过 4 条")),
        (TEXTS, "strings", 3, too_large("共用文字超过 2 条")),
        (TEXTS, "text", 5, too_large(f"{STRINGS} 有超过 4 个字的文字")),
        (RICH_TEXT, "text", 5, too_large(f"{SHEET1} 有超过 4 个字的文字")),
        (MERGED, "merged", 2, too_large("合并单元格超过 1 处")),
        (ROWS, "rows", 3, too_large("行数超过 2 行，多半是空行")),
        (CELLS, "cells", 2, too_large("单元格超过 1 个")),
        (SHARED, "formula_text", 6, too_large("公式展开后超过 5 个字")),
        (ARRAY, "formula_text", 5, too_large("公式展开后超过 4 个字")),
        (DEEP, "depth", 5, unsafe(f"{SHEET1} 嵌套过深")),
        (PLAIN, "vocabulary", 6, unsafe(f"{WORKBOOK} 的标记名称超过 5 种")),
        (PLAIN, "markup", 15, too_large("内部标记超过 14 个")),
    ],
)
def test_counts(tmp_path: Path, parts: Parts, limit: str, used: int, sentence: str) -> None:
    path = build(tmp_path / "表.xlsx", parts)
    if parts is not SHEETS:  # its second sheet is no part, which comes to light behind the limits
        read_book(path, Limits(**{limit: used}))
    assert refusal(path, **{limit: used - 1}) == sentence


def refusal(path: Path, **limits: int) -> str:
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_book(path, Limits(**limits))
    return str(refusal.value).removeprefix(f"“{path.name}”")


def test_sizes(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(with_parts(strings="x" * 3 * MEGABYTE))
    assert refusal(path, file_bytes=100) == too_large("文件超过 0 MB")
    assert refusal(path, part_bytes=MEGABYTE) == too_large("有的部分展开后超过 1 MB")
    assert refusal(path, total_bytes=2 * MEGABYTE) == too_large("展开后超过 2 MB")
    read_book(path)  # the part is nowhere referred to
    path.write_bytes(with_parts(sheet=worksheet("", behind="<a>" + "x\n" * MEGABYTE + "</a>")))
    assert refusal(path, read_bytes=MEGABYTE, ratio=2000) == too_large("各表展开后超过 1 MB")


def test_ratio_of_parts_that_are_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(with_parts(sheet=worksheet("", behind="<a/>") + " " * 2 * MEGABYTE))
    assert refusal(path) == unsafe(f"{SHEET1} 的压缩比超过 200 倍")
    read_book(path, Limits(ratio=2000))
    path.write_bytes(zipped({**tiny_parts(), "xl/media/white.bmp": bytes(2 * MEGABYTE)}))
    read_book(path)


@pytest.mark.parametrize("tag", ['<a b="{}"/>', "<{}/>", "<!--{}-->", "<?a {}?>"])
def test_a_tag_without_end_is_given_up(tmp_path: Path, tag: str) -> None:
    path = build(tmp_path / "表.xlsx", tiny_parts(worksheet("", behind=tag.format("x" * MEGABYTE * 2))), 0)
    assert refusal(path) == unsafe(f"{SHEET1} 有过长的标记")


def test_rows_cells_and_merged_areas_are_counted_over_all_sheets(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "自评.xlsx")
    count = sum(len(sheet.cells) for sheet in read_book(path).sheets.values())
    read_book(path, Limits(cells=count))
    assert refusal(path, cells=count - 1) == too_large(f"单元格超过 {count - 1} 个")


def test_what_does_not_fit_into_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build(tmp_path / "表.xlsx", PLAIN)

    def refuse(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("jixiao.hosts.file.package_of", refuse)
    assert refusal(path) == too_large("本机内存放不下")
