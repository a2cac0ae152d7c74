"""审核: 审核本簿, 清除标记."""

from jixiao import flow
from jixiao.actions.action import Outcome, Press
from jixiao.fill.results_sheet import summary_line
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.read.embedded_framework import unknown_framework
from jixiao.read.results_list import standing_list


def check(press: Press) -> Outcome:
    """审核本簿: run the rules and write what they find into 审核结果, which marks the cells."""
    review, report = flow.check(press.workbook)
    edits = flow.mark(review, report)
    show = CellRef(edits[-1].at.sheet, 1, 1) if review.form.results is None else review.form.results.summary_at
    message = summary_line(report, unknown_framework(press.workbook))
    return Outcome(edits, f"{message}{_filtered(press.workbook)}", show)


def _filtered(book: Book) -> str:
    """That a filter of the office's own may hide what was found, where the host can see that."""
    sheet = book.sheets.get(standing_list(book).sheet)
    return "“审核结果”设了筛选或隐藏了行，可能没有全部显示。" if sheet is not None and sheet.hidden_rows else ""


def clear(press: Press) -> Outcome:
    """清除标记: take findings and marks out again."""
    return Outcome(flow.clear(press.workbook), "已清除审核结果和标记。")
