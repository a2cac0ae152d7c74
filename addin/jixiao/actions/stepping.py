"""审核: 上一条, 下一条: from finding to finding of the 审核结果 that stands in the workbook. Nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from jixiao.actions.action import Outcome, Press
from jixiao.actions.listed import NO_RESULTS, is_checked, sentence_of
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.findings import ResultLine, Severity
from jixiao.model.results import EXPLAINED
from jixiao.read.results_list import listed_lines, standing_list
from jixiao.rules.render import SEVERITY_WORDS

_TO_DO = tuple(SEVERITY_WORDS[severity] for severity in Severity)
"""The levels to step through: what is explained or gone is done."""

_FROM_THE_TOP, _FROM_THE_END = "已到最后一条，回到第一条。", "已到第一条，回到最后一条。"
_ONLY_ONE = "只有这一处。"


@dataclass(frozen=True)
class Stop:
    """A cell to stop at, with its findings: those numbered from ``number`` on, by where they stand in the workbook."""

    at: CellRef
    number: int
    lines: tuple[ResultLine, ...]


def following(press: Press) -> Outcome:
    """下一条: the finding after the selected cell."""
    return _step(press, forward=True)


def preceding(press: Press) -> Outcome:
    """上一条: the finding before the selected cell."""
    return _step(press, forward=False)


def _step(press: Press, *, forward: bool) -> Outcome:
    book = press.workbook
    stops = _stops(book)
    if not stops:
        return Outcome(message=_why_none(book))
    ordered = stops if forward else stops[::-1]
    here = press.selected.first if press.selected is not None else None
    found, wrapped = _next_stop(book, ordered, here, forward=forward)
    turned = (_FROM_THE_TOP if forward else _FROM_THE_END) if wrapped and len(stops) > 1 else ""
    if found.at == here:
        turned = _ONLY_ONE
    total = sum(len(stop.lines) for stop in stops)
    return Outcome(message=f"{turned}{_told(book, found, total)}", show=found.at)


def _stops(book: Book) -> list[Stop]:
    """Where to stop, in the order of sheets, rows and columns; lines that a filter hides are passed over."""
    lines = [line for line in listed_lines(book) if line.level in _TO_DO and not line.is_hidden]
    lines.sort(key=lambda line: (*_order(book, _place(book, line)), line.row))
    stops, number = [], 1
    for at, same in groupby(lines, key=lambda line: _place(book, line)):
        stop = Stop(at, number, tuple(same))
        number += len(stop.lines)
        stops.append(stop)
    return stops


def _place(book: Book, line: ResultLine) -> CellRef:
    """The cell of a finding; where it was deleted, the line itself in 审核结果."""
    if line.at is not None and line.at.sheet in book.sheets:
        return line.at
    return CellRef(standing_list(book).sheet, line.row, 1)


def _order(book: Book, at: CellRef) -> tuple[int, int, int]:
    return list(book.sheets).index(at.sheet), at.row, at.column


def _next_stop(book: Book, ordered: Sequence[Stop], here: CellRef | None, *, forward: bool) -> tuple[Stop, bool]:
    """The stop to go to, and whether that was to begin again."""
    if here is None or here.sheet not in book.sheets:
        return ordered[0], False
    in_list = here.sheet == standing_list(book).sheet and all(stop.at.row != here.row for stop in _in(ordered, here))
    beyond = _below(ordered, here, forward) if in_list else _beyond(book, ordered, here, forward)
    found = next(beyond, None)
    if found is not None:
        return found, False
    return next(_below(ordered, None, forward)) if in_list else ordered[0], True


def _in(stops: Sequence[Stop], here: CellRef) -> list[Stop]:
    return [stop for stop in stops if stop.at.sheet == here.sheet]


def _beyond(book: Book, ordered: Sequence[Stop], here: CellRef, forward: bool) -> Iterator[Stop]:
    """The stops behind a cell, on the way that one goes."""
    start = _order(book, here)
    return (stop for stop in ordered if (_order(book, stop.at) > start if forward else _order(book, stop.at) < start))


def _below(stops: Sequence[Stop], here: CellRef | None, forward: bool) -> Iterator[Stop]:
    """The stops of the lines below a line of 审核结果, or above it; of all lines where none is given."""
    rows = sorted(((line.row, stop) for stop in stops for line in stop.lines), key=lambda pair: pair[0])
    for row, stop in rows if forward else reversed(rows):
        if here is None or (row > here.row if forward else row < here.row):
            yield stop


def _told(book: Book, stop: Stop, total: int) -> str:
    """``3/15 · 错误 · 自评表!I7 · 问题``."""
    last = stop.number + len(stop.lines) - 1
    number = f"{stop.number}" if last == stop.number else f"{stop.number}—{last}"
    first, *others = stop.lines
    texts = [sentence_of(first), *(f"{line.level}：{sentence_of(line)}" for line in others)]
    place = f"{stop.at.sheet}!{stop.at.a1}" if stop.at == first.at else f"{first.about.label or '单元格'}（原处已删）"
    return f"{number}/{total} · {first.level} · {place}{_unseen(book, stop.at)} · {' '.join(texts)}"


def _unseen(book: Book, at: CellRef) -> str:
    sheet = book.sheets[at.sheet]
    if sheet.hidden:
        return "（表已隐藏）"
    return "（行或列已隐藏）" if at.row in sheet.hidden_rows or at.column in sheet.hidden_columns else ""


def _why_none(book: Book) -> str:
    lines = listed_lines(book)
    if not is_checked(book):
        return NO_RESULTS
    if any(line.level in _TO_DO for line in lines):
        return "筛选后没有要看的问题；在“审核结果”里清除筛选可以看到其余的。"
    explained = sum(line.level == EXPLAINED for line in lines)
    return f"没有要处理的问题，{EXPLAINED} {explained} 条。" if explained else "没有问题。"
