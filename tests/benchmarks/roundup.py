"""Returned workbooks summed up, beside what others do to read the same cells of the same files, in one run.

    python tests/benchmarks/roundup.py [--files 100] [--batches 3] [--template donghu_department_2021] [--clean]

Prints milliseconds a file (the fastest batch) and ratios. Each batch is of other files, so that nothing that is kept
of a file helps; what is kept of a template does, as it does in a department's collection. Peers read the sheets that
our reading needs, as far as our form reaches on them, and do nothing with what they read; ours is guard, reading,
figures in force with their cells, totals. Files are as Excel, WPS and others save them, ``--clean``: as our builder
does.
"""

import argparse
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import openpyxl
import pandas
import python_calamine

from jixiao import flow
from jixiao.consolidate.adding.semantics import totals_of
from jixiao.consolidate.adding.totals import Running, Totals
from jixiao.consolidate.returns.submission import Submission
from jixiao.frameworks.load import load_framework
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.xlsx.book_reader import book_of, figure_sheets
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.workbook_part import read_workbook_part
from jixiao.model.names import INNER_SHEET
from returns.collection import generate

WARM = 10
OPENPYXL, PANDAS, FLOOR = "openpyxl 只读", "pandas + calamine", "只解压所需部件"
AIMS = {OPENPYXL: 20, PANDAS: 2}
"""So many times as long as ours they should take."""

Blocks = dict[str, tuple[int, int]]
"""Sheet → last row and column that the form reaches."""


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    name: str
    milliseconds: float
    of_processor: float


def blocks_of(path: Path) -> Blocks:
    """What our reading of a workbook needs of it."""
    package = Package(path.read_bytes())
    review = flow.review_book(book_of(package, path.name, wanted=figure_sheets(package)))
    found: Blocks = {}
    for at in review.facts:
        row, column = found.get(at.sheet, (1, 1))
        if at.sheet in review.book.sheets and at.sheet != INNER_SHEET:
            found[at.sheet] = (max(row, at.row), max(column, at.column))
    return found


def ours(folder: Path, workers: int = 1, *, checked: bool = False) -> Totals:
    """Guard, read, facts, provenance, combine."""
    running = Running()
    for _, arrival in arrivals(discover([str(folder)]), checked=checked, workers=workers):
        if isinstance(arrival, Submission):
            running.take(totals_of(arrival, load_framework(arrival.framework)))
    return running.totals


def each(read: Callable[[Path], object]) -> Callable[[Path], None]:
    """A loop over the files of a folder."""

    def loop(folder: Path) -> None:
        for path in sorted(folder.iterdir()):
            read(path)

    return loop


def peers(blocks: Blocks) -> dict[str, Callable[[Path], None]]:
    """What others do to have the same cells."""

    def with_openpyxl(path: Path) -> None:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for name, (row, column) in blocks.items():
            list(book[name].iter_rows(max_row=row, max_col=column, values_only=True))
        book.close()

    def with_pandas(engine: str) -> Callable[[Path], None]:
        def read(path: Path) -> None:
            with pandas.ExcelFile(path, engine=engine) as file:  # type: ignore[arg-type]
                for name, (row, column) in blocks.items():
                    pandas.read_excel(file, sheet_name=name, header=None, dtype=str, nrows=row, usecols=range(column))

        return read

    def with_calamine(path: Path) -> None:
        with python_calamine.load_workbook(str(path)) as book:
            for name, (row, _) in blocks.items():
                book.get_sheet_by_name(name).to_python(nrows=row)

    return {
        "pandas.read_excel（openpyxl）": each(with_pandas("openpyxl")),
        OPENPYXL: each(with_openpyxl),
        PANDAS: each(with_pandas("calamine")),
        "python-calamine": each(with_calamine),
        FLOOR: each(lambda path: inflate(path, blocks)),
    }


def inflate(path: Path, blocks: Blocks) -> None:
    """The floor: the parts that hold the cells, and nothing done with them."""
    package = Package(path.read_bytes())
    workbook = read_workbook_part(package)
    parts = [entry.part for entry in workbook.sheets if entry.name in blocks or entry.name == INNER_SHEET]
    with zipfile.ZipFile(path) as archive:
        for part in [workbook.part, workbook.related("sharedStrings"), workbook.related("styles"), *parts]:
            if part is not None:
                archive.read(package.actual_name(part))


def batches(folder: Path, template: str, files: int, count: int, clean: bool) -> list[Path]:
    """Folders with so many workbooks each that everybody can read; the first is for warming up."""
    made = folder / "made"
    generate(made, (files * count + WARM) * (1 if clean else 2), 8, template, mixed=not clean)
    readable = [path for path in sorted(made.rglob("*.xlsx")) if is_for_all(path)]
    sizes = [WARM, *[files] * count]
    found = []
    for number in range(len(sizes)):
        batch = folder / f"batch{number}"
        batch.mkdir()
        for path in readable[sum(sizes[:number]) : sum(sizes[: number + 1])]:
            path.rename(batch / f"{len(found)}_{path.stem}.xlsx")
        found.append(batch)
    return found


def is_for_all(path: Path) -> bool:
    """Whether a file is a workbook of the template that all contenders can read."""
    try:
        with python_calamine.load_workbook(str(path)) as book:
            is_ours = INNER_SHEET in book.sheet_names
        for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True) if is_ours else ():
            list(sheet.iter_rows(values_only=True))
    except (python_calamine.CalamineError, OSError, ValueError, KeyError):  # openpyxl fails on layouts of XML
        return False
    return is_ours


def fastest(name: str, work: Callable[[Path], object], folders: Sequence[Path]) -> Line:
    """Milliseconds a file in the fastest batch, on the clock and of this process's processor time."""
    clock, processor = [], []
    for folder in folders:
        start, used = perf_counter(), process_time()
        work(folder)
        count = len(list(folder.iterdir())) / 1000
        clock.append((perf_counter() - start) / count)
        processor.append((process_time() - used) / count)
    return Line(name, min(clock), min(processor))


def measured(folders: Sequence[Path]) -> list[Line]:
    """All contenders, ours first: their files were never read before."""
    warm, *rest = folders
    cores = os.cpu_count() or 1
    contenders: dict[str, Callable[[Path], object]] = {
        "jixiao，一个进程": ours,
        f"jixiao，{cores} 个进程（含启动）": lambda folder: ours(folder, max(2, cores)),
        "jixiao，一个进程，加审核": lambda folder: ours(folder, checked=True),
        **peers(blocks_of(next(warm.iterdir()))),
    }
    lines = []
    for name, work in contenders.items():
        work(warm)
        lines.append(fastest(name, work, rest))
    return lines


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=100)
    asked.add_argument("--batches", type=int, default=3)
    asked.add_argument("--template", default="donghu_department_2021")
    asked.add_argument("--clean", action="store_true")
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = batches(Path(folder), asked.template, asked.files, asked.batches, asked.clean)
        sizes = [path.stat().st_size for batch in found[1:] for path in batch.iterdir()]
        blocks = blocks_of(next(found[0].iterdir()))
        size = sum(sizes) / len(sizes) / 1024
        print(f"{asked.batches} 批，每批 {len(sizes) // asked.batches} 份不同的工作簿，平均 {size:.0f} KB；")
        print("读取 " + "、".join(f"{name} 到第 {row} 行第 {column} 列" for name, (row, column) in blocks.items()))
        print(f"负载 {os.getloadavg()[0]:.1f}，{os.cpu_count()} 核；毫秒一份（最快的一批），本进程的处理器时间")
        lines = measured(found)
    for line in lines:
        ratio, own = line.milliseconds / lines[0].milliseconds, line.of_processor / lines[0].of_processor
        print(f"{line.name:<30}{line.milliseconds:8.2f}{ratio:8.1f} 倍；处理器 {line.of_processor:8.2f}{own:8.1f} 倍")
    show_aims({line.name: line.milliseconds for line in lines})


def show_aims(took: Mapping[str, float]) -> None:
    """How the peers that are aimed at, and the floor, compare with ours; both by one process, as they are."""
    for name in [*took][:2]:
        told = (f"{peer} 是它的 {took[peer] / took[name]:.1f} 倍（要求 {aim}）" for peer, aim in AIMS.items())
        print(f"{name}：{'，'.join(told)}；它是解压的 {took[name] / took[FLOOR]:.1f} 倍")


if __name__ == "__main__":
    main()
