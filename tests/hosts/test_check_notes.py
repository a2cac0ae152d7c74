"""check says what it saw in a workbook and left alone."""

import json
from pathlib import Path

import pytest
from file_builders import RELS, WORKBOOK, build
from file_builders import worksheet as sheet_xml

from command_line import run
from jixiao.errors import RefusedWrite
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from package_parts import inflated

TEMPLATES = sorted((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx"))


NOTES = [
    "工作簿带有宏（VBA），没有运行，原样保留。",
    "工作簿链接了 1 个外部文件，没有打开，也没有更新，用的是文件里存的数。",
    "工作簿里嵌有 1 个对象（OLE），没有打开，原样保留。",
    "有隐藏的工作表：备注，一并读取。",
]


@pytest.fixture
def laden(tmp_path: Path) -> Path:
    """A template with macros, a link, an object and a hidden sheet."""
    path = tmp_path / "自评.xlsx"
    path.write_bytes(TEMPLATES[0].read_bytes())
    parts = inflated(path)
    parts["xl/worksheets/sheet99.xml"] = sheet_xml("").encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    listed = f'<Relationship Id="rId99" Type="{kind}" Target="worksheets/sheet99.xml"/></Relationships>'
    parts[RELS] = parts[RELS].replace(b"</Relationships>", listed.encode())
    sheet = '<sheet name="备注" sheetId="99" state="hidden" r:id="rId99"/></sheets>'
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", sheet.encode())
    more = ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin")
    return build(path, parts | dict.fromkeys(more, b"<a/>"))


def test_check_notes_what_it_left_alone(laden: Path) -> None:
    assert list(read_book(laden).remarks) == NOTES
    result = run("check", laden, "--format", "json")
    assert json.loads(result.stdout)["notes"] == [{"severity": "info", "message": note} for note in NOTES]
    shown = run("check", laden)
    assert shown.exit_code == result.exit_code
    assert shown.output.count("说明：工作簿") == 3


def test_old_macro_modules_that_are_only_listed_are_noted(laden: Path) -> None:
    parts = inflated(laden)
    modules = (
        '<sheet name="Module1" sheetId="201" state="veryHidden" r:id=""/><sheet name="模块2" sheetId="202" r:id=""/>'
    )
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", f"{modules}</sheets>".encode())
    read = read_book(build(laden, parts))
    note = "有只列了名称、没有内容的工作表（多为旧式宏表）：Module1、模块2，没有读取，原样保留。"
    assert list(read.remarks) == [*NOTES[:3], note, NOTES[3]]
    assert not {"Module1", "模块2"} & read.sheets.keys()


def test_workbook_with_old_macro_modules_is_written_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsx"
    path.write_bytes(TEMPLATES[0].read_bytes())
    parts = inflated(path)
    module = b'<sheet name="Module1" sheetId="201" state="veryHidden" r:id=""/></sheets>'
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", module)
    build(path, parts)
    assert run("check", path, "--mark").exit_code == 1
    assert module in inflated(path)[WORKBOOK]
    with pytest.raises(RefusedWrite, match="Module1"):
        write_edits(path, [Edit(CellRef("Module1", 1, 1), "甲")])


def test_check_has_no_notes_on_a_plain_template() -> None:
    assert json.loads(run("check", TEMPLATES[0], "--format", "json").stdout)["notes"] == []
