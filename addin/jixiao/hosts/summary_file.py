"""The 汇总表 as a file: new, with all that goes with it, or filled in place.

``write_summary(path, consolidation, profiles, …)`` makes a new one or fills the one that is there; ``Written`` tells
what was replaced and what was left out. ``profiles_of(consolidation, scores)`` makes the profiles of rows that are
units; a roundup of more units than rows makes its own with ``attention.profile_of`` while they stream by.
``typed_scores(path)`` are the 复核得分 that somebody typed into a 汇总表.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from jixiao import flow
from jixiao.consolidate.attention import Prior, Profile, profile_of, rank, spreads
from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.consolidate.gone_rows import gone_rows
from jixiao.consolidate.sheets import beside
from jixiao.consolidate.sheets.carried import read_carried
from jixiao.consolidate.sheets.places import Locate, Placed, name_of, placed
from jixiao.consolidate.summary_table import Change, summary_entries
from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.fill.listings import beside_edits
from jixiao.hosts.cli.running import write_run
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.xlsx.new_file import temporary_beside, write_new
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.listing import Beside
from jixiao.read.pages import plain
from jixiao.rules.catalogue import all_rules
from jixiao.template.build import build_workbook, summary_blueprint

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
    told = told_apart(consolidation)
    profiles, consolidation = _in_order(profiles, consolidation, told), told
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
            f"{path}：写不进去（{error.strerror}）。请检查文件夹是否存在、磁盘是否已满、是否有写权限。"
        ) from None
    return Written()


def new_summary(
    consolidation: Consolidation, template: str, profiles: Sequence[Profile] = (), locate: Locate = str
) -> bytes:
    """A new 汇总表 of a template with 来源, 未计入, 复核重点 and 图表. Raises JixiaoError."""
    plan = summary_blueprint(template, max(_FEWEST_ROWS, len(consolidation.rows) + _SPARE_ROWS))
    if consolidation.money_unit != plan.framework.money_unit:
        raise JixiaoError(
            f"模板 {plan.source.id} 的金额单位是{plan.framework.money_unit}，"
            f"各单位的是{consolidation.money_unit}，没有汇总。请换一个模板。"
        )
    assert plan.form.summary is not None  # a blueprint of a 汇总表
    rows = plan.form.summary.rows[: len(consolidation.rows)]
    made = _beside(consolidation, Placed(plan.form.summary, rows, locate), profiles)
    entries = {**summary_entries(plan.form, consolidation), **_review_scores(consolidation, plan.form)}
    return build_workbook(replace(plan, beside=made), entries)


def fill_summary(
    book: Book, consolidation: Consolidation, profiles: Sequence[Profile] = (), locate: Locate = str
) -> tuple[tuple[Edit, ...], Written]:
    """Edits that fill the 汇总表 of a book and bring up to date what goes with it. Raises JixiaoError."""
    carried = read_carried(book)
    gone = gone_rows(flow.review_book(book), carried, {plain(name_of(row)) for row in consolidation.rows})
    filled, changes = flow.fill_summary(with_edits(book, gone.edits), consolidation)
    edits = tuple({edit.at: edit for edit in (*gone.edits, *filled)}.values())
    review = flow.review_book(with_edits(book, edits))
    assert review.form.summary is not None  # flow.fill_summary has filled it
    where = placed(review.form.summary, consolidation, dict(review.listed_names()), locate)
    made = _beside(consolidation, where, profiles, carried.room if carried else None)
    refreshed = beside_edits(review.book, review.form, made)
    return (*edits, *refreshed.edits), Written(changes, (*gone.remarks, *refreshed.remarks))


def profiles_of(
    consolidation: Consolidation,
    scores: Mapping[str, Decimal] | None = None,
    priors: Mapping[str, Prior] | None = None,
) -> list[Profile]:
    """The profiles of the rows that are one submission. ``scores``, ``priors``: by plain name, see ``typed_scores``."""
    scores, priors = scores or {}, priors or {}
    return [
        profile_of(row, consolidation.framework, number, scores.get(name), priors.get(name))
        for number, row in enumerate(consolidation.rows)
        if row.members == 1 and (name := plain(name_of(row))) is not None
    ]


def typed_scores(path: Path) -> Mapping[str, Decimal]:
    """The 复核得分 of the 汇总表 in a file, by the plain name of their rows; none where there is no such file."""
    if not path.exists():
        return {}
    review = flow.review_book(read_book(path))
    summary = review.form.summary
    found = {plain(name): review.number(summary.table.at("review_score", row)) if summary else None
             for row, name in review.listed_names()}  # fmt: skip
    return {name: score for name, score in found.items() if isinstance(score, Decimal)}


def told_apart(consolidation: Consolidation) -> Consolidation:
    """The consolidation with the department behind the unit, where several rows would bear the same name."""
    counted = Counter(plain(name_of(row)) for row in consolidation.rows)

    def told(row: Row) -> Row:
        same = counted[plain(name_of(row))] > 1 and row.department
        return replace(row, unit=f"{row.unit}（{row.department}）") if same else row

    return replace(consolidation, rows=tuple(map(told, consolidation.rows)))


def _fill(
    path: Path, consolidation: Consolidation, profiles: Sequence[Profile], command: Command | None, locate: Locate
) -> Written:
    book = read_book(path, with_formulas=True)
    edits, written = fill_summary(book, consolidation, profiles, locate)
    write_run(path, book, edits, command)
    return written


def _beside(
    consolidation: Consolidation, where: Placed, profiles: Sequence[Profile], room: Mapping[str, int] | None = None
) -> Beside:
    titles = {rule.code: rule.title for rule in all_rules()} if consolidation.totals.findings else {}
    return beside(
        consolidation, where, rank(profiles, consolidation.framework), spreads(profiles), rule_titles=titles, room=room
    )


def _in_order(profiles: Sequence[Profile], consolidation: Consolidation, told: Consolidation) -> list[Profile]:
    """The profiles in the order of the 汇总表, with names and 复核得分 of its rows; those without one stay behind."""
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(consolidation.rows):
        rows.setdefault(plain(name_of(row)), []).append((number, row))
    found = []
    for behind, profile in enumerate(profiles, len(consolidation.rows)):
        same_name = rows.get(plain(profile.name))
        if not same_name:
            found.append(replace(profile, number=behind))
            continue
        number, row = same_name.pop(0)
        score = row.figures.get("review_score")
        known = score if isinstance(score, Decimal) else profile.review_score
        found.append(replace(profile, number=number, name=name_of(told.rows[number]), review_score=known))
    return found


def _review_scores(consolidation: Consolidation, form: Form) -> Mapping[CellRef, Value]:
    """The 复核得分 that the ledger knows, for a new 汇总表; in one that is there, they are the reviewer's to type."""
    summary = form.summary
    rows = zip(summary.rows, consolidation.rows, strict=False) if summary else ()
    found = {summary.table.at("review_score", at) if summary else None: row.figures.get("review_score")
             for at, row in rows}  # fmt: skip
    return {at: score for at, score in found.items() if at is not None and isinstance(score, Decimal)}


def _umask() -> int:
    """The permissions that new files do not get; the system tells them only when they are set."""
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
