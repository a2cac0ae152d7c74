"""undo: the steps of a file's past, listed and taken back."""

import sys
from collections.abc import Iterator
from pathlib import Path

from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.history import undo
from jixiao.hosts.history.captions import caption_of, moment
from jixiao.hosts.history.names import FOLDER
from jixiao.hosts.history.standing import Standing
from jixiao.hosts.history.steps import Step

_COLUMNS = ("撤销步数", "时间", "操作", "写入的格", "操作之前的备份")


def undo_file(path: Path, steps: int, force: bool) -> None:
    """Take back the last commands and say which. Raises JixiaoError."""
    taken = undo.undo(path, steps, force)
    say(f"{path.name}：已恢复到 {_named(taken[0])}之前的内容，撤销 {len(taken)} 步。", "green")
    print(f'  要取消这次撤销，请运行：jixiao undo --redo "{path}"')


def redo_file(path: Path, force: bool) -> None:
    """Take back the last undo and say what is there again. Raises JixiaoError."""
    steps = undo.redo(path, force)
    again = f"，{_named(steps[-1])}的结果又在了" if steps else ""
    say(f"{path.name}：已取消上次撤销{again}。", "green")


def list_steps(path: Path) -> None:
    """Print what can be taken back, the newest first. Raises JixiaoError."""
    standing = undo.past_of(path)
    rows = list(_rows(standing))
    if rows:
        table(f"{path.name} 的步骤（备份在 {FOLDER} 文件夹）", _COLUMNS, rows, right=(0,))
    else:
        say(f"{path.name}：没有可以撤销的步骤。")
    if standing.changed:
        last = standing.past.done[-1]
        say(f"  {_named(last)}之后文件又改过，撤销会丢掉这些改动。", "yellow")
    for sentence in _complaints(standing):
        print(sentence, file=sys.stderr)


def _rows(standing: Standing) -> Iterator[tuple[str, ...]]:
    for undone in standing.past.undone:
        for step in reversed(undone.steps):
            yield _row("已撤销", step)
    for number, step in enumerate(reversed(standing.past.done), 1):
        yield _row(str(number), step)


def _row(number: str, step: Step) -> tuple[str, ...]:
    cells = "、".join(f"{sheet} {count} 格" for sheet, count in step.cells.items())
    return number, moment(step.time), caption_of(step.command), cells, step.copy


def _named(step: Step) -> str:
    return f"{moment(step.time)} “{caption_of(step.command)}”"


def _complaints(standing: Standing) -> Iterator[str]:
    """What is wrong with the journal, and the copies that it should have told of."""
    if standing.damaged:
        yield f"备份的记录有 {standing.damaged} 行读不出来，已跳过；不影响其他步骤和以后的备份。"
    elif standing.put_aside:
        yield f"备份的记录曾有读不出来的行，原样留在 {FOLDER} 文件夹（.damaged）里。"
    if standing.strays:
        yield f"没有记录的备份 {len(standing.strays)} 份，可以从 {FOLDER} 文件夹复制出来：{'、'.join(standing.strays)}"
