"""Qualitative bands (全部达成、基本达成 …): the word gives the range, a person the score in it."""

import unicodedata
from decimal import Decimal

from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, by_person, rounded, sure
from jixiao.compute.scoring.words import brief, cell, percent, plain
from jixiao.model.figures import Text
from jixiao.model.scoring import Bands


def by_band(rule: Bands, inputs: Inputs, points: Decimal) -> Scored:
    """The range of the band that the actual value names."""
    said = inputs.actual.text if isinstance(inputs.actual, Text) else inputs.actual_text
    named = _bare(said)
    ceiling = Decimal(1)
    for band in rule.bands:
        if _bare(band.label) == named:
            return _within(f"“{brief(band.label)}”", band.start, ceiling, points)
        ceiling = band.start
    return by_person(f"完成{cell(inputs.actual, said)}，不是规定的档次，{BY_UNIT}")


def _within(label: str, start: Decimal, ceiling: Decimal, points: Decimal) -> Scored:
    low, high = (rounded(points * share, points) for share in (start, ceiling))
    working = f"{label}：{plain(points)} × {percent(start)}～{percent(ceiling)} → {plain(low)}～{plain(high)}"
    if low == high:
        return sure(low, working)
    return Scored(None, low, high, f"{working}，{BY_UNIT}")


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
