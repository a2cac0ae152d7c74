"""填报: 单位与年度."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao import flow
from jixiao.actions.action import Outcome, Press
from jixiao.actions.filling import NOT_OURS, YEAR, year_of_answer
from jixiao.actions.form import Choice, Field, Form, Kind
from jixiao.compute.review import Review
from jixiao.errors import JixiaoError
from jixiao.model.book import Edit, Value
from jixiao.model.form import SCOPES
from jixiao.template.layout import COVER_FIELDS
from jixiao.template.rules_of_entry import STATES

_LISTS = {"scope": SCOPES, "state": STATES}
_GOALS = "goal_"
"""How the ids of goals begin, and of what is told of them."""
_REQUIRED = ("unit", YEAR)
_PROBLEMS = {
    YEAR: "年度“{text}”认不出来，请填四位数字，如 2021。",
    "subordinates": "下属单位个数“{text}”不是数字，没有的填 0。",
}


def ask_cover(press: Press) -> Form | None:
    """What the cover says, to be changed."""
    review = _review(press)
    form = Form("单位与年度", tuple(_fields(review)))
    if not any(field.key in press.answers for field in form.fields):
        return form
    wrong = next((id for id in _PROBLEMS if id in press.answers and _value(id, press.answers[id]) is None), None)
    if wrong is None:
        return None
    return form.again(press.answers, _PROBLEMS[wrong].format(text=press.answers[wrong]))


def _review(press: Press) -> Review:
    review = flow.review_book(press.workbook)
    if not review.form.ours:
        raise JixiaoError(NOT_OURS.format(what="没有封面可填"))
    return review


def _ids(review: Review) -> Iterator[str]:
    """The entries of the cover that this workbook has, then the framework's own, such as 项目名称 and 联系电话.

    The money unit is the framework's; goals are a story of their own.
    """
    own = (entry.id for entry in review.framework.fields if entry.kind == "text" and not entry.id.startswith(_GOALS))
    yield from (id for id in (*COVER_FIELDS, *own) if id in review.form.fields and id != "money_unit")


def _fields(review: Review) -> Iterator[Field]:
    for id in _ids(review):
        choices = tuple(Choice(word, word) for word in _LISTS.get(id, ()))
        kind = Kind.CHOICE if choices else Kind.TEXT
        yield Field(id, _label(review, id), kind, _shown(review, id), choices, required=id in _REQUIRED)


def _label(review: Review, id: str) -> str:
    return review.facts[review.form.fields[id]].label


def _shown(review: Review, id: str) -> str:
    return review.printed(review.form.fields[id]).strip()


def _value(id: str, text: str) -> Value | None:
    """What is written for an answer; "" empties the cell, None is no answer to the field."""
    text = text.strip()
    if id == YEAR:
        year = year_of_answer(text)
        return "" if not text else None if year is None else Decimal(year)
    if id == "subordinates":
        return Decimal(text) if text.isascii() and text.isdigit() else None if text else ""
    return text


def cover(press: Press) -> Outcome:
    """单位与年度: what was changed in the form goes onto the cover."""
    review = _review(press)
    edits, words = list[Edit](), list[str]()
    for id in _ids(review):
        text = press.answers.get(id, _shown(review, id)).strip()
        if text == _shown(review, id) or (not text and id in _REQUIRED):
            continue
        value = _value(id, text)
        edits.append(Edit(review.form.fields[id], None if value == "" else value))
        words.append(f"{_label(review, id)} {text or '（清空）'}")
    if not edits:
        return Outcome(message="单位与年度没有改动。")
    return Outcome(flow.refresh(review.book, edits), f"已改：{'，'.join(words)}。", edits[0].at)
