"""与上次相比 as a list: one row a figure that changed, or a unit that came or went; and a workbook ready to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from jixiao.compute.numbers import format_number
from jixiao.consolidate.follow_up.changes import UNITS, FigureChange, Kind
from jixiao.consolidate.returns.figure_labels import figure_label
from jixiao.consolidate.returns.submission import Amount
from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import load_framework
from jixiao.hosts.ledger.comparing import UnitChange, run_changes, unit_changes
from jixiao.hosts.ledger.run_list import RunInfo
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.ledger.words import TOTAL, in_words, minute
from jixiao.model.figures import Missing
from jixiao.template.plain_list import Listed, build_list

HEADINGS: Mapping[str, str] = {
    "kind": "变动", "unit": "单位", "project": "项目", "figure": "数", "before": "上次", "after": "这次",
    "file": "文件", "reason": "原因",
}  # fmt: skip
_WIDTHS = dict(zip(HEADINGS, (12, 26, 20, 28, 14, 14, 30, 36), strict=True))
_FIGURES = ("before", "after")
_OPTIONAL = ("project", "reason")
"""Columns that are left out where nothing stands in them."""
TITLE = "与上次相比"

Row = dict[str, str]


@dataclass(frozen=True)
class ChangeList:
    """What changed between two runs; ``before`` and ``after`` are when these began, as a person reads it."""

    before: str
    after: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """Which runs are laid side by side."""
        return f"{TITLE}：{self.before} → {self.after}"

    def workbook(self) -> bytes:
        """The list as a workbook."""
        used = [key for key in HEADINGS if key not in _OPTIONAL or any(row[key] for row in self.rows)]
        rows = [[_listed(key, row[key]) for key in used] for row in map(in_words, self.rows)]
        return build_list(TITLE, self.title, [HEADINGS[key] for key in used], [_WIDTHS[key] for key in used], rows)


def _listed(key: str, text: str) -> Listed:
    """A figure as a number."""
    try:
        return Decimal(text) if key in _FIGURES and text else text
    except InvalidOperation:
        return text


def change_list(ledger: Ledger, before: RunInfo, after: RunInfo) -> ChangeList:
    """What changed between two runs; where anything did, with what all came to."""
    rows = [row for change in unit_changes(ledger, before.id, after.id) for row in _rows(change)]
    if rows:
        framework = ledger.framework()
        rows += [_figure_row({"kind": TOTAL}, framework, one) for one in run_changes(ledger, before.id, after.id)]
    return ChangeList(minute(before.started), minute(after.started), tuple(rows))


def _rows(change: UnitChange) -> Iterable[Row]:
    seen = change.move.shown
    blank = dict.fromkeys(HEADINGS, "")
    named = blank | {"kind": change.move.kind.value, "unit": seen.unit, "project": seen.project, "file": seen.file}
    if change.move.kind is not Kind.RESUBMITTED:
        yield named | {"reason": seen.reason if change.move.kind is Kind.SET_ASIDE else ""}
    elif not change.figures:
        yield named | {"reason": "数没有变，文字或说明有改动"}
    for figure in change.figures:
        yield _figure_row(named, change.framework, figure)


def _figure_row(named: Row, framework: str, figure: FigureChange) -> Row:
    label = _label(framework, figure)
    told = {"figure": label, "before": _shown(figure.before), "after": _shown(figure.after)}
    return {**dict.fromkeys(HEADINGS, ""), **named, **told}


def _shown(amount: Amount) -> str:
    if isinstance(amount, Missing):
        return {Missing.NIL: "—"}.get(amount, "空")
    return format_number(amount)


def _label(framework: str, figure: FigureChange) -> str:
    if figure.key == UNITS:
        return "单位数"
    try:
        return figure_label(load_framework(framework) if framework else None, figure.key)
    except BrokenFramework:
        return figure_label(None, figure.key)
