"""The table of actions that a person can press. Every host offers these and runs them the same way.

Excel's ribbon, LibreOffice's menu and toolbar and the commands of the command line are made from it or agree with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jixiao import flow
from jixiao.errors import JixiaoError
from jixiao.fill.results_sheet import summary_line
from jixiao.fill.run_line import with_run_line
from jixiao.model.book import Book, Edit
from jixiao.model.cells import CellRef
from jixiao.read.embedded_framework import unknown_framework
from jixiao.summary_flow import update_summary

TITLE = "绩效自评"
"""What the tab, the menu and the dialogs are called."""


@dataclass(frozen=True)
class Outcome:
    """What an action leads to: edits for the open book, one line for the status bar, the cell to show after.

    ``left_out`` names the units' workbooks that were not summed up, each with the reason.
    """

    edits: tuple[Edit, ...]
    message: str
    show: CellRef | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """One button.

    ``command`` is the same action on the command line. ``group`` is the step of the work under which the button
    stands, ``image`` an icon of Office's own (imageMso), ``keytip`` its letters after Alt and the tab's.
    ``needs_units``: the host asks for a folder and hands over the workbooks in it. ``run`` is the work itself;
    hosts press the button.
    """

    name: str
    command: str
    caption: str
    group: str
    screentip: str
    image: str
    keytip: str
    run: Callable[[Book, Sequence[Book]], Outcome]
    large: bool = True
    needs_units: bool = False

    def press(self, book: Book, units: Sequence[Book], time: str) -> Outcome:
        """Run the action; its line in the passport of a workbook of ours says when (local time, as a person writes).

        Raises JixiaoError where the work cannot be done.
        """
        outcome = self.run(book, units)
        return replace(outcome, edits=with_run_line(book, outcome.edits, self.caption, time))

    @property
    def progress(self) -> str:
        """What the status bar says meanwhile."""
        return f"{TITLE}：{self.caption}中…"


def _compute(book: Book, units: Sequence[Book]) -> Outcome:
    edits = flow.fill(book)
    return Outcome(edits, f"已计算，写入 {len(edits)} 格；已填的数没有改动。")


def _check(book: Book, units: Sequence[Book]) -> Outcome:
    review, report = flow.check(book)
    edits = flow.mark(review, report)
    show = CellRef(edits[-1].at.sheet, 1, 1) if review.form.results is None else review.form.results.summary_at
    return Outcome(edits, summary_line(report, unknown_framework(book)), show)


def _round_up(book: Book, units: Sequence[Book]) -> Outcome:
    review = flow.review_book(book)
    found = flow.consolidate_books(units, review.framework if review.form.ours else None)
    left_out = tuple(f"{judgement.head.file}：{judgement.reason}" for judgement in found.not_counted)
    if not found.rows:
        raise JixiaoError("；".join(("文件夹里没有可以汇总的单位工作簿，没有汇总", *left_out)) + "。")
    updated = update_summary(book, found, locate=_nowhere, is_there=lambda path: False)
    message = f"已汇总 {len(found.rows)} 个单位，更新 {len(updated.changes)} 个已有的数。"
    summary = flow.review_book(book).form.summary
    show = CellRef(summary.table.sheet, summary.table.first, 1) if summary else None
    message += f"未计入：{'；'.join(left_out)}。" if left_out else ""
    message += f"说明：{'；'.join(found.remarks)}。" if found.remarks else ""
    return Outcome(updated.edits, message + "".join(updated.remarks), show, left_out)


def _nowhere(file: str) -> str:
    """A workbook that is open knows no folder from which the units' files could be found."""
    return ""


def _clear(book: Book, units: Sequence[Book]) -> Outcome:
    return Outcome(flow.clear(book), "已清除审核结果和标记。")


ACTIONS = (
    Action(
        name="compute",
        command="fill",
        caption="计算",
        group="计算",
        screentip="重算比率、合计和等级，填好算得出的空格。已填的数不改。",
        image="CalculateNow",
        keytip="J",
        run=_compute,
    ),
    Action(
        name="check",
        command="check",
        caption="审核",
        group="审核",
        screentip="按规则检查本工作簿，写入“审核结果”并标出单元格。不改填报的数。",
        image="ErrorChecking",
        keytip="S",
        run=_check,
    ),
    Action(
        name="roundup",
        command="roundup",
        caption="汇总",
        group="汇总",
        screentip="选一个文件夹，把其中各单位工作簿填入“汇总表”。复核分数不改。",
        image="AutoSum",
        keytip="H",
        run=_round_up,
        needs_units=True,
    ),
    Action(
        name="clear",
        command="clear",
        caption="清除标记",
        group="审核",
        screentip="清空“审核结果”，标记随之消失。不改填报的数。",
        image="TraceRemoveAllArrows",
        keytip="Q",
        run=_clear,
        large=False,
    ),
)


def action(name: str) -> Action:
    """The action of that name; KeyError where there is none."""
    return {action.name: action for action in ACTIONS}[name]
