"""Tables that a person reads with pleasure, in any terminal."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao.model.findings import Severity
from jixiao.rules.catalogue import Report, not_checked_groups
from jixiao.rules.render import SEVERITY_WORDS, describe, place

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@cache
def console() -> Console:
    """The terminal; wide enough for sentences where the width is unknown."""
    found = Console(highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(highlight=False, width=120)


def say(text: str, style: str = "") -> None:
    """One line."""
    console().print(_safe(_whole(text), style))


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
        rows: list[Sequence[str | Text]] = []
        for finding in report.findings:
            words = describe(finding)
            level = Text(SEVERITY_WORDS[finding.severity], style=STYLES[finding.severity])
            rows.append(
                (
                    level,
                    place(finding),
                    finding.printed,
                    finding.expected,
                    _whole(f"{words.sentence}\n{words.hint}"),
                    finding.code,
                )
            )
        table(title, ("级别", "位置", "现值", "应为", "问题和改法", "规则"), rows, right=(2, 3))
    else:
        say(f"{title}：没有发现问题。", "green")
    say(f"  已查 {len(report.checked)} 条规则；未查 {len(report.not_checked)} 项。", "dim")
    for item in not_checked_groups(report):
        say(f"  未查 {item.code}：{item.label}，{item.reason}。", "dim")
