"""Mistakes of a framework or a source told at the cells they come from, in the words of the workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence

from jixiao.frameworks.mistakes import Mistake
from jixiao.model.cells import CellRef
from jixiao.template.editing.draft import Draft
from jixiao.template.editing.schema import plan
from jixiao.template.editing.tree import Path, find
from jixiao.template.editing.words import words_of

_KEY = re.compile(r"（[a-z_0-9]+）")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[^\s，。；：“”.]+)*")
_QUOTED = re.compile(r"“([^”]+)”")
_SUM, _UNKNOWN_FUND = "之和是", re.compile(r"没有 fund\.")
_MISSING = ("缺少这一项", "不能为空")
_WHOLES = ("total_points", "points")
_NAMES = ("label", "name", "item")
_LEADING = "start"
"""The number by which a band is told apart."""


def tell(draft: Draft, top: str, mistakes: Sequence[Mistake]) -> int:
    """Put each mistake to its cell, unless it only follows from another one; how many there are."""
    unread = {fault.at for fault in draft.faults}
    words = _dictionary(draft)
    fund_is_wrong = any(mistake.location[:2] == ("fund", "columns") for mistake in mistakes)
    for mistake in mistakes:
        location: Path = (top, *mistake.location)
        at = _cell(draft, location, mistake.words)
        if at in unread or _follows(draft, location, mistake.words, unread):
            continue
        if fund_is_wrong and _UNKNOWN_FUND.match(mistake.words):
            continue
        draft.fault(at, _in_words(draft, location, mistake.words, words))
    return len(mistakes)


def _dictionary(draft: Draft) -> Mapping[str, str]:
    """id → what the workbook calls it."""
    known = words_of(draft.data.get("framework", {}))
    form = {id: word for names in plan().names.values() for id, word in names.items()}
    return {**form, **plan().roles, **known.entries, **known.formulas["rates"], **known.rates, **known.facts}


def _follows(draft: Draft, location: Path, words: str, unread: set[CellRef]) -> bool:
    """Whether a mistake is there only because a cell could not be read: a sum without it, a drawing with a gap."""
    of_drawing = location[:2] == ("source", "evaluation")
    within = location[:2] if of_drawing else location if _SUM in words else None
    if within is None:
        return False
    return any(place in unread for path, place in draft.places.items() if path[: len(within)] == within)


def _cell(draft: Draft, location: Path, words: str) -> CellRef:
    """The cell of a place: of the key that the words name, the whole that a sum does not make, what they quote."""
    keys = [key.strip("（）") for key in _KEY.findall(words)]
    for key in [*keys, *(_WHOLES if _SUM in words else ())]:
        if (*location, key) in draft.places:
            return draft.places[*location, key]
    quoted = _QUOTED.findall(words)
    inner = next(_named(find(draft.data, location), quoted[0]), ()) if quoted else ()
    return draft.at((*location, *inner, _LEADING) if inner else location)


def _named(data: object, name: str) -> Iterator[Path]:
    """The ways to what has that name, inside some tables."""
    if isinstance(data, Mapping):
        if name in [data.get(key) for key in _NAMES]:
            yield ()
        for key, value in data.items():
            yield from ((key, *way) for way in _named(value, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from ((number, *way) for way in _named(value, name))


def _in_words(draft: Draft, location: Path, words: str, known: Mapping[str, str]) -> str:
    """Without keys and ids of the file; what is missing by the name of its cell."""
    if words in _MISSING and location in draft.labels:
        label = draft.labels[location]
        titles = {section.title for _, section in plan().sections()}
        return f"“{label}”一行也没有填" if label in titles else f"没有填“{label}”"
    plain = _KEY.sub("", words).replace("的 id", "的名称")
    return _ID.sub(lambda id: known.get(id[0], id[0]), plain)
