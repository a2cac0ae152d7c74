"""R007: no percentage is stated of things of which the reason says that there were none."""

import re
from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorForm, IndicatorRow, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief

_NONE = re.compile(r"(?:没有|未发生|未产生|未涉及|无)(?P<thing>[^,。;:、，；未不没超逾延败错]{2,30}?)(?=[,。;，；]|$)")
_PERCENTAGE = re.compile(r"(?<![0-9.])[0-9.]+%$")
_LONGEST_QUOTE = 12


@rule(
    code="R007",
    title="没有发生的事不算比率",
    messages="{label}完成值写“{printed}”，说明里写“{note}”：分母为零，这个比率无法计算。",
    hint="没有发生的，完成值填“-”并说明不适用；分值怎样处理按本地规定。",
    basis="分母为零时比率没有意义，既不是 0% 也不是 100%",
)
def rate_has_something_to_divide_by(review: Review) -> Iterator[Outcome]:
    """A percentage beside a reason that the things counted below the line did not occur.

    “没有诉讼” makes a rate of lost suits meaningless; “没有投诉” makes a rate of complaints 0 %, which is right: there
    the thing itself is counted, and the name goes on with 率 at once.
    """
    form = review.form.indicators
    for row in form.rows if form else ():
        at = form.at("actual", row.row) if form else None
        if form is not None and at is not None and _PERCENTAGE.search(plain(review.text(at))):
            yield from _compared(review, form, row, at)


def _compared(review: Review, form: IndicatorForm, row: IndicatorRow, at: CellRef) -> Iterator[Finding]:
    name, note = plain(row.name), plain(review.text(form.at("variance_note", row.row)))
    for match in _NONE.finditer(note):
        thing = match["thing"][-2:]
        behind = name.partition(thing)[2]
        if behind and not behind.startswith("率") and "率" in behind:
            yield Finding("R007", Severity.WARNING, at, named(brief(row.name)), brief(_ending(review, at)), "-",
                          values={"note": brief(match[0], _LONGEST_QUOTE)})  # fmt: skip
            return


def _ending(review: Review, at: CellRef) -> str:
    """The percentage at the end of a text."""
    text = plain(review.text(at))
    match = _PERCENTAGE.search(text)
    return match[0] if match else text
