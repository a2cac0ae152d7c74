"""From what a 指标体系编制 workbook says to a framework and a source, or to all mistakes, each at its cell."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import framework_of, installed_ids, load_framework
from jixiao.frameworks.mistakes import validation_mistakes
from jixiao.model.book import Book
from jixiao.model.form import FIELD_LABELS
from jixiao.model.framework import Framework
from jixiao.template.editing.defaults import fill_framework, fill_source
from jixiao.template.editing.draft import Draft, Fault
from jixiao.template.editing.reading import read_draft
from jixiao.template.editing.schema import plan
from jixiao.template.editing.telling import tell
from jixiao.template.editing.tree import find
from jixiao.template.source_checks import drawing_mistakes, fitting_mistakes
from jixiao.template.source_parts import Source

_IDENTITY = ("region", "title", "year")


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
    framework = _framework(draft, may_replace)
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


def _framework(draft: Draft, may_replace: bool) -> Framework | None:
    data: dict[str, Any] = draft.data.setdefault("framework", {})
    fill_framework(data)
    if not data.get("id") or (not may_replace and _is_another(data)):
        data["id"] = _id_of(data)
    framework, mistakes = framework_of(data)
    return None if tell(draft, "framework", mistakes) else framework


def _source(draft: Draft, framework: Framework | None) -> Source | None:
    """The source, also where the framework has mistakes: then only what it says by itself is looked at."""
    data: dict[str, Any] = draft.data.setdefault("source", {})
    fill_source(data, draft.data["framework"], framework)
    if framework is None and not find(data, ("evaluation", "parts")):
        return None
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        tell(draft, "source", [*validation_mistakes(error, data)])
        return None
    mistakes = [*drawing_mistakes(source)]
    if framework is not None and not mistakes:
        mistakes = [*fitting_mistakes(source, framework, FIELD_LABELS)]
    return None if tell(draft, "source", mistakes) else source


def _is_another(data: Mapping[str, Any]) -> bool:
    """Whether it began as an installed framework and became that of another place, year or purpose."""
    if data["id"] not in installed_ids():
        return False
    installed = load_framework(data["id"])
    return any(data.get(key) != getattr(installed, key) for key in _IDENTITY)


def _id_of(data: Mapping[str, Any]) -> str:
    """An id that follows from region, title and year."""
    name = " ".join(str(data.get(key, "")) for key in _IDENTITY)
    return f"local_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _as_installed(draft: Draft, framework: Framework) -> None:
    """A workbook of this id and version would be read by the installed framework, not by the one it carries."""
    if framework.id not in installed_ids():
        return
    installed = load_framework(framework.id)
    if installed.version == framework.version and installed != framework:
        at = draft.at(("framework", "version"))
        draft.fault(at, f"内容与已装的同一套体系 {installed.version} 版不同，版本也要改，例如 {framework.version}-1")
