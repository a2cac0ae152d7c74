"""Who evaluates itself: the names and numbers of the cover and of the form's head that stay from year to year."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.form import FIELD_LABELS, SCOPES, Form
from jixiao.model.framework import PROJECT
from jixiao.template.last_year.taken import LONGEST_TEXT, Taken

_EXPECTED = ("unit", "department")
_COVER = (*_EXPECTED, "scope", "subordinates")


def take_names(last: Review, form: Form, given: Collection[str]) -> Taken:
    """Unit, department, 填报口径 and counts such as 财供人数, save those ``given``.

    Texts that a framework adds to the form's head (未能完成原因) tell of last year and stay there.
    """
    entries: dict[CellRef, Value] = {}
    words: list[str] = []
    left: list[str] = []
    for id, label in _labels(last):
        value, at = (None, None) if id in given else (_value(last, id), form.fields.get(id))
        if value is not None and at is not None:
            entries[at] = value
            words.append(f"{label}为 {format_number(value)}" if isinstance(value, Decimal) else f"{label}“{value}”")
        elif value is not None:
            left.append(f"{label}：今年的工作簿没有这一格。")
        elif id in _EXPECTED and id not in given:
            left.append(f"{label}：去年的工作簿里没有填，或没有认出。")
    return Taken(entries, (f"封面和表头：{'，'.join(words)}。",) if words else (), tuple(left))


def _labels(last: Review) -> Iterator[tuple[str, str]]:
    yield from ((id, FIELD_LABELS[id]) for id in _COVER)
    staying = (entry for entry in last.framework.fields if entry.kind == "count" or entry.id == PROJECT)
    yield from ((entry.id, entry.label) for entry in staying)


def _value(last: Review, id: str) -> str | Decimal | None:
    """What last year's workbook states there, None where that is nothing to go on."""
    at = last.form.fields.get(id)
    reported = last.reported(at)
    if id not in ("unit", "department", "scope"):
        return reported.value if isinstance(reported, Figure) else None
    text = last.text(at)
    if not text or len(text) > LONGEST_TEXT or (id == "scope" and text not in SCOPES):
        return None
    return text
