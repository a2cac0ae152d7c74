"""A workbook looked over: what it is, what is odd about it. Nothing in the file is run, fetched or followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao.hosts.doctor.remarks import Remark, carried, contents, faults, hidden, settings, sizes
from jixiao.hosts.doctor.runs import RunRecord, record_of
from jixiao.hosts.doctor.template import inner_sheet, origin
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.inspection import Inspection, inspect_package
from jixiao.hosts.xlsx.lint import lint_package
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal, naming, shown
from jixiao.model.book import Book
from jixiao.model.findings import Severity
from jixiao.model.names import INNER_SHEET
from jixiao.read.embedded_framework import is_ours

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


def look_over(path: Path) -> Diagnosis:
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


def overview(diagnosis: Diagnosis) -> Iterator[str]:
    """What the workbook is, in a few lines."""
    inspection = diagnosis.inspection
    yield f"来历：{diagnosis.origin}。"
    yield f"保存：{program_of(inspection)}{_last_saved(inspection)}（文件自己写的，不作凭据）。"
    yield f"大小：{max(1, round(diagnosis.size / _KILOBYTE)):,} KB，{_sheets(inspection)}。"
    if diagnosis.record is not None:
        yield f"运行记录：{diagnosis.record.summary}。"


def program_of(inspection: Inspection) -> str:
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
