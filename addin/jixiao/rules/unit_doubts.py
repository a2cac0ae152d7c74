"""Which amounts the findings hold to be typed in another money unit than the form prints."""

from collections.abc import Iterable, Mapping

from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding
from jixiao.rules.causes.scale import WAN_FOR_YUAN, YUAN_FOR_WAN

_TYPED_IN: Mapping[str, str] = {YUAN_FOR_WAN: "元", WAN_FOR_YUAN: "万元"}
_SAID_SO, _VARIANTS = "M001", {"": "元", "small": "万元"}


def unit_doubts(findings: Iterable[Finding], printed: str) -> Mapping[CellRef, str]:
    """The cells, and the unit in which each seems to be typed, in a form that prints ``printed``."""
    found: dict[CellRef, str] = {}
    for finding in findings:
        said = _VARIANTS.get(finding.variant, "") if finding.code == _SAID_SO else _TYPED_IN.get(finding.cause, "")
        if said and said != printed:
            found[finding.at] = said
    return found
