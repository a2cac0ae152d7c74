"""The Python of a bundle: from the embeddable zip of python.org, or from the folder of an installation."""

import re
import shutil
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from jixiao.errors import JixiaoError

NO_SOURCE = "{path}：没有这个文件或文件夹。请写明 Windows 版 Python 的嵌入包（.zip）或安装文件夹。"
NOT_A_ZIP = "{path}：不是完整的压缩包。请重新下载 python.org 的“Windows embeddable package (64-bit)”。"
NO_PYTHON = "{path}：里面没有 Windows 版 Python（python.exe 和 python3xx.dll）。虚拟环境不行，请写明原来的安装文件夹。"
NOT_64_BIT = "{path}：不是 64 位（x64）的 Python。请换 64 位的。"
TOO_OLD = "{path}：是 Python 3.{minor}，jixiao 要 3.{oldest} 或更新的版本。"
NOT_COPIED = "{path}：没有复制完（{reason}）。请检查文件夹、磁盘空间和权限。"

OLDEST_MINOR = 11
SITE_PACKAGES = ("Lib", "site-packages")

_LIBRARY = re.compile(r"python3([0-9]{1,2})\.dll", re.IGNORECASE)
_LEFT_OUT = ("__pycache__", "site-packages", "test", "idlelib", "ensurepip")
"""Of an installation: packages of others, and what nobody here runs."""

_X64 = 0x8664
_PE_AT = 0x3C


@dataclass(frozen=True)
class BundledPython:
    """A Python in its place: the minor version (3.x), and whether it can open windows (tkinter)."""

    folder: Path
    minor: int
    has_windows: bool

    @property
    def version(self) -> str:
        """As people write it: ``3.12``."""
        return f"3.{self.minor}"

    @property
    def site_packages(self) -> Path:
        """Where it finds packages."""
        return self.folder.joinpath(*SITE_PACKAGES)


def lay_python(source: Path, target: Path) -> BundledPython:
    """Copy a Python for Windows into a new folder and open it for packages. Raises JixiaoError, one sentence."""
    try:
        _lay(source, target)
    except (OSError, shutil.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise JixiaoError(NOT_COPIED.format(path=source, reason=reason)) from None
    minor = _checked(source, target)
    has_windows = (target / "Lib" / "tkinter").is_dir()
    python = BundledPython(target, minor, has_windows)
    python.site_packages.mkdir(parents=True, exist_ok=True)
    _open_for_packages(target)
    return python


def _lay(source: Path, target: Path) -> None:
    if source.is_dir():
        top = source.resolve()
        shutil.copytree(source, target, ignore=lambda folder, names: _left_out(Path(folder), top, names))
    elif source.is_file():
        _unzip(source, target)
    else:
        raise JixiaoError(NO_SOURCE.format(path=source))


def _left_out(folder: Path, top: Path, names: list[str]) -> set[str]:
    """Below the installation's own Lib; a package of that name elsewhere stays."""
    in_library = folder.resolve() == top / "Lib"
    return {name for name in names if name == "__pycache__" or (in_library and name in _LEFT_OUT)}


def _unzip(source: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            archive.extractall(target)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError):
        raise JixiaoError(NOT_A_ZIP.format(path=source)) from None


def _checked(source: Path, target: Path) -> int:
    """The minor version; JixiaoError where it is none that can be used."""
    minors = [int(match[1]) for each in target.iterdir() if (match := _LIBRARY.fullmatch(each.name))]
    program = target / "python.exe"
    if not minors or not program.is_file():
        raise JixiaoError(NO_PYTHON.format(path=source))
    if _machine_of(program) != _X64:
        raise JixiaoError(NOT_64_BIT.format(path=source))
    if minors[0] < OLDEST_MINOR:
        raise JixiaoError(TOO_OLD.format(path=source, minor=minors[0], oldest=OLDEST_MINOR))
    return minors[0]


def _machine_of(program: Path) -> int:
    """The kind of processor that a Windows program is for, as its header says; 0 where it has none."""
    beginning = program.read_bytes()[:4096]
    if len(beginning) < _PE_AT + 4:
        return 0
    (at,) = struct.unpack_from("<I", beginning, _PE_AT)
    if beginning[at : at + 4] != b"PE\0\0" or len(beginning) < at + 6:
        return 0
    (machine,) = struct.unpack_from("<H", beginning, at + 4)
    return int(machine)


def _open_for_packages(target: Path) -> None:
    """The embeddable Python looks only where its ``._pth`` says; packages with a .pth of their own need ``site``."""
    for path in target.glob("python3*._pth"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        kept = [line for line in lines if line and not line.startswith("#") and line != "import site"]
        packages = "\\".join(SITE_PACKAGES)
        wanted = [*kept, *([] if packages in kept else [packages]), "import site"]
        path.write_bytes("".join(f"{line}\r\n" for line in wanted).encode())
