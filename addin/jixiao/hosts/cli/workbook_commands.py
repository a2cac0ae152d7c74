"""The commands about a workbook itself: made, checked, filled, cleared, undone, examined."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.hosts.cli.formats import ListFormat, PageFormat
from jixiao.hosts.cli.refusals import refusals

# readable=False: typer's own look at a file would answer in English before ours does in Chinese
Workbooks = Annotated[list[Path], typer.Argument(help="工作簿", show_default=False, readable=False)]
File = Annotated[Path, typer.Argument(help="工作簿", show_default=False, readable=False)]


def new(
    framework: Annotated[str, typer.Argument(help="指标体系的编号，见 jixiao frameworks", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="新工作簿", show_default=False, readable=False)],
    unit: Annotated[str, typer.Option(help="单位名称")] = "",
    department: Annotated[str, typer.Option(help="主管部门")] = "",
    year: Annotated[int | None, typer.Option(help="年度", min=2000, max=2100, show_default=False)] = None,
    last_year: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="去年的工作簿：带入名称、自设指标，去年的本年数填到上年数",
            show_default=False,
            readable=False,
        ),
    ] = None,
) -> None:
    """生成一份空白工作簿，可以发给单位填写；可从去年的工作簿带入不变的内容。"""
    from jixiao.hosts.cli.templates import new_file

    with refusals():
        new_file(framework, output, unit, department, year, last_year)


def check(
    files: Workbooks,
    format: Annotated[ListFormat, typer.Option(help="输出方式")] = ListFormat.TABLE,
    mark: Annotated[bool, typer.Option("--mark", help="把结果写进工作簿的“审核结果”，并标出单元格")] = False,
    units: Annotated[
        Path | None, typer.Option(help="单位工作簿所在文件夹，用来核对汇总表", show_default=False, readable=False)
    ] = None,
    intervals: Annotated[
        bool, typer.Option("--show-intervals", help="列出核对过的每个数、可能的范围和结论：一致、舍入可解释、不可能")
    ] = False,
) -> None:
    """审核：有错误时退出码为 1，没有为 0，无法执行为 2。"""
    from jixiao.hosts.cli.checking import check_files

    with refusals():
        raise typer.Exit(check_files(files, format.value, mark, units, intervals))


def fill(file: File) -> None:
    """计算：把算得出的格子填好，已填的数不动。"""
    from jixiao.hosts.cli.in_place import fill_file

    with refusals():
        fill_file(file)


def clear(file: File) -> None:
    """清除标记：去掉“审核结果”里的内容和标记。"""
    from jixiao.hosts.cli.in_place import clear_file

    with refusals():
        clear_file(file)


def undo(
    file: File,
    steps: Annotated[int, typer.Option(help="撤销几步", min=1)] = 1,
    list: Annotated[bool, typer.Option("--list", help="只列出做过的步骤，不改文件")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="取消上次撤销")] = False,
    force: Annotated[bool, typer.Option("--force", help="文件后来又改过也恢复；现在的内容会留一份备份")] = False,
) -> None:
    """撤销：恢复到上一条命令之前的文件，逐字节相同；可以退几步，也可以取消撤销。"""
    from jixiao.hosts.cli.undoing import list_steps, redo_file, undo_file

    with refusals():
        if list:
            list_steps(file)
        elif redo:
            redo_file(file, force)
        else:
            undo_file(file, steps, force)


def doctor(
    files: Annotated[
        list[Path] | None, typer.Argument(help="工作簿；不写就检查这台电脑", show_default=False, readable=False)
    ] = None,
    format: Annotated[PageFormat, typer.Option(help="输出方式")] = PageFormat.TABLE,
) -> None:
    """体检：工作簿有什么异常；不写工作簿时，检查按钮和本机设置。没有异常退出码为 0，有为 1，读不了为 2。"""
    from jixiao.hosts.cli.doctoring import doctor_files, doctor_machine

    with refusals():
        raise typer.Exit(doctor_files(files, format.value) if files else doctor_machine(format.value))
