"""Points by the share of the points of assessment (评价要点) that are met."""

from collections import Counter
from decimal import Decimal

from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, Tick, by_person, rounded, worked
from jixiao.compute.scoring.words import plain


def by_checklist(inputs: Inputs, points: Decimal) -> Scored:
    """Points × points of assessment met ÷ those that apply; a range while some are not ticked."""
    ticks = Counter(inputs.ticks)
    met, blank = ticks[Tick.YES], ticks[Tick.BLANK]
    apply = len(inputs.ticks) - ticks[Tick.NOT_APPLICABLE]
    if not apply:
        return by_person(f"没有评价要点，{BY_UNIT}")
    if blank:
        low, high = (rounded(points * count / apply, points) for count in (met, met + blank))
        return Scored(None, low, high, f"评价要点还有 {blank} 项没有勾选")
    working = f"{plain(points)} × {met} ÷ {apply}"
    return worked(f"评价要点满足 {met} ÷ {apply} 项：{working}", points * met / apply, points)
