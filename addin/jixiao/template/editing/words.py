"""What things are called in the workbook: columns, facts, rates and the names in formulas, each by one word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jixiao.model.form import FIELD_LABELS
from jixiao.model.framework import FUND_ROLES, INDICATOR_ROLES, PRIOR
from jixiao.template.editing.schema import plan
from jixiao.template.editing.tree import find

_PRIOR_WORD, _RATE_WORD, _FUND_WORD, _INDICATOR_WORD = "上年{}", "比率：{}", "资金表：{}·{}", "指标：{}·{}"


@dataclass(frozen=True)
class Words:
    """id → word, for each kind of thing; two things never have one word."""

    rates: Mapping[str, str]
    facts: Mapping[str, str]
    entries: Mapping[str, str]
    formulas: Mapping[str, Mapping[str, str]]


def words_of(framework: Mapping[str, Any]) -> Words:
    """The words for a framework that may have mistakes; what is no proper table is passed over."""
    concepts = [pair for id, label in _named(framework, "concepts") for pair in ((id, label), _prior(id, label))]
    rates = [*_named(framework, "rates")]
    form = {name: dict(words) for name, words in plan().names.items()}
    return Words(
        rates=_apart(rates),
        facts=_apart(_facts(framework, concepts, rates)),
        entries=_apart([*FIELD_LABELS.items(), *_named(framework, "fields"), *_named(framework, "fund", "lines")]),
        formulas={**form, "figures": _apart(concepts), "rates": _apart([*concepts, *rates])},
    )


def by_word(words: Mapping[str, str]) -> Mapping[str, str]:
    """Word → id."""
    return {word: id for id, word in words.items()}


def _prior(id: str, label: str) -> tuple[str, str]:
    return id + PRIOR, _PRIOR_WORD.format(label)


def _facts(
    framework: Mapping[str, Any], concepts: Iterable[tuple[str, str]], rates: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    yield from plan().facts.items()
    yield from concepts
    yield from ((f"rates.{id}", _RATE_WORD.format(label)) for id, label in rates)
    for id, label in _named(framework, "fund", "lines"):
        yield from ((f"fund.{id}.{role}", _FUND_WORD.format(label, _role(role))) for role in FUND_ROLES[1:])
    yield from ((f"fields.{id}", label) for id, label in _named(framework, "fields"))
    for name in _indicators(framework):
        yield from ((f"indicator.{name}.{role}", _INDICATOR_WORD.format(name, _role(role))) for role in INDICATOR_ROLES)


def _role(role: str) -> str:
    return plan().roles.get(role, role)


def _indicators(framework: Mapping[str, Any]) -> Iterator[str]:
    """The names of the fixed indicators; where one stands twice, with that of its second-level indicator."""
    pairs = [
        (str(group.get("name", "")), str(item.get("name", "")))
        for level in _tables(framework, "indicators", "levels")
        for group in _tables(level, "groups")
        for item in _tables(group, "indicators")
    ]
    names = [name for _, name in pairs]
    yield from (name if names.count(name) == 1 else f"{group}/{name}" for group, name in pairs)


def _tables(data: Mapping[str, Any], *path: str) -> list[Mapping[str, Any]]:
    found = find(data, path)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _named(data: Mapping[str, Any], *path: str) -> Iterator[tuple[str, str]]:
    for item in _tables(data, *path):
        id, label = item.get("id"), item.get("label")
        if isinstance(id, str) and isinstance(label, str) and label:
            yield id, label


def _apart(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """id → word; where two things share a word, the first one has it and the others go by their ids."""
    taken: dict[str, str] = {}
    found: dict[str, str] = {}
    for id, word in pairs:
        found[id] = word if taken.setdefault(word, id) == id else id
    return found
