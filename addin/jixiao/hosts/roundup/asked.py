"""What a roundup is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.consolidate.adding.balance import Method
from jixiao.consolidate.gathering import levels
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.errors import JixiaoError
from jixiao.hosts.history.steps import Command


@dataclass(frozen=True)
class Asked:
    """What a roundup is asked for.

    ``sources``: folders, files, archives, patterns, URLs. ``output``: the file of the 汇总表, which is none of them;
    None where it is open and was never saved. ``template``: of a new 汇总表, "" takes that of the units.
    ``ledger``: the file of the lasting ledger, None for none. ``by``, ``department``, ``balance``: see ``Plan``.
    ``checked``: run the rules over each workbook. ``workers``: see ``arrivals``; ``dask``: the address of a cluster
    that reads instead. ``parquet``, ``csv``: folders for tidy tables. ``last_year``: last year's ledger, to compare
    with for 复核重点. ``command``: the run that ``undo`` can take back, None for none.
    """

    sources: Sequence[str]
    output: Path | None
    template: str = ""
    ledger: Path | None = None
    organisation: Organisation | None = None
    by: str = ""
    department: str = ""
    balance: Method | None = None
    checked: bool = True
    workers: int | None = None
    dask: str = ""
    parquet: Path | None = None
    csv: Path | None = None
    last_year: Path | None = None
    command: Command | None = field(default_factory=lambda: Command("roundup"))

    def refuse_unknown_level(self) -> None:
        """Raise JixiaoError where nobody knows what a row should be."""
        known = [*levels(self.organisation)]
        if self.by and self.by not in known:
            told = f"一行是什么（--by）可以写 {'、'.join(known)}，没有“{self.by}”。"
            raise JixiaoError(told if self.organisation else f"{told}按名单的级次汇总，要先用 --list 给出名单。")
