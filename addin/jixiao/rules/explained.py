"""What the office explained stays with its finding, though cells move, lines change their order or become one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from jixiao.model.findings import Explanation, Finding, NotChecked, Severity
from jixiao.model.results import GONE
from jixiao.rules.catalogue import Report

_Line = Finding | NotChecked


def explain(report: Report, explanations: Sequence[Explanation]) -> Report:
    """The report with the explanations of an earlier run beside what they speak of.

    One whose finding is gone is kept once more, so that nothing that somebody typed is lost without a word.
    """
    if not explanations:
        return report
    lines: list[_Line] = [*report.findings, *report.not_checked]
    found: dict[int, list[Explanation]] = {}
    gone = []
    for explanation in explanations:
        line = _line_of(explanation, lines)
        if line is not None:
            found.setdefault(line, []).append(explanation)
        elif explanation.level != GONE:
            gone.append(explanation)
    count = len(report.findings)
    findings = [_explained(finding, found.get(number, ())) for number, finding in enumerate(report.findings)]
    unchecked = (
        replace(item, explanation=_joined(found.get(count + number, ())))
        for number, item in enumerate(report.not_checked)
    )
    return replace(report, findings=tuple(_settled_last(findings)), not_checked=tuple(unchecked), gone=tuple(gone))


def _line_of(explanation: Explanation, lines: Sequence[_Line]) -> int | None:
    """The number of the line that the explanation speaks of: by its cell, else by what it is called."""
    same = [number for number, line in enumerate(lines) if line.code == explanation.code]
    for fits in (_same_cell_and_label, _same_cell, _same_label):
        fitting = [number for number in same if fits(explanation, lines[number])]
        if fitting and (fits is not _same_label or len(fitting) == 1):
            return fitting[0]
    return None


def _same_cell_and_label(explanation: Explanation, line: _Line) -> bool:
    return _same_cell(explanation, line) and explanation.label == line.label


def _same_cell(explanation: Explanation, line: _Line) -> bool:
    cells = line.all_cells if isinstance(line, Finding) else (line.at,)
    return any(at in cells for at in (explanation.at, *explanation.cells) if at is not None)


def _same_label(explanation: Explanation, line: _Line) -> bool:
    """Equal findings are called by the first of them; a sheet that was renamed is another one."""
    is_there = explanation.at is None or line.at is None or explanation.at.sheet == line.at.sheet
    return is_there and _first(explanation.label) == _first(line.label)


def _first(label: str) -> str:
    return label.split("、")[0]


def _explained(finding: Finding, explanations: Sequence[Explanation]) -> Finding:
    if not explanations:
        return finding
    covered = sum(explanation.count for explanation in explanations)
    settled = finding.severity is Severity.WARNING and covered >= len(set(finding.all_cells))
    return replace(finding, explanation=_joined(explanations), is_explained=settled)


def _joined(explanations: Iterable[Explanation]) -> str:
    return "；".join(dict.fromkeys(explanation.text for explanation in explanations))


def _settled_last(findings: Sequence[Finding]) -> list[Finding]:
    """What is explained goes behind the warnings that still wait, unless it stands with its cause or its effects."""

    def place(finding: Finding) -> int:
        """What still waits first, then what is explained, remarks last."""
        if finding.severity is Severity.INFO:
            return 2
        return 1 if finding.is_explained and not finding.clears and finding.root is None else 0

    return sorted(findings, key=place)
