"""From what a 指标体系编制 workbook says to a framework and a source, or to all mistakes, each at its cell."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jixiao.errors import BrokenFramework
from jixiao.frameworks.full_score import full_score_mistakes
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.frameworks.mistakes import Mistake, validation_mistakes
from jixiao.frameworks.references import reference_mistakes
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.form import FIELD_LABELS
from jixiao.model.framework import Framework
from jixiao.template.editing.defaults import fill_framework, fill_source
from jixiao.template.editing.draft import Draft, Fault
from jixiao.template.editing.reading import read_draft
from jixiao.template.editing.schema import plan
from jixiao.template.editing.tree import Path, find
from jixiao.template.source_checks import drawing_mistakes, fitting_mistakes
from jixiao.template.source_parts import Source

_KEY = re.compile(r"（[a-z_0-9]+）")
_SUM = "之和是"
_MISSING = ("缺少这一项", "不能为空")
_WHOLES = ("total_points", "points")


@dataclass(frozen=True)
class Compiled:
    """What an office's workbook comes to."""

    framework: Framework
    source: Source


def compile_book(book: Book, *, may_replace: bool = False) -> Compiled:
    """The framework and the source of a 指标体系编制 workbook.

    ``may_replace``: it is where an installed framework comes from. Raises BrokenFramework, which tells every mistake
    with its cell.
    """
    if not any(sheet.name in book.sheets for sheet in plan().sheets[:3]):
        raise BrokenFramework(f"{book.title}：这不是指标体系编制工作簿。请用 jixiao template edit 生成一份再填。")
    draft = read_draft(book)
    framework = _framework(draft)
    source = _source(draft, framework)
    if framework is not None and not may_replace:
        _as_installed(draft, framework)
    if draft.faults or framework is None or source is None:
        raise BrokenFramework(_told(book, [*in_order(draft)]))
    return Compiled(framework, source)


def in_order(draft: Draft) -> Iterator[Fault]:
    """The faults of a draft, each once, from the first sheet on."""
    sheets = [sheet.name for sheet in plan().sheets]
    yield from sorted(set(draft.faults), key=lambda fault: (sheets.index(fault.at.sheet), *fault.at[1:], fault.words))


def _told(book: Book, faults: list[Fault]) -> str:
    lines = "\n".join(f"  {fault}" for fault in faults)
    return f"{book.title}：有 {len(faults)} 处要改，什么都没有生成：\n{lines}"


def _framework(draft: Draft) -> Framework | None:
    data: dict[str, Any] = draft.data.setdefault("framework", {})
    fill_framework(data)
    _identify(data)
    try:
        framework, mistakes = Framework.model_validate(data), []
    except ValidationError as error:
        framework, mistakes = None, [*validation_mistakes(error, data)]
    sums = full_score_mistakes(data) if framework is not None else ()  # else the wrong part itself is named
    told = _add(draft, "framework", [*mistakes, *reference_mistakes(data), *sums])
    return None if told else framework


def _source(draft: Draft, framework: Framework | None) -> Source | None:
    """The source, also where the framework has mistakes: then only what it says by itself is looked at."""
    data: dict[str, Any] = draft.data.setdefault("source", {})
    fill_source(data, draft.data["framework"], framework)
    if framework is None and not find(data, ("evaluation", "parts")):
        return None
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        _add(draft, "source", [*validation_mistakes(error, data)])
        return None
    mistakes = [*drawing_mistakes(source)]
    if framework is not None and not mistakes:
        mistakes = [*fitting_mistakes(source, framework, FIELD_LABELS)]
    return None if _add(draft, "source", mistakes) else source


def _identify(data: dict[str, Any]) -> None:
    """An id for a framework that has none yet: it follows from region, title and year."""
    if not data.get("id"):
        name = f"{data.get('region', '')} {data.get('title', '')} {data.get('year', '')}"
        data["id"] = f"local_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _add(draft: Draft, top: str, mistakes: list[Mistake]) -> int:
    """Put each mistake to its cell, unless that cell, or one inside, could not even be read."""
    unread = {fault.at for fault in draft.faults}
    for mistake in mistakes:
        location: Path = (top, *mistake.location)
        at = _cell(draft, location, mistake.words)
        if at not in unread and not _follows(draft, location, mistake.words, unread):
            draft.fault(at, _in_words(draft, location, mistake.words))
    return len(mistakes)


def _follows(draft: Draft, location: Path, words: str, unread: set[CellRef]) -> bool:
    """Whether a mistake is there only because a cell could not be read: a sum without it, a drawing with a gap."""
    of_drawing = location[:2] == ("source", "evaluation")
    within = location[:2] if of_drawing else location if _SUM in words else None
    if within is None:
        return False
    return any(place in unread for path, place in draft.places.items() if path[: len(within)] == within)


def _cell(draft: Draft, location: Path, words: str) -> CellRef:
    """The cell of a place; that of the key which the words name, and for a sum that does not fit, of the whole."""
    keys = [key.strip("（）") for key in _KEY.findall(words)]
    for key in [*keys, *(_WHOLES if _SUM in words else ())]:
        if (*location, key) in draft.places:
            return draft.places[*location, key]
    return draft.at(location)


def _in_words(draft: Draft, location: Path, words: str) -> str:
    """Without keys of the file; what is missing by the name of its cell."""
    if words not in _MISSING or location not in draft.labels:
        return _KEY.sub("", words)
    label = draft.labels[location]
    titles = {section.title for _, section in plan().sections()}
    return f"“{label}”一行也没有填" if label in titles else f"没有填“{label}”"


def _as_installed(draft: Draft, framework: Framework) -> None:
    """A workbook of this id and version would be read by the installed framework, not by the one it carries."""
    if framework.id not in installed_ids():
        return
    installed = load_framework(framework.id)
    if installed.version == framework.version and installed != framework:
        at = draft.at(("framework", "version"))
        draft.fault(at, f"内容与已装的同一套体系 {installed.version} 版不同，版本也要改，例如 {framework.version}-1")
