"""E001: each deduction has a reason of its own."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.texts.reasons import Explained, explained_rows

_SHORTEST, _SHORTEST_OF_TWO = 8, 14
"""Characters of a text that says too much to be true of several indicators, and of just two, word for word."""

_SEVERAL = 3
_LONGEST_QUOTE = 24


@rule(
    code="E001",
    title="扣分原因逐项说明",
    messages={
        "": "{count} 项扣分的指标写着同一句原因{reason}，请核实是否都是这个原因。",
        "evidence": "{count} 项指标写着同一句说明{reason}，请核实是否逐项写明了依据。",
    },
    hint="请分别写明每一项没有达到目标的具体原因和改进措施；确是同一原因的，在说明中写清楚。",
    basis="公开表“偏差及原因分析”栏按指标逐项填写；自评得分小于分值须填写理由及依据",
)
def reason_is_its_own(review: Review) -> Iterator[Outcome]:
    """The same text beside several deductions: two of one section may well share a cause, and so may a short one.

    Word for word the same evidence beside several indicators is good to know, no more.
    """
    by_text: dict[str, list[Explained]] = {}
    for explained in explained_rows(review):
        by_text.setdefault(plain(explained.note), []).append(explained)
    for text, same in by_text.items():
        deducted = [explained for explained in same if explained.deduction]
        severity = _severity(text, deducted)
        if severity is not None:
            yield _finding(deducted, severity, "")
        elif len(same) >= _SEVERAL and len(text) >= _SHORTEST_OF_TWO:
            yield _finding(same, Severity.INFO, "evidence")


def _finding(same: list[Explained], severity: Severity, variant: str) -> Finding:
    reason = brief(same[0].note, _LONGEST_QUOTE)
    values = {"count": str(len(same)), "reason": named(reason)}
    return Finding("E001", severity, same[0].at, named(reason), reason, "逐项说明", variant=variant, values=values,
                   cells=tuple(each.at for each in same))  # fmt: skip


def _severity(text: str, same: list[Explained]) -> Severity | None:
    """A warning for three and more; of two in different sections one is told, no more."""
    if len(same) >= _SEVERAL:
        return Severity.WARNING if len(text) >= _SHORTEST else None
    sections = {(each.row.level1, each.row.level2) for each in same}
    return Severity.INFO if len(sections) > 1 and len(text) >= _SHORTEST_OF_TWO else None
