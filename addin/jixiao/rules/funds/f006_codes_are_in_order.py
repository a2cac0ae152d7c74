"""F006: codes in the tables of accounts are those of 类, 款 and 项, and each stands once."""

from collections import Counter
from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.account_form import PanelForm
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.funds.account_codes import codes_of, nameless, uncounted


@rule(
    code="F006",
    title="科目编码完整、不重复",
    messages={
        "": "{label}现为 {printed}，应是 {digits} 位（类、款、项依次）。",
        "twice": "{label} {printed} 列了不止一行，合计会重复计算。",
        "alone": "{label}现为 {printed}，表上没有它所属的类，没有计入合计。",
        "blank": "{label}没有填，这一行的数没有计入合计。",
    },
    hint="请按政府收支分类科目核对编码；同一科目的数合并成一行，款、项上面列出所属的类。",
    basis="政府收支分类科目：类、款、项的编码逐级加长，以指标体系所列位数为准",
)
def codes_are_in_order(review: Review) -> Iterator[Outcome]:
    """Codes with too many or too few digits, codes that stand twice, and lines that no total counts."""
    for form in review.form.tables.values():
        for panel in form.panels:
            yield from _codes(review, panel)


def _codes(review: Review, panel: PanelForm) -> Iterator[Finding]:
    codes = dict(codes_of(review, panel))
    counts = Counter(codes.values())
    left_out = uncounted(review, panel)
    for row, code in codes.items():
        if len(code) not in panel.digits:
            yield _finding(review, panel, row, Severity.WARNING, "")
        elif counts[code] > 1:
            yield _finding(review, panel, row, Severity.WARNING, "twice")
        elif row in left_out:
            yield _finding(review, panel, row, Severity.WARNING, "alone")
    for row in nameless(review, panel):
        yield _finding(review, panel, row, Severity.WARNING, "blank")


def _finding(review: Review, panel: PanelForm, row: int, severity: Severity, variant: str) -> Finding:
    at = CellRef(panel.sheet, row, panel.code)
    fact = review.facts.get(at)
    return Finding("F006", severity, at, fact.label if fact else "科目编码", review.printed(at), variant=variant,
                   values={"digits": "、".join(map(str, panel.digits))}, group=f"{panel.sheet} {variant}")  # fmt: skip
