"""``jixiao ledger …``: the commands of the 台账 and their options; the work is done in the modules beside this one."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.hosts.cli.formats import ListFormat
from jixiao.hosts.cli.refusals import refusals

ledger_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="台账：收到哪些工作簿、复核结论和得分，未报、催报、与上次相比、退回单。",
)


def _meant(path: Path) -> Path:
    from jixiao.hosts.ledger.opening import ledger_of

    return ledger_of(path)


LedgerFile = Annotated[
    Path,
    typer.Argument(
        help="台账（.台账.db），由 roundup 生成；也可以写汇总表", show_default=False, readable=False, callback=_meant
    ),
]
Unit = Annotated[str, typer.Argument(help="单位：名称、代码、文件名或名称的一部分", show_default=False)]
Reason = Annotated[str, typer.Option(help="理由，记入台账")]
By = Annotated[str, typer.Option(help="由谁决定；不写时记本机用户名")]
Write = Annotated[bool, typer.Option("--write", help="同时改该单位工作簿封面的“状态”，可用 undo 撤销")]
Listed = Annotated[ListFormat, typer.Option("--format", help="输出方式")]


@ledger_app.command()
def show(
    ledger: LedgerFile,
    unit: Annotated[str, typer.Argument(help="只看名称里有这些字的单位", show_default=False)] = "",
    format: Listed = ListFormat.TABLE,
) -> None:
    """列出台账：单位、文件、收到时间、是否计入、错误和提示、得分、结论、封面状态。"""
    from jixiao.hosts.cli.ledger_lists import show_lines

    with refusals():
        show_lines(ledger, unit, format.value)


@ledger_app.command("runs")
def runs_(ledger: LedgerFile, format: Listed = ListFormat.TABLE) -> None:
    """列出每次汇总：第几次、何时、谁、什么命令、做完没有。"""
    from jixiao.hosts.cli.ledger_lists import show_runs

    with refusals():
        show_runs(ledger, format.value)


@ledger_app.command()
def history(ledger: LedgerFile, unit: Unit, format: Listed = ListFormat.TABLE) -> None:
    """一个单位的经过：每次报送、每次结论和复核得分，谁、何时、为什么。"""
    from jixiao.hosts.cli.ledger_lists import show_history

    with refusals():
        show_history(ledger, unit, format.value)


@ledger_app.command()
def accept(ledger: LedgerFile, unit: Unit, reason: Reason = "", by: By = "", write: Write = False) -> None:
    """通过：复核完成。"""
    _decide("accepted", ledger, unit, reason, by, write)


@ledger_app.command("return")
def return_(ledger: LedgerFile, unit: Unit, reason: Reason = "", by: By = "", write: Write = False) -> None:
    """退回：请单位改正后重新报送。"""
    _decide("returned", ledger, unit, reason, by, write)


@ledger_app.command()
def explain(ledger: LedgerFile, unit: Unit, reason: Reason = "", by: By = "", write: Write = False) -> None:
    """已说明：问题有合理说明，不用改；封面状态改回“送审”。"""
    _decide("explained", ledger, unit, reason, by, write)


@ledger_app.command()
def reopen(ledger: LedgerFile, unit: Unit, reason: Reason = "", by: By = "", write: Write = False) -> None:
    """撤回结论：回到未定；以前的结论留在经过里。"""
    _decide("open", ledger, unit, reason, by, write)


def _decide(verdict: str, ledger: Path, unit: str, reason: str, by: str, write: bool) -> None:
    from jixiao.hosts.cli.ledger_decisions import decide_unit

    with refusals():
        raise typer.Exit(decide_unit(ledger, unit, verdict, reason, by, write))


@ledger_app.command()
def score(
    ledger: LedgerFile,
    unit: Unit,
    score: Annotated[str, typer.Argument(help="复核得分，如 92.5", show_default=False)] = "",
    reason: Reason = "",
    by: By = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="撤回已记的复核得分")] = False,
) -> None:
    """记复核得分：下次汇总填入汇总表的复核得分，汇总表里已填的不改。"""
    from jixiao.hosts.cli.ledger_decisions import score_unit

    with refusals():
        score_unit(ledger, unit, score, reason, by, withdraw)


@ledger_app.command()
def missing(
    ledger: LedgerFile,
    names: Annotated[
        Path | None, typer.Option("--list", help="名单；不写时用上次汇总的名单", show_default=False, readable=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="存成 .xlsx 或 .csv", show_default=False, readable=False)
    ] = None,
    format: Listed = ListFormat.TABLE,
) -> None:
    """未报名单和催报：没有报的、退回还没重报的、没有计入的，请谁做什么，过了几天。"""
    from jixiao.hosts.cli.ledger_missing import show_missing

    with refusals():
        show_missing(ledger, names, output, format.value)


@ledger_app.command()
def changes(
    ledger: LedgerFile,
    since: Annotated[int, typer.Option(help="与第几次汇总相比；不写就是上一次", show_default=False, min=0)] = 0,
    format: Listed = ListFormat.TABLE,
) -> None:
    """与上次相比：新报的、重报的和改了的数、没有了的、新隔离的，总数的前后。"""
    from jixiao.hosts.cli.ledger_changes import show_changes

    with refusals():
        show_changes(ledger, since, format.value)


@ledger_app.command()
def returns(
    ledger: LedgerFile,
    output: Annotated[Path, typer.Option("-o", "--output", help="放退回单的文件夹", show_default=False)],
    unit: Annotated[str, typer.Option(help="只出这一个单位的", show_default=False)] = "",
    replace: Annotated[bool, typer.Option("--replace", help="已有同名的退回单就换掉")] = False,
) -> None:
    """退回单：退回的、没有计入的、有错误还没有结论的单位，每家一份，可以打印、盖章、发回。"""
    from jixiao.hosts.cli.ledger_decisions import write_slips

    with refusals():
        write_slips(ledger, output, unit, replace)
