"""The commands that show what is installed: the law, the rules, and the whole work on published figures."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.hosts.cli.refusals import refusals


def demo(folder: Annotated[Path, typer.Argument(help="放结果的文件夹")] = Path("jixiao-demo")) -> None:
    """用自带的公开示例走一遍：空白模板、照公开件填好的工作簿、计算、审核、汇总。"""
    from jixiao.hosts.cli.demo import run_demo

    with refusals():
        run_demo(folder)


def frameworks(id: Annotated[str, typer.Argument(help="指标体系的编号；不写就列出全部")] = "") -> None:
    """列出已装的指标体系和依据；给出编号时显示全文。"""
    from jixiao.hosts.cli.catalogues import show_frameworks

    with refusals():
        show_frameworks(id)


def rules(code: Annotated[str, typer.Argument(help="规则编号，如 R001")] = "") -> None:
    """列出审核规则；给出编号时显示详细说明。"""
    from jixiao.hosts.cli.catalogues import show_rules

    with refusals():
        show_rules(code)
