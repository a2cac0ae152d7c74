"""Files that are no readable workbook: each is refused with its own sentence and left as it was."""

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from bad_files import BAD_FILES, ole
from file_builders import build, tiny_parts

from jixiao.errors import JixiaoError, UnreadableWorkbook
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.xlsx import disk
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef

EDIT = Edit(CellRef("表", 1, 1), Decimal(1))


@pytest.mark.parametrize("case", BAD_FILES)
@pytest.mark.parametrize("work", [read_book, lambda path: write_edits(path, [EDIT])], ids=["read", "write"])
def test_bad_file_is_refused_in_one_sentence(tmp_path: Path, case: str, work: Callable[[Path], object]) -> None:
    data, sentence = BAD_FILES[case]
    path = tmp_path / "自评.xlsx"
    path.write_bytes(data)
    with pytest.raises(JixiaoError) as refusal:
        work(path)
    if work is read_book:
        assert type(refusal.value) is UnreadableWorkbook
        assert str(refusal.value) == f"“自评.xlsx”{sentence}"
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def refusal_of(path: Path) -> str:
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_book(path)
    return str(refusal.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "目录.xlsx").mkdir()
    missing = "没有找到文件“{}”，请核对文件名和所在的文件夹。"
    assert refusal_of(tmp_path / "无.xlsx") == missing.format("无.xlsx")
    assert refusal_of(tmp_path / "无" / "表.xlsx") == missing.format("表.xlsx")
    assert refusal_of(tmp_path / "a\0.xlsx") == missing.format("a\ufffd.xlsx")
    assert refusal_of(tmp_path / ("长" * 100)) == missing.format("长" * 100)
    assert refusal_of(tmp_path / "目录.xlsx") == "“目录.xlsx”是文件夹，请选择其中的 .xlsx 工作簿。"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    assert refusal_of(tmp_path / "管道.xlsx") == "“管道.xlsx”不是普通文件，请选择一个 .xlsx 工作簿。"


def test_names_with_braces_are_named_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "{0}{name}.xlsx"
    path.write_bytes(b"")
    assert refusal_of(path) == "“{0}{name}.xlsx”是空文件（0 字节），请重新取得这份工作簿。"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            PermissionError(13, "denied"),
            "“表.xlsx”打不开：被别的程序占用，或没有读取权限，请关闭占用它的程序后再试。",
        ),
        (OSError(5, "io"), "读取“表.xlsx”时磁盘或网络出错，请把文件复制到本机后再试。"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    path = build(tmp_path / "表.xlsx", tiny_parts())

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setitem(vars(disk), "open", refuse)
    assert refusal_of(path) == sentence


def test_wps_file_is_told_by_its_extension(tmp_path: Path) -> None:
    path = tmp_path / "表.et"
    path.write_bytes(ole("Workbook"))
    assert refusal_of(path) == "“表.et”是 WPS 的 .et 格式，请用 WPS 打开后另存为 .xlsx。"
