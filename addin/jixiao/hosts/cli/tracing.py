"""trace: where a figure of the 汇总表 comes from, on the terminal or as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from jixiao.consolidate.returns.records import amount_text
from jixiao.consolidate.sheets.words import DIGEST_SHOWN
from jixiao.consolidate.summary.trace import Known
from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.roundup.tracing import State, Traced, trace_cell

_STYLES = {State.SAME: "", State.STILL_SAYS_SO: "cyan", State.SAYS_OTHERWISE: "bold red", State.UNREADABLE: "bold red",
           State.NOT_FOUND: "yellow"}  # fmt: skip
_DEEPEST_SHOWN = 3


def trace_file(path: Path, cell: str, format: str = "table") -> int:
    """Print where a cell comes from; 1 where nobody knows, or a file says otherwise now, else 0."""
    found = trace_cell(path, cell)
    if format == "json":
        print(json.dumps(as_dict(found), ensure_ascii=False, indent=2))
    else:
        _show(path, found)
    return 1 if found.step.known is Known.UNKNOWN or any(_is_amiss(one) for one in _all(found)) else 0


def _is_amiss(traced: Traced) -> bool:
    return traced.verdict is not None and traced.verdict.state not in (State.SAME, State.STILL_SAYS_SO)


def _all(traced: Traced) -> Iterator[Traced]:
    yield traced
    for part in traced.parts:
        yield from _all(part)


def _show(path: Path, traced: Traced) -> None:
    step = traced.step
    say(f"{path.name}　{step.at}　{step.label}".rstrip("　"), "bold")
    if step.figure:
        say(f"  数：{step.figure}")
    say(f"  {'怎样得来' if step.known is not Known.UNKNOWN else '说明'}：{step.how}")
    if step.remark:
        say(f"  {step.remark}", "yellow")
    if step.origin is not None:
        _show_origin(traced)
    rows = [row for part in traced.parts for row in _rows(part, 0)]
    if rows:
        table("来源", ("汇总表", "项目", "数", "文件", "单元格", "摘要", "现在"), rows, right=(2,))


def _show_origin(traced: Traced) -> None:
    origin, verdict = traced.step.origin, traced.verdict
    assert origin is not None  # asked for by the caller
    path = traced.step.path
    say(f"  文件：{origin.file}{f'（{path}）' if path not in ('', origin.file) else ''}")
    say(f"  单元格：{origin.place}")
    say(f"  摘要：{origin.digest[:DIGEST_SHOWN]}")
    if verdict is not None:
        say(f"  现在：{verdict.sentence}", _STYLES[verdict.state])


def _rows(traced: Traced, depth: int) -> Iterator[tuple[str | Text, ...]]:
    step, origin, verdict = traced.step, traced.step.origin, traced.verdict
    label = f"{'　' * depth}{step.label}"
    if origin is not None:
        told = Text(verdict.sentence + step.remark, style=_STYLES[verdict.state]) if verdict else step.remark
        yield step.at.a1, label, step.figure, origin.file, origin.place, origin.digest[:DIGEST_SHOWN], told
    else:
        yield step.at.a1, label, step.figure, step.how, "", "", step.remark
    for part in traced.parts if depth < _DEEPEST_SHOWN else ():
        yield from _rows(part, depth + 1)


def as_dict(traced: Traced) -> dict[str, Any]:
    """A trace as ``--format json`` prints it; figures as a person would print them."""
    step, origin, verdict = traced.step, traced.step.origin, traced.verdict
    source = origin and {
        "file": origin.file,
        "path": step.path,
        "digest": origin.digest,
        "place": origin.place,
        "figure": amount_text(origin.amount),
        "how": origin.how,
        "state": verdict.state.value if verdict else "",
        "message": verdict.sentence if verdict else "",
    }
    return {
        "sheet": step.at.sheet,
        "cell": step.at.a1,
        "label": step.label,
        "figure": step.figure,
        "known": step.known.value,
        "how": step.how,
        "remark": step.remark,
        "source": source,
        "parts": [as_dict(part) for part in traced.parts],
    }
