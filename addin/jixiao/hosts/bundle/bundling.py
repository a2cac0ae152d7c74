"""The whole folder: made beside its place and moved there when all is done."""

import shutil
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

from packaging.requirements import Requirement

from jixiao import __version__
from jixiao.errors import JixiaoError
from jixiao.hosts.bundle.getting import build_own_wheel, downloader
from jixiao.hosts.bundle.python_folder import BundledPython, lay_python
from jixiao.hosts.bundle.unpacking import unpack_wheels
from jixiao.hosts.bundle.wheels import Target, Wheel, needed_wheels, wheels_in
from jixiao.hosts.machine import WINDOWS
from jixiao.hosts.reasons import reason_of

OWN = Requirement("jixiao[addin]")
"""What is installed: with what building the add-in needs, for the add-in is built where it is installed."""

IN_USE = "{path}：已经有内容。请换一个新的文件夹名。"
NOT_WRITTEN = "{path}：写不进去（{reason}）。请检查文件夹、磁盘空间和权限。"
NO_FOLDER = "{path}：没有这个文件夹。"

INSTALL, UNINSTALL, README, COMMAND = "安装.cmd", "卸载.cmd", "说明.txt", "jixiao.cmd"
_WITH_WINDOWS = "这个 Python 带有 tkinter，小窗口（jixiao panel）能用。"
_WITHOUT_WINDOWS = (
    "这个 Python 是嵌入包，不带 tkinter，小窗口（jixiao panel）不能用；Excel 里的按钮和命令行不受影响。\r\n"
    "  要用小窗口的，请用装好的 Python 文件夹（--python 文件夹）重新生成。"
)
_TESTED = "这个文件夹是在 {platform} 上生成的，生成后没有在 Windows 上运行过。请先在一台电脑上试装，再发给各单位。"
_MADE_ON_WINDOWS = "请先在一台电脑上试装，再发给各单位。"


@dataclass(frozen=True)
class Bundle:
    """What was made: the folder, its Python, and the wheels in it."""

    folder: Path
    python: BundledPython
    wheels: tuple[Wheel, ...]


def make_bundle(folder: Path, python: Path, shelf: Path | None) -> Bundle:
    """Lay Python, jixiao and all it needs into a new folder. ``shelf``: the folder of wheels, None downloads them.

    Raises JixiaoError, one sentence; the folder is then not there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise JixiaoError(IN_USE.format(path=folder))
    if shelf is not None and not shelf.is_dir():
        raise JixiaoError(NO_FOLDER.format(path=shelf))
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(mkdtemp(prefix=".jixiao-", dir=folder.absolute().parent))
    except OSError as error:
        raise JixiaoError(NOT_WRITTEN.format(path=folder, reason=reason_of(error))) from None
    try:
        return _moved(_make(workshop, python, shelf), folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _make(workshop: Path, source: Path, shelf: Path | None) -> Bundle:
    made = workshop / "made"
    made.mkdir()
    python = lay_python(source, made / "python")
    wheels = _wheels(workshop, Target(python.minor), shelf)
    unpack_wheels(wheels, python)
    _write_texts(made, python, len(wheels))
    return Bundle(made, python, tuple(wheels))


def _wheels(workshop: Path, target: Target, shelf: Path | None) -> list[Wheel]:
    """A folder that was handed over is only read; our own wheel may be built beside it."""
    own = workshop / "wheels"
    own.mkdir()
    if shelf is not None:
        for path in shelf.glob("*.whl"):
            shutil.copyfile(path, own / path.name)
    if not any(wheel.name == OWN.name for wheel in wheels_in(own, target)):
        build_own_wheel(own)
    return needed_wheels(OWN, own, target, downloader(own, target) if shelf is None else None)


def _write_texts(folder: Path, python: BundledPython, packages: int) -> None:
    for name, source in ((INSTALL, "install.cmd"), (UNINSTALL, "uninstall.cmd"), (COMMAND, "jixiao.cmd")):
        (folder / name).write_bytes(_windows_lines(_text(source)).encode("ascii"))
    tested = _MADE_ON_WINDOWS if sys.platform == WINDOWS else _TESTED.format(platform=sys.platform.capitalize())
    panel = _WITH_WINDOWS if python.has_windows else _WITHOUT_WINDOWS
    readme = _text("readme.txt").format(
        version=__version__, python=python.version, packages=packages, panel=panel, tested=tested
    )
    (folder / README).write_bytes(_windows_lines(readme).encode("utf-8-sig"))


def _text(name: str) -> str:
    return files("jixiao.hosts.bundle").joinpath("texts", name).read_text(encoding="utf-8")


def _windows_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _moved(bundle: Bundle, folder: Path) -> Bundle:
    try:
        if folder.is_dir():
            folder.rmdir()  # empty
        bundle.folder.rename(folder)
    except OSError as error:
        raise JixiaoError(NOT_WRITTEN.format(path=folder, reason=reason_of(error))) from None
    python = BundledPython(folder / "python", bundle.python.minor, bundle.python.has_windows)
    return Bundle(folder, python, bundle.wheels)
