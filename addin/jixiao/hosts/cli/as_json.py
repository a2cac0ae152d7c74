"""A check as plain values, for JSON and CSV."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.read.recognised import recognised
from jixiao.rules.catalogue import Report
from jixiao.rules.comparisons import Comparison
from jixiao.rules.render import describe


def report_as_dict(
    path: Path, review: Review, report: Report, compared: Iterable[Comparison] | None = None
) -> dict[str, Any]:
    """One workbook's check as ``check --format json`` prints it; ``verdicts`` only where they were asked for."""
    verdicts = {} if compared is None else {"verdicts": [_comparison(item) for item in compared]}
    return {
        "file": str(path),
        "framework": review.framework.id,
        **_recognised(review),
        "findings": [finding_as_dict(finding) for finding in report.findings],
        "checked": list(report.checked),
        "not_checked": [
            {"code": item.code, "label": item.label, "reason": item.reason, **_place(item.at)}
            for item in report.not_checked
        ],
        "gone": [
            {"code": item.code, "label": item.label, "explanation": item.text, **_place(item.at)}
            for item in report.gone
        ],
        **verdicts,
        "notes": [{"severity": Severity.INFO.value, "message": remark} for remark in review.book.remarks],
    }


def _recognised(review: Review) -> dict[str, Any]:
    """The tables that were read, and places of a workbook that is not ours which were not."""
    seen = recognised(review.book, review.form, review.framework)
    return {
        "recognised": [
            {"table": table.kind, "sheet": table.area.sheet, "area": table.area.a1, "count": table.count}
            for table in seen.tables
        ],
        "not_recognised": [
            *({"table": kind, "sheet": area.sheet, "area": area.a1} for kind, area in seen.further),
            *({"table": "", "sheet": sheet, "area": ""} for sheet in seen.unknown),
        ],
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """One finding as ``check --format json`` prints it."""
    words = describe(finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **_place(finding.at),
        "cells": [_address(cell, finding.at.sheet) for cell in finding.all_cells],
        "label": finding.label,
        "printed": finding.printed,
        "expected": finding.expected,
        "cause": finding.cause,
        "message": words.message,
        "hint": words.hint,
        "basis": words.basis,
        "clears": finding.clears,
        "folded_under": f"{finding.root.sheet}!{finding.root.a1}" if finding.root else "",
        "explanation": finding.explanation,
        "explained": finding.is_explained,
    }


def _address(cell: CellRef, home: str) -> str:
    """Cells of another sheet than the one to blame carry the name of theirs."""
    return cell.a1 if cell.sheet == home else f"{cell.sheet}!{cell.a1}"


def _place(at: CellRef | None) -> dict[str, str]:
    return {"sheet": at.sheet if at else "", "cell": at.a1 if at else ""}


def _comparison(item: Comparison) -> dict[str, str]:
    return {
        **_place(item.at),
        "label": item.label,
        "printed": item.printed,
        "verdict": item.verdict,
        "interval": item.interval,
    }
