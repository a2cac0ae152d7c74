"""Answers in words: yes and no, words of ordered scales (优秀, 达标, 按时, 满意), words for nothing at all."""

import re

from jixiao.model.figures import NIL_MARKS
from jixiao.model.targets import Nothing, Quality, Stated, YesNo
from jixiao.read.targets.vocabulary import NONE_OF_IT, NOTHING, RANKS, YES_NO

_NOTHING_OF = re.compile(r"(?:不(?:会|直接)?产生|不涉及|未涉及|不适用)[一-鿿、]{0,12}")
_WORD = r"(?P<word>优秀|良好|中等|合格|优|良|中|达标)"
_LEVEL_NOUN = r"(?:等级|级别|等次|档次|水平|级|等|档)?"
_LEVEL = re.compile(_WORD + _LEVEL_NOUN + r"及?(?:\(含\))?以上(?:\(含\))?")
_AT_LEAST = re.compile(rf"(?P<subject>[一-鿿、:]{{0,40}}?)不低于{_WORD}{_LEVEL_NOUN}")
_AT_END = re.compile(
    r"(?P<subject>[一-鿿、:]{2,40}?)(?:为|是|达到|达|被评为|获评|评为|评定为|:|均|均为|全部|考核|验收)?"
    rf"(?P<word>优秀|良好|不合格|合格|未达标|不达标|达标){_LEVEL_NOUN}"
)
_UNSURE = re.compile(r"[未没不无非]|基本|部分|较|争取|力争|不断|率|接近|逐步|优于|高于|低于|避免|防止|杜绝|减少")


def phrase_of(text: str) -> Stated | None:
    """What a phrase without numbers answers; None where it is none of the answers known."""
    if text in YES_NO:
        return YesNo(YES_NO[text])
    if text in NONE_OF_IT or text in NOTHING or text in NIL_MARKS or _NOTHING_OF.fullmatch(text):
        return Nothing(text)
    if text in RANKS:
        return Quality(text, *RANKS[text])
    return _level(text) or _with_subject(text)


def _level(text: str) -> Quality | None:
    """良好级别以上, with what is rated before it."""
    match = _AT_LEAST.fullmatch(text) or _LEVEL.search(text)
    if match is None or match.end() < len(text):
        return None
    subject = match.groupdict().get("subject") or text[: match.start()]
    scale, rank = RANKS[match["word"]]
    return None if _UNSURE.search(subject) else Quality(match["word"], scale, rank, "≥", subject)


def _with_subject(text: str) -> Quality | None:
    """市网站考评成绩优秀: one of the plain words behind what is rated, and nothing that makes it doubtful."""
    match = _AT_END.fullmatch(text)
    if match is None or _UNSURE.search(match["subject"]):
        return None
    scale, rank = RANKS[match["word"]]
    return Quality(match["word"], scale, rank, "", match["subject"])
