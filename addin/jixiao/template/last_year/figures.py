"""基础数据: last year's 本年数 into the new workbook's 上年数, where both mean the same in the same unit."""

from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS, Missing
from jixiao.model.form import Form, named
from jixiao.model.framework import PRIOR, Concept, Framework
from jixiao.template.last_year.taken import Taken

_DASH = NIL_MARKS[1]
_WHY = {
    Missing.BLANK: "去年没有填",
    Missing.UNREADABLE: "去年填的不是数字",
    Missing.ZERO_DENOMINATOR: "去年无法计算",
    Missing.NOT_COMPUTED: "去年的公式没有结果",
}
_UNKNOWN = "去年的指标体系没有这一项"


def take_figures(last: Review, form: Form, framework: Framework) -> Taken:
    """Figures in force, typed or computed, by the id of their concept; nothing is converted to another unit."""
    entries: dict[CellRef, Value] = {}
    reasons: dict[str, list[str]] = {}
    reworded: list[str] = []
    before = {concept.id: concept for concept in last.framework.concepts}
    for concept in framework.concepts:
        old, at = before.get(concept.id), form.concepts.get(concept.id + PRIOR)
        found = _UNKNOWN if old is None else _figure(last, framework, old, concept)
        if isinstance(found, Decimal | Missing) and at is not None:
            entries[at] = found if isinstance(found, Decimal) else _DASH
            if old is not None and (old.label, old.definition) != (concept.label, concept.definition):
                reworded.append(concept.label)
        elif isinstance(found, str):
            reasons.setdefault(found, []).append(concept.label)
    left = [f"上年数，{reason}：{'、'.join(labels)}。" for reason, labels in reasons.items()]
    if not entries and not last.form.concepts and framework.concepts:
        left = ["上年数：去年的工作簿里没有基础数据表，没有数可以带入。"]
    taken = (f"上年数 {len(entries)} 个，取自去年基础数据的本年数。",) if entries else ()
    look_at = (
        (f"两套体系对这些数的名称或口径写法不同，带入的上年数请核对：{'、'.join(reworded)}。",) if reworded else ()
    )
    return Taken(entries, taken, tuple(left), look_at)


def _figure(last: Review, framework: Framework, old: Concept, new: Concept) -> Decimal | Missing | str:
    """Last year's figure, NIL where there was none to report, or the reason why it is not taken."""
    figure = _in_force(last, old)
    if isinstance(figure, Missing) and figure is not Missing.NIL:
        return _WHY[figure]
    before = last.money_unit if old.unit == last.framework.money_unit else old.unit
    if before != new.unit:
        return f"去年的单位是{named(before)}，今年是{named(new.unit)}，没有换算，请换算后填写"
    return figure


def _in_force(last: Review, concept: Concept) -> Decimal | Missing:
    """The figure at the concept's own cell, or, where that is blank, at the other place that states the same fact."""
    own = last.number(last.form.concepts.get(concept.id))
    if own is not Missing.BLANK or not concept.same_as:
        return own
    at = last.form.place(concept.same_as)
    computed = None if at is None else last.calculation.computed.get(at)
    if computed is not None and computed.unreported and at not in last.calculation.stated:
        return Missing.BLANK  # a sum that lacks parts
    return last.number(at)
