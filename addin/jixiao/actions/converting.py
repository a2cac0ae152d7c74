"""计算: 元/万元换算."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from jixiao import flow
from jixiao.actions.action import Outcome, Press
from jixiao.actions.form import CONFIRMED, Choice, Field, Form, Kind
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.errors import JixiaoError
from jixiao.fill.money_units import POWERS, converted, entered_amounts, typed_amounts
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from jixiao.rules.unit_doubts import unit_doubts

TITLE = "元/万元换算"
WHICH, UNIT = "which", "unit"
SELECTED, DOUBTED, ALL = "selected", "doubted", "all"
_LINES = 6
NOTHING = "没有手工填的金额可以换算（公式、比率、分值和个数不换算），没有改动。"


def ask_convert(press: Press) -> Form | None:
    """Which amounts, and in which unit they were typed; then whether to go on, with what comes out."""
    review = flow.review_book(press.workbook)
    if WHICH not in press.answers or UNIT not in press.answers:
        return _form(press, review)
    return None if CONFIRMED in press.answers else _confirmation(press, review)


def _form(press: Press, review: Review) -> Form:
    goal = review.money_unit
    amounts = {which: _amounts(press, review, which) for which in (DOUBTED, SELECTED, ALL)}
    captions = {DOUBTED: "审核提示单位可能不对的", SELECTED: "选中的单元格里的", ALL: "整本工作簿的"}
    choices = tuple(
        Choice(which, f"{captions[which]}（{len(cells)} 个金额）") for which, cells in amounts.items() if cells
    )
    if not choices:
        raise JixiaoError(NOTHING)
    units = tuple(Choice(unit, f"{unit}，换算成{goal}") for unit in POWERS if unit != goal)
    usual = "元" if goal != "元" else "万元"
    is_block = press.selected is not None and press.selected.first != press.selected.last
    default = SELECTED if is_block and amounts[SELECTED] else choices[0].value
    fields = (
        Field(WHICH, "换算哪些金额", Kind.CHOICE, default, choices),
        Field(UNIT, "这些金额是按什么单位填的", Kind.CHOICE, usual, units),
    )
    return Form(TITLE, fields, (f"表上印的单位是{goal}。只换算手工填的金额，公式、比率、分值和个数不动。",))


def _confirmation(press: Press, review: Review) -> Form:
    edits = _edits(press, review)
    lines = [f"{_named(review, edit.at)}：{_number(review.book.cell(edit.at).value)} → {_number(edit.value)}"
             for edit in edits[:_LINES]]  # fmt: skip
    more = [f"…… 另有 {len(edits) - _LINES} 格。"] if len(edits) > _LINES else []
    title = f"由{press.answers[UNIT]}换算成{review.money_unit}，共 {len(edits)} 格（{_by_sheet(edits)}）："
    return Form(TITLE, text=(title, *lines, *more))


def convert(press: Press) -> Outcome:
    """元/万元换算: typed amounts into the unit that the form prints."""
    review = flow.review_book(press.workbook)
    edits = _edits(press, review)
    message = f"已由{press.answers[UNIT]}换算成{review.money_unit}，改了 {len(edits)} 格（{_by_sheet(edits)}）。"
    return Outcome(flow.refresh(review.book, edits), message, edits[0].at)


def _edits(press: Press, review: Review) -> tuple[Edit, ...]:
    """Raises JixiaoError where there is nothing to convert, or a unit is not known."""
    unit, goal = press.answers[UNIT], review.money_unit
    if unit not in POWERS or goal not in POWERS or unit == goal:
        raise JixiaoError(f"表上印的单位是{goal}，不能从“{unit}”换算，没有改动。可以换算的有：{'、'.join(POWERS)}。")
    edits = converted(review, _amounts(press, review, press.answers[WHICH]), unit)
    if not edits:
        raise JixiaoError(NOTHING)
    return edits


def _amounts(press: Press, review: Review, which: str) -> tuple[CellRef, ...]:
    if which == SELECTED:
        area = press.selected
        return () if area is None else tuple(at for at in typed_amounts(review) if at in area)
    if which == DOUBTED:
        doubted = unit_doubts(flow.check(review.book)[1].findings, review.money_unit)
        return tuple(at for at in entered_amounts(review) if at in doubted)
    return tuple(entered_amounts(review)) if which == ALL else ()


def _named(review: Review, at: CellRef) -> str:
    fact = review.facts.get(at)
    return f"{at.sheet} {at.a1} {fact.label if fact else ''}".strip()


def _number(value: object) -> str:
    return format_number(value) if isinstance(value, Decimal) else ""


def _by_sheet(edits: Iterable[Edit]) -> str:
    return "，".join(f"{sheet} {count}" for sheet, count in Counter(edit.at.sheet for edit in edits).items())
