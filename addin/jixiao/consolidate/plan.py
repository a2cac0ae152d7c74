"""What a roundup is asked for: ``Plan``."""

from collections.abc import Callable
from dataclasses import dataclass, field

from jixiao.consolidate.adding.balance import Method
from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.judging.acceptance import Judgement
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.frameworks.load import load_framework
from jixiao.model.framework import Framework

MOST_ROWS = 2_000
"""So many rows a 汇总表 takes before units give way to their departments."""


def unheard(judgement: Judgement) -> None:
    """For who need not hear of each judgement."""


def untaken(row: Row, framework: Framework) -> None:
    """For who need not hear of each row."""


@dataclass(frozen=True)
class Plan:
    """``framework``: that of the 汇总表 to be filled, if it sets one; ``law_of``: the framework of an id, also of one
    that only the workbooks carry (raises BrokenFramework). ``year`` and ``department``: "" takes what most say.

    ``by``: ``unit``, ``department``, ``level1`` … (from the top of the 名单), or "": units while there are at most
    ``most_rows``, else their departments. ``balance``: 舍位平衡 to ``decimals``, None leaves amounts exact.
    ``heard``: is told every judgement, in the order of the heads, for the ledger. ``taken``: is told every row that
    counts, before rows are put together, with the framework.
    """

    framework: Framework | None = None
    law_of: Callable[[str], Framework] = load_framework
    organisation: Organisation | None = None
    by: str = ""
    year: str = ""
    department: str = ""
    most_rows: int = MOST_ROWS
    balance: Method | None = None
    decimals: int = 2
    heard: Callable[[Judgement], None] = field(default=unheard)
    taken: Callable[[Row, Framework], None] = field(default=untaken)
