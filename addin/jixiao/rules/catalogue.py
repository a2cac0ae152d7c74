"""What a rule is, and the list of all of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Explanation, Finding, NotChecked, Severity
from jixiao.rules.roots import with_roots
from jixiao.rules.second_look import second_look

Outcome = Finding | NotChecked
Check = Callable[[Review], Iterable[Outcome]]


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    ``messages``: variant → text with places for the finding's values (``""`` is the usual variant).
    ``hint``: what to do. ``basis``: the law or the form it stands on.
    """

    code: str
    title: str
    messages: Mapping[str, str]
    hint: str
    basis: str
    check: Check

    def __call__(self, review: Review) -> Iterable[Outcome]:
        """Run the rule."""
        return self.check(review)


def rule(code: str, title: str, messages: Mapping[str, str] | str, hint: str, basis: str) -> Callable[[Check], Rule]:
    """Make a rule of a generator function; its file is named after ``code`` in small letters."""

    def make(check: Check) -> Rule:
        """The rule that checks with this function."""
        variants = {"": messages} if isinstance(messages, str) else messages
        return Rule(code, title, variants, hint, basis, check)

    return make


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code: each file of the families' folders whose name begins with a code holds one."""
    found = []
    for name in rule_modules():
        loaded = import_module(name)
        rules = (item for item in vars(loaded).values() if isinstance(item, Rule))
        found += [rule for rule in rules if rule.check.__module__ == loaded.__name__]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_modules() -> Iterator[str]:
    """The files that hold a rule, as Python names them."""
    for family in iter_modules(import_module("jixiao.rules").__path__, "jixiao.rules."):
        if family.ispkg:
            for module in iter_modules(import_module(family.name).__path__, f"{family.name}."):
                name = module.name.rpartition(".")[2]
                if name[:1].isalpha() and name[1:4].isdigit():
                    yield module.name


@dataclass(frozen=True)
class Report:
    """What a check found, which rules ran, and what could not be checked.

    ``gone``: explanations of an earlier run whose finding is no more.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    not_checked: tuple[NotChecked, ...]
    gone: tuple[Explanation, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of that severity; those with an explanation are counted apart."""
        return sum(finding.severity is severity and not finding.is_explained for finding in self.findings)

    @property
    def explained(self) -> int:
        """How many warnings the office has explained."""
        return sum(finding.is_explained for finding in self.findings)


def run_rules(review: Review) -> Report:
    """Run every rule; equal findings over many cells become one, the worst come first, effects behind their cause."""
    findings, not_checked = _outcomes(review)
    listed = with_roots(review, findings, lambda other, codes: _outcomes(other, codes)[0])
    return Report(tuple(listed), tuple(rule.code for rule in all_rules()), tuple(_once(not_checked)))


def _outcomes(review: Review, codes: Collection[str] | None = None) -> tuple[list[Finding], list[NotChecked]]:
    """What the rules of these codes (None: all) find, in order, and what they could not check."""
    findings: list[Finding] = []
    not_checked: list[NotChecked] = []
    looked_twice = replace(review, second=second_look(review))
    for rule in all_rules() if codes is None else (rule for rule in all_rules() if rule.code in codes):
        for outcome in rule(looked_twice):
            if isinstance(outcome, Finding):
                findings.append(outcome)
            else:
                not_checked.append(outcome)
    order = {severity: number for number, severity in enumerate(Severity)}
    sheets = {name: number for number, name in enumerate(review.book.sheets)}

    def place(finding: Finding) -> tuple[int, int, CellRef]:
        """Worst first, then in the order of the sheets and their cells."""
        return order[finding.severity], sheets.get(finding.at.sheet, 0), finding.at

    return sorted(_grouped(findings), key=place), not_checked


def _grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    by_group: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.group:
            by_group.setdefault((finding.code, finding.group), []).append(finding)
        else:
            yield finding
    for same in by_group.values():
        cells = tuple(cell for finding in same for cell in finding.all_cells)
        yield replace(
            same[0],
            label=joined([finding.label for finding in same]),
            printed=_shared([finding.printed for finding in same]),
            expected=_shared([finding.expected for finding in same]),
            cells=cells,
        )


def _shared(texts: list[str]) -> str:
    return texts[0] if len(set(texts)) == 1 else ""


def joined(labels: list[str]) -> str:
    """Labels as one phrase; beyond three, the rest is counted (their cells are all listed)."""
    unique = list(dict.fromkeys(labels))
    return "、".join(unique[:3]) + (f"等 {len(unique)} 处" if len(unique) > 3 else "")


def not_checked_groups(report: Report) -> tuple[NotChecked, ...]:
    """What was not checked, with equal reasons in one line."""
    by_reason: dict[tuple[str, str], list[NotChecked]] = {}
    for item in report.not_checked:
        by_reason.setdefault((item.code, item.reason), []).append(item)
    return tuple(_as_one(same) for same in by_reason.values())


def _as_one(same: list[NotChecked]) -> NotChecked:
    explanations = dict.fromkeys(item.explanation for item in same if item.explanation)
    return replace(same[0], label=joined([item.label for item in same]), explanation="；".join(explanations))


def _once(not_checked: Iterable[NotChecked]) -> Iterator[NotChecked]:
    seen = set()
    for item in not_checked:
        if (item.code, item.label, item.reason) not in seen:
            seen.add((item.code, item.label, item.reason))
            yield item
