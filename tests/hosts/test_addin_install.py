"""Installing the Excel add-in for a user: where it goes on each system, what stays behind."""

import sys
from pathlib import Path

import pytest

from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts import placing
from jixiao.hosts.excel.addin import install as installing
from jixiao.hosts.excel.addin.install import install, status, uninstall
from jixiao.hosts.excel.addin.places import addin_file, excel_places
from jixiao.hosts.file import read_book
from jixiao.hosts.machine import Machine, this_machine

WINDOWS_FILE = "AppData/Roaming/Microsoft/Excel/XLSTART/jixiao.xlam"
MAC_FILE = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/jixiao.xlam"


def windows(home: Path) -> Machine:
    environment = {"APPDATA": str(home / "AppData" / "Roaming"), "PROGRAMFILES": str(home / "Program Files")}
    return Machine("win32", environment, home, Path(sys.executable))


def mac(home: Path) -> Machine:
    return Machine("darwin", {}, home, Path(sys.executable))


def with_excel(machine: Machine) -> Machine:
    folder = excel_places(machine)[-1]
    folder.mkdir(parents=True)
    return machine


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(params=[windows, mac], ids=["windows", "mac"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    return with_excel(request.param(tmp_path))


def settings(path: Path) -> dict[object, object]:
    cells = next(iter(read_book(path).sheets.values())).cells
    return {cells[row, 1].value: cells[row, 2].value for row, column in cells if column == 2}


class TestPlaces:
    @pytest.mark.parametrize(("make", "place"), [(windows, WINDOWS_FILE), (mac, MAC_FILE)])
    def test_file_goes_into_excels_startup_folder(self, make: object, place: str, tmp_path: Path) -> None:
        assert addin_file(make(tmp_path)) == tmp_path / place

    def test_windows_without_its_variables_has_the_usual_folder(self, tmp_path: Path) -> None:
        machine = Machine("win32", {}, tmp_path, Path("python"))
        assert addin_file(machine) == tmp_path / WINDOWS_FILE
        assert excel_places(machine) == (tmp_path / "AppData/Roaming/Microsoft/Excel",)

    def test_each_folder_of_programs_is_looked_into_once(self, tmp_path: Path) -> None:
        same, other = str(tmp_path / "P"), str(tmp_path / "P86")
        environment = {"PROGRAMFILES": same, "PROGRAMW6432": same, "PROGRAMFILES(X86)": other}
        places = excel_places(Machine("win32", environment, tmp_path, Path("python")))
        assert len(places) == len(set(places)) == 9
        assert tmp_path / "P/Microsoft Office/root/Office16/EXCEL.EXE" in places

    def test_other_systems_have_none(self, tmp_path: Path) -> None:
        machine = Machine("linux", {}, tmp_path, Path("python"))
        assert addin_file(machine) is None
        assert excel_places(machine) == ()

    def test_this_machine_is_the_present_user(self) -> None:
        machine = this_machine()
        assert (machine.platform, machine.home) == (sys.platform, Path.home())
        assert machine.python == Path(sys.executable)


class TestInstall:
    def test_excel_is_told_which_python_to_start(self, machine: Machine) -> None:
        path = install(machine)
        key = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}[machine.platform]
        given = settings(path)
        assert given[key] == sys.executable
        assert [name for name in ("INTERPRETER_WIN", "INTERPRETER_MAC") if given[name]] == [key]

    def test_again_replaces_it(self, machine: Machine) -> None:
        path = install(machine)
        first = path.read_bytes()
        path.write_bytes(b"an older one")
        assert install(machine) == path
        assert path.read_bytes() == first
        assert len(files(machine.home)) == 1

    def test_functions_need_the_library_of_xlwings(self, tmp_path: Path) -> None:
        python = tmp_path / "Python" / "python.exe"
        python.parent.mkdir()
        machine = with_excel(Machine("win32", {"APPDATA": str(tmp_path)}, tmp_path, python))
        with pytest.raises(JixiaoError, match=r"没有找到 xlwings64-.*\.dll"):
            install(machine, functions=True)
        assert not addin_file(machine).exists()
        (python.parent / installing.library_names()[1]).touch()  # an Excel of 32 bits
        assert settings(install(machine, functions=True))["UDF MODULES"] == "jixiao.hosts.excel.udfs"
        assert settings(install(machine))["UDF MODULES"] == ""

    def test_functions_are_for_windows(self, tmp_path: Path) -> None:
        with pytest.raises(JixiaoError, match="只能用在 Windows"):
            install(with_excel(mac(tmp_path)), functions=True)

    def test_uninstall_leaves_no_file_behind(self, machine: Machine) -> None:
        other = addin_file(machine).with_name("PERSONAL.XLSB")
        other.parent.mkdir(parents=True)
        other.write_bytes(b"mine")
        before = files(machine.home)
        path = install(machine)
        assert uninstall(machine) == path
        assert files(machine.home) == before
        assert uninstall(machine) is None

    def test_without_excel_it_says_where_it_looked(self, tmp_path: Path) -> None:
        machine = windows(tmp_path)
        with pytest.raises(JixiaoError, match="没有找到 Excel，没有安装。查找过：") as told:
            install(machine)
        assert all(str(place) in str(told.value) for place in excel_places(machine))
        assert files(tmp_path) == []

    def test_system_without_excel_is_told_of_libreoffice(self, tmp_path: Path) -> None:
        machine = Machine("linux", {}, tmp_path, Path("python"))
        with pytest.raises(JixiaoError, match="jixiao addin install --libreoffice"):
            install(machine)
        assert uninstall(machine) is None

    def test_file_that_excel_holds_is_one_sentence(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        path = install(machine)
        before = path.read_bytes()

        def locked(*_: object) -> None:
            raise PermissionError(13, "in use")

        monkeypatch.setattr(Path, "replace", locked)
        monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: locked() if self == path else None)
        with pytest.raises(RefusedWrite, match="请关闭所有 Excel 和 LibreOffice 窗口后再试"):
            install(machine)
        with pytest.raises(RefusedWrite, match="请关闭所有 Excel"):
            uninstall(machine)
        assert path.read_bytes() == before


class TestPlacing:
    def test_full_disk_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "甲" / "a.bin"
        placing.place_file(path, b"old")

        def full(self: Path, content: bytes) -> None:
            self.touch()
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(RefusedWrite, match="（磁盘已满）"):
            placing.place_file(path, b"new")
        assert path.read_bytes() == b"old"
        assert files(tmp_path) == ["甲/a.bin"]

    def test_page_to_look_at_is_one_file_until_it_changes(self) -> None:
        first, again = (placing.place_to_look_at("本次依据.xlsx", b"a") for _ in range(2))
        assert first == again
        assert placing.place_to_look_at("本次依据.xlsx", b"b").name == "本次依据(2).xlsx"
        assert first.read_bytes() == b"a"


class TestStatus:
    def test_follows_install_and_uninstall(self, machine: Machine) -> None:
        states = [status(machine).state]
        path = install(machine)
        states.append(status(machine).state)
        assert str(path) in status(machine).detail
        uninstall(machine)
        states.append(status(machine).state)
        assert states == ["未安装", "已安装 0.1.0", "未安装"]

    def test_no_excel(self, tmp_path: Path) -> None:
        assert status(windows(tmp_path)).state == "没有找到 Excel"
        assert status(Machine("linux", {}, tmp_path, Path("python"))).state == "没有找到 Excel"

    def test_older_version_is_told(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        install(machine)
        monkeypatch.setattr(installing, "__version__", "0.2.0")
        assert status(machine).state == "已安装 0.1.0"
        assert "现在的版本是 0.2.0，请重新运行 jixiao addin install" in status(machine).detail

    def test_python_that_is_gone_is_told(self, tmp_path: Path) -> None:
        gone = tmp_path / "python"
        gone.touch()
        machine = with_excel(Machine("win32", {"APPDATA": str(tmp_path)}, tmp_path, gone))
        install(machine)
        gone.unlink()
        assert status(machine).state == "不能使用"
        assert str(gone) in status(machine).detail

    def test_damaged_file_is_told(self, machine: Machine) -> None:
        install(machine).write_bytes(b"PK\x03\x04")
        assert status(machine).state == "已损坏"
