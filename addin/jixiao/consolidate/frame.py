"""The roundup as a pandas table, for those who go on calculating with it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.consolidate.units import Roundup

if TYPE_CHECKING:
    import pandas

COLUMNS = ("annual_budget", "executed", "self_score")


def roundup_frame(roundup: Roundup) -> "pandas.DataFrame":
    """One row a unit, in the order of the 汇总表; amounts in the form's money unit.

    Figures stay exact Decimals (dtype object); one that was not reported is ``None``, never 0 or NaN.
    """
    import pandas

    listed = ["project"] if any(unit.project for unit in roundup.units) else []
    rows = [
        {"unit": unit.unit, "file": unit.file, **({"project": unit.project} if listed else {})}
        | {role: figure if isinstance(figure := unit.figures.get(role), Decimal) else None for role in COLUMNS}
        for unit in roundup.units
    ]
    return pandas.DataFrame(rows, columns=["unit", *listed, "file", *COLUMNS], dtype=object)
