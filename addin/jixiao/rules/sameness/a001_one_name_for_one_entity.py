"""A001: one office, one indicator, one name."""

import re
from collections.abc import Iterator

from jixiao.compute.live_cell import Kind
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorForm, IndicatorRow, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import differing
from jixiao.rules.sameness.entity_names import bare, is_same_place, mistyped, renamed_units, twins

_LONGEST_NAME = 20
_FILE_NAME = re.compile(r"(?:20[0-9]{2}_)(?P<unit>[^_]{4,60})_(?:自评|部门整体自评|汇总表)\.xls[xm]?")
_LONG_NAME = 10
"""Characters of an indicator's name that a target would not repeat with one of them changed by chance."""


@rule(
    code="A001",
    title="同一单位、同一指标用同一名称",
    messages={
        "": "{where}写的是{one}，封面是{other}，名称不一致。",
        "department": "主管部门{one}与单位{other}只差几个字，请核实是否同一单位。",
        "file": "文件名里的单位是{one}，封面是{other}，请核实。",
        "twin": "{one}与上面的{other}像是同一单位，请核实是否列了两次。",
        "unit": "{one}没有同名的工作簿，像是{other}的另一种写法，请统一名称。",
        "row": "指标名称是{other}，指标值、完成值里写作{one}，请核实。",
        "statement": "{one}与指标{other}只差一字，请核实是否同一指标。",
    },
    hint="请统一写法：单位用规定的全称，各表、封面和文件名一致；指标用自评表中的名称。",
    basis="自评材料应真实、完整、一致：同一单位、同一指标在各处名称相同",
)
def one_name_for_one_entity(review: Review) -> Iterator[Outcome]:
    """Names that differ too little to mean two things, and headings that name another unit than the cover."""
    unit_at = review.form.fields.get("unit")
    unit = review.text(unit_at)
    if unit and unit_at is not None:
        yield from _headings(review)
        yield from _department(review, unit)
        yield from _file(review, unit_at, unit)
    yield from _summary(review)
    yield from _rows(review)
    yield from _statements(review)


def _headings(review: Review) -> Iterator[Finding]:
    """Headings that were typed over and no longer show what the cover says."""
    for computed in review.calculation.computed.values():
        at, shown = computed.live.at, computed.value
        cell = review.book.cell(at)
        of_a_name = {"unit", "department"} & set(computed.live.operands)
        if computed.live.kind is not Kind.HEADING or not of_a_name or cell.formula is not None:
            continue
        typed, right = (text.rpartition("：")[2] for text in (str(cell.value or ""), str(shown or "")))
        if bare(typed) and bare(right) and bare(typed) not in bare(right) and bare(right) not in bare(typed):
            yield _finding("", at, typed, right, where="此处")


def _department(review: Review, unit: str) -> Iterator[Finding]:
    at = review.form.fields.get("department")
    department = review.text(at)
    if at is not None and department and is_same_place(unit, department):
        yield _finding("department", at, department, unit)


def _file(review: Review, unit_at: CellRef, unit: str) -> Iterator[Finding]:
    """The file's name, where it is made the way ours are."""
    match = _FILE_NAME.fullmatch(review.book.title)
    if match is not None and is_same_place(match["unit"], unit):
        yield _finding("file", unit_at, match["unit"], unit, Severity.INFO)


def _summary(review: Review) -> Iterator[Finding]:
    """Units of the 汇总表 that stand there twice, and those that only their workbook calls by another name."""
    summary, names = review.form.summary, dict(review.unit_names())
    if summary is None:
        return
    for row, other in dict(twins(names)).items():
        at = summary.table.at("unit", row)
        if at is not None and bare(names[row]) != bare(names[other]):
            yield _finding("twin", at, names[row], names[other])
    listed = dict(review.listed_names())
    for row, unit in renamed_units(review).items():
        at = summary.table.at("project" if unit.project else "unit", row)
        if at is not None:
            yield _finding("unit", at, listed[row], unit.name)


def _rows(review: Review) -> Iterator[Finding]:
    """Targets and actual values that repeat the indicator's name, but for one character."""
    form = review.form.indicators
    for row in form.rows if form else ():
        name = bare(row.name)
        if form is not None and len(name) >= _LONG_NAME:
            yield from _row(review, form, row, name)


def _row(review: Review, form: IndicatorForm, row: IndicatorRow, name: str) -> Iterator[Finding]:
    found: list[tuple[CellRef, str]] = []
    for role in ("target", "actual"):
        at = form.at(role, row.row)
        text = bare(review.text(at))
        other = next((said for said in _near(name, text)), "") if name not in text else ""
        if at is not None and other:
            found.append((at, other))
    if found:
        cells = tuple(at for at, _ in found)
        yield _finding("row", found[0][0], found[0][1], row.name, Severity.INFO, cells)


def _near(name: str, text: str) -> Iterator[str]:
    """The beginning of a text where it is the name with one character more or one less."""
    longer, shorter = text[: len(name) + 1], text[: len(name) - 1]
    if len(longer) == len(name) + 1 and name in mistyped(longer):
        yield longer
    if len(shorter) == len(name) - 1 and shorter in mistyped(name):
        yield shorter


def _statements(review: Review) -> Iterator[Finding]:
    """Items of the report's text that are an indicator's name but for one character."""
    form, indicators = review.form.statements, review.form.indicators
    names = {bare(row.name): row.name for row in (indicators.rows if indicators else ()) if row.name}
    known = {*names, *(bare(item.item) for item in review.framework.statements)}
    by_short = {short: name for key, name in names.items() for short in mistyped(name)}
    for row in range(form.table.first, form.table.last + 1) if form else ():
        at = form.table.at("item", row) if form else None
        item = bare(review.text(at))
        if at is None or not item or item in known:
            continue
        meant = by_short.get(item) or next((names[short] for short in mistyped(item) if short in names), None)
        if meant is not None:
            yield _finding("statement", at, plain(review.text(at)), meant, Severity.INFO)


def _finding(
    variant: str,
    at: CellRef,
    printed: str,
    expected: str,
    severity: Severity = Severity.WARNING,
    cells: tuple[CellRef, ...] = (),
    **values: str,
) -> Finding:
    one, other = differing(printed, expected, _LONGEST_NAME)
    values |= {"one": named(one), "other": named(other)}
    return Finding("A001", severity, at, named(other), one, other, variant=variant, values=values, cells=cells)
