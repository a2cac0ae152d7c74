"""N001: a figure that is stated in two places is the same in both."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.cells import Area, CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because
from jixiao.rules.funds.fund_sums import faults
from jixiao.rules.sameness.stated_twice import Clash, compared
from jixiao.rules.scores.points_tree import points_tree
from jixiao.rules.scores.possible_totals import possible_totals


@rule(
    code="N001",
    title="同一个数在两处说法一致",
    messages={
        "": "{label}现为 {printed}，与{there}不一致{because}，请核实。",
        "text": "{label}现为“{printed}”，与{there}不一致，请核实。",
    },
    hint="请核对报告文字、基础数据和表内的数，改正写错的一处；口径确有不同的，请在报告中说明。",
    basis="报告文字、基础数据和各表对同一事实的数应一致（以指标体系和“对应的数”一列所注为准）",
)
def same_figure_agrees(review: Review) -> Iterator[Outcome]:
    """Compare the figures of the report's text with the form, and base figures with the place they were taken from.

    A warning while the rule is on trial: a report may count differently, and nobody knows which of the two is wrong.
    """
    comparison = compared(review)
    yield from comparison.not_checked
    found = comparison.clashes
    blamed = frozenset(_blamed(review)) if found else frozenset()
    questioned = blamed | (frozenset(cell for clash in found for cell in clash.cells) - comparison.confirmed)
    for clash in found:
        if clash.place not in blamed and questioned.isdisjoint(_used(review, clash.place)):
            yield _finding(clash)


def _finding(clash: Clash) -> Finding:
    apart = " " if clash.expected[-1:].isascii() else ""
    said = f"“{clash.expected}”" if clash.is_text else f" {clash.expected}{apart}"
    there = f"{clash.place.sheet} {clash.place.a1} {'应有的' if clash.is_corrected else '的'}{said}"
    values = {"there": there, "because": because(clash.cause)}
    return Finding("N001", Severity.WARNING, clash.at, clash.label, clash.printed, clash.expected, clash.cause,
                   "text" if clash.is_text else "", values,
                   group=f"{clash.at.sheet} {clash.printed} {there}")  # fmt: skip


def _blamed(review: Review) -> Iterator[CellRef]:
    """Cells of which another rule says that they, or what they are added up from, are wrong, but not what is right."""
    for fault in faults(review):
        if fault.part is None and fault.wrong.at is None:
            yield from (part.at for part in fault.wrong.parts)
    form, tree = review.form.indicators, points_tree(review)
    total = form.total_at("score") if form else None
    points_are_off = tree is not None and bool(tree.faults or tree.off_law)
    if total is not None and (points_are_off or possible_totals(review, Decimal(0)) is not None):
        yield total


def _used(review: Review, at: CellRef) -> set[CellRef]:
    """All cells that the figure at a place is computed from: while one of them is in question, so is the result."""
    found, waiting = set[CellRef](), [at]
    while waiting:
        computed = review.calculation.computed.get(waiting.pop())
        for operand in computed.live.operands.values() if computed else ():
            new = {*(operand if isinstance(operand, Area) else (operand,))} - found
            found |= new
            waiting += new
    return found
