"""What the words on both sides of a number say: comparator, approximation, which way is better, increase, per what."""

import re
from dataclasses import dataclass, replace

from jixiao.model.parts import Direction
from jixiao.model.targets import Precision
from jixiao.read.targets.vocabulary import (
    AIMS,
    BEFORE,
    BEHIND,
    CHANGES,
    NEAR_BEFORE,
    NEAR_BEHIND,
    NEGATIONS,
    beginning,
    ending,
)

_EACH = re.compile(r"每(?P<per>年|月|季度|季|周|天|日|半年|户|人|村|镇|个|场|次|期)度?$")
_BEFORE, _AIM, _CHANGE, _NEGATION = (ending(words) for words in (BEFORE, AIMS, CHANGES, NEGATIONS))
_BEHIND = beginning(BEHIND)
_NEAR_BEFORE, _NEAR_BEHIND = ending(NEAR_BEFORE), beginning(NEAR_BEHIND)
_NOT_NEAR = re.compile(r"[附最远邻临就]近$")
_INSIDE = re.compile(r"内(?![设部容控资地外网涵在存科审蒙需])")
_UNKNOWN = re.compile(
    r"(?:超额(?:完成)?|于|(?<![同环占])比|较|优|劣|[多少高低快慢]|提前|推迟|延[后期]|每[一-鿿]{0,3})$"
)
_FAR_WORDS = (word for word in BEFORE if len(word) > 1 and not word.startswith("最"))
_FAR = re.compile("|".join(map(re.escape, sorted(_FAR_WORDS, key=len, reverse=True))))
_FAR_BEHIND = re.compile(r"(?:以上|以下|以内|左右)$")
_NEGATED = re.compile(r"[未没不]")


@dataclass(frozen=True, slots=True)
class Left:
    """The words before a number. ``trouble`` says why they leave its meaning open.

    ``comparator`` is None where there is none; ``linked``: a verb such as 达到 or 为 stands between subject and number.
    """

    subject: str
    comparator: str | None = None
    precision: Precision | None = None
    linked: bool = False
    aim: Direction | None = None
    change: Direction | None = None
    per: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """The words behind a number; ``clause`` is what is left of its own clause, ``length`` what the comparator takes."""

    comparator: str = ""
    precision: Precision | None = None
    rest: str = ""
    clause: str = ""
    length: int = 0

    @property
    def is_far(self) -> bool:
        """Whether a comparator stands behind other words: 95%好评率以上."""
        return not self.comparator and bool(_FAR_BEHIND.search(self.clause))

    @property
    def is_negated(self) -> bool:
        """Whether what was counted was not done: 5个未完成."""
        return not self.comparator and bool(_NEGATED.match(self.rest))


def left_of(words: str) -> Left:
    """Taken from the number leftwards: 同比增长 · 约 · 不低于 · 达到 · 每月, each at most once."""
    left, before = Left(words), None
    while left.subject != before:
        before = left.subject
        left = _without_last(left)
    return replace(left, trouble=_trouble(left))


def _without_last(left: Left) -> Left:
    """Without the word that stands last, if it is one of those looked for."""
    words = left.subject
    found: Left | None = None
    if left.precision is None and not _NOT_NEAR.search(words) and (match := _NEAR_BEFORE.search(words)):
        found = replace(left, precision=NEAR_BEFORE[match[0]])
    elif left.comparator is None and (match := _BEFORE.search(words)):
        found = replace(left, comparator=BEFORE[match[0]])
    elif not left.per and (match := _EACH.search(words)):
        found = replace(left, per=match["per"])
    elif left.change is None and not left.linked and (match := _CHANGE.search(words)):
        found = replace(left, change=CHANGES[match[0]])
    elif match := _AIM.search(words):
        found = replace(left, linked=True, aim=left.aim or AIMS[match[0]])
    return left if found is None or match is None else replace(found, subject=words[: match.start()])


def _trouble(left: Left) -> str:
    if left.comparator is None and _NEGATION.search(left.subject):
        return "前面有否定词"
    if _UNKNOWN.search(left.subject):
        return "比较词不认识"
    return "比较词离数字太远" if _FAR.search(left.subject) else ""


def right_of(words: str, ends: str, has_unit: bool) -> Right:
    """Taken from the number rightwards: 左右 · 以上 · the rest; ``ends`` are the signs that end a clause."""
    near = _NEAR_BEHIND.match(words)
    behind = words[near.end() :] if near else words
    match = _BEHIND.match(behind) or (_INSIDE.match(behind) if has_unit else None)
    comparator = BEHIND.get(match[0], "≤") if match else ""
    rest = behind[match.end() :] if match else behind
    clause = re.split(f"[{ends}]", rest, maxsplit=1)[0]
    return Right(comparator, NEAR_BEHIND[near[0]] if near else None, rest, clause, len(words) - len(rest))
