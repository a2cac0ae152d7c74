"""Installing the extension for the present user with LibreOffice's own program for it, unopkg."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao import __version__
from jixiao.errors import JixiaoError
from jixiao.hosts.libreoffice.oxt import FILE_NAME, IDENTIFIER, build_oxt
from jixiao.hosts.machine import MAC, WINDOWS, Machine, stands
from jixiao.hosts.status import Status

SECONDS = 180

NO_LIBREOFFICE = "没有找到 LibreOffice。查找过：{places}，以及 PATH 里的 {name}。请先安装 LibreOffice（带 Calc）。"
REFUSED = "LibreOffice 的 {program} 没有完成：{reason}。请关闭所有 LibreOffice 窗口，用平时的用户（不是管理员）再试。"

_LINUX_FOLDERS = (Path("/usr/bin"), Path("/usr/lib/libreoffice/program"), Path("/opt/libreoffice/program"))


def install(machine: Machine) -> Path:
    """Add the extension, told which Python to start, or replace it; the program that did it. Raises JixiaoError."""
    program = _unopkg(machine)
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        extension = build_oxt(Path(folder, FILE_NAME), machine.python)
        done = _run(machine, program, "add", "--force", "--suppress-license", str(extension))
    if done.returncode:
        raise JixiaoError(REFUSED.format(program=program, reason=_reason(done.stdout)))
    return program


def uninstall(machine: Machine) -> bool:
    """Remove the extension; whether there was one. Raises JixiaoError where LibreOffice refuses."""
    if not has_libreoffice(machine) or installed_version(machine) is None:
        return False
    program = _unopkg(machine)
    done = _run(machine, program, "remove", IDENTIFIER)
    if done.returncode:
        raise JixiaoError(REFUSED.format(program=program, reason=_reason(done.stdout)))
    return True


def status(machine: Machine) -> Status:
    """What is installed in LibreOffice."""
    again = "jixiao addin install --libreoffice"
    if not has_libreoffice(machine):
        return Status("LibreOffice", "没有找到 LibreOffice", "、".join(map(str, unopkg_places(machine))))
    version = installed_version(machine)
    if version is None:
        return Status("LibreOffice", "未安装", f"安装：{again}")
    detail = "" if version == __version__ else f"现在的版本是 {__version__}，请重新运行 {again}"
    return Status("LibreOffice", f"已安装 {version}", detail or str(_unopkg(machine)))


def has_libreoffice(machine: Machine) -> bool:
    """Whether unopkg stands on the PATH or in a usual place."""
    return any(stands(place) for place in _candidates(machine))


def unopkg_places(machine: Machine) -> tuple[Path, ...]:
    """Where unopkg is usually, on this system."""
    if machine.platform == WINDOWS:
        roots = [*machine.program_folders(), machine.folder("LOCALAPPDATA", "AppData", "Local") / "Programs"]
        return tuple(root / "LibreOffice" / "program" / _name(machine) for root in roots)
    if machine.platform == MAC:
        inside = Path("Applications", "LibreOffice.app", "Contents", "MacOS", _name(machine))
        return Path("/") / inside, machine.home / inside
    return tuple(folder / _name(machine) for folder in _LINUX_FOLDERS)


def _candidates(machine: Machine) -> Iterator[Path]:
    separator = ";" if machine.platform == WINDOWS else ":"
    for folder in machine.environment.get("PATH", "").split(separator):
        if folder:
            yield Path(folder, _name(machine))
    yield from unopkg_places(machine)


def _unopkg(machine: Machine) -> Path:
    for place in _candidates(machine):
        if stands(place):
            return place
    places = "、".join(map(str, unopkg_places(machine)))
    raise JixiaoError(NO_LIBREOFFICE.format(places=places, name=_name(machine)))


def _name(machine: Machine) -> str:
    """On Windows the .com waits and can be read, the .exe cannot."""
    return "unopkg.com" if machine.platform == WINDOWS else "unopkg"


def installed_version(machine: Machine) -> str | None:
    """The version that LibreOffice lists, or None where it lists none."""
    listed = _run(machine, _unopkg(machine), "list", IDENTIFIER)
    found = re.search(r"(?m)^\s*Version:\s*(\S+)", listed.stdout)
    return found[1] if found is not None and listed.returncode == 0 else None


def _run(machine: Machine, program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the program said and how it ended. Python's variables would confuse the Python that LibreOffice brings."""
    environment = {name: value for name, value in machine.environment.items() if not name.startswith("PYTHON")}
    try:
        return subprocess.run(
            [str(program), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise JixiaoError(REFUSED.format(program=program, reason=error)) from None


def _reason(said: str) -> str:
    """The first line that tells of an error: the last one only says that there was one."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = (line for line in lines if line.startswith("ERROR"))
    return next(errors, lines[-1] if lines else "没有说明原因").rstrip(".。")
