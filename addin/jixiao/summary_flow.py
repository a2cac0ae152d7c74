"""The flow of 汇总 into a workbook that is there: its 汇总表, and all that goes with it.

``update_summary(book, consolidation)`` → ``Updated``; ``beside_summary`` makes what goes with a new 汇总表, too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jixiao.consolidate.attention import Profile, in_order, profiles_of, rank, spreads, typed_scores
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.sheets.all_sheets import beside
from jixiao.consolidate.sheets.carried import Carried, kept_rows, read_carried
from jixiao.consolidate.sheets.places import Locate, Placed, placed
from jixiao.consolidate.summary.gone_rows import gone_rows
from jixiao.consolidate.summary.table import Change
from jixiao.consolidate.told_apart import told_apart
from jixiao.fill.listings import beside_edits
from jixiao.flow import fill_summary, review_book
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.listing import Beside
from jixiao.read.pages import plain
from jixiao.rules.catalogue import all_rules


@dataclass(frozen=True)
class Updated:
    """Edits that bring a 汇总表 up to date and the typed figures that they replace.

    ``remarks``: sentences on rows that are gone; ``left``: on sheets beside the 汇总表 that were left as they are.
    """

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    left: tuple[str, ...] = ()


def update_summary(
    book: Book,
    consolidation: Consolidation,
    profiles: Sequence[Profile] | None = None,
    locate: Locate = str,
    is_there: Callable[[str], bool] = bool,
) -> Updated:
    """Fill the 汇总表 of an existing book, take out the rows that are gone, and refresh what goes with it.

    ``profiles`` are compared for 复核重点, by default those of the rows; ``locate``: see ``Placed``; ``is_there``:
    whether a file is still at that path: the row of such a one stays, unless it is told not to count.
    Raises JixiaoError.
    """
    review, carried, told = review_book(book), read_carried(book), told_apart(consolidation)
    profiles = profiles_of(consolidation, typed_scores(review)) if profiles is None else profiles
    aside = {judgement.head.file for judgement in consolidation.not_counted}
    names = {plain(row.name) for row in told.rows}
    gone = gone_rows(review, carried, names, lambda file, path: file in aside or not is_there(path))
    filled, changes = fill_summary(with_edits(book, gone.edits), told)
    edits = {edit.at: edit for edit in (*gone.edits, *filled)}
    review = review_book(with_edits(book, edits.values()))
    if review.form.summary is None:
        return Updated(tuple(edits.values()), changes, gone.remarks)
    where = placed(review.form.summary, told, dict(review.listed_names()), locate)
    others = [name for _, name in review.listed_names() if plain(name) not in names]
    made = beside_summary(told, where, in_order(profiles, consolidation, told), carried, others)
    refreshed = beside_edits(review.book, review.form, made)
    return Updated((*edits.values(), *refreshed.edits), changes, gone.remarks, refreshed.remarks)


def beside_summary(
    consolidation: Consolidation,
    where: Placed,
    profiles: Sequence[Profile],
    carried: Carried | None = None,
    others: Sequence[str] = (),
) -> Beside:
    """All that goes with a 汇总表; ``carried``: what the one to be refreshed carries, ``others`` its other rows."""
    titles = {rule.code: rule.title for rule in all_rules()} if consolidation.totals.findings else {}
    ranked, room = rank(profiles, consolidation.framework), carried.room if carried else None
    kept = kept_rows(carried, others)
    return beside(consolidation, where, ranked, spreads(profiles), titles, room, kept, len(others))
