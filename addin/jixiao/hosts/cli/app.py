"""The command line: its commands, in the order of ``jixiao --help``; the options are in the modules named here."""

import sys

import typer

from jixiao.hosts.cli.addin_app import addin_app
from jixiao.hosts.cli.button_commands import panel, press
from jixiao.hosts.cli.catalogue_commands import demo, frameworks, rules
from jixiao.hosts.cli.ledger_app import ledger_app
from jixiao.hosts.cli.summary_commands import roundup, trace
from jixiao.hosts.cli.template_app import template_app
from jixiao.hosts.cli.workbook_commands import check, clear, doctor, fill, new, undo

COMMANDS = (demo, new, check, fill, clear, undo, doctor, roundup, press, panel, trace, frameworks, rules)
FAMILIES = {"template": template_app, "addin": addin_app, "ledger": ledger_app}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help answers in half the time
    help="绩效自评工作簿：生成模板、计算、审核、汇总。文件只在本机处理，不联网。",
)
for command in COMMANDS:
    app.command()(command)
for name, family in FAMILIES.items():
    app.add_typer(family, name=name)


def main() -> None:
    """Run the command line; Chinese text also on consoles that are not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
