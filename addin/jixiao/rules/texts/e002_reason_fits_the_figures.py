"""E002: what a reason says of the target is what the figures say."""

import re
from collections.abc import Iterator
from enum import Enum

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.texts.reasons import Explained, explained_rows


class _Claim(Enum):
    """What a text says of an actual value beside its target."""

    ABOVE = "高于"
    BELOW = "低于"
    EXCEEDED = "超额"
    MISSED = "没有达到"


_AFFIRMED = "(?<![未没不无非难])(?<!没有)(?<!未能)(?<!不[会得能])"
_GOAL = (
    "(?:的|年初|年度|全年|本年|当年|预期|预定|计划|设定|既定|下达|原定)*"
    "(?:绩效)?(?:目标|指标|计划|预期|任务)(?:值|数|量)?"
)
_MORE, _LESS = "(?:增加|提高|增长|上升)", "(?:减少|下降|降低)"
_NOT_OF_TIME = "(?!.{0,2}(?:时|期|进度|天|日))"
_CLAUSE_END = "(?=[,。;.]|$)"
_SAID = {
    _Claim.ABOVE: re.compile(
        f"{_AFFIRMED}(?:超过|超出|高于|大于|多于)了?{_GOAL}{_NOT_OF_TIME}|[较比]{_GOAL}(?:有所|略有|明显|大幅)?{_MORE}"
    ),
    _Claim.BELOW: re.compile(
        f"{_AFFIRMED}(?:低于|少于|小于){_GOAL}{_NOT_OF_TIME}|[较比]{_GOAL}(?:有所|略有|明显|大幅)?{_LESS}"
    ),
    _Claim.EXCEEDED: re.compile(f"{_AFFIRMED}(?:超额|超量|超计划)(?:完成|实现|达到)"),
    _Claim.MISSED: re.compile(
        "(?:^|(?<=[,。;:]))(?:本项|该项|此项|本指标|该指标|本项指标)?(?:尚未|未能|没有|未)"
        f"(?:全部|完全)?(?:完成|达到|达成|实现|达标)(?:{_GOAL})?{_CLAUSE_END}"
    ),
}
_GROWN = {_Claim.ABOVE: _MORE, _Claim.BELOW: _LESS}
_LONGEST_QUOTE = 12


@rule(
    code="E002",
    title="原因与数字相符",
    messages="{label}写{said}，而完成值 {actual} {relation}指标值 {target}，请核实。",
    hint="请核对完成值和文字说明，改正写错的一处；两处都对的，把说明写完整。",
    basis="自评材料应真实、完整、一致：文字说明与表内的数应相互印证",
)
def reason_fits_the_figures(review: Review) -> Iterator[Outcome]:
    """Reasons that speak of the target in plain words, beside figures that surely say the opposite."""
    for explained in explained_rows(review):
        for claim, said in _claims(explained):
            if _contradicts(claim, explained):
                yield _finding(explained, claim, said)
                break


def _claims(explained: Explained) -> list[tuple[_Claim, str]]:
    """What the text says for sure: nothing where it speaks of more and of less."""
    note = plain(explained.note)
    found = [(claim, match[0]) for claim, pattern in _SAID.items() if (match := pattern.search(note))]
    for claim, words in _GROWN.items():
        name = re.escape(plain(explained.row.name))
        if re.fullmatch(f"(?:{name})?(?:有所|略有|明显|大幅)?{words}(?:了?[0-9.,]+[^,。;]{{0,4}})?[。.]?", note):
            found.append((claim, note))
    high = any(claim in (_Claim.ABOVE, _Claim.EXCEEDED) for claim, _ in found)
    low = any(claim in (_Claim.BELOW, _Claim.MISSED) for claim, _ in found)
    return [] if high and low else found


def _contradicts(claim: _Claim, explained: Explained) -> bool:
    side, met = explained.side, explained.met
    match claim:
        case _Claim.ABOVE:
            return side == -1
        case _Claim.BELOW:
            return side == 1
        case _Claim.EXCEEDED:  # nobody said which way is better, but the office itself took points off
            return met is False or (met is None and side == -1 and bool(explained.deduction))
        case _Claim.MISSED:
            return met is True


def _finding(explained: Explained, claim: _Claim, said: str) -> Finding:
    relation = {1: "高于", -1: "低于", 0: "等于"}.get(explained.side or 0, "")
    if claim is _Claim.MISSED:
        relation = "已达到"
    values = {
        "said": named(brief(said, _LONGEST_QUOTE)),
        "actual": brief(explained.actual, _LONGEST_QUOTE),
        "relation": relation,
        "target": brief(explained.target, _LONGEST_QUOTE),
    }
    label = f"{named(brief(explained.row.name, _LONGEST_QUOTE))}的说明"
    return Finding("E002", Severity.WARNING, explained.at, label, brief(explained.note), "", values=values)
