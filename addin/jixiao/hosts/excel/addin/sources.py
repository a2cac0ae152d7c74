"""The text sources of the Excel add-in."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import jixiao
from jixiao.actions import ACTIONS, TITLE

RIBBON_MODULE = "JixiaoRibbon"

_TEXTS = {
    "TITLE": TITLE,
    "NO_PYTHON": "没有找到 Python。请在装有 jixiao 的电脑上运行一次：jixiao addin install",
    "NO_FUNCTION": "没有启动 Python",
    "NOT_STARTED": "没有启动 Python，工作簿没有改动。单位的安全软件可能禁止 Excel 启动其他程序，请把这句话转给信息管理"
    "人员；也可以用命令行：jixiao check 文件 --mark。Excel 给出的原因：",
}
"""What the macro says. VBA holds no Chinese, so it finds the texts among its settings."""


def module_source() -> str:
    """The ribbon's macro."""
    return _folder().joinpath(f"{RIBBON_MODULE}.bas").read_text(encoding="ascii")


def settings() -> dict[str, str]:
    """The settings of the add-in: those of xlwings, none of a particular computer, and the macro's texts."""
    text = _folder().joinpath("config.toml").read_text(encoding="utf-8")
    written: dict[str, str] = tomllib.loads(text)["settings"]
    progress = {action.name.upper(): action.progress for action in ACTIONS}
    return written | {f"TEXT_{key}": text for key, text in (_TEXTS | progress).items()}


def _folder() -> Traversable:
    """The folder addin/excel: installed beside the package, or in a checkout."""
    checkout = Path(jixiao.__file__).parents[1] / "excel"
    return checkout if (checkout / f"{RIBBON_MODULE}.bas").is_file() else files("jixiao.excel_sources")
