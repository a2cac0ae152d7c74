"""What a roundup comes to: rows, totals, what was not counted and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.consolidate.acceptance import Expected, Judgement
from jixiao.consolidate.submission import Amount, IndicatorLine, Noted
from jixiao.consolidate.totals import Totals
from jixiao.model.framework import Framework


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure of a row comes from. ``key``: the role or fact; ``place``: its cell there; ``how``: as it stood
    there, or what was done with it (``由元换算`` …)."""

    key: str
    amount: Amount
    file: str
    digest: str
    place: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the 汇总表: a unit, a project, or everything below a department.

    ``figures``: role → figure in the money unit of the 汇总表. ``totals``: the partial sum that the row stands for (of
    one submission, or of all below). ``origins``: of a row that is one submission; a row that sums several up tells
    its ``members`` (how many) and the ledger knows them.
    """

    unit: str
    project: str = ""
    code: str = ""
    department: str = ""
    figures: Mapping[str, Amount] = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)
    origins: tuple[Origin, ...] = ()
    members: int = 1
    indicators: tuple[IndicatorLine, ...] = ()
    findings: tuple[Noted, ...] | None = None
    state: str = ""
    grade: str = ""


@dataclass(frozen=True)
class Consolidation:
    """The result of a roundup. ``framework`` is that of the units; amounts are in ``money_unit``.

    ``not_counted``: set aside, superseded or covered, with reasons. ``missing``: the units of the 名单 that sent
    nothing; ``expected``: how many it names, None without one. ``remarks``: sentences on what counts all the same.
    ``balanced``: cells that took a rounding difference (舍位平衡): what was moved, by the row's number and role.
    """

    framework: Framework
    department: str
    year: str
    money_unit: str
    rows: tuple[Row, ...]
    totals: Totals
    not_counted: tuple[Judgement, ...] = ()
    missing: tuple[Expected, ...] = ()
    expected: int | None = None
    remarks: tuple[str, ...] = ()
    balanced: Mapping[tuple[int, str], Decimal] = field(default_factory=dict)
