"""Tables that a person reads with pleasure, in any terminal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao.hosts.cli.typeset import lines_of
from jixiao.hosts.intake.progress import Listener, silent
from jixiao.model.findings import Finding, Severity
from jixiao.model.page import Paragraph
from jixiao.model.results import EXPLAINED, GONE
from jixiao.rules.catalogue import Report, not_checked_groups
from jixiao.rules.comparisons import Comparison
from jixiao.rules.render import SEVERITY_WORDS, counts_line, describe, place

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_VERDICTS = {"不可能": "bold red", "舍入可解释": "cyan"}
_SETTLED, _FOLDED = "blue", "└ "
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@cache
def console() -> Console:
    """The terminal; wide enough for sentences where the width is unknown."""
    found = Console(highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(highlight=False, width=120)


def say(text: str, style: str = "") -> None:
    """One line."""
    console().print(_safe(_whole(text), style))


def tell(text: str, style: str = "", indent: int = 0) -> None:
    """A text as it stands in the workbook, its spaces kept, set in lines of the terminal's width."""
    for line in lines_of(Paragraph(text, indent), console().width):
        console().print(Text(line, style=style))


def _safe(text: str, style: str = "") -> Text:
    """Text from anyone's file, without signs that steer a terminal; square brackets mean nothing special."""
    return Text(_STEERING.sub("\ufffd", text.replace("\r\n", "\n")), style=style)


def _whole(text: str) -> str:
    """Chinese text without the spaces around figures: a terminal breaks lines at spaces, and only there."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str | Text]], right: Sequence[int] = ()) -> None:
    """A table; ``right`` lists the columns of figures."""
    drawn = Table(title=_safe(title), box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")
    for number, heading in enumerate(headings):
        drawn.add_column(heading, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else _safe(cell) for cell in row))
    console().print(drawn)


def show_report(title: str, report: Report) -> None:
    """Findings of one workbook, then what was checked and what was not."""
    if report.findings:
        rows = [_finding_row(finding) for finding in report.findings]
        table(title, ("级别", "位置", "现值", "应为", "问题和改法", "规则"), rows, right=(2, 3))
    else:
        say(f"{title}：没有发现问题。", "green")
    counts = f"{counts_line(report)}；" if report.findings else ""
    say(f"  {counts}已查 {len(report.checked)} 条规则；未查 {len(report.not_checked)} 项。", "dim")
    for item in not_checked_groups(report):
        say(f"  未查 {item.code}：{item.label}，{item.reason}。", "dim")
    for gone in report.gone:
        say(f"  {GONE} {gone.code}：{gone.label}，原来的说明是“{gone.text}”。", "dim")


def _finding_row(finding: Finding) -> Sequence[str | Text]:
    """What is folded under the finding before it is set in; an explained warning shows its explanation."""
    words = describe(finding)
    told = f"{words.sentence}\n{words.advice}"
    if finding.is_explained:
        level, told = Text(EXPLAINED, style=_SETTLED), f"{told}\n说明：{finding.explanation}"
    else:
        level = Text(SEVERITY_WORDS[finding.severity], style=STYLES[finding.severity])
    where = f"{_FOLDED if finding.root else ''}{place(finding)}"
    return level, where, finding.printed, finding.expected, _whole(told), finding.code


def show_comparisons(compared: Sequence[Comparison]) -> None:
    """What each stated figure could be, given those that it is computed from, and the verdict on it."""
    rows = [
        (Text(item.verdict, style=_VERDICTS.get(item.verdict, "")), f"{item.at.sheet} {item.at.a1}", item.label,
         item.printed, item.interval)
        for item in compared
    ]  # fmt: skip
    if rows:
        table("核对过的数", ("结论", "位置", "项目", "现值", "由其他数推得的范围"), rows, right=(3, 4))
    else:
        say("  没有可以由其他数推得的数。", "dim")


@contextmanager
def progress_bar(what: str) -> Iterator[Listener]:
    """How far a run is, with rate and time left, on a terminal; nothing where the output goes elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    errors = Console(stderr=True)
    if not errors.is_terminal:
        yield silent
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task(what, total=None, rate="")
        yield lambda now: bar.update(task, completed=now.done, total=now.total, rate=f"{now.rate:.0f} 个/秒")
