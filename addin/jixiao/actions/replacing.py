"""A file that is there already is only replaced after the user has agreed to it."""

from pathlib import Path

from jixiao.actions.action import Press
from jixiao.actions.form import CONFIRMED, Form
from jixiao.errors import JixiaoError


def ask_replace(title: str, press: Press, path: Path) -> Form | None:
    """Whether to replace the file at a path; None where there is none or the user has agreed."""
    return None if CONFIRMED in press.answers or not press.desk.is_there(path) else Form(title, text=(replaced(path),))


def replaced(path: Path) -> str:
    """What becomes of the file at a path."""
    return f"“{path.parent.name}”里已有 {path.name}，继续就换成新的。"


def refuse_the_open_one(press: Press, path: Path) -> None:
    """Raise JixiaoError where a path is that of the open workbook itself."""
    if press.path is not None and path == press.path:
        raise JixiaoError(f"{path.name} 就是打开着的工作簿，没有写入。请另选文件夹或换个文件名。")
