from decimal import Decimal

from jixiao.compute.review import UnitFigures
from jixiao.consolidate.frame import roundup_frame
from jixiao.consolidate.units import Roundup
from jixiao.model.figures import Missing


def test_frame_keeps_exact_figures_and_leaves_out_what_is_missing():
    first = UnitFigures("甲", "甲.xlsx", {"annual_budget": Decimal("239.56"), "executed": Missing.BLANK})
    frame = roundup_frame(Roundup("甲", "2021", (first,)))
    assert frame.to_dict("records") == [
        {"unit": "甲", "file": "甲.xlsx", "annual_budget": Decimal("239.56"), "executed": None, "self_score": None}
    ]


def test_frame_of_no_units_has_the_columns():
    assert list(roundup_frame(Roundup("", "", ())).columns) == [
        "unit",
        "file",
        "annual_budget",
        "executed",
        "self_score",
    ]
