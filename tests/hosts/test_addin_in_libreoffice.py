"""Installing the extension in LibreOffice: where unopkg is looked for, what it is told, what it answers.

unopkg itself is a stand-in here: the real one refuses to run as root.
"""

import json
import sys
from pathlib import Path

import pytest

from jixiao.errors import JixiaoError
from jixiao.hosts.archives import unpack
from jixiao.hosts.libreoffice import install as installing
from jixiao.hosts.libreoffice.install import install, status, uninstall, unopkg_places
from jixiao.hosts.machine import Machine

STAND_IN = """#!/bin/sh
cd "$(dirname "$0")"
echo "$@" >> told
[ -z "$PYTHONPATH" ] || exit 9
if [ -f refuses ]; then cat refuses; echo "ERROR: unopkg failed."; exit 1; fi
case "$1" in
add) cp "$4" installed.oxt ;;
remove) rm installed.oxt ;;
list) if [ -f installed.oxt ]; then printf 'Identifier: jixiao\\n  Version: 0.1.0\\n  URL: x\\n'; else exit 1; fi ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    program = tmp_path / "bin" / "unopkg"
    program.parent.mkdir()
    program.write_text(STAND_IN)
    program.chmod(0o755)
    environment = {"PATH": f"/nowhere:{program.parent}:/usr/bin:/bin", "PYTHONPATH": "ours"}
    return Machine("linux", environment, tmp_path, Path(sys.executable))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(installing, "_LINUX_FOLDERS", (tmp_path / "usr" / "bin",))
    return Machine("linux", {"PATH": str(tmp_path)}, tmp_path, Path(sys.executable))


def told(machine: Machine) -> list[str]:
    return (machine.home / "bin" / "told").read_text().splitlines()


def test_extension_is_added_with_the_python_to_start(machine: Machine) -> None:
    assert install(machine) == machine.home / "bin" / "unopkg"
    (command,) = told(machine)
    assert command.startswith("add --force --suppress-license ")
    assert command.endswith("jixiao.oxt")
    parts = unpack((machine.home / "bin" / "installed.oxt").read_bytes())
    assert json.loads(parts["engine.json"])["python"] == sys.executable
    assert not Path(command.split()[-1]).exists()


def test_status_follows_install_and_uninstall(machine: Machine) -> None:
    states = [status(machine).state]
    install(machine)
    states.append(status(machine).state)
    assert uninstall(machine)
    states.append(status(machine).state)
    assert states == ["未安装", "已安装 0.1.0", "未安装"]
    assert not uninstall(machine)
    assert told(machine)[-1].startswith("list jixiao")


def test_older_version_is_told(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    install(machine)
    monkeypatch.setattr(installing, "__version__", "0.2.0")
    assert "现在的版本是 0.2.0，请重新运行 jixiao addin install --libreoffice" in status(machine).detail


def test_refusal_is_one_sentence_with_the_reason(machine: Machine) -> None:
    (machine.home / "bin" / "refuses").write_text("\nERROR: Cannot run unopkg as root without --shared option.\n")
    with pytest.raises(JixiaoError, match="没有完成：ERROR: Cannot run unopkg as root without --shared option。请关闭"):
        install(machine)


def test_program_that_cannot_be_started_is_one_sentence(machine: Machine) -> None:
    (machine.home / "bin" / "unopkg").write_bytes(b"\x7fELF broken")
    with pytest.raises(JixiaoError, match="unopkg 没有完成"):
        install(machine)


def test_missing_libreoffice_is_told_with_the_places(nowhere: Machine) -> None:
    with pytest.raises(JixiaoError, match="没有找到 LibreOffice。查找过：") as error:
        install(nowhere)
    assert all(str(place) in str(error.value) for place in unopkg_places(nowhere))
    assert status(nowhere).state == "没有找到 LibreOffice"
    assert not uninstall(nowhere)


def test_folder_without_access_counts_as_empty(nowhere: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, **_: object) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "stat", forbidden)
    assert status(nowhere).state == "没有找到 LibreOffice"


def test_places_on_windows_and_mac(tmp_path: Path) -> None:
    environment = {"PROGRAMFILES": str(tmp_path / "P"), "LOCALAPPDATA": str(tmp_path / "L")}
    windows = unopkg_places(Machine("win32", environment, tmp_path, Path("python")))
    assert [path.relative_to(tmp_path).as_posix() for path in windows] == [
        "P/LibreOffice/program/unopkg.com",
        "L/Programs/LibreOffice/program/unopkg.com",
    ]
    mac = unopkg_places(Machine("darwin", {}, tmp_path, Path("python")))
    assert tmp_path / "Applications/LibreOffice.app/Contents/MacOS/unopkg" in mac
