"""T006: no hidden row or column carries a figure that is counted."""

from collections.abc import Iterator, Mapping

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.review import Review
from jixiao.model.book import Sheet
from jixiao.model.cells import CellRef, column_letters
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule

_SUMS = (Kind.FUND_TOTAL, Kind.SCORE_TOTAL, Kind.POINTS_TOTAL, Kind.SUMMARY_TOTAL, Kind.ACCOUNT_TOTAL)


@rule(
    code="T006",
    title="计入合计的行和列没有隐藏",
    messages={
        "": "第 {places} 行是隐藏的，其中的数（如 {printed}）计入了合计，打印出来看不到。",
        "column": "{places} 列是隐藏的，其中的数（如 {printed}）计入了合计，打印出来看不到。",
    },
    hint="请取消隐藏或清除筛选后核对；不该计入的，把数删去。",
    basis="公开表：合计等于表上各行之和，各行都应看得到",
)
def nothing_counted_is_hidden(review: Review) -> Iterator[Outcome]:
    """Rows and columns that are hidden, by hand or by a filter, and hold figures other than 0 that enter a sum."""
    counted = _counted(review)
    for name, sheet in review.book.sheets.items():
        here = {at: text for at, text in counted.items() if at.sheet == name}
        if here and not sheet.hidden and (sheet.hidden_rows or sheet.hidden_columns):
            yield from _hidden_in(sheet, here)


def _counted(review: Review) -> Mapping[CellRef, str]:
    """The parts of every sum that hold a figure, and how it is printed."""
    parts = (at for computed in review.calculation.computed.values() if _is_sum(computed) for at in computed.live.parts)
    figures = ((at, review.reported(at)) for at in parts)
    return {at: review.printed(at) for at, figure in figures if isinstance(figure, Figure) and figure.value}


def _is_sum(computed: Computed) -> bool:
    return computed.live.kind in _SUMS


def _hidden_in(sheet: Sheet, counted: Mapping[CellRef, str]) -> Iterator[Finding]:
    columns = sorted({at for at in counted if at.column in sheet.hidden_columns})
    rows = sorted({at for at in counted if at.row in sheet.hidden_rows and at.column not in sheet.hidden_columns})
    for cells, variant in ((rows, ""), (columns, "column")):
        if cells:
            hidden = sorted({at.column if variant else at.row for at in cells})
            shown = [column_letters(place) if variant else str(place) for place in hidden]
            places = "、".join(shown[:3]) + (f" 等 {len(shown)}" if len(shown) > 3 else "")
            yield Finding("T006", Severity.WARNING, cells[0], "隐藏的数", counted[cells[0]], "", variant=variant,
                          values={"places": places}, cells=tuple(cells))  # fmt: skip
