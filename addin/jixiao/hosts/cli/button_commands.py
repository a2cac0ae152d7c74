"""The commands that do what the buttons of a spreadsheet do."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.hosts.cli.refusals import refusals


def press(
    button: Annotated[str, typer.Argument(help="按钮的名称，如 check、compute、roundup", show_default=False)],
    file: Annotated[Path | None, typer.Argument(help="工作簿", show_default=False, readable=False)] = None,
    answers: Annotated[list[str] | None, typer.Option("--answer", help="按钮要问的：键=值", show_default=False)] = None,
    at: Annotated[str, typer.Option(help="选中的单元格，如 自评表!D5")] = "",
) -> None:
    """按钮：不打开工作簿，做 Excel 里点按钮同样的事；要问的事用 --answer 写明。"""
    from jixiao.hosts.cli.pressing import press_button

    with refusals():
        press_button(button, file, answers or [], at)


def panel() -> None:
    """面板：一个小窗口，连上打开着的 Excel 或 WPS 表格，点按钮做同样的事，不用宏。"""
    from jixiao.hosts.panel.opening import open_panel

    with refusals():
        open_panel()
