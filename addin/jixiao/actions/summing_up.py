"""汇总: 汇总."""

from jixiao import flow
from jixiao.actions.action import Outcome, Press
from jixiao.actions.form import Field, Form, Kind
from jixiao.errors import JixiaoError
from jixiao.model.cells import CellRef
from jixiao.summary_flow import update_summary

FOLDER = "folder"
LEFT_OUT = "下列文件没有计入："
NO_FOLDER = "没有选文件夹，没有汇总。"


def ask_folder(press: Press) -> Form | None:
    """Which folder the units' workbooks are in."""
    if FOLDER in press.answers:
        return None
    return Form("汇总", (Field(FOLDER, "选择各单位工作簿所在的文件夹", Kind.FOLDER),))


def round_up(press: Press) -> Outcome:
    """汇总: fill the 汇总表 of the open workbook from the units' workbooks in a folder."""
    folder, book = press.folder(FOLDER), press.workbook
    if folder is None:
        raise JixiaoError(NO_FOLDER)
    returned, review = press.desk.units(folder, press.path), flow.review_book(book)
    found = flow.consolidate_books(returned.books, review.framework if review.form.ours else None)
    left_out = tuple(f"{judgement.head.file}：{judgement.reason}" for judgement in found.not_counted)
    if not found.rows:
        raise JixiaoError("；".join(("文件夹里没有可以汇总的单位工作簿，没有汇总", *left_out)) + "。")
    updated = update_summary(book, found, locate=_nowhere, is_there=lambda path: False)
    message = f"已汇总 {len(found.rows)} 个单位，更新 {len(updated.changes)} 个已有的数。"
    summary = review.form.summary
    show = CellRef(summary.table.sheet, summary.table.first, 1) if summary else None
    message += f"未计入：{'；'.join(left_out)}。" if left_out else ""
    message += f"说明：{'；'.join(found.remarks)}。" if found.remarks else ""
    told = (*returned.problems, *left_out)
    return Outcome(updated.edits, message + "".join(updated.remarks), show, (LEFT_OUT, *told) if told else ())


def _nowhere(file: str) -> str:
    """A workbook that is open knows no folder from which the units' files could be found."""
    return ""
