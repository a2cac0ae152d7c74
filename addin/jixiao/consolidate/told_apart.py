"""Rows of a 汇总表 that would bear the same name are told apart: ``told_apart(consolidation)``."""

from collections import Counter
from dataclasses import replace

from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.read.pages import plain


def told_apart(consolidation: Consolidation) -> Consolidation:
    """The consolidation with the department behind the unit, where several rows would bear the same name."""
    counted = Counter(plain(row.name) for row in consolidation.rows)

    def told(row: Row) -> Row:
        """The row, with its department where its name alone is not enough."""
        same = counted[plain(row.name)] > 1 and row.department
        return replace(row, unit=f"{row.unit}（{row.department}）") if same else row

    return replace(consolidation, rows=tuple(map(told, consolidation.rows)))
