"""All that goes with a 汇总表."""

from collections.abc import Mapping, Sequence

from jixiao.consolidate.attention import Attention, Spread
from jixiao.consolidate.consolidation import Consolidation, coverage_line
from jixiao.consolidate.sheets.attention import attention_sheet
from jixiao.consolidate.sheets.carried import NOTHING_KEPT, Kept, carried_text
from jixiao.consolidate.sheets.charts import chart_sheet
from jixiao.consolidate.sheets.not_counted import not_counted_sheet
from jixiao.consolidate.sheets.noted import noted_sheet
from jixiao.consolidate.sheets.places import Placed
from jixiao.consolidate.sheets.sources import sources_sheet
from jixiao.model.listing import Beside


def beside(
    consolidation: Consolidation,
    placed: Placed,
    ranked: Sequence[Attention] = (),
    spread: Mapping[str, Spread] | None = None,
    rule_titles: Mapping[str, str] | None = None,
    room: Mapping[str, int] | None = None,
    kept: Kept = NOTHING_KEPT,
    others: int = 0,
) -> Beside:
    """The sheets, the line on coverage and what the workbook carries inside.

    ``ranked`` are the units to look at first, ``spread`` what the signals saw of all. ``rule_titles``: rule → title.
    ``room``: the rows of the charts of a workbook that is refreshed (see ``carried.Carried``), so that they go on
    reaching over their figures. ``others``: rows of the 汇总表 that are no part of this roundup; ``kept``: what is
    known of them.
    """
    coverage = coverage_line(consolidation) + (f"，另有 {others} 行不在这次汇总之内" if others else "")
    listings = (
        sources_sheet(consolidation, placed, coverage),
        not_counted_sheet(consolidation, placed, coverage),
        noted_sheet(consolidation, placed, coverage),
        attention_sheet(consolidation, placed, ranked, spread or {}, rule_titles or {}),
    )
    charts = chart_sheet(consolidation, rule_titles or {}, room)
    return Beside(coverage, listings, charts, (carried_text(consolidation, placed, charts, kept),))
