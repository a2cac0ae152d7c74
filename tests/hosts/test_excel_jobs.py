"""What Excel does after an action's edits, on a stand-in for it."""

from pathlib import Path

import pytest

from hosts.excel_desk import Desk
from hosts.excel_double import never, small_book
from jixiao.actions import Job, Task
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.jobs import do, refuse_impossible
from jixiao.hosts.excel.session import Patience
from jixiao.hosts.file import read_book


@pytest.fixture
def desk() -> Desk:
    return Desk(small_book())


def done(desk: Desk, task: Task, path: Path | None = None) -> None:
    job = Job(task, path)
    if desk.book is not None:
        refuse_impossible([job], desk.book, Patience(never))
    do(job, desk, desk.book, Patience(never))


def test_workbook_is_opened_also_where_none_is_open(tmp_path: Path) -> None:
    desk, path = Desk(None), tmp_path / "2021_甲_自评.xlsx"
    path.touch()
    done(desk, Task.OPEN, path)
    assert desk.opened == [path]


def test_two_workbooks_of_one_name_are_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(JixiaoError, match="已经打开了另一个同名的工作簿"):
        done(desk, Task.OPEN, tmp_path / desk.book.title)


def test_workbook_that_is_gone_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(JixiaoError, match="Excel 打不开它"):
        done(desk, Task.OPEN, tmp_path / "没有.xlsx")


def test_preview_is_shown(desk: Desk) -> None:
    done(desk, Task.PREVIEW)
    assert desk.book.com.previews == 1


def test_pdf_is_whole_or_not_there(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "自评.pdf"
    done(desk, Task.PDF, path)
    assert path.read_bytes() == b"%PDF-1.7"
    desk.book.com.refuses_copies = True
    with pytest.raises(JixiaoError, match=r"没有导出“自评\.pdf”"):
        done(desk, Task.PDF, path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "full_name", ["工作簿1", "/工作簿/自评.xlsx", "https://d.docs.live.net/x/自评.xlsx", "C:\\表\\自.XLSX"]
)
def test_copy_is_saved_wherever_the_workbook_is(desk: Desk, tmp_path: Path, full_name: str) -> None:
    desk.book.com.FullName = full_name
    done(desk, Task.COPY, tmp_path / "2021_甲_自评.xlsx")
    assert read_book(tmp_path / "2021_甲_自评.xlsx").sheets["自评表"].cells[2, 1].value == "项目支出"
    assert [path.name for path in tmp_path.iterdir()] == ["2021_甲_自评.xlsx"]


@pytest.mark.parametrize("suffix", [".xlsm", ".xls", ".et"])
def test_workbook_of_another_kind_is_to_be_saved_first(desk: Desk, tmp_path: Path, suffix: str) -> None:
    desk.book.com.FullName = f"/表/自评{suffix}"
    with pytest.raises(JixiaoError, match=f"当前工作簿是 {suffix} 文件，请先“另存为”Excel 工作簿"):
        done(desk, Task.COPY, tmp_path / "2021_甲_自评.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_copy_over_the_open_workbook_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "2021_甲_自评.xlsx"
    desk.book.com.FullName = str(path)
    with pytest.raises(JixiaoError, match="它就是正在打开的工作簿"):
        done(desk, Task.COPY, path)


def test_copy_that_is_refused_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "2021_甲_自评.xlsx"
    path.write_bytes(b"old")
    desk.book.com.refuses_copies = True
    with pytest.raises(JixiaoError, match="没有保存“2021_甲_自评"):
        done(desk, Task.COPY, path)
    assert path.read_bytes() == b"old"


def test_folder_that_is_gone_is_made(desk: Desk, tmp_path: Path) -> None:
    done(desk, Task.PDF, tmp_path / "没有" / "自评.pdf")
    assert (tmp_path / "没有" / "自评.pdf").is_file()


def test_folder_that_cannot_be_made_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(JixiaoError, match="没有导出"):
        done(desk, Task.PDF, tmp_path / "文件" / "自评.pdf")
