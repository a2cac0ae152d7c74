"""``jixiao addin …``: the commands that build and install the buttons of Excel and LibreOffice."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.hosts.cli.refusals import refusals

addin_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Excel 和 LibreOffice 里的按钮：安装和卸载。")

Functions = Annotated[bool, typer.Option("--functions", help="试用：带上单元格函数 JX_RATE 等，只用于 Windows")]


@addin_app.command("build")
def addin_build(
    output: Annotated[Path, typer.Option("-o", "--output", help="放结果的文件夹")] = Path(),
    functions: Functions = False,
) -> None:
    """生成 jixiao.xlam 和 jixiao.oxt，每次逐字节相同。"""
    from jixiao.hosts.cli.addins import build_addins

    with refusals():
        build_addins(output, functions)


@addin_app.command("install")
def addin_install(
    libreoffice: Annotated[bool, typer.Option("--libreoffice", help="装到 LibreOffice，不装到 Excel")] = False,
    functions: Functions = False,
) -> None:
    """给当前用户装上按钮；不需要管理员权限，不改注册表。"""
    from jixiao.hosts.cli.addins import install_addin

    with refusals():
        install_addin(libreoffice, functions)


@addin_app.command("bundle")
def addin_bundle(
    output: Annotated[Path, typer.Option("-o", "--output", help="放结果的新文件夹", show_default=False)],
    python: Annotated[
        Path, typer.Option("--python", help="Windows 64 位 Python 的嵌入包（.zip）或安装文件夹", show_default=False)
    ],
    wheels: Annotated[
        Path | None, typer.Option(help="放着全部 .whl 的文件夹；不写就用 pip 下载", show_default=False)
    ] = None,
) -> None:
    """生成一个文件夹，里面有 Python 和 jixiao：拷给没有 Python、不能上网的单位，双击即装。"""
    from jixiao.hosts.cli.addins import bundle_addin

    with refusals():
        bundle_addin(output, python, wheels)


@addin_app.command("status")
def addin_status() -> None:
    """说明按钮装在哪里、能不能用。"""
    from jixiao.hosts.cli.addins import show_status

    with refusals():
        show_status()


@addin_app.command("uninstall")
def addin_uninstall() -> None:
    """从 Excel 和 LibreOffice 里去掉按钮。"""
    from jixiao.hosts.cli.addins import uninstall_addin

    with refusals():
        uninstall_addin()
