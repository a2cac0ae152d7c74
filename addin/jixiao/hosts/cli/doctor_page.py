"""A diagnosis on the screen or as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.hosts.cli.doctor_remarks import Remark
from jixiao.hosts.cli.doctor_runs import COLUMNS, RunRecord
from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.xlsx.inspection import InspectedSheet, Inspection
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.findings import Severity
from jixiao.rules.render import SEVERITY_WORDS

_ORDER = list(Severity)
_KILOBYTE = 1024
_SHOWN_SHEETS = 5


@dataclass(frozen=True)
class Diagnosis:
    """One workbook looked over. ``origin`` says where it comes from, ``size`` is in bytes.

    ``record``: the runs of our commands on it, None where it is not ours.
    """

    path: Path
    size: int
    origin: str
    inspection: Inspection
    remarks: tuple[Remark, ...]
    record: RunRecord | None = None

    @property
    def is_odd(self) -> bool:
        """Whether anything is more than good to know."""
        return any(remark.severity is not Severity.INFO for remark in self.remarks)


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
        "program": _program(diagnosis.inspection),
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
    for line in _overview(diagnosis):
        say(f"  {line}")
    if diagnosis.record is not None and diagnosis.record.runs.lines:
        table("", COLUMNS, diagnosis.record.rows(), right=(0,))
    remarks = sorted(diagnosis.remarks, key=lambda remark: _ORDER.index(remark.severity))
    if remarks:
        rows = [(SEVERITY_WORDS[each.severity], each.topic, each.message, each.code) for each in remarks]
        table("", ("级别", "方面", "情况和办法", "编号"), rows)
    if not diagnosis.is_odd:
        say(f"{name}：没有发现异常。", "green")


def _overview(diagnosis: Diagnosis) -> Iterator[str]:
    inspection = diagnosis.inspection
    yield f"来历：{diagnosis.origin}。"
    yield f"保存：{_program(inspection)}{_last_saved(inspection)}（文件自己写的，不作凭据）。"
    yield f"大小：{max(1, round(diagnosis.size / _KILOBYTE)):,} KB，{_sheets(inspection)}。"
    if diagnosis.record is not None:
        yield f"运行记录：{diagnosis.record.summary}。"


def _program(inspection: Inspection) -> str:
    """The program that saved the file, as the file says."""
    properties = inspection.properties
    program = " ".join(filter(None, (properties.get("Application", ""), properties.get("AppVersion", ""))))
    marks = "，有 WPS 留下的标记" if inspection.by_wps and "WPS" not in program else ""
    return f"{shown(program) or '没有写明程序'}{marks}"


def _last_saved(inspection: Inspection) -> str:
    who = shown(inspection.properties.get("lastModifiedBy", ""))
    when = shown(inspection.properties.get("modified", "")[:10])
    return "".join([f"，保存人 {who}" if who else "", f"，日期 {when}" if when else ""])


def _sheets(inspection: Inspection) -> str:
    sheets = inspection.sheets
    names = "、".join(shown(sheet.name) for sheet in sheets[:_SHOWN_SHEETS])
    more = " 等" if len(sheets) > _SHOWN_SHEETS else ""
    unseen = sum(sheet.state != "visible" for sheet in sheets)
    locked = [sheet.survey for sheet in sheets if sheet.survey is not None and sheet.survey.protected]
    with_password = sum(survey.password for survey in locked)
    told = [f"{len(sheets)} 张表（{names}{more}）"]
    told += [f"隐藏 {unseen} 张"] if unseen else []
    told += [f"受保护 {len(locked)} 张{f'（{with_password} 张设了密码）' if with_password else ''}"] if locked else []
    return "，".join(told)
