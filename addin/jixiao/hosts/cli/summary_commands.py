"""The commands about a 汇总表: summed up, and each figure traced back."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.hosts.cli import roundup_options as options
from jixiao.hosts.cli.formats import PageFormat
from jixiao.hosts.cli.refusals import refusals


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


def trace(
    file: Annotated[Path, typer.Argument(help="汇总表", show_default=False, readable=False)],
    cell: Annotated[str, typer.Argument(help="单元格，如 D5 或 汇总表!D5", show_default=False)],
    format: Annotated[PageFormat, typer.Option(help="输出方式")] = PageFormat.TABLE,
) -> None:
    """追溯：汇总表里的一个数来自哪个文件的哪一格、怎样得来、原件是否仍然如此。"""
    from jixiao.hosts.cli.tracing import trace_file

    with refusals():
        raise typer.Exit(trace_file(file, cell, format.value))
