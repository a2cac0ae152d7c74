"""``jixiao addin …`` as a person runs it."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from command_line import run as jixiao
from jixiao.errors import JixiaoError
from jixiao.hosts.cli import addins
from jixiao.hosts.machine import Machine


def run(*arguments: object) -> Result:
    return jixiao("addin", *arguments)


@pytest.fixture
def on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Machine]:
    """Run the commands on a computer of that system, for a user who has started Excel once and has no LibreOffice."""

    def make(platform: str) -> Machine:
        machine = Machine(platform, {"APPDATA": str(tmp_path)}, tmp_path, Path(sys.executable))
        (tmp_path / "Microsoft" / "Excel").mkdir(parents=True)
        (tmp_path / "Library" / "Group Containers" / "UBF8T346G9.Office").mkdir(parents=True)
        monkeypatch.setattr(addins, "this_machine", lambda: machine)
        monkeypatch.setattr(addins.libreoffice, "unopkg_places", lambda machine: ())
        return machine

    return make


def test_build_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    sums = []
    for folder in ("一", "二"):
        result = run("build", "-o", tmp_path / folder)
        assert result.exit_code == 0
        files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / folder).iterdir()}
        assert all(each in result.stdout for each in files.values())
        sums.append(files)
    assert sums[0] == sums[1]
    assert set(sums[0]) == {"jixiao.xlam", "jixiao.oxt"}


def test_build_without_its_library_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(functions: bool) -> bytes:
        raise JixiaoError("没有安装。")

    monkeypatch.setattr(addins, "build_xlam", missing)
    result = run("build", "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (2, "没有安装。\n")
    assert not (tmp_path / "out").exists()


def test_install_status_uninstall(on: Callable[[str], Machine]) -> None:
    path = on("win32").home / "Microsoft" / "Excel" / "XLSTART" / "jixiao.xlam"
    installed = run("install")
    assert installed.exit_code == 0
    assert str(path) in installed.stdout
    assert "重新打开" in installed.stdout
    assert path.is_file()
    assert "已安装 0.1.0" in run("status").stdout
    assert run("uninstall").exit_code == 0
    assert not path.exists()
    assert "未安装" in run("status").stdout


def test_on_a_mac_it_tells_what_does_not_work(on: Callable[[str], Machine]) -> None:
    on("darwin")
    assert "xlwings runpython install" in run("install").stdout


def test_on_linux_excel_is_refused(on: Callable[[str], Machine]) -> None:
    on("linux")
    result = run("install")
    assert result.exit_code == 2
    assert result.stderr.startswith("Excel 只有 Windows 和 Mac 版")


def test_missing_libreoffice_is_refused(on: Callable[[str], Machine]) -> None:
    on("win32")
    result = run("install", "--libreoffice")
    assert result.exit_code == 2
    assert result.stderr.startswith("没有找到 LibreOffice")
    assert "没有找到 LibreOffice" in run("status").stdout
