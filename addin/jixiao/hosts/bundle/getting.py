"""Getting wheels with pip: those of others from its usual source, our own from the checkout that runs."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement

import jixiao
from jixiao.errors import JixiaoError
from jixiao.hosts.bundle.wheels import PLATFORM, Download, Target

NO_PIP = "下载程序包要用 pip，这里没有。请用 --wheels 写明放着全部 .whl 的文件夹。"
NOT_BUILT = "没有生成 jixiao 自己的程序包（{reason}）。请把 jixiao 的 .whl 放进 --wheels 的文件夹。"
NO_CHECKOUT = "这里的 jixiao 不是从源文件运行的。请把 jixiao 的 .whl 放进 --wheels 的文件夹。"

SECONDS = 900
_SOURCES = ("addin", "workbook_templates")
_FILES = ("pyproject.toml", "README.md", "LICENSE")


def downloader(shelf: Path, target: Target) -> Download:
    """Downloads one wheel at a time: what each needs is told by its metadata, for Windows and not for this computer."""

    def download(requirement: Requirement) -> None:
        """Lay the wheel of one requirement on the shelf. Raises JixiaoError, one sentence."""
        wanted = f"{requirement.name}{requirement.specifier}"
        options = ["--platform", PLATFORM, "--python-version", f"3.{target.minor}", "--implementation", "cp"]
        _pip("download", "--no-deps", "--only-binary=:all:", *options, "-d", str(shelf), wanted)

    return download


def build_own_wheel(shelf: Path) -> None:
    """Build jixiao's wheel into a folder, from a copy of the checkout. Raises JixiaoError, one sentence."""
    root = Path(jixiao.__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file() or not (root / "addin" / "jixiao").is_dir():
        raise JixiaoError(NO_CHECKOUT)
    with TemporaryDirectory(prefix="jixiao-") as folder:
        for name in _SOURCES:
            copytree(root / name, Path(folder, name), ignore=ignore_patterns("__pycache__", "*.egg-info"))
        for name in _FILES:
            Path(folder, name).write_bytes((root / name).read_bytes())
        done = _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(shelf), folder)
        if done.returncode:  # what is installed here is too old to build with: pip gets what it takes
            done = _pip("wheel", "--no-deps", "-w", str(shelf), folder)
    if done.returncode:
        raise JixiaoError(NOT_BUILT.format(reason=_reason(done.stdout)))


def _reason(said: str) -> str:
    """The first line of pip's that tells of an error; the last ones are hints."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if line.lower().startswith("error")), "pip 没有说明原因")


def _pip(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input", "-q"]
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise JixiaoError(NOT_BUILT.format(reason=error)) from None
    if "No module named pip" in done.stdout:
        raise JixiaoError(NO_PIP)
    return done
