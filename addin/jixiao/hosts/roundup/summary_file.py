"""The 汇总表 as a file: new, with all that goes with it, or filled in place.

``write_summary(path, consolidation, profiles, …)`` makes a new one or fills the one that is there; ``Written`` tells
what was replaced and what was left out. The profiles are for 复核重点: ``attention.profiles_of`` makes them of rows
that are units, a roundup of more units than rows makes its own with ``attention.profile_of`` while they stream by.
``typed_scores(path)`` are the 复核得分 that somebody typed into a 汇总表.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from jixiao import flow, summary_flow
from jixiao.consolidate.attention import Profile, of_rows
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.gathering import UNIT
from jixiao.consolidate.sheets.places import Locate, Placed, archive_of, leads_away
from jixiao.consolidate.summary.table import Change, summary_entries
from jixiao.consolidate.told_apart import told_apart
from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.reasons import reason_of
from jixiao.hosts.roundup.tracing_paths import is_file
from jixiao.hosts.running import write_run
from jixiao.hosts.xlsx.new_file import temporary_beside, write_new
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.template.blueprint import summary_blueprint
from jixiao.template.build import build_workbook

_FEWEST_ROWS, _SPARE_ROWS = 6, 2


@dataclass(frozen=True)
class Written:
    """What became of the file: typed figures that were replaced, and sentences on what was left as it is."""

    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()


def write_summary(
    path: Path,
    consolidation: Consolidation,
    profiles: Sequence[Profile] = (),
    template: str = "",
    command: Command | None = None,
    locate: Locate = str,
) -> Written:
    """Fill the 汇总表 of an existing workbook in place, or make a new one of ``template``.

    ``locate``: a file of the collection → its path from the folder of ``path``, with ``/``. Raises JixiaoError; the
    file is then as it was, or not there.
    """
    if path.exists():
        return _fill(path, consolidation, profiles, command, locate)
    content = new_summary(consolidation, template, profiles, locate)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(path) as temporary:
            write_new(temporary, content)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
    except OSError as error:
        raise RefusedWrite(
            f"{path}：写不进去（{reason_of(error)}）。请检查文件夹是否存在、磁盘是否已满、是否有写权限。"
        ) from None
    return Written()


def new_summary(
    consolidation: Consolidation, template: str, profiles: Sequence[Profile] = (), locate: Locate = str
) -> bytes:
    """A new 汇总表 of a template with 来源, 未计入, 计入提示, 复核重点 and 图表. Raises JixiaoError."""
    plan = summary_blueprint(template, _rows_needed(consolidation))
    if consolidation.money_unit != plan.framework.money_unit:
        raise JixiaoError(
            f"模板 {plan.source.id} 的金额单位是{plan.framework.money_unit}，"
            f"各单位的是{consolidation.money_unit}，没有汇总。请换一个模板。"
        )
    assert plan.form.summary is not None  # a blueprint of a 汇总表
    told = told_apart(consolidation)
    where = Placed(plan.form.summary, plan.form.summary.rows[: len(told.rows)], locate)
    made = summary_flow.beside_summary(told, where, of_rows.in_order(profiles, consolidation, told))
    entries = {**summary_entries(plan.form, told), **_review_scores(consolidation, plan.form)}
    return build_workbook(replace(plan, beside=made), entries)


def _rows_needed(consolidation: Consolidation) -> int:
    """Rows for all that count and, by the 名单, are still to come; those take the blank ones later."""
    to_come = 0
    if consolidation.by == UNIT and consolidation.expected is not None and consolidation.counted is not None:
        to_come = consolidation.expected - consolidation.counted
    return max(_FEWEST_ROWS, len(consolidation.rows) + to_come + _SPARE_ROWS)


def typed_scores(path: Path) -> Mapping[str, Decimal]:
    """The 复核得分 of the 汇总表 in a file, by the plain name of their rows; none where there is no such file."""
    if not path.exists():
        return {}
    return of_rows.typed_scores(flow.review_book(read_book(path)))


def _fill(
    path: Path, consolidation: Consolidation, profiles: Sequence[Profile], command: Command | None, locate: Locate
) -> Written:
    book = read_book(path, with_formulas=True)
    updated = summary_flow.update_summary(book, consolidation, profiles, locate, partial(is_there, path.parent))
    write_run(path, book, updated.edits, command)
    return Written(updated.changes, (*updated.remarks, *updated.left))


def is_there(folder: Path, path: str) -> bool:
    """Whether a file, or the archive that holds it, still lies where it was."""
    return bool(path) and not leads_away(path) and is_file(folder / archive_of(path))


def _review_scores(consolidation: Consolidation, form: Form) -> Mapping[CellRef, Value]:
    """The 复核得分 that the ledger knows, for a new 汇总表; in one that is there, they are the reviewer's to type."""
    summary = form.summary
    rows = zip(summary.rows, consolidation.rows, strict=False) if summary else ()
    found = {summary.table.at("review_score", at) if summary else None: row.figures.get("review_score")
             for at, row in rows}  # fmt: skip
    return {at: score for at, score in found.items() if at is not None and isinstance(score, Decimal)}


def _umask() -> int:
    """The permissions that new files do not get; the system tells them only when they are set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
