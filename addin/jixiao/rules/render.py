"""Findings → sentences, rendered late from the rule's message and the finding's values."""

from dataclasses import dataclass

from jixiao.model.findings import Finding, Severity
from jixiao.model.results import EXPLAINED
from jixiao.rules.catalogue import Report, Rule, all_rules
from jixiao.rules.wording import LONGEST_MESSAGE, first_of, shortened

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.INFO: "说明"}


@dataclass(frozen=True)
class Described:
    """One finding in words. ``message`` is the place, a colon and the ``sentence``.

    ``relation``: what else its cell explains, or which other cell explains it; "" for most.
    """

    message: str
    sentence: str
    hint: str
    basis: str
    title: str
    relation: str = ""

    @property
    def advice(self) -> str:
        """What to do, and what comes of it."""
        return f"{self.hint}{self.relation}"


def counts_line(report: Report) -> str:
    """``错误 2 · 提示 1 · 说明 0 · 已说明 3``; warnings that the office explained are counted apart."""
    if not report.findings:
        return "没有发现问题"
    counts = [f"{SEVERITY_WORDS[severity]} {report.count(severity)}" for severity in Severity]
    return " · ".join([*counts, *([f"{EXPLAINED} {report.explained}"] if report.explained else [])])


def rule_of(code: str) -> Rule:
    """The rule of a code; KeyError where there is none."""
    found = {rule.code: rule for rule in all_rules()}
    return found[code]


def describe(finding: Finding) -> Described:
    """Where · what is · what should be · by how much, and what to do."""
    rule = rule_of(finding.code)
    where, sentence = place(finding), _sentence(rule, finding, finding.label)
    if _is_long(where, sentence):
        where, sentence = place(finding, shown=1), _sentence(rule, finding, first_of(finding.label))
        sentence = shortened(sentence, LONGEST_MESSAGE - len(where) - 1)
    hint = f"{rule.hint}{finding.values.get('overwritten', '')}"
    return Described(f"{where}：{sentence}", sentence, hint, rule.basis, rule.title, _relation(finding))


def _is_long(where: str, sentence: str) -> bool:
    return len(where) + 1 + len(sentence) > LONGEST_MESSAGE


def _sentence(rule: Rule, finding: Finding, label: str) -> str:
    values = {"label": label, "printed": finding.printed, "expected": finding.expected, **finding.values}
    return rule.messages[finding.variant].format_map(values)


def _relation(finding: Finding) -> str:
    if finding.root is not None:
        return f"改正 {finding.root.sheet} {finding.root.a1} 后，此条随之消除。"
    return f"改这一格，可一并消除另外 {finding.clears} 条。" if finding.clears else ""


def place(finding: Finding, shown: int = 3) -> str:
    """``自评表 I7``, or ``自评表 I5、I8 等 4 格`` where equal findings are one; ``shown``: how many cells it names."""
    cells = list(dict.fromkeys(finding.all_cells))
    home = finding.at.sheet
    named = "、".join(cell.a1 if cell.sheet == home else f"{cell.sheet} {cell.a1}" for cell in cells[:shown])
    more = f" 等 {len(cells)} 格" if len(cells) > shown else ""
    return f"{finding.at.sheet} {named}{more}"
