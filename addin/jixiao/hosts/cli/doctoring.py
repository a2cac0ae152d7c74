"""doctor: what is odd about a workbook, told to an accountant. Nothing in the file is run, fetched or followed."""

import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.cli.doctor_page import Diagnosis, print_diagnoses
from jixiao.hosts.cli.doctor_remarks import Remark, carried, contents, faults, hidden, settings, sizes
from jixiao.hosts.cli.doctor_runs import record_of
from jixiao.hosts.cli.doctor_template import inner_sheet, origin
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.inspection import inspect_package
from jixiao.hosts.xlsx.lint import lint_package
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal, naming, shown
from jixiao.model.book import Book
from jixiao.model.findings import Severity
from jixiao.model.names import INNER_SHEET
from jixiao.read.embedded_framework import is_ours


def doctor_files(files: Sequence[Path], format: str) -> int:
    """Look each file over and print what is odd; 0 nothing, 1 something, 2 where a file could not be read."""
    done: list[Diagnosis] = []
    refused = 0
    for path in files:
        try:
            done.append(diagnose(path))
        except JixiaoError as error:
            refused += 1
            print(error, file=sys.stderr)
    print_diagnoses(done, format, many=len(files) > 1)
    if refused:
        return 2
    return 1 if any(diagnosis.is_odd for diagnosis in done) else 0


def diagnose(path: Path) -> Diagnosis:
    """Look a workbook over; raises UnreadableWorkbook where it cannot even be opened."""
    with naming(path):
        data = read_file(path)
        package = Package(data, path.suffix)
        book, unread = _read(package, path)
        inspection = inspect_package(package)
        found = lint_package(package)
    ours = any(sheet.name == INNER_SHEET for sheet in inspection.sheets)
    remarks = (
        *unread,
        *faults(found),
        *carried(inspection),
        *hidden(inspection),
        *settings(inspection),
        *sizes(inspection),
        *contents(inspection, ours),
        *(inner_sheet(book) if book is not None else ()),
    )
    record = record_of(book) if book is not None and is_ours(book) else None
    return Diagnosis(path, len(data), origin(book) if book else "jixiao 读不了，见下", inspection, remarks, record)


def _read(package: Package, path: Path) -> tuple[Book | None, tuple[Remark, ...]]:
    """The workbook as the other commands read it, or the sentence that they refuse a damaged one with."""
    try:
        return book_of(package, shown(path.name)), ()
    except Refusal as refusal:
        if not refusal.is_damage:
            raise
        return None, (Remark("读取", "unreadable", Severity.ERROR, str(refusal.named(path.name))),)
