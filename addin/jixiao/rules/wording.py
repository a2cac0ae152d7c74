"""Sentences short enough to be read: where a message is too long, what can be missed most easily is left out first."""

import re
from collections.abc import Callable
from functools import partial

from jixiao.rules.quoting import brief

LONGEST_MESSAGE = 80
"""Characters of a message, its place included, before the hint; a Chinese character counts as one."""

_QUOTED = re.compile("“([^“”]*)”")
_FILE = re.compile(r"（([^（）]+\.xlsx?)）")
_NUMBERING = re.compile("“(?:[^“”（）：]{1,8}：)?（[0-9一二三四五六七八九十]{1,3}）([^“”]+)”")
_DIFFERENCE = re.compile("，相差 [^，。；]+")
_CAUSE = re.compile("，可能是[^，。；]+")
_SEVERAL = re.compile("(?P<first>[^、]+)、.*?(?:等 (?P<count>[0-9]+) 处)?", re.DOTALL)


def shortened(sentence: str, room: int) -> str:
    """The sentence, cut as far as is needed to fit.

    Names are cut, then the numbering before them goes, then what follows from the two figures, at last the cause,
    which stands in a column of its own.
    """
    steps: tuple[Callable[[str], str], ...] = (
        partial(_names_cut, longest=20),
        partial(_NUMBERING.sub, r"“\1”"),
        partial(_FILE.sub, lambda match: f"（{brief(match[1], 16)}）"),
        partial(_DIFFERENCE.sub, ""),
        partial(_names_cut, longest=12),
        partial(_names_cut, longest=8),
        partial(_CAUSE.sub, ""),
    )
    for step in steps:
        if len(sentence) <= room:
            break
        sentence = step(sentence)
    return sentence


def _names_cut(sentence: str, longest: int) -> str:
    return _QUOTED.sub(lambda match: f"“{brief(match[1], longest)}”", sentence)


def first_of(label: str) -> str:
    """Several labels as the first one and their number: ``甲、乙、丙等 5 处`` → ``甲等 5 处``; one label as it is."""
    match = _SEVERAL.fullmatch(label)
    return f"{match['first']}等 {match['count'] or label.count('、') + 1} 处" if match else label
