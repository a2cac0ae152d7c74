"""汇总: 汇总."""

from collections.abc import Iterator
from pathlib import Path

from jixiao import flow
from jixiao.actions.action import Job, Outcome, Press, Task
from jixiao.actions.desk import LedgerInfo, Rounded, SummaryAsked
from jixiao.actions.form import Field, Form, Kind
from jixiao.actions.opened import open_summary
from jixiao.actions.paths import with_suffix
from jixiao.compute.review import Review
from jixiao.consolidate.attention import typed_scores
from jixiao.consolidate.consolidation import coverage_line
from jixiao.consolidate.summary.review_scores import score_edits
from jixiao.consolidate.telling import gone_line, note_lines, papers_line, problem_lines, read_line
from jixiao.errors import JixiaoError
from jixiao.model.book import with_edits
from jixiao.model.cells import CellRef
from jixiao.summary_flow import update_summary

FOLDER, NAMES, OUTPUT = "folder", "names", "output"
LISTS = (".xlsx", ".xls", ".csv")
NO_NAMES = "应报单位的名单（没有可不选）"
NO_FOLDER = "没有选文件夹，没有汇总。"
NO_OUTPUT = "没有选汇总表存在哪里，没有汇总。"


def ask_round_up(press: Press) -> Form | None:
    """Which folder the units' workbooks are in; where a new 汇总表 goes if none is open."""
    if FOLDER not in press.answers:
        known = press.desk.ledger(press.path)
        return Form("汇总", (_folder_field(known), _names_field(known)))
    if open_summary(press) is not None:
        return None
    output = press.folder(OUTPUT)
    if output is not None and press.path is not None and with_suffix(output) == press.path:
        return _output_form(press).again({}, f"“{press.path.name}”正打开着，里面没有汇总表，请换一个文件名。")
    return _output_form(press) if OUTPUT not in press.answers else None


def _folder_field(known: LedgerInfo | None) -> Field:
    last = str(known.folder) if known is not None and known.folder is not None else ""
    return Field(FOLDER, "选择各单位工作簿所在的文件夹", Kind.FOLDER, last)


def _names_field(known: LedgerInfo | None) -> Field:
    caption = f"换一份名单（不选就用上次的，{known.expected} 家）" if known and known.expected else NO_NAMES
    return Field(NAMES, caption, Kind.OPEN_FILE, suffixes=LISTS, required=False)


def _output_form(press: Press) -> Form:
    folder = press.folder(FOLDER)
    value = str(folder.parent / "汇总表.xlsx") if folder is not None else "汇总表.xlsx"
    field = Field(OUTPUT, "新汇总表存为", Kind.SAVE_FILE, value, suffixes=(".xlsx",))
    return Form("汇总", (field,), ("打开的工作簿里没有汇总表，另出一份新的。已有的汇总表会就地更新。",))


def round_up(press: Press) -> Outcome:
    """汇总: the units' workbooks in a folder go into the ledger, and into the 汇总表 that is open or a new one."""
    folder, names, review = press.folder(FOLDER), press.folder(NAMES), open_summary(press)
    if folder is None:
        raise JixiaoError(NO_FOLDER)
    if review is None:
        return _into_new(press, folder, names)
    own = review.framework if review.form.ours else None
    asked = SummaryAsked(folder, names, press.path, own, typed_scores(review))
    with press.desk.round_up(asked) as rounded:
        press.desk.say("正在填汇总表")
        return _into_open(review, rounded)


def _into_open(review: Review, rounded: Rounded) -> Outcome:
    found = rounded.consolidation
    updated = update_summary(review.book, found, rounded.profiles, rounded.locate, rounded.is_there)
    filled = flow.review_book(with_edits(review.book, updated.edits))
    given, remarks = score_edits(filled, rounded.review_scores)
    scored = (*given, *flow.fill(with_edits(filled.book, given))) if given else ()
    edits = tuple({edit.at: edit for edit in (*updated.edits, *scored)}.values())
    changed = f"，更新 {len(updated.changes)} 个已有的数" if updated.changes else ""
    said = (*updated.remarks, *(remark.told for remark in remarks))
    summary = filled.form.summary
    show = CellRef(summary.table.sheet, summary.table.first, 1) if summary else None
    message = _message(rounded, changed) + "".join(updated.left)
    return Outcome(edits, message, show, _told(rounded, said))


def _into_new(press: Press, folder: Path, names: Path | None) -> Outcome:
    output = press.folder(OUTPUT)
    if output is None:
        raise JixiaoError(NO_OUTPUT)
    path = with_suffix(output)
    rounded = press.desk.new_summary(SummaryAsked(folder, names, path))
    return Outcome(
        message=_message(rounded, f"，见“{path.name}”"), told=_told(rounded, ()), jobs=(Job(Task.OPEN, path),)
    )


def _message(rounded: Rounded, more: str) -> str:
    read = read_line(rounded.read, rounded.known)
    return f"{coverage_line(rounded.consolidation)}{more}。{read}{papers_line(rounded.papers)}"


def _told(rounded: Rounded, said: tuple[str, ...]) -> tuple[str, ...]:
    """What the user must not miss; nothing where all is well."""
    lines = (*problem_lines(rounded.consolidation), *_others(rounded), *said)
    return (f"{coverage_line(rounded.consolidation)}。", *lines) if lines else ()


def _others(rounded: Rounded) -> Iterator[str]:
    if rounded.gone:
        yield gone_line(rounded.gone)
    yield from note_lines(rounded.consolidation.notes)
    yield from rounded.remarks
