"""输出: 打印设置, 导出."""

from collections.abc import Iterator
from pathlib import Path

from jixiao import flow
from jixiao.actions.action import Job, Outcome, Press, Task
from jixiao.actions.file_names import beside, file_stem, kind_of
from jixiao.actions.form import Choice, Field, Form, Kind
from jixiao.actions.opened import open_review
from jixiao.actions.paths import safe_name, with_suffix
from jixiao.actions.replacing import ask_replace, refuse_the_open_one
from jixiao.compute.review import Review
from jixiao.errors import JixiaoError
from jixiao.fill.marks import switch_edits
from jixiao.model.findings import Severity
from jixiao.model.framework import PROJECT
from jixiao.model.results import EXPLAINED
from jixiao.rules.catalogue import Report
from jixiao.rules.render import SEVERITY_WORDS, counts_line, describe, place
from jixiao.template.canvas import MARKS_OFF
from jixiao.template.return_slip import OPINION, ReturnSlip, SlipLine, build_return_slip

MARKS, ON, OFF = "marks", "on", "off"
WHAT, PDF, OPINIONS, TARGET = "what", "pdf", "opinion", "path"
_SUFFIXES = {PDF: ".pdf", OPINIONS: ".xlsx"}
_PRINTED = {ON: "纸上显示标记", OFF: "纸上不显示标记"}


def ask_marks(press: Press) -> Form | None:
    """Whether the marks are printed, where the workbook has a switch for them."""
    review = open_review(press)
    if MARKS in press.answers or review is None or review.form.results is None:
        return None
    present = OFF if press.workbook.cell(review.form.results.marks_at).value == MARKS_OFF else ON
    choices = tuple(Choice(value, caption) for value, caption in _PRINTED.items())
    return Form("打印设置", (Field(MARKS, "审核标记", Kind.CHOICE, present, choices),))


def set_up_page(press: Press) -> Outcome:
    """打印设置: marks in print or not, then the print preview."""
    review, preview = open_review(press), (Job(Task.PREVIEW),)
    if review is None or review.form.results is None:
        return Outcome(message="本簿没有标记，直接打印即可。", jobs=preview)
    on = press.answers[MARKS] != OFF
    edits = switch_edits(press.workbook, review.form, review.form.results, on=on)
    back = "" if on else "屏幕上也暂不显示；要再看标记，请再点“打印设置”。"
    return Outcome(edits, f"{_PRINTED[ON if on else OFF]}。{back}", jobs=preview)


def ask_export(press: Press) -> Form | None:
    """What to write, then where, then whether to replace what is there."""
    if WHAT not in press.answers:
        choices = (Choice(PDF, "本工作簿的 PDF"), Choice(OPINIONS, "审核意见（Excel 工作簿）"))
        return Form("导出", (Field(WHAT, "导出什么", Kind.CHOICE, PDF, choices),))
    suffix = _suffix(press)
    if TARGET not in press.answers:
        proposed = beside(press, f"{_proposed_stem(press)}{suffix}")
        return Form("导出", (Field(TARGET, "保存为", Kind.SAVE_FILE, proposed, suffixes=(suffix,)),))
    return ask_replace("导出", press, _target(press))


def export(press: Press) -> Outcome:
    """导出: the workbook as PDF, or what 审核 finds in it as a sheet to sign and hand over."""
    path = _target(press)
    if _suffix(press) == _SUFFIXES[PDF]:
        return Outcome(message=f"已导出 {path.name}。", jobs=(Job(Task.PDF, path),))
    press.desk.write(path, build_return_slip(_opinion(press, *flow.check(press.workbook))))
    return Outcome(message=f"已导出 {path.name}。", jobs=(Job(Task.OPEN, path),))


def _proposed_stem(press: Press) -> str:
    """Any workbook can be printed; of one in which nothing is recognised, the name of its file has to do."""
    if _suffix(press) == _SUFFIXES[OPINIONS]:
        return f"{file_stem(flow.review_book(press.workbook), press.workbook.title)}_审核意见"
    review = open_review(press)
    title = press.workbook.title
    return safe_name(Path(title).stem) if review is None else f"{file_stem(review, title)}_{kind_of(review)}"


def _suffix(press: Press) -> str:
    what = press.answers[WHAT]
    if what not in _SUFFIXES:
        raise JixiaoError(f"导出的种类“{what}”不认识，请写 {PDF} 或 {OPINIONS}。")
    return _SUFFIXES[what]


def _target(press: Press) -> Path:
    path = press.folder(TARGET)
    if path is None:
        raise JixiaoError("没有写文件名，没有导出。")
    path = with_suffix(path, _suffix(press))
    refuse_the_open_one(press, path)
    return path


def _opinion(press: Press, review: Review, report: Report) -> ReturnSlip:
    text = {id: review.facts.text(at) for id, at in review.form.fields.items()}
    return ReturnSlip(
        title="绩效自评审核意见",
        unit=text.get("unit", ""),
        project=text.get(PROJECT, ""),
        department=text.get("department", ""),
        year=text.get("year", ""),
        file=press.workbook.title,
        received=press.time[:10],
        reasons=(f"{counts_line(report)}。已查 {len(report.checked)} 条规则，未查 {len(report.not_checked)} 项。",),
        lines=tuple(_lines(report)),
        words=OPINION,
    )


def _lines(report: Report) -> Iterator[SlipLine]:
    for finding in report.findings:
        if finding.severity is not Severity.INFO:
            words = describe(finding)
            level = EXPLAINED if finding.is_explained else SEVERITY_WORDS[finding.severity]
            said = f"单位说明：{finding.explanation}" if finding.explanation else ""
            yield SlipLine(level, place(finding), words.sentence, said if finding.is_explained else words.advice + said)
