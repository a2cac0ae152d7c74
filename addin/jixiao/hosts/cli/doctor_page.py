"""A diagnosis on the screen or as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.doctor.diagnosing import headline
from jixiao.hosts.doctor.judging import Trouble
from jixiao.hosts.doctor.runs import COLUMNS
from jixiao.hosts.doctor.state import State
from jixiao.hosts.doctor.workbook import Diagnosis, overview, program_of
from jixiao.hosts.xlsx.inspection import InspectedSheet
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.findings import Severity
from jixiao.rules.render import SEVERITY_WORDS

_ORDER = list(Severity)


def print_diagnoses(done: Sequence[Diagnosis], format: str, many: bool) -> None:
    """Print all of them; as JSON one object for one file, a list for several."""
    if format == "json":
        results = [_as_json(diagnosis) for diagnosis in done]
        if results or many:
            print(json.dumps(results if many else results[0], ensure_ascii=False, indent=2))
        return
    for diagnosis in done:
        _show(diagnosis)


def _as_json(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "file": str(diagnosis.path),
        "odd": diagnosis.is_odd,
        "origin": diagnosis.origin,
        "program": program_of(diagnosis.inspection),
        "bytes": diagnosis.size,
        "runs": None if diagnosis.record is None else diagnosis.record.as_dict(),
        "sheets": [_sheet_as_dict(sheet) for sheet in diagnosis.inspection.sheets],
        "remarks": [
            {"topic": remark.topic, "code": remark.code, "severity": remark.severity.value, "sheet": remark.sheet,
             "cells": list(remark.cells), "count": remark.count, "message": remark.message}
            for remark in diagnosis.remarks
        ],
    }  # fmt: skip


def _sheet_as_dict(sheet: InspectedSheet) -> dict[str, Any]:
    survey = sheet.survey
    counted = {} if survey is None else {
        "used": survey.used,
        "cells": survey.cells,
        "formulas": survey.formulas,
        "merged": survey.merged,
        "protected": survey.protected,
        "password": survey.password,
    }  # fmt: skip
    return {"name": sheet.name, "kind": sheet.kind, "state": sheet.state, **counted}


def _show(diagnosis: Diagnosis) -> None:
    name = shown(diagnosis.path.name)
    say(name, "bold")
    for line in overview(diagnosis):
        say(f"  {line}")
    if diagnosis.record is not None and diagnosis.record.runs.lines:
        table("", COLUMNS, diagnosis.record.rows(), right=(0,))
    remarks = sorted(diagnosis.remarks, key=lambda remark: _ORDER.index(remark.severity))
    if remarks:
        rows = [(SEVERITY_WORDS[each.severity], each.topic, each.message, each.code) for each in remarks]
        table("", ("级别", "方面", "情况和办法", "编号"), rows)
    if not diagnosis.is_odd:
        say(f"{name}：没有发现异常。", "green")


def print_troubles(state: State, found: Sequence[Trouble], format: str) -> None:
    """Print what stands in our way on this computer, as lines that can be copied, or as JSON."""
    if format == "json":
        print(json.dumps(_machine_as_dict(state, found), ensure_ascii=False, indent=2))
        return
    say(headline(state, found), "" if found else "green")
    for trouble in found:
        print(f"  [{SEVERITY_WORDS[trouble.severity]}] {trouble.what}")
        print(f"    办法：{trouble.remedy}（{trouble.code}）")


def _machine_as_dict(state: State, found: Sequence[Trouble]) -> dict[str, Any]:
    return {
        "version": state.version,
        "python": str(state.python.program),
        "windows_settings_read": state.windows,
        "troubles": [
            {"code": trouble.code, "severity": trouble.severity.value, "message": trouble.what, "hint": trouble.remedy}
            for trouble in found
        ],
    }
