"""审核: 说明, what the office says of a finding that is right as it is."""

from collections.abc import Sequence

from jixiao import flow
from jixiao.actions.action import Outcome, Press
from jixiao.actions.form import Choice, Field, Form, Kind
from jixiao.actions.listed import NO_RESULTS, heading_of, is_checked
from jixiao.errors import JixiaoError
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import Area, CellRef
from jixiao.model.findings import ResultLine, Severity
from jixiao.model.results import EXPLAINED, GONE, REMARK
from jixiao.read.results_list import listed_lines, standing_list
from jixiao.rules.render import SEVERITY_WORDS

WHICH, TEXT, ALL = "which", "text", "all"
LONGEST = 32_000
"""Signs of an explanation; a cell takes 32,767."""

_NOTHING_HERE = "所选单元格没有要说明的问题。请选有标记的单元格，或“审核结果”里的一行。"
_ERRORS_STAY = "错误要改正，写了说明也不变色；说明会保留。"
_CAPTION = 40
_ERROR = SEVERITY_WORDS[Severity.ERROR]


def ask_explanation(press: Press) -> Form | None:
    """Which of the findings here, where there are several, then the explanation, with the present one in place."""
    lines = _lines_here(press)
    if len(lines) > 1 and WHICH not in press.answers:
        return Form("说明", (Field(WHICH, "说明哪一条", Kind.CHOICE, ALL, _choices(lines)),), _told(lines))
    if TEXT in press.answers:
        return None
    chosen = _chosen(press, lines)
    present = "；".join(dict.fromkeys(line.about.text for line in chosen if line.about.text))
    field = Field(TEXT, "说明（清空即取消）", Kind.LONG_TEXT, present, required=False)
    return Form("说明", (field,), _told(chosen))


def explain(press: Press) -> Outcome:
    """说明: write the explanation beside the finding and check again, so that its mark changes at once."""
    book, text = press.workbook, press.answers[TEXT].strip()
    if len(text) > LONGEST:
        raise JixiaoError(f"说明有 {len(text)} 字，一格最多 {LONGEST} 字，没有写入。请分开写或写在附件里。")
    chosen = _chosen(press, _lines_here(press))
    if all(line.about.text == text for line in chosen):
        return Outcome(message="说明没有改动。")
    sheet = standing_list(book).sheet
    explained = with_edits(book, [Edit(CellRef(sheet, line.row, REMARK), text or None) for line in chosen])
    edits = flow.mark(*flow.check(explained))
    return Outcome(edits, _message(text, chosen, listed_lines(with_edits(explained, edits))))


def _lines_here(press: Press) -> list[ResultLine]:
    """The lines of 审核结果 that the selection speaks of. Raises JixiaoError where there are none."""
    book, selected = press.workbook, press.selected
    if not is_checked(book):
        raise JixiaoError(NO_RESULTS)
    lines = [line for line in listed_lines(book) if line.level != GONE]
    if selected is None:
        raise JixiaoError(_NOTHING_HERE)
    if selected.sheet == standing_list(book).sheet:
        found = [line for line in lines if selected.top <= line.row <= selected.bottom]
    else:
        found = [line for line in lines if _is_about(line, selected)] or _of_groups(book, lines, selected)
    if not found:
        raise JixiaoError(_NOTHING_HERE)
    return found


def _is_about(line: ResultLine, selected: Area) -> bool:
    return any(at in selected for at in (line.at, *line.about.cells))


def _of_groups(book: Book, lines: Sequence[ResultLine], selected: Area) -> list[ResultLine]:
    """A line that speaks of many cells names the first few only: the rules know the others."""
    if not any(line.about.count > len(line.about.cells) for line in lines):
        return []
    findings = flow.check(book)[1].findings
    here = {(each.code, each.at) for each in findings if any(at in selected for at in each.all_cells)}
    return [line for line in lines if (line.about.code, line.at) in here]


def _choices(lines: Sequence[ResultLine]) -> tuple[Choice, ...]:
    return (Choice(ALL, f"全部 {len(lines)} 条"), *(Choice(str(line.row), _short(heading_of(line))) for line in lines))


def _short(text: str) -> str:
    return text if len(text) <= _CAPTION else f"{text[: _CAPTION - 1]}…"


def _told(lines: Sequence[ResultLine]) -> tuple[str, ...]:
    warning = (_ERRORS_STAY,) if any(line.level == _ERROR for line in lines) else ()
    return (*map(heading_of, lines), *warning)


def _chosen(press: Press, lines: Sequence[ResultLine]) -> list[ResultLine]:
    which = press.answers.get(WHICH, ALL)
    chosen = [line for line in lines if which in (ALL, str(line.row))]
    if not chosen:
        raise JixiaoError(_NOTHING_HERE)
    return chosen


def _message(text: str, before: Sequence[ResultLine], after: Sequence[ResultLine]) -> str:
    """What became of the findings that were explained."""
    now = {(line.about.code, line.at): line.level for line in after if line.level != GONE}
    levels = [now.get((line.about.code, line.at)) for line in before]
    if not text:
        return "已取消说明，并重新审核。"
    told = ["已写入说明，并重新审核："]
    told += [f"{levels.count(EXPLAINED)} 条{EXPLAINED}。"] if EXPLAINED in levels else []
    told += [f"{levels.count(_ERROR)} 条是错误，仍要改正。"] if _ERROR in levels else []
    told += [f"{levels.count(None)} 条已不再出现。"] if None in levels else []
    return "".join(told)
