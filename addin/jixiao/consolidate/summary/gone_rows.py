"""Rows of a 汇总表 whose units do not count any more: taken out where we wrote them, told where somebody typed.

``gone_rows(review, carried, names, is_gone)`` → ``Gone``. A row stays where its file is still there (somebody summed
up a part only), where its figures are not those that the workbook carries, or where it has a 复核得分: then somebody
worked on it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from jixiao.compute.review import Review
from jixiao.consolidate.sheets.carried import Carried, CarriedRow
from jixiao.model.book import Edit
from jixiao.model.figures import Missing
from jixiao.model.form import SummaryForm
from jixiao.model.framework import PROJECT
from jixiao.read.pages import plain

_WRITTEN = ("unit", PROJECT, "annual_budget", "executed", "self_score")
"""The columns that a roundup writes."""


@dataclass(frozen=True)
class Gone:
    """Edits that empty rows, and a sentence for each row that is emptied or left."""

    edits: tuple[Edit, ...]
    remarks: tuple[str, ...]


def gone_rows(
    review: Review, carried: Carried | None, names: Collection[str], is_gone: Callable[[str, str], bool]
) -> Gone:
    """The rows that are none of ``names`` (plain). ``is_gone``: whether a file, by its name in the collection and its
    path from the folder of the 汇总表, is gone or does not count any more.
    """
    summary = review.form.summary
    edits: list[Edit] = []
    remarks: list[str] = []
    for row, name in review.listed_names() if summary else ():
        if summary is None or plain(name) in names:
            continue
        place = f"《{summary.table.sheet}》第 {row} 行“{name}”"
        written = carried.row(name) if carried else None
        may_go = carried is not None and written is not None and _may_go(written, carried, is_gone)
        if may_go and written is not None and _is_as_written(review, summary, row, written):
            edits += _emptied(review, summary, row)
            remarks.append(f"{place}这次没有计入，已从汇总表取下。")
        else:
            remarks.append(f"{place}不在这次汇总之内，原样保留，合计里有它；请核对是否删去。")
    return Gone(tuple(edits), tuple(remarks))


def _may_go(written: CarriedRow, carried: Carried, is_gone: Callable[[str, str], bool]) -> bool:
    """Whether all the files of a row are gone; of a row of several nobody here knows the files."""
    files = {origin.file for origin in written.origins}
    return bool(files) and all(is_gone(file, carried.paths.get(file, "")) for file in files)


def _is_as_written(review: Review, summary: SummaryForm, row: int, written: CarriedRow) -> bool:
    """Whether a row holds what the last roundup wrote, and no 复核得分."""
    if review.reported(summary.table.at("review_score", row)) is not Missing.BLANK:
        return False
    origins = {origin.key: origin for origin in written.origins}
    for role in ("annual_budget", "executed", "self_score"):
        origin, at = origins.get(role), summary.table.at(role, row)
        converted = origin is not None and origin.how
        if origin is not None and not converted and at is not None and review.number(at) != origin.amount:
            return False
    return True


def _emptied(review: Review, summary: SummaryForm, row: int) -> Iterator[Edit]:
    for role in _WRITTEN:
        at = summary.table.at(role, row)
        if at is not None and review.book.cell(at).value is not None:
            yield Edit(at, None)
