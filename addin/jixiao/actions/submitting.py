"""输出: 送审, the workbook checked and handed in under the name that offices expect."""

from collections.abc import Iterator
from pathlib import Path

from jixiao import flow
from jixiao.actions.action import Job, Outcome, Press, Task
from jixiao.actions.file_names import file_stem, kind_of
from jixiao.actions.form import CONFIRMED, Field, Form, Kind
from jixiao.actions.replacing import replaced
from jixiao.compute.review import Review
from jixiao.errors import JixiaoError
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.findings import Severity
from jixiao.rules.catalogue import Report
from jixiao.rules.render import counts_line, describe, place
from jixiao.template.rules_of_entry import SUBMITTED

FOLDER = "folder"
_TITLE = "送审"
_MOST_NAMED = 8


def ask_submission(press: Press) -> Form | None:
    """Into which folder, then whether to go on where errors are left or a file would be replaced."""
    review, report, _ = _checked(press.workbook)
    if FOLDER not in press.answers:
        present = "" if press.path is None else str(press.path.parent)
        field = Field(FOLDER, "送审的工作簿放在哪个文件夹", Kind.FOLDER, present)
        counts = f"按送审的要求审核（必填的都要填）：{counts_line(report)}。"
        return Form(_TITLE, (field,), (counts, f"文件名：{_name(review)}"))
    warnings = _warnings(press, review, report)
    return Form(_TITLE, text=(*warnings, "仍要送审吗？")) if warnings and CONFIRMED not in press.answers else None


def submit(press: Press) -> Outcome:
    """送审: set the cover's 状态, check, and save a copy under its proper name."""
    review, report, state = _checked(press.workbook)
    path = _target(press, review)
    edits = (*flow.mark(review, report), *state)
    told = f"{counts_line(report)}。"
    if path == press.path:
        return Outcome(edits, f"已审核并设为送审：{told}文件名已合要求，请保存后报送 {path.name}。")
    return Outcome(edits, f"已审核并设为送审：{told}送审的文件是“{path.name}”。", jobs=(Job(Task.COPY, path),))


def _checked(book: Book) -> tuple[Review, Report, tuple[Edit, ...]]:
    """The workbook as it is handed in, checked: more has to be filled in then; and what sets its 状态."""
    state_at = flow.review_book(book).form.fields.get("state")
    state = (Edit(state_at, SUBMITTED),) if state_at is not None else ()
    return *flow.check(with_edits(book, state)), state


def _name(review: Review) -> str:
    return f"{file_stem(review, review.book.title)}_{kind_of(review)}.xlsx"


def _target(press: Press, review: Review) -> Path:
    folder = press.folder(FOLDER)
    if folder is None:
        raise JixiaoError("没有选文件夹，没有送审。")
    return folder / _name(review)


def _warnings(press: Press, review: Review, report: Report) -> tuple[str, ...]:
    path, errors = _target(press, review), report.count(Severity.ERROR)
    left = (f"还有 {errors} 条错误没有改正，会随工作簿一起送出：", *_named(report)) if errors else ()
    is_replaced = path != press.path and press.desk.is_there(path)
    return (*left, *((replaced(path),) if is_replaced else ()))


def _named(report: Report) -> Iterator[str]:
    """The first errors: those of what only a workbook that is handed in must have show in no 审核 before."""
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    yield from (f"· {place(finding)}：{describe(finding).sentence}" for finding in errors[:_MOST_NAMED])
    if len(errors) > _MOST_NAMED:
        yield f"…… 另有 {len(errors) - _MOST_NAMED} 条。"
