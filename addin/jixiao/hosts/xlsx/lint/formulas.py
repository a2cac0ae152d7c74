"""The formulas of a workbook: each different text is read once, and not more of them than there is time for."""

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.formula_reader import Known, Oddity, oddities
from jixiao.model.findings import Severity

TOO_MANY = Kind("X511", Severity.INFO, "公式太多，后面的没有逐条检查", "Excel 打开也会很慢", "请核实是否都用得着")

MOST_TEXT = 2_000_000
"""So many characters of different formulas are read in one workbook; they take about two seconds."""


class FormulaCheck:
    """Reads formulas against what they may refer to."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._read: dict[str, tuple[Oddity, ...]] = {}
        self._room = MOST_TEXT

    def check(self, raw: str, scope: Scope, at: str) -> None:
        """Note what is wrong with a formula as the file holds it, that is without a leading ``=``."""
        formula = xstring.decode(raw)
        found = self.oddities(formula)
        if found is None:
            scope.note(TOO_MANY, at)
            return
        for kind, word in found:
            scope.note(kind, at, formula=formula, name=word)

    def oddities(self, formula: str) -> tuple[Oddity, ...] | None:
        """What is wrong with a decoded formula, or None where too many were read already."""
        found = self._read.get(formula)
        if found is None and len(formula) <= self._room:
            self._room -= len(formula)
            found = self._read[formula] = tuple(dict.fromkeys(oddities(formula, self._known)))
        return found
