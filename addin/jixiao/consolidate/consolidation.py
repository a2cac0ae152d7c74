"""What a roundup comes to: rows, totals, what was not counted and why. ``coverage_line`` says it in one line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.compute.numbers import format_percent
from jixiao.consolidate.adding.semantics import Combined, combined_rates, figures_of
from jixiao.consolidate.adding.totals import Totals
from jixiao.consolidate.judging.acceptance import Expected, Judgement, Standing
from jixiao.consolidate.returns.submission import Amount, IndicatorLine, Noted
from jixiao.model.form import listed_name, named
from jixiao.model.framework import Framework


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure of a row comes from. ``key``: the role or fact; ``place``: its cell there; ``how``: "" as it stood
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
    one submission, or of all below), in that of the framework. ``origins``: of a row that is one submission, or one
    row of a 汇总表 that came in; a row that sums several up tells its ``members`` (how many) and the ledger knows them.
    ``code``: in the 名单.
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

    @property
    def name(self) -> str:
        """What the row is called, see ``listed_name``."""
        return listed_name(self.unit, self.project)

    @property
    def file(self) -> str:
        """The file of a row that is one submission, else ""."""
        return self.origins[0].file if self.origins else ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of what counts all the same: ``sentence`` without a full stop, ``unit`` and ``file`` where it
    is about one arrival, else ""."""

    sentence: str
    file: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Consolidation:
    """The result of a roundup. ``framework`` is that of the units; amounts are in ``money_unit``.

    ``by``: what a row is: ``unit``, ``department``, or ``level1`` … of the 名单. ``not_counted``: set aside, superseded
    or covered, with reasons. ``missing``: the units of the 名单 that sent nothing; ``expected``: how many report, None
    without one; ``counted``: how many of them count, None without a 名单. ``notes``: on what counts
    all the same. ``balanced``: cells that took a rounding difference (舍位平衡): the row's number from 1
    and role → what was moved.
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
    counted: int | None = None
    notes: tuple[Note, ...] = ()
    balanced: Mapping[tuple[int, str], Decimal] = field(default_factory=dict)
    by: str = "unit"

    @property
    def figures(self) -> Mapping[str, Amount]:
        """The figures of the total row, exact, in the money unit of the framework."""
        return figures_of(self.totals, self.framework)

    @property
    def rates(self) -> Mapping[str, Combined]:
        """The framework's rates over all that counts."""
        return combined_rates(self.totals, self.framework)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes as sentences, each with the file that it is about."""
        return tuple(f"{note.file}：{note.sentence}" if note.file else note.sentence for note in self.notes)

    @property
    def set_aside(self) -> tuple[Judgement, ...]:
        """What somebody must do something about."""
        return tuple(judgement for judgement in self.not_counted if judgement.standing is Standing.SET_ASIDE)


def coverage_line(consolidation: Consolidation) -> str:
    """``已汇总 197/200，隔离 2，未报 1``; without a 名单 ``已汇总 197 个单位，隔离 2``.

    With a 名单 the numbers are of its units and add up; files set aside beyond these are told behind.
    """
    found, aside = consolidation, len(consolidation.set_aside)
    counted = found.totals.units if found.counted is None else found.counted
    if found.expected is None:
        what = "项目" if found.framework.lists_projects else "单位"
        return f"已汇总 {counted} 个{what}，隔离 {aside}"
    of_units = max(0, found.expected - counted - len(found.missing))
    line = f"已汇总 {counted}/{found.expected}，隔离 {of_units}，未报 {len(found.missing)}"
    return f"{line}，另有 {aside - of_units} 份没有计入" if aside > of_units else line


def rate_lines(consolidation: Consolidation) -> Iterator[str]:
    """The framework's rates over the sums, each in one line; then those that not all units report, with how many do."""
    laws = {rate.id: rate for rate in consolidation.framework.rates}
    partial: list[str] = []
    for id, rate in consolidation.rates.items():
        label = laws[id].label
        if isinstance(rate.value, Decimal):
            percent = format_percent(rate.value, max(0, laws[id].decimals - 2))
            yield f"{named(label)} {percent}，由 {rate.units} 份的合计数重新计算"
        elif not rate.shares and 0 < rate.reported < rate.units:
            partial.append(f"{label} {rate.reported}/{rate.units}")
    if partial:
        yield f"所需的数没有填全、没有汇总的比率（填了几份）：{'、'.join(partial)}"


def not_counted_line(judgement: Judgement) -> str:
    """One sentence on an arrival that does not count: which file, which cell, why."""
    head = judgement.head
    if head.refused and judgement.reason == head.refused:  # it names the file, and says what to do
        return f"{head.file}：{head.refused}" if "/" in head.file else head.refused
    place = f" {judgement.place}" if judgement.place else ""
    reason = judgement.reason.rstrip("。")
    return f"{head.file}{place}：{reason}{'' if '计入' in reason else '，没有计入'}。"
