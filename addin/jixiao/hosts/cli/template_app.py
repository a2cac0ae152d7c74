"""``jixiao template …``: the commands that make templates; the work is done in the modules beside this one."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.errors import JixiaoError
from jixiao.hosts.cli.refusals import refusals

template_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="模板：由文本源文件重建，或核对已有的是否最新。"
)


@template_app.command("edit")
def template_edit(
    output: Annotated[Path, typer.Option("-o", "--output", help="指标体系编制工作簿", show_default=False)],
    framework: Annotated[str, typer.Argument(help="以哪一套为底本：指标体系的编号", show_default=False)] = "",
    blank: Annotated[bool, typer.Option("--blank", help="不用底本，从空白的开始")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="已有同名的文件就换掉")] = False,
) -> None:
    """生成指标体系编制工作簿：在表格里改指标、分值、公式，不用编程。"""
    from jixiao.hosts.cli.editing import edit_framework

    with refusals():
        if bool(framework) == blank:
            raise JixiaoError("请写明以哪一套指标体系为底本（编号见 jixiao frameworks），或者加上 --blank，二者取一。")
        edit_framework(framework, output, replace)


@template_app.command("build")
def template_build(
    book: Annotated[
        Path | None, typer.Argument(help="指标体系编制工作簿；不写就重建自带的模板", show_default=False, readable=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="放模板的文件夹，或模板的文件名", show_default=False)
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="已有同名的文件就换掉")] = False,
) -> None:
    """由指标体系编制工作簿生成模板；不写工作簿时，由源文件重建 workbook_templates 里的模板。"""
    from jixiao.hosts.cli.editing import build_own
    from jixiao.hosts.cli.templates import build_templates

    with refusals():
        if book is None:
            build_templates()
        else:
            build_own(book, output, replace)


@template_app.command("verify")
def template_verify() -> None:
    """核对已有模板与源文件一致：部件名称、顺序和解压后的内容逐字节相同。"""
    from jixiao.hosts.cli.templates import verify_templates

    with refusals():
        raise typer.Exit(verify_templates())
