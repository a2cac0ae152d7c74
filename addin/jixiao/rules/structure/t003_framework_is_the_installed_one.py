"""T003: the framework inside the workbook is the installed one of the same id and version."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from jixiao.compute.formula import to_chinese
from jixiao.compute.live_rates import label_of
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.compute.scoring import describe
from jixiao.errors import BrokenFramework
from jixiao.frameworks.difference import Difference, Presence, differences
from jixiao.frameworks.load import carried_text, is_installed
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.model.formula import Formula, names
from jixiao.model.framework import Framework
from jixiao.model.parts import Part
from jixiao.read.embedded_framework import embedded_framework, embedded_text
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import LONGEST, brief, one_line

_LABEL = "指标体系"
_BEFORE = 8
"""Characters of a long text that are quoted before the first difference."""

_LONGEST_REASON, _LONGEST_PLACE = 80, 60
_TABLE_NAMES = {"annual_budget": "全年预算数", "executed": "全年执行数", "parts": "各项", "points": "分值",
                "scores": "自评得分", "budgets": "全年预算数"}  # fmt: skip
_MOST_COUNTED = 1000


@rule(
    code="T003",
    title="工作簿内的指标体系与已安装的一致",
    messages={
        "": "工作簿所附的指标体系与已安装的不一致（{where}：工作簿内{inside}，已安装{installed}{more}），"
        "审核以已安装的为准。",
        "unreadable": "工作簿所附的指标体系无法读取（{reason}），审核以已安装的为准。",
    },
    hint="请向主管部门核对所发模板；分值、公式等以正式印发的为准，必要时重新领取模板填写。",
    basis="模板所附的指标体系应与同一编号、同一版本的正式文本相同",
)
def framework_is_the_installed_one(review: Review) -> Iterator[Outcome]:
    """Compare the text inside the workbook with the installed framework; comments and blank lines do not count."""
    if not review.form.ours or not is_installed(review.framework):
        return
    try:
        if embedded_text(review.book) == carried_text(review.framework.id):
            return
        inside = embedded_framework(review.book)
    except BrokenFramework as error:
        yield Finding("T003", Severity.WARNING, _title_place(review), _LABEL, variant="unreadable",
                      values={"reason": brief(error.reason, _LONGEST_REASON)})  # fmt: skip
        return
    found = [*islice(differences(inside, review.framework), _MOST_COUNTED)]
    if found:
        yield _finding(review, inside, found)


def _finding(review: Review, inside: Framework, found: list[Difference]) -> Finding:
    first = found[0]
    one, other = _words(first.one, inside), _words(first.other, review.framework)
    if isinstance(first.one, str) and isinstance(first.other, str):
        one, other = _differing(first.one, first.other)
    values = {
        "where": brief(first.where, _LONGEST_PLACE),
        "inside": _quoted(one, first.one),
        "installed": _quoted(other, first.other),
        "more": f"；共 {len(found)} 处" if len(found) > 1 else "",
    }
    return Finding("T003", Severity.WARNING, _title_place(review), _LABEL, one, other, values=values)


def _title_place(review: Review) -> CellRef:
    """The title of the cover: the first text on the sheet of the cover's fields (the sheet inside is hidden)."""
    field_at = review.form.fields.get("unit")
    sheet = review.book.sheets.get(field_at.sheet if field_at else next(iter(review.book.sheets)))
    texts = (at for at, cell in (sheet.cells if sheet else {}).items() if isinstance(cell.value, str) and cell.value)
    row, column = min(texts, default=(1, 1))
    return CellRef(sheet.name if sheet else "", row, column)


def _words(value: object, framework: Framework) -> str:
    """What a framework states, in words."""
    match value:
        case None | Presence.ABSENT:
            return Presence.ABSENT.value
        case Presence.THERE:
            return Presence.THERE.value
        case bool():
            return "是" if value else "否"
        case Decimal() | int():
            return format_number(Decimal(value))
        case str() | date():
            return brief(str(value)) or "空白"
        case tuple():
            return brief("、".join(_words(item, framework) for item in value))
        case Part():
            return describe(value) if "rule" in type(value).model_fields else Presence.THERE.value  # type: ignore[arg-type]
        case _ if isinstance(value, Formula):
            return to_chinese(value, {name: _label(name, framework) for name in names(value)})
    raise TypeError(f"不是指标体系的内容：{value!r}")


def _label(name: str, framework: Framework) -> str:
    """What formulas in words call a name: a figure of the form's own tables, a base figure or a rate."""
    return _TABLE_NAMES.get(name) or label_of(framework, name)


def _quoted(words: str, value: object) -> str:
    """A text in quotation marks, a number set apart, 有 and 没有 as they are."""
    if isinstance(value, Presence | bool | None) or words == "空白":
        return words
    return f" {words}" if isinstance(value, Decimal | int | date) else named(words)


def _differing(one: str, other: str) -> tuple[str, str]:
    """Two texts, shortened so that the first difference is seen."""
    one, other = one_line(one), one_line(other)
    pairs = enumerate(zip(one, other, strict=False))
    same = next((number for number, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    start = max(0, same - _BEFORE) if max(len(one), len(other)) > LONGEST else 0
    shown = [f"{'…' if start else ''}{brief(text[start:])}" if text else "空白" for text in (one, other)]
    return shown[0], shown[1]
