"""Our file host beside openpyxl, in one run, on the department workbook of `jixiao demo`.

    python tests/benchmarks/file_host.py [REPEATS] [--disk]

Prints milliseconds (the fastest of REPEATS) and ratios, and what of the file each leaves byte for byte as it was.
The files lie in memory where the system has a folder for that, so that neither waits for a disk (we do: what we write
is synced before it takes the old file's place); ``--disk`` takes the usual temporary folder.
What openpyxl does beside us is less than our work: it loads (and saves), and computes or checks nothing.
"""

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import openpyxl

from jixiao import flow
from jixiao.hosts.cli.demo import run_demo
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef

MEMORY = Path("/dev/shm")
AT = CellRef("自评表", 5, 5)
INPUTS = (AT, AT.shift(rows=1), AT.shift(columns=2))
"""Cells of the fund table, which rates, totals and scores depend on."""


def fastest(repeats: int, work: Callable[[], object]) -> float:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times) * 1000


def set_with_openpyxl(path: Path, value: float) -> None:
    book = openpyxl.load_workbook(path)
    book[AT.sheet][AT.a1] = value
    book.save(path)


def filled(path: Path) -> None:
    """Read what the form is spread over, compute, write in place, read back."""
    write_edits(path, flow.fill(read_book(path, only_form=True)))


def filled_and_read_whole(path: Path) -> None:
    """The same with every other sheet read, too, as the command does for its line in the passport."""
    write_edits(path, flow.fill(read_book(path)))


def saved_with_openpyxl(path: Path) -> None:
    """Load and save, and compute nothing."""
    openpyxl.load_workbook(path).save(path)


def checked(path: Path) -> None:
    """Read, compute, run every rule."""
    flow.check(read_book(path))


def fastest_of_variants(repeats: int, data: bytes, path: Path, work: Callable[[Path], object]) -> float:
    """Milliseconds of the fastest run; each finds a workbook with other figures than the one before."""
    times = []
    for number in range(1, repeats + 1):
        path.write_bytes(data)
        write_edits(path, [Edit(at, Decimal(100 * number + 3)) for at in INPUTS])
        start = perf_counter()
        work(path)
        times.append(perf_counter() - start)
    return min(times) * 1000


def kept(before: bytes, path: Path) -> str:
    """How many members of the package are byte for byte as they were."""
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(path) as new:
        same = sum(name in new.namelist() and new.read(name) == old.read(name) for name in old.namelist())
        return f"{same} of {len(old.namelist())}"


def main(repeats: int, on_disk: bool) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() and not on_disk else None) as folder:
        with redirect_stdout(io.StringIO()):
            run_demo(Path(folder))
        source = min(Path(folder).glob("*/*整体自评.xlsx"))
        data, number = source.read_bytes(), iter(range(1, 10_000))
        sheets = len(read_book(source).sheets)
        print(f"input: {source.name}, {len(data) // 1024} KB, {sheets} sheets; fastest of {repeats}; in {folder}")
        ours = fastest(repeats, lambda: read_book(source))
        theirs = fastest(repeats, lambda: openpyxl.load_workbook(source))
        print(f"read whole workbook     jixiao {ours:7.1f} ms   openpyxl {theirs:7.1f} ms   ratio {theirs / ours:.1f}")
        ours = fastest(repeats, lambda: write_edits(source, [Edit(AT, Decimal(next(number)))]))
        left = kept(data, source)
        source.write_bytes(data)
        theirs = fastest(repeats, lambda: set_with_openpyxl(source, next(number)))
        print(f"set one number in place jixiao {ours:7.1f} ms   openpyxl {theirs:7.1f} ms   ratio {theirs / ours:.1f}")
        print(f"members left untouched  jixiao {left}   openpyxl {kept(data, source)}")
        pairs = {
            "fill the workbook      ": (filled, saved_with_openpyxl),
            "fill, all sheets read  ": (filled_and_read_whole, saved_with_openpyxl),
            "read and check it      ": (checked, openpyxl.load_workbook),
        }
        for words, works in pairs.items():
            ours, theirs = (fastest_of_variants(repeats, data, source, work) for work in works)
            print(f"{words} jixiao {ours:7.1f} ms   openpyxl {theirs:7.1f} ms   ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--disk"]
    main(int(given[0]) if given else 7, "--disk" in sys.argv)
