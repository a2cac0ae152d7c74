"""The words of the grammar, from ``vocabulary.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from jixiao.model.parts import Direction
from jixiao.model.targets import Precision

_Lists = Mapping[str, Iterable[str]]

_WORDS: Mapping[str, Any] = tomllib.loads((files(__package__) / "vocabulary.toml").read_text(encoding="utf-8"))
_DIRECTIONS = {"up": Direction.UP, "down": Direction.DOWN, "unknown": None}
_PRECISIONS = {"about": Precision.ABOUT, "nearly": Precision.NEARLY, "over": Precision.OVER}


def _by_word(lists: _Lists) -> Mapping[str, str]:
    return MappingProxyType({word: key for key, words in lists.items() for word in words})


def _rough(lists: _Lists) -> Mapping[str, Precision]:
    return MappingProxyType({word: _PRECISIONS[key] for word, key in _by_word(lists).items()})


BEFORE = _by_word(_WORDS["before"])
"""Comparator words before a number → comparator."""

BEHIND = _by_word(_WORDS["behind"])
"""Comparator words behind a number → comparator."""

TURNED: Mapping[str, str] = MappingProxyType({">": "<", "<": ">", "≥": "≤", "≤": "≥"})
"""The comparator seen from the other side: 90%≤x is x≥90%."""

NEAR_BEFORE = _rough(_WORDS["rough"]["before"])
NEAR_BEHIND = _rough(_WORDS["rough"]["behind"])
"""Words before and behind a number that make it a rough one."""

AIMS: Mapping[str, Direction | None] = MappingProxyType(
    {word: _DIRECTIONS[key] for word, key in _by_word(_WORDS["aims"]).items()}
)
"""Words between the subject and its number; some say which way is better."""

CHANGES: Mapping[str, Direction] = MappingProxyType(
    {word: Direction(key) for word, key in _by_word(_WORDS["changes"]).items()}
)
"""Words that make the number behind them an increase or a decrease."""

NEGATIONS: tuple[str, ...] = tuple(_WORDS["negations"]["words"])
"""Words that turn what follows into its contrary."""

DONE: tuple[str, ...] = tuple(_WORDS["done"]["words"])
"""Words that may stand behind a day: what is to be done by then, or was done."""

YES_NO: Mapping[str, bool] = MappingProxyType(
    {word: key == "yes" for key in ("yes", "no") for word in _WORDS["answers"][key]}
)
NONE_OF_IT = frozenset(_WORDS["answers"]["none_of_it"])
NOTHING = frozenset(_WORDS["answers"]["nothing"])
"""Answers: yes and no; not a single one; nothing of the kind."""

RANKS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        word: (scale["name"], rank)
        for scale in _WORDS["scales"]
        for rank, words in enumerate(scale["ranks"])
        for word in words
    }
)
"""Words of ordered scales → scale and rank, from the worst upwards."""

GOOD: Mapping[str, int] = MappingProxyType({scale["name"]: scale["good"] for scale in _WORDS["scales"]})
"""Scale → the rank from which on its words say that all is well."""

_SCALE_NAMES = tuple(GOOD)
COMPLETION, PUNCTUAL = _SCALE_NAMES[1], _SCALE_NAMES[2]
"""The scales of 已完成, 未完成 and of 按时, 逾期."""

BETTER: Mapping[str, Direction] = MappingProxyType(
    {word: Direction(key) for word, key in _by_word(_WORDS["better"]).items()}
)
"""Ends of indicator names → which way is better."""

FEWER: tuple[str, ...] = tuple(_WORDS["fewer"]["words"])
"""Words in a name of something of which fewer may be better."""

NATURES = _by_word(_WORDS["natures"])
"""Words in the names of second-level indicators → what these look at."""


def ending(words: Iterable[str]) -> re.Pattern[str]:
    """One of the words at the end of a text, the longest that fits."""
    return re.compile(f"(?:{_one_of(words)})$")


def beginning(words: Iterable[str]) -> re.Pattern[str]:
    """One of the words at the beginning of a text, the longest that fits."""
    return re.compile(_one_of(words))


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
