"""E006: a figure that a reason states of the actual value is the actual value."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import round_half_up
from jixiao.compute.review import Review
from jixiao.model.decimals import decimals_of
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.texts.reasons import Explained, explained_rows

_NUMBER = r"(?P<number>[0-9][0-9,]{0,20}(?:\.[0-9]{1,10})?)"
_UNIT = r"(?P<unit>[%‰A-Za-z一-鿿]{1,4}?)"
_VALUE = re.compile(f"{_NUMBER}{_UNIT}")
_REACHED = re.compile(
    "(?:实际|已|现已|目前)*(?:(?:提升|提高|增加|升级|扩容|扩|升|增)[至到为]|(?:达到?|完成)了?|为)"
    + f"{_NUMBER}{_UNIT}[。.]?"
)
_BOUND = re.compile(f"(?<![未没不无非])(?<!没有)(?:低于|小于|少于|高于|大于|超过|多于){_NUMBER}{_UNIT}(?=[,。;.]|$)")
_LONGEST_QUOTE = 12


@rule(
    code="E006",
    title="说明里的数与完成值一致",
    messages={
        "": "{label}的完成值是 {actual}，旁边的说明却写{said}，请核实。",
        "bound": "{label}的完成值是 {actual}，旁边的说明写{said}，两处不一致，请核实。",
    },
    hint="请核对完成值和说明，改正写错的一处；照抄指标值的，换成实际数。",
    basis="自评材料应真实、完整、一致：同一个数在两处应相同",
)
def figures_in_the_reason_agree(review: Review) -> Iterator[Outcome]:
    """A text that is nothing but another figure, or that calls the actual value more or less than itself."""
    for explained in explained_rows(review):
        actual = _VALUE.fullmatch(plain(explained.actual))
        if actual is not None:
            yield from _reached(explained, actual)
            yield from _bound(explained, actual)


def _reached(explained: Explained, actual: re.Match[str]) -> Iterator[Finding]:
    """``提升至2200M`` beside 2000M; a figure that is only rounded agrees."""
    note = plain(explained.note)
    name = plain(explained.row.name)
    said = _REACHED.fullmatch(note.removeprefix(name).lstrip(","))
    if said is None or said["unit"] != actual["unit"]:
        return
    stated, right = _number(said), _number(actual)
    if round_half_up(right, decimals_of(stated)) != stated and round_half_up(stated, decimals_of(right)) != right:
        yield _finding(explained, said[0], "")


def _bound(explained: Explained, actual: re.Match[str]) -> Iterator[Finding]:
    """``低于1%`` beside 1%; a bound that the target states as well speaks of the target."""
    target = re.search(_NUMBER, plain(explained.target))
    for said in _BOUND.finditer(plain(explained.note)):
        same = (said["unit"], _number(said)) == (actual["unit"], _number(actual))
        if same and not (target is not None and _number(target) == _number(said)):
            yield _finding(explained, said[0], "bound")
            return


def _number(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def _finding(explained: Explained, said: str, variant: str) -> Finding:
    values = {"actual": brief(explained.actual, _LONGEST_QUOTE), "said": named(brief(said, _LONGEST_QUOTE))}
    label = named(brief(explained.row.name, _LONGEST_QUOTE))
    return Finding("E006", Severity.WARNING, explained.at, label, brief(explained.note), explained.actual,
                   variant=variant, values=values)  # fmt: skip
