"""Whether the hidden sheet ``_jixiao`` of a workbook of ours is whole, and what it says the workbook is."""

from collections.abc import Callable, Iterator

from jixiao.errors import BrokenFramework, UnknownWorkbook
from jixiao.hosts.doctor.remarks import Remark
from jixiao.hosts.doctor.runs import runs_are_whole
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.book import Book
from jixiao.model.findings import Severity
from jixiao.model.names import INNER_SHEET
from jixiao.read.embedded_framework import (
    IDENTITY,
    embedded_framework,
    is_ours,
    looks_like_ours,
    missing_identity,
    own_framework,
    read_identity,
    unknown_framework,
)
from jixiao.read.form import choose_framework

_TOPIC = "模板"
_KINDS = {"evaluation": "自评表", "summary": "汇总表", "accounts": "决算表"}
_GET_ANEW = "请重新领取模板，把已填的内容照抄过去。"


def origin(book: Book) -> str:
    """One line on where the workbook comes from."""
    if not is_ours(book):
        lost = f"像是由 jixiao 模板生成的，却没有隐藏表 {INNER_SHEET}（可能被删除）"
        return f"{lost if looks_like_ours(book) else '不是由 jixiao 模板生成的工作簿'}；{_recognised(book)}"
    identity = {key: shown(value) for key, value in read_identity(book).items() if key in IDENTITY}
    kind = _KINDS.get(identity.get("kind", ""), "种类不明")
    template, layout = identity.get("template", "不明"), identity.get("format_version", "不明")
    return f"jixiao 模板 {template}（{kind}，版式 {layout}）；{_framework_line(book)}"


def _recognised(book: Book) -> str:
    try:
        framework = choose_framework(book)
    except (UnknownWorkbook, BrokenFramework):
        return "没有找到能识别的表"
    return f"其中的表能识别，审核时按“{framework.title}，{framework.region}”对照"


def _framework_line(book: Book) -> str:
    try:
        framework = own_framework(book)
        installed = "没有安装，用工作簿自带的" if unknown_framework(book) else "已安装"
    except BrokenFramework:
        return "指标体系读不出来"
    return f"指标体系 {shown(framework.id)} {shown(framework.version)}（{installed}）"


def inner_sheet(book: Book) -> Iterator[Remark]:
    """What is wrong with the hidden sheet, or that it is lost; nothing of a workbook that was never ours."""
    if is_ours(book):
        for check in _CHECKS:
            yield from check(book)
    elif looks_like_ours(book):
        message = f"有模板的名称，却没有隐藏表 {INNER_SHEET}，模板的版本和改动无从核对。{_GET_ANEW}"
        yield Remark(_TOPIC, "inner_sheet_lost", Severity.WARNING, message)


def _keys_are_there(book: Book) -> Iterator[Remark]:
    missing = missing_identity(book)
    if missing:
        message = f"隐藏表 {INNER_SHEET} 缺少 {'、'.join(missing)}，多半被人改过。{_GET_ANEW}"
        yield Remark(_TOPIC, "identity_missing", Severity.WARNING, message, INNER_SHEET)


def _framework_is_readable(book: Book) -> Iterator[Remark]:
    try:
        framework = embedded_framework(book)
        identity = read_identity(book)
        if (framework.id, framework.version) != (identity.get("framework"), identity.get("framework_version")):
            message = f"隐藏表 {INNER_SHEET} 写的指标体系编号与自带的全文不一致，多半被人改过。{_GET_ANEW}"
            yield Remark(_TOPIC, "framework_differs", Severity.WARNING, message, INNER_SHEET)
    except BrokenFramework as error:
        yield Remark(_TOPIC, "framework_broken", Severity.ERROR, shown(str(error)), INNER_SHEET)


def _framework_is_installed(book: Book) -> Iterator[Remark]:
    try:
        framework = unknown_framework(book)
    except BrokenFramework:
        return  # told already
    if framework is not None:
        message = f"指标体系 {shown(framework.id)} {shown(framework.version)} 没有安装，按工作簿自带的读，请核实来历。"
        yield Remark(_TOPIC, "framework_not_installed", Severity.WARNING, message, INNER_SHEET)


def _sheet_is_hidden(book: Book) -> Iterator[Remark]:
    if not book.sheets[INNER_SHEET].hidden:
        message = f"内部用的工作表 {INNER_SHEET} 没有隐藏，请不要改动，最好重新隐藏。"
        yield Remark(_TOPIC, "inner_sheet_shown", Severity.INFO, message, INNER_SHEET)


_CHECKS: tuple[Callable[[Book], Iterator[Remark]], ...] = (
    _keys_are_there,
    _framework_is_readable,
    _framework_is_installed,
    _sheet_is_hidden,
    runs_are_whole,
)
"""In the order of the report."""
