"""The options of ``jixiao roundup``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument, Option


class Balance(StrEnum):
    """Who takes the rounding difference, see ``consolidate.adding.balance``."""

    LARGEST = "largest"
    REMAINDER = "remainder"


# readable=False: typer's own look at a file would answer in English before ours does in Chinese
Sources = Annotated[list[str], Argument(help="文件夹、工作簿、压缩包（.zip）、通配符或网址", show_default=False)]
Output = Annotated[
    Path, Option("-o", "--output", help="汇总表；已有的文件就地填写", show_default=False, readable=False)
]
Template = Annotated[str, Option(help="新汇总表的模板；不写时按各单位的指标体系", show_default=False)]
Names = Annotated[
    Path | None,
    Option("--list", help="名单（CSV 或 Excel）：应报单位、代码、上级", show_default=False, readable=False),
]
By = Annotated[str, Option(help="一行一个：unit 单位、department 主管部门、level1 名单第一级…；不写按单位，太多按部门")]
Department = Annotated[str, Option(help="汇总表的主管部门；不写时按各单位所填的")]
Balanced = Annotated[Balance | None, Option(help="舍位平衡：差额归最大的一项，或按余数分", show_default=False)]
LedgerFile = Annotated[Path | None, Option(help="台账；不写时放在汇总表旁边", show_default=False, readable=False)]
KeepLedger = Annotated[bool, Option("--keep/--no-ledger", help="留下台账，下次只读有改动的文件")]
Check = Annotated[bool, Option("--check/--no-check", help="同时审核每份工作簿")]
Workers = Annotated[int | None, Option(help="用几个进程读", min=1, show_default=False)]
Dask = Annotated[str, Option(help="改用 Dask 集群读：调度器地址（要装 jixiao[dask]）")]
Parquet = Annotated[Path | None, Option(help="另存明细表（Parquet）的文件夹", show_default=False)]
Csv = Annotated[Path | None, Option(help="另存明细表（CSV）的文件夹", show_default=False)]
LastYear = Annotated[
    Path | None,
    Option(help="上年的台账（或旁边有台账的汇总表），复核重点与上年相比", show_default=False, readable=False),
]
