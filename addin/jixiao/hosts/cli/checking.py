"""check, fill and clear on files."""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jixiao import flow
from jixiao.compute.review import Review, UnitFigures
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import is_installed
from jixiao.hosts.cli.screen import say, show_report
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.folders import workbooks_in
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Report
from jixiao.rules.render import describe

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
)


def check_files(files: Sequence[Path], format: str, mark: bool, units: Path | None) -> int:
    """Check each file and print what was found; the exit code."""
    for path in files:
        if path.is_dir():
            read_book(path)  # refuses with the sentence for folders
    figures = _units(units) if units is not None else None
    done: list[tuple[Path, Review, Report]] = []
    refused = 0
    for path in files:
        try:
            review, report = flow.check(read_book(path), figures)
            if mark:
                write_edits(path, flow.mark(review, report))
            done.append((path, review, report))
        except JixiaoError as error:
            refused += 1
            print(error, file=sys.stderr)
    _print(done, format, many=len(files) > 1)
    if refused:
        return 2
    return 1 if any(report.count(Severity.ERROR) for _, _, report in done) else 0


def _units(folder: Path) -> tuple[UnitFigures, ...]:
    if not folder.is_dir():
        raise JixiaoError(f"{folder}：没有这个文件夹。--units 应是单位工作簿所在的文件夹。")
    roundup = flow.units_of(read_book(path) for path in workbooks_in(folder))
    for file, reason in roundup.left_out:
        print(f"{file}：{reason}。", file=sys.stderr)
    return roundup.units


def _print(done: list[tuple[Path, Review, Report]], format: str, many: bool) -> None:
    if format == "json":
        results = [_as_json(path, review, report) for path, review, report in done]
        if results or many:
            print(json.dumps(results if many else results[0], ensure_ascii=False, indent=2))
    elif format == "csv":
        _print_csv(done)
    else:
        for path, review, report in done:
            show_report(f"{path.name}（{_framework(review)}）", report)


def _framework(review: Review) -> str:
    """What the workbook was read by, for the report's title; an unknown one is told."""
    framework = review.framework
    where = framework.region if is_installed(framework) else f"工作簿自带的指标体系 {framework.id} {framework.version}"
    return f"{framework.title}，{where}"


def _as_json(path: Path, review: Review, report: Report) -> dict[str, Any]:
    return {
        "file": str(path),
        "framework": review.framework.id,
        "findings": [finding_as_dict(finding) for finding in report.findings],
        "checked": list(report.checked),
        "not_checked": [
            {"code": item.code, "label": item.label, "reason": item.reason,
             "sheet": item.at.sheet if item.at else "", "cell": item.at.a1 if item.at else ""}
            for item in report.not_checked
        ],
    }  # fmt: skip


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """One finding as ``check --format json`` prints it."""
    words = describe(finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.at.sheet,
        "cell": finding.at.a1,
        "cells": [cell.a1 for cell in finding.all_cells],
        "label": finding.label,
        "printed": finding.printed,
        "expected": finding.expected,
        "cause": finding.cause,
        "message": words.message,
        "hint": words.hint,
        "basis": words.basis,
    }


def _print_csv(done: list[tuple[Path, Review, Report]]) -> None:
    writer = csv.DictWriter(sys.stdout, ("file", *_FIELDS, "cells"), lineterminator="\n")
    writer.writeheader()
    for path, _, report in done:
        for finding in report.findings:
            row = finding_as_dict(finding)
            row["cells"] = " ".join(row["cells"])
            writer.writerow({"file": str(path)} | {key: _inert(value) for key, value in row.items()})


def _inert(text: str) -> str:
    """Text that a spreadsheet would take for a formula on opening the CSV gets an apostrophe."""
    return (
        f"'{text}"
        if text[:1] in ("=", "+", "@") or (text[:1] == "-" and len(text) > 1 and not text[1:2].isdigit())
        else text
    )


def fill_file(path: Path) -> None:
    """Compute and write in place."""
    edits = flow.fill(read_book(path))
    write_edits(path, edits)
    say(f"{path.name}：已计算，写入 {len(edits)} 格；已填的数没有改动。")


def clear_file(path: Path) -> None:
    """Take findings and marks out."""
    edits = flow.clear(read_book(path))
    write_edits(path, edits)
    say(f"{path.name}：已清除审核结果和标记。")
