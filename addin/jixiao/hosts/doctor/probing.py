"""Looking at this computer: files, settings, processes. Nothing is changed; whether a folder can be written to is tried
with a file that is gone at once. What only Windows has stays blank elsewhere."""

import struct
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

from jixiao import __version__
from jixiao.errors import JixiaoError
from jixiao.hosts.doctor.policies import cloud_folders, is_in_cloud, opened_addins, opener, policies
from jixiao.hosts.doctor.registry import Registry
from jixiao.hosts.doctor.state import FileState, InstalledAddin, Interpreter, State
from jixiao.hosts.excel.addin.install import has_excel, installed_settings
from jixiao.hosts.excel.addin.places import addin_file, other_addin_folders
from jixiao.hosts.excel.addin.xlam import FILE_NAME
from jixiao.hosts.libreoffice.install import has_libreoffice, installed_version
from jixiao.hosts.machine import WINDOWS, Machine, stands

_MARK = "Zone.Identifier"
_FROM_ELSEWHERE = ("ZoneId=3", "ZoneId=4")
_BEGINNING = 8
_SECONDS = 10

Processes = Callable[[], frozenset[str]]
"""The names of the running programs, in small letters."""


def probe(machine: Machine, path: Path | None, registry: Registry, processes: Processes) -> State:
    """What of a computer, and of a workbook on it, can stand in our way."""
    known = _known()
    windows = machine.platform == WINDOWS
    running = processes() if windows else frozenset()
    return State(
        windows=windows,
        version=__version__,
        python=this_python(machine),
        has_excel=has_excel(machine),
        has_libreoffice=has_libreoffice(machine),
        addin=_addin(machine),
        copies=tuple(_copies(machine, registry)),
        policies=policies(registry, FILE_NAME),
        opener=opener(registry, known["openers"]),
        extension=_extension(machine),
        unwritable=tuple(folder for folder in _needed_folders(machine) if not is_writable(folder)),
        cloud_folders=cloud_folders(registry),
        encryptors=tuple(dict.fromkeys(name for file, name in known["encryptors"].items() if file in running)),
        file=None if path is None else file_state(path, machine.environment),
    )


def this_python(machine: Machine) -> Interpreter:
    """The Python that runs."""
    return Interpreter(machine.python, sys.version_info[:2], struct.calcsize("P") * 8)


def file_state(path: Path, environment: Mapping[str, str]) -> FileState | None:
    """What can stand in our way in a workbook as a file; None where it cannot be opened."""
    try:
        beginning = _beginning(path)
    except OSError:
        return None
    folder = path.absolute().parent
    return FileState(path, beginning, is_marked(path), is_in_cloud(path.absolute(), environment), is_writable(folder))


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_BEGINNING)


def is_marked(path: Path) -> bool:
    """Whether Windows wrote beside a file that it comes from the web or from mail (only NTFS keeps that)."""
    try:
        mark = Path(f"{path.absolute()}:{_MARK}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(line.strip() in _FROM_ELSEWHERE for line in mark.splitlines())


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in a folder: asking Windows for permissions does not tell."""
    try:
        with TemporaryFile(dir=folder, prefix=".jixiao-"):
            return True
    except OSError:
        return False


def running_programs() -> frozenset[str]:
    """The programs that run now, as Windows lists them; none where it does not answer."""
    try:
        done = subprocess.run(
            ["tasklist", "/FO", "CSV", "/NH"],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    lines = done.stdout.decode("ascii", "replace").splitlines()
    return frozenset(line.split('","')[0].strip('"').lower() for line in lines if line)


def _known() -> Mapping[str, Mapping[str, str]]:
    text = files("jixiao.hosts.doctor").joinpath("known.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _addin(machine: Machine) -> InstalledAddin | None:
    path = addin_file(machine)
    if path is None or not stands(path):
        return None
    try:
        beginning = _beginning(path)
        version, python = installed_settings(machine, path)
    except OSError:
        return InstalledAddin(path, version="", python="", python_stands=False)
    except JixiaoError:
        return InstalledAddin(path, "", "", python_stands=False, beginning=beginning, marked=is_marked(path))
    return InstalledAddin(path, version, python, bool(python) and stands(Path(python)), beginning, is_marked(path))


def _copies(machine: Machine, registry: Registry) -> Iterator[Path]:
    """Every add-in of ours that Excel loads: in its start-up folders whatever it is called, and the ticked ones."""
    own = addin_file(machine)
    folders = [] if own is None else [own.parent, *other_addin_folders(machine)]
    found = {path for folder in folders for path in _addins_in(folder)}
    ticked = (Path(str(path)) for path in opened_addins(registry))
    yield from sorted(found | {path for path in ticked if stands(path)})


def _addins_in(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if _is_ours(path))
    except OSError:
        return


def _is_ours(path: Path) -> bool:
    return "jixiao" in path.name.lower() and path.suffix.lower() in (".xlam", ".xla")


def _extension(machine: Machine) -> str:
    """The version in LibreOffice; "" where it is not there, or LibreOffice does not say."""
    try:
        return (installed_version(machine) or "") if has_libreoffice(machine) else ""
    except JixiaoError:
        return ""


def _needed_folders(machine: Machine) -> Iterator[Path]:
    yield Path(gettempdir())
    own = addin_file(machine)
    if own is not None and stands(own.parent):
        yield own.parent
