"""The commands and their options; the work is done in the modules beside this one."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jixiao.errors import JixiaoError
from jixiao.hosts.cli import roundup_options as options
from jixiao.hosts.cli.ledger_app import ledger_app
from jixiao.hosts.cli.refusals import refusals

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help answers in half the time
    help="绩效自评工作簿：生成模板、计算、审核、汇总。文件只在本机处理，不联网。",
)
template_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="模板：由文本源文件重建，或核对已有的是否最新。"
)
app.add_typer(template_app, name="template")
addin_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Excel 和 LibreOffice 里的按钮：安装和卸载。")
app.add_typer(addin_app, name="addin")
app.add_typer(ledger_app, name="ledger")

Functions = Annotated[bool, typer.Option("--functions", help="试用：带上单元格函数 JX_RATE 等，只用于 Windows")]

# readable=False: typer's own look at a file would answer in English before ours does in Chinese
Workbooks = Annotated[list[Path], typer.Argument(help="工作簿", show_default=False, readable=False)]
File = Annotated[Path, typer.Argument(help="工作簿", show_default=False, readable=False)]


class Format(StrEnum):
    """How findings are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class DoctorFormat(StrEnum):
    """How a diagnosis is printed."""

    TABLE = "table"
    JSON = "json"


@app.command()
def demo(folder: Annotated[Path, typer.Argument(help="放结果的文件夹")] = Path("jixiao-demo")) -> None:
    """用自带的公开示例走一遍：空白模板、照公开件填好的工作簿、计算、审核、汇总。"""
    from jixiao.hosts.cli.demo import run_demo

    with refusals():
        run_demo(folder)


@app.command()
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


@app.command()
def check(
    files: Workbooks,
    format: Annotated[Format, typer.Option(help="输出方式")] = Format.TABLE,
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


@app.command()
def fill(file: File) -> None:
    """计算：把算得出的格子填好，已填的数不动。"""
    from jixiao.hosts.cli.in_place import fill_file

    with refusals():
        fill_file(file)


@app.command()
def clear(file: File) -> None:
    """清除标记：去掉“审核结果”里的内容和标记。"""
    from jixiao.hosts.cli.in_place import clear_file

    with refusals():
        clear_file(file)


@app.command()
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


@app.command()
def doctor(
    files: Annotated[
        list[Path] | None, typer.Argument(help="工作簿；不写就检查这台电脑", show_default=False, readable=False)
    ] = None,
    format: Annotated[DoctorFormat, typer.Option(help="输出方式")] = DoctorFormat.TABLE,
) -> None:
    """体检：工作簿有什么异常；不写工作簿时，检查按钮和本机设置。没有异常退出码为 0，有为 1，读不了为 2。"""
    from jixiao.hosts.cli.doctoring import doctor_files, doctor_machine

    with refusals():
        raise typer.Exit(doctor_files(files, format.value) if files else doctor_machine(format.value))


@app.command()
def roundup(
    sources: options.Sources,
    output: options.Output,
    template: options.Template = "",
    organisation: options.Names = None,
    by: options.By = "",
    department: options.Department = "",
    balance: options.Balanced = None,
    ledger: options.LedgerFile = None,
    keep_ledger: options.KeepLedger = True,
    check: options.Check = True,
    workers: options.Workers = None,
    dask: options.Dask = "",
    parquet: options.Parquet = None,
    csv: options.Csv = None,
    last_year: options.LastYear = None,
) -> None:
    """汇总：把各单位工作簿汇成汇总表，每个数都能查到来源；读不了的单独列出，不当 0。"""
    from jixiao.hosts.cli.rounding_up import round_up_files
    from jixiao.hosts.ledger.opening import ledger_beside
    from jixiao.hosts.roundup.asked import Asked
    from jixiao.hosts.roundup.organisation_list import read_organisation

    with refusals():
        names = read_organisation(organisation) if organisation else None
        kept = (ledger or ledger_beside(output)) if keep_ledger else None
        asked = Asked(sources, output, template, kept, names, by, department, balance.value if balance else None,
                      checked=check, workers=workers, dask=dask, parquet=parquet, csv=csv,
                      last_year=last_year)  # fmt: skip
        raise typer.Exit(round_up_files(asked))


@app.command()
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


@app.command()
def panel() -> None:
    """面板：一个小窗口，连上打开着的 Excel 或 WPS 表格，点按钮做同样的事，不用宏。"""
    from jixiao.hosts.panel.opening import open_panel

    with refusals():
        open_panel()


@app.command()
def trace(
    file: Annotated[Path, typer.Argument(help="汇总表", show_default=False, readable=False)],
    cell: Annotated[str, typer.Argument(help="单元格，如 D5 或 汇总表!D5", show_default=False)],
    format: Annotated[DoctorFormat, typer.Option(help="输出方式")] = DoctorFormat.TABLE,
) -> None:
    """追溯：汇总表里的一个数来自哪个文件的哪一格、怎样得来、原件是否仍然如此。"""
    from jixiao.hosts.cli.tracing import trace_file

    with refusals():
        raise typer.Exit(trace_file(file, cell, format.value))


@app.command()
def frameworks(id: Annotated[str, typer.Argument(help="指标体系的编号；不写就列出全部")] = "") -> None:
    """列出已装的指标体系和依据；给出编号时显示全文。"""
    from jixiao.hosts.cli.catalogues import show_frameworks

    with refusals():
        show_frameworks(id)


@app.command()
def rules(code: Annotated[str, typer.Argument(help="规则编号，如 R001")] = "") -> None:
    """列出审核规则；给出编号时显示详细说明。"""
    from jixiao.hosts.cli.catalogues import show_rules

    with refusals():
        show_rules(code)


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


def main() -> None:
    """Run the command line; Chinese text also on consoles that are not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
