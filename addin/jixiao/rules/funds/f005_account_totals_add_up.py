"""F005: in the tables of accounts, lines and columns add up to their totals, and codes to those they belong to."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because
from jixiao.rules.funds.account_cells import amount_text, begun_tables
from jixiao.rules.funds.account_faults import Fault, account_faults, open_sums


@rule(
    code="F005",
    title="决算表各行各列相加等于合计，类、款、项逐级相加",
    messages={
        "": "{label}现为 {printed}，{parts}相加为 {expected}，相差 {difference}{because}。",
        "part": "{label}现为 {printed}，按合计减去其余各项应为 {expected}，相差 {difference}{because}。",
    },
    hint="请核对合计和各项，改正写错的一格；漏填的行补上。",
    basis="部门决算公开表通行的表样：合计等于各行（各栏）之和；类等于各款之和，款等于各项之和",
)
def account_totals_add_up(review: Review) -> Iterator[Outcome]:
    """Totals that were typed in; those that formulas compute cannot be wrong. A blank table was not published."""
    for law in review.framework.tables:
        form = review.form.tables.get(law.id)
        if form is not None and law.id not in begun_tables(review):
            yield NotChecked(
                "F005", f"{law.number}《{law.title[0]}》", "整张表没有填数", CellRef(form.sheet, form.top, 1)
            )
    for each in open_sums(review):
        yield NotChecked("F005", each.label, "各项没有填全", each.at)
    for fault in account_faults(review):
        yield _finding(review, fault)


def _finding(review: Review, fault: Fault) -> Finding:
    values = {
        "parts": "下级科目" if fault.sum.by_code else "各项",
        "difference": amount_text(review, fault.at, abs(fault.value - fault.right)),
        "because": because(fault.cause),
    }
    variant, right = "part" if fault.is_part else "", amount_text(review, fault.at, fault.right)
    return Finding("F005", Severity.ERROR, fault.at, _label(review, fault), review.printed(fault.at), right,
                   fault.cause, variant, values)  # fmt: skip


def _label(review: Review, fault: Fault) -> str:
    fact = review.facts.get(fault.at)
    return fact.label if fact is not None else named(fault.label)
