"""check on files. What only some of its options need is loaded where they are given."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.compute.review import Review, UnitFigures
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import is_installed
from jixiao.hosts.cli.as_json import finding_as_dict, report_as_dict
from jixiao.hosts.cli.csv_output import print_csv
from jixiao.hosts.cli.screen import STYLES, say, show_comparisons, show_report
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.model.findings import Finding, Severity
from jixiao.read.recognised import recognised
from jixiao.review_flow import check
from jixiao.rules.catalogue import Report
from jixiao.rules.comparisons import comparisons

_FIELDS = (
    "code",
    "severity",
    "sheet",
    "cell",
    "label",
    "printed",
    "expected",
    "cause",
    "message",
    "hint",
    "basis",
    "folded_under",
    "explanation",
)
"""Columns of the CSV, after the file and before all the cells."""


def check_files(files: Sequence[Path], format: str, mark: bool, units: Path | None, intervals: bool = False) -> int:
    """Check each file and print what was found; the exit code. ``intervals``: also what each figure could be."""
    for path in files:
        if path.is_dir():
            read_book(path)  # refuses with the sentence for folders
    figures, refused = _units(units) if units is not None else (None, 0)
    done: list[tuple[Path, Review, Report]] = []
    command = Command("check")
    for path in files:
        try:
            review, report = check(read_book(path, with_formulas=mark), figures)
            if mark:
                _mark(path, review, report, command)
            done.append((path, review, report))
        except JixiaoError as error:
            refused += 1
            print(error, file=sys.stderr)
    _print(done, format, intervals, many=len(files) > 1)
    if refused:
        return 2
    return 1 if any(report.count(Severity.ERROR) for _, _, report in done) else 0


def _units(folder: Path) -> tuple[tuple[UnitFigures, ...], int]:
    from jixiao.hosts.cli.unit_figures import unit_figures

    return unit_figures(folder)


def _mark(path: Path, review: Review, report: Report, command: Command) -> None:
    from jixiao.hosts.cli.in_place import mark_file

    mark_file(path, review, report, command)


def _print(done: list[tuple[Path, Review, Report]], format: str, intervals: bool, many: bool) -> None:
    if format == "json":
        results = [
            report_as_dict(path, review, report, comparisons(review) if intervals else None)
            for path, review, report in done
        ]
        if results or many:
            print(json.dumps(results if many else results[0], ensure_ascii=False, indent=2))
    elif format == "csv":
        rows = (_csv_row(path, finding) for path, _, report in done for finding in report.findings)
        print_csv(("file", *_FIELDS, "cells"), rows)
    else:
        for path, review, report in done:
            show_report(f"{path.name}（{_framework(review)}）", report)
            if not review.form.ours:
                say(f"  {recognised(review.book, review.form, review.framework).text}", "dim")
            if intervals:
                show_comparisons(comparisons(review))
            for remark in review.book.remarks:
                say(f"  说明：{remark}", STYLES[Severity.INFO])


def _framework(review: Review) -> str:
    """What the workbook was read by, for the report's title; an unknown one is told."""
    framework = review.framework
    where = framework.region if is_installed(framework) else f"工作簿自带的指标体系 {framework.id} {framework.version}"
    return f"{framework.title}，{where}"


def _csv_row(path: Path, finding: Finding) -> dict[str, str]:
    found = finding_as_dict(finding)
    return {"file": str(path), **{field: found[field] for field in _FIELDS}, "cells": " ".join(found["cells"])}
