"""The user's file is replaced at once or not at all, and never under another program's hands."""

import errno
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from file_builders import build, tiny, tiny_parts

from jixiao.errors import RefusedWrite
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.xlsx import disk, plan, save
from jixiao.hosts.xlsx.sheet_writer import WrittenSheet, write_cells
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef

EDIT = Edit(CellRef("表", 1, 1), Decimal(1))
BUSY = "没能写入“表.xlsx”：文件正被 Excel 或其他程序占用，或所在文件夹不允许写入，请关闭占用它的程序后再试。"
DISK_FULL = "没能写入“表.xlsx”：磁盘空间不足，原文件没有改动，请清理磁盘后再试。"
SAVE_FAILED = "没能写入“表.xlsx”：磁盘或网络出错，原文件没有改动，请把文件复制到本机后再试。"


def refusal_of(path: Path) -> str:
    """The sentence of a refused write; the file must be as it was, with nothing left beside it."""
    before, beside = path.read_bytes(), set(path.parent.iterdir())
    with pytest.raises(RefusedWrite) as refusal:
        write_edits(path, [EDIT])
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) == beside
    return str(refusal.value)


def test_no_edits_leave_the_file_alone(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    before = path.stat()
    write_edits(path, [])
    assert path.stat() == before


@pytest.mark.parametrize("lock", ["~$表.xlsx", ".~lock.表.xlsx#", ".~表.xlsx"])
def test_a_workbook_that_is_open_is_not_written(tmp_path: Path, lock: str) -> None:
    path = tiny(tmp_path)
    (tmp_path / lock).touch()
    assert refusal_of(path) == (
        "“表.xlsx”正在 Excel、WPS 或 LibreOffice 中打开，请先关闭再试"
        f"（确已关闭时，请删除同一文件夹里的锁定文件“{lock}”）。"
    )


def test_a_signed_workbook_is_not_written(tmp_path: Path) -> None:
    path = build(tmp_path / "表.xlsx", tiny_parts() | {"_xmlsignatures/sig1.xml": "<a/>"})
    assert refusal_of(path) == (
        "“表.xlsx”带有数字签名，写入会使签名失效，所以没有写入；请先删除签名，或另存一份未签名的副本后再试。"
    )


def test_a_read_only_file_is_not_written(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    path.chmod(0o444)
    assert refusal_of(path) == "“表.xlsx”是只读文件，没有写入；请取消“只读”属性或另存一份后再试。"


@pytest.mark.skipif(os.name == "nt", reason="needs permission bits")
def test_permission_bits_are_kept(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    path.chmod(0o640)
    write_edits(path, [EDIT])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "实").mkdir()
    target = tiny(tmp_path / "实")
    link = tmp_path / "链接.xlsx"
    link.symlink_to(target)
    write_edits(link, [EDIT])
    assert link.is_symlink()
    assert read_book(target).sheets["表"].cells[1, 1].value == Decimal(1)
    (tmp_path / "实" / "~$表.xlsx").touch()
    assert refusal_of(link).startswith("“链接.xlsx”正在 Excel")


@pytest.mark.parametrize(
    ("step", "code", "sentence"),
    [
        ("replace", errno.EACCES, BUSY),
        ("open", errno.EACCES, BUSY),
        ("fsync", errno.ENOSPC, DISK_FULL),
        ("fsync", errno.EIO, SAVE_FAILED),
        ("replace", errno.EXDEV, SAVE_FAILED),
    ],
)
def test_what_fails_while_saving_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, sentence: str
) -> None:
    path = tiny(tmp_path)

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(disk.os, step, fail)
    assert refusal_of(path) == sentence


def test_what_another_program_saved_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tiny(tmp_path)
    moved = path.stat().st_mtime_ns + 1
    monkeypatch.setattr(save, "_check", lambda *_: os.utime(path, ns=(moved, moved)))
    assert refusal_of(path) == "“表.xlsx”在写入期间被别的程序改过，为免覆盖没有写入，请再试一次。"


@pytest.mark.parametrize(
    ("garbled", "what"),
    [(b"<worksheet", "新文件读不回来"), (None, "《表》!A1")],
    ids=["unreadable", "edit missing"],
)
def test_a_file_that_does_not_read_back_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garbled: bytes | None, what: str
) -> None:
    path = tiny(tmp_path)

    def write_wrong(data: bytes, part: str, _: object) -> WrittenSheet:
        return write_cells(data, part, ())._replace(data=data + b" " if garbled is None else garbled)

    monkeypatch.setattr(plan, "write_cells", write_wrong)
    assert refusal_of(path) == (
        f"写入“表.xlsx”后核对不一致（{what}），原文件没有改动；请用 Excel 打开并另存一份后再试。"
    )
