"""Findings → sentences, rendered late from the rule's message and the finding's values."""

from dataclasses import dataclass

from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Rule, all_rules

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.INFO: "说明"}


@dataclass(frozen=True)
class Described:
    """One finding in words. ``message`` is the place, a colon and the ``sentence``."""

    message: str
    sentence: str
    hint: str
    basis: str
    title: str


def rule_of(code: str) -> Rule:
    """The rule of a code; KeyError where there is none."""
    found = {rule.code: rule for rule in all_rules()}
    return found[code]


def describe(finding: Finding) -> Described:
    """Where · what is · what should be · by how much, and what to do."""
    rule = rule_of(finding.code)
    values = {
        "label": finding.label,
        "printed": finding.printed,
        "expected": finding.expected,
        **finding.values,
    }
    sentence = rule.messages[finding.variant].format_map(values)
    return Described(f"{place(finding)}：{sentence}", sentence, rule.hint, rule.basis, rule.title)


def place(finding: Finding) -> str:
    """``自评表 I7``, or ``自评表 I5、I8 等 4 格`` where equal findings are one."""
    cells = list(dict.fromkeys(finding.all_cells))
    shown = "、".join(cell.a1 for cell in cells[:3])
    more = f" 等 {len(cells)} 格" if len(cells) > 3 else ""
    return f"{finding.at.sheet} {shown}{more}"
