"""A process that writes a workbook again and again until it is killed, and tells each time what it is about to do.

    python endless_writer.py FILE [TIMES]

Each line on its output holds the SHA-256 of the file as it is and of what takes its place. With TIMES it stops by
itself, and what another process wrote meanwhile makes it try again.
"""

import sys
from decimal import Decimal
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from jixiao.errors import RefusedWrite
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.history.steps import Command
from jixiao.hosts.xlsx import save
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef

SHEET = "表"
NUMBER, TEXT = CellRef(SHEET, 1, 1), CellRef(SHEET, 2, 1)


def number_in(path: Path) -> int:
    """How often the file was written."""
    value = read_book(path).cell(NUMBER).value
    return int(value) if isinstance(value, Decimal) else 0


def write_once(path: Path) -> None:
    number = number_in(path) + 1
    text = str(number) * 20_000  # long enough that a kill often meets a write
    write_edits(path, [Edit(NUMBER, Decimal(number)), Edit(TEXT, text[:32_000])], Command("fill"))


def announcing(replace: Any) -> Any:
    def call(path: Path, content: bytes, *others: Any) -> None:
        print(sha256(path.read_bytes()).hexdigest(), sha256(content).hexdigest(), flush=True)
        replace(path, content, *others)

    return call


def main(path: Path, times: int | None) -> None:
    if times is None:
        save.replace_file = announcing(save.replace_file)
        for _ in count():
            write_once(path)
    done = 0
    while times is not None and done < times:
        try:
            write_once(path)
            done += 1
        except RefusedWrite as refused:
            if "请再试一次" not in str(refused):
                raise


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
