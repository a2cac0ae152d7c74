"""Last year's workbook → the blank entries of one that is being filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.read.values import printed
from jixiao.template.last_year.carrying import carry_over, year_of
from jixiao.template.last_year.taken import Taken

_MOST_NAMED = 8


def carry_into(review: Review, last: Review) -> Taken:
    """What blank entries of a workbook of ours take over from last year's; what is filled in stays as it is.

    Entries that are filled in otherwise than last year's workbook says are named to be looked at.
    """
    form, year, is_free = review.form, year_of(review), partial(_is_blank, review)
    filled = {id for id, at in form.fields.items() if not is_free(at)}
    blank = replace(
        form,
        fields={id: at for id, at in form.fields.items() if is_free(at)},
        concepts={id: at for id, at in form.concepts.items() if is_free(at)},
    )
    taken = carry_over(last, blank, review.framework, year, filled, is_free)
    everything = carry_over(last, form, review.framework, year)
    return replace(taken, look_at=(*taken.look_at, *_kept(review, everything.entries)))


def _is_blank(review: Review, at: CellRef) -> bool:
    cell = review.book.cell(at)
    return cell.formula is None and cell.value in (None, "")


def _both(review: Review, at: CellRef, before: Value) -> str:
    old = format_number(before) if isinstance(before, Decimal) else before
    return f"{at.sheet} {at.a1}（现为 {printed(review.book.cell(at))}，去年是 {old}）"


def _kept(review: Review, entries: Mapping[CellRef, Value]) -> Iterator[str]:
    """What is filled in otherwise than last year's workbook says."""
    found = [at for at, value in entries.items() if not _is_blank(review, at) and review.book.cell(at).value != value]
    if found:
        named = "、".join(_both(review, at, entries[at]) for at in found[:_MOST_NAMED])
        rest = f" 等 {len(found)} 格" if len(found) > _MOST_NAMED else ""
        yield f"已填的没有改，与去年的工作簿不同：{named}{rest}。"
