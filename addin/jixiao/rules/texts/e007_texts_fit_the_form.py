"""E007: what the texts say of the unit's funds, scores and cases is what the form says."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import FundLine, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.texts.goals import texts_on_the_year
from jixiao.rules.texts.reasons import Explained, deduction, explained_rows

_END = "(?=[,。;.]|$)"
_OTHER_FUNDS = "其他资金"
_OTHER_GREW = re.compile("其[他它](?:资金|收入)(?:[和及与、]|以及)?[^,。;没未不无]{0,6}(?:增加|增长|增多)")
_NO_SUBORDINATE = re.compile(f"(?:没有|无)[^,。;]{{0,8}}下属(?:预算)?单位(?:的?预算)?{_END}")
_ALL_MET = re.compile(
    "(?:^|(?<=[,。;:、])|各项|所有|年度|年初)(?:绩效)?指标(?:值)?(?:已|均|都|全|部|面)+(?:按[期时]|如期)?"
    f"(?:达标|完成|达到目标|实现){_END}"
)
_LONGEST_QUOTE = 12


@rule(
    code="E007",
    title="文字说明与表内各处相符",
    messages={
        "funds": "{label}的说明写{said}，而资金表{line}填的是“{amount}”，请核实。",
        "subordinates": "{label}的说明写{said}，而封面下属单位有 {count} 个，请核实。",
        "all": "{label}写{said}，而有 {count} 项指标扣了分（{some}），请核实。",
    },
    hint="请核对文字和表内的数，改正写错的一处；两处都对的，把说明写完整。",
    basis="自评材料应真实、完整、一致：文字说明与表内的数应相互印证",
)
def texts_fit_the_form(review: Review) -> Iterator[Outcome]:
    """Plain statements that another place of the form contradicts."""
    for explained in explained_rows(review):
        note = plain(explained.note)
        yield from _funds(review, explained, note)
        yield from _subordinates(review, explained, note)
    yield from _all_met(review)


def _funds(review: Review, explained: Explained, note: str) -> Iterator[Finding]:
    """More of other funds is the cause, and the fund table has none at all."""
    said, fund = _OTHER_GREW.search(note), review.form.fund
    line = next((line for line in fund.lines if _OTHER_FUNDS in line.label), None) if fund else None
    if said is None or line is None or fund is None:
        return
    places = [at for role in ("annual_budget", "executed") if (at := fund.at(role, line)) is not None]
    if places and all(_is_nothing(review, at) for at in places):
        yield _finding(explained, said[0], "funds", line=_line(line), amount=review.printed(places[-1]).strip())


def _is_nothing(review: Review, at: CellRef) -> bool:
    reported = review.reported(at)
    return reported is Missing.NIL or (isinstance(reported, Figure) and not reported.value)


def _line(line: FundLine) -> str:
    return named(line.label.rpartition("）")[2])


def _subordinates(review: Review, explained: Explained, note: str) -> Iterator[Finding]:
    said, count = _NO_SUBORDINATE.search(note), review.number(review.form.fields.get("subordinates"))
    if said is not None and isinstance(count, Decimal) and count > 0:
        yield _finding(explained, said[0], "subordinates", Severity.INFO, count=f"{count:f}")


def _finding(
    explained: Explained, said: str, variant: str, severity: Severity = Severity.WARNING, **values: str
) -> Finding:
    label = named(brief(explained.row.name, _LONGEST_QUOTE))
    values["said"] = named(brief(said, _LONGEST_QUOTE))
    return Finding("E007", severity, explained.at, label, brief(explained.note), "", variant=variant, values=values)


def _all_met(review: Review) -> Iterator[Finding]:
    """The whole is described as met though points were taken off."""
    form = review.form.indicators
    lost = [brief(row.name, _LONGEST_QUOTE) for row in (form.rows if form else ()) if deduction(review, row)]
    for id, at, label, text in texts_on_the_year(review) if lost else ():
        said = _ALL_MET.search(plain(text)) if id != "goal_planned" else None
        if said is not None:
            some = named(lost[0]) + ("等" if lost[1:] else "")
            values = {"said": named(brief(said[0], _LONGEST_QUOTE)), "count": str(len(lost)), "some": some}
            yield Finding("E007", Severity.WARNING, at, named(label), brief(text), "", variant="all", values=values)
