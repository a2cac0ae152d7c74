"""Which defined names name an area of ours."""

import pytest

from jixiao.hosts.defined_names import named_areas
from jixiao.model.cells import Area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("=自评表!$B$2", Area("自评表", 2, 2, 2, 2)),
        ("自评表!$D$9:$B$2", Area("自评表", 2, 2, 9, 4)),
        ("='o''k 表'!A1", Area("O'K 表", 1, 1, 1, 1)),
        ("=自评表!#REF!", None),
        ("=#REF!", None),
    ],
)
def test_place_or_its_loss_is_known(text: str, area: Area | None) -> None:
    assert named_areas([("jx_a", text)], ["自评表", "O'K 表"]) == {"jx_a": area}


@pytest.mark.parametrize("text", ["=0.3", "=别的表!$A$1", "=SUM(自评表!$A$1:$A$9)", "=自评表!$A:$A", ""])
def test_what_is_no_rectangle_of_ours_is_left_out(text: str) -> None:
    assert named_areas([("jx_a", text)], ["自评表"]) == {}


def test_names_of_excel_are_left_out() -> None:
    assert named_areas([("_xlnm.Print_Area", "自评表!$A$1")], ["自评表"]) == {}
