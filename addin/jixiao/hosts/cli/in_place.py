"""What fill, clear and ``check --mark`` write into a file that is there."""

from pathlib import Path

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.hosts.cli.screen import say
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.running import write_run
from jixiao.rules.catalogue import Report


def mark_file(path: Path, review: Review, report: Report, command: Command) -> None:
    """Write the findings into the workbook that ``review`` was read from."""
    write_run(path, review.book, flow.mark(review, report), command)


def fill_file(path: Path) -> None:
    """Compute and write in place."""
    book = read_book(path, with_formulas=True)
    edits = flow.fill(book)
    write_run(path, book, edits, Command("fill"))
    say(f"{path.name}：已计算，写入 {len(edits)} 格；已填的数没有改动。")


def clear_file(path: Path) -> None:
    """Take findings and marks out."""
    book = read_book(path, with_formulas=True)
    write_run(path, book, flow.clear(book), Command("clear"))
    say(f"{path.name}：已清除审核结果和标记。")
