"""The results as tables: per kind of mutation, per rule, in total."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.mutations.run import Mutant, Results


@dataclass(frozen=True)
class Line:
    """One line of a table: counts of mutants. ``caused``: those with a cause that the check could name."""

    label: str
    made: int
    observable: int
    detected: int
    right_cell: int
    named: int
    caused: int
    right_cause: int
    codes: str = ""


def line(label: str, mutants: Sequence[Mutant]) -> Line:
    """The counts of some mutants."""
    seen = [mutant for mutant in mutants if mutant.is_observable]
    caused = [mutant for mutant in seen if mutant.cause]
    codes = Counter(mutant.findings[0].code for mutant in seen if mutant.findings)
    return Line(
        label,
        len(mutants),
        len(seen),
        sum(mutant.is_detected for mutant in seen),
        sum(mutant.is_right_cell for mutant in seen),
        sum(mutant.is_named for mutant in seen),
        len(caused),
        sum(mutant.is_right_cause for mutant in caused),
        " ".join(f"{code}×{count}" for code, count in codes.most_common(4)),
    )


def by(mutants: Iterable[Mutant], key: Callable[[Mutant], str]) -> list[Line]:
    """One line for each value of ``key``, in the order they come up."""
    groups: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        groups.setdefault(key(mutant), []).append(mutant)
    return [line(label, found) for label, found in groups.items()]


def share(part: int, whole: int) -> str:
    """``98.4 %``, or a dash where there is nothing to divide by."""
    return f"{100 * part / whole:.1f} %" if whole else "—"


_HEADINGS = ("made", "observable", "detected", "cell first", "cell named", "cause first", "rules that spoke first")


def table(title: str, lines: Sequence[Line]) -> str:
    """A table in Markdown."""
    rows = [f"| {title} | {' | '.join(_HEADINGS)} |", f"|---|{'---:|' * (len(_HEADINGS) - 1)}---|"]
    for one in lines:
        shares = (share(one.detected, one.observable), share(one.right_cell, one.observable),
                  share(one.named, one.observable), share(one.right_cause, one.caused))  # fmt: skip
        rows.append(f"| {one.label} | {one.made} | {one.observable} | {' | '.join(shares)} | {one.codes} |")
    return "\n".join(rows)


def report(results: Results) -> str:
    """Everything that the benchmark prints."""
    mutants = results.mutants
    families = sorted(by(mutants, lambda mutant: mutant.family), key=lambda one: one.label)
    kinds = sorted(by(mutants, lambda mutant: f"{mutant.family}: {mutant.kind}"), key=lambda one: one.label)
    rules = sorted(by([m for m in mutants if m.findings], lambda m: m.findings[0].code), key=lambda one: one.label)
    unseen = sum(not mutant.is_observable for mutant in mutants)
    alarms = Counter((finding.code, finding.severity.value, finding.variant) for _, finding in results.alarms)
    lines = [
        f"{code} {severity}{f' ({variant})' if variant else ''}: {count}"
        for (code, severity, variant), count in alarms.most_common()
    ]
    per_book = results.warnings / max(results.books, 1)
    return "\n".join([
        f"clean workbooks: {results.books}; error-level false alarms: {results.errors}; warnings: {results.warnings} "
        f"({per_book:.3f} per workbook)",
        *lines,
        "",
        f"mutants: {len(mutants)}; not observable: {unseen}",
        "",
        table("family", [*families, line("**total**", mutants)]),
        "",
        table("kind", kinds),
        "",
        table("rule that spoke first", rules),
    ])  # fmt: skip
