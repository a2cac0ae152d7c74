"""Root first: where one wrong cell explains several findings, it is shown first, with the others folded under it.

A finding that proposes a value for its one cell is tried: the workbook is computed and checked again as if that
value stood there. What is no longer found then is an effect of the cell. A value that brings up new errors explains
nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from jixiao.compute.review import Review
from jixiao.model.book import Cell, Edit, Value
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS, Figure
from jixiao.model.findings import Finding, Severity
from jixiao.read.facts import FactKind
from jixiao.read.values import read_share
from jixiao.rules.reach import Reach

Find = Callable[[Review, frozenset[str] | None], Sequence[Finding]]
"""What some rules (None: all) find in a workbook, equal findings already one."""

_MOST_TRIALS = 8
_FACTS_AT_MOST = 6_000
"""Facts to look at again in all trials together, so that a large workbook is not checked many times over."""

_Said = set[tuple[str, CellRef]]
"""Which rule speaks of which cell."""


def with_roots(review: Review, findings: Sequence[Finding], find: Find) -> list[Finding]:
    """The findings in the same order, but for those that vanish with another one: these stand behind it, marked."""
    waiting = [finding for finding in findings if finding.severity is not Severity.INFO]
    if len(waiting) < 2:
        return [*findings]
    before, effects = _said(findings), dict[int, list[Finding]]()
    for root, near in _candidates(review, waiting):
        gone = _gone(review, root, near, before, find)
        if gone:
            effects[id(root)] = gone
    return [*_in_order(findings, effects)] if effects else [*findings]


def _candidates(review: Review, findings: Sequence[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """The findings to try, each with those it may explain; few where each trial takes long."""
    trials = min(_MOST_TRIALS, _FACTS_AT_MOST // max(len(review.facts), 1))
    if not trials:
        return []
    reach, found = Reach(review), []
    for root in findings:
        if _proposed(review, root) is None:
            continue
        reached = reach.of(root.at)
        near = [other for other in findings if other is not root and any(at in reached for at in other.all_cells)]
        if near:
            found.append((root, near))
    return sorted(found, key=lambda pair: -len(pair[1]))[:trials]


def _gone(review: Review, root: Finding, near: Sequence[Finding], before: _Said, find: Find) -> list[Finding]:
    """What is not found any more once the root's cell is right; nothing where the root still is, or new errors are.

    The rules concerned are asked first, all of them only where that helps.
    """
    right = _put_right(review, root)
    after = _said(find(right, frozenset(finding.code for finding in (root, *near))))
    gone = [other for other in near if not _is_in(other, after)]
    if not gone or _is_in(root, after):
        return []
    errors = (finding for finding in find(right, None) if finding.severity is Severity.ERROR)
    return gone if all(_is_in(finding, before) for finding in errors) else []


def _said(findings: Iterable[Finding]) -> _Said:
    return {(finding.code, at) for finding in findings for at in finding.all_cells}


def _is_in(finding: Finding, said: _Said) -> bool:
    return any((finding.code, at) in said for at in finding.all_cells)


def _in_order(findings: Sequence[Finding], effects: dict[int, list[Finding]]) -> Iterator[Finding]:
    """Each root where the worst of its effects would stand, and these behind it.

    The cell that explains most is a root first; what is folded under one is neither a root nor folded again.
    """
    folded: dict[int, Finding] = {}
    roots: dict[int, list[Finding]] = {}
    for root in sorted((f for f in findings if id(f) in effects), key=lambda f: -len(effects[id(f)])):
        own = [other for other in effects[id(root)] if id(other) not in folded and id(other) not in roots]
        if id(root) not in folded and own:
            roots[id(root)] = own
            folded |= {id(other): root for other in own}
    told = set[int]()
    for finding in findings:
        root = folded.get(id(finding), finding)
        if id(root) not in told:
            told.add(id(root))
            own = roots.get(id(root), [])
            yield replace(root, clears=len(own)) if own else root
            yield from (replace(other, root=root.at) for other in own)


def _proposed(review: Review, finding: Finding) -> Value:
    """The value that the finding proposes for its one cell; None where it proposes none that could stand there."""
    fact = review.facts.get(finding.at)
    if fact is None or len(set(finding.all_cells)) > 1 or not finding.expected or finding.expected == finding.printed:
        return None
    if fact.kind is FactKind.TEXT:
        return finding.expected if fact.at in review.calculation.computed else None  # a grade, not a remark
    expected, unit = _without_unit(finding.expected)
    if unit and unit != _without_unit(finding.printed)[1]:
        return None
    if expected in NIL_MARKS or (fact.kind is FactKind.MEASURE and isinstance(fact.cell.value, str)):
        return expected
    figure = read_share(Cell(expected))
    return figure.value if isinstance(figure, Figure) else None


def _without_unit(text: str) -> tuple[str, str]:
    """A figure as it is written, and the unit that stands apart behind it: ``335.33 万元``."""
    figure, _, unit = text.partition(" ")
    return figure, unit


def _put_right(review: Review, finding: Finding) -> Review:
    """The workbook as if the proposed value stood in the finding's cell."""
    return replace(review.after([Edit(finding.at, _proposed(review, finding))]), second=None)
