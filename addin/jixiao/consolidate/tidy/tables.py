"""Tidy tables as pandas DataFrames, for those who go on calculating with the figures.

>>> tables = jixiao.consolidate.load("汇总.台账.db")      # or a folder of returned workbooks
>>> tables.units.groupby("department", dropna=False)["executed"].sum()
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from os import PathLike
from typing import TYPE_CHECKING, Any

from jixiao.consolidate.judging.acceptance import Judgement
from jixiao.consolidate.returns.records import read_arrival
from jixiao.consolidate.returns.submission import Arrival
from jixiao.consolidate.tidy.columns import TABLES, Column, Kind
from jixiao.consolidate.tidy.tidying import Tidying

if TYPE_CHECKING:
    import pandas

_FILES = "jixiao.hosts.roundup.tidy_arrivals"
"""Who reads files. It is looked up by name when a path is given: nothing here depends on it."""

_DTYPES: Mapping[Kind, str] = {Kind.TEXT: "string", Kind.COUNT: "Int64", Kind.FLAG: "boolean", Kind.AMOUNT: "object"}

Told = Arrival | str | tuple[Arrival, Judgement | None] | tuple[Arrival, Judgement | None, str]
"""An arrival, its record as text (see ``records``), or an arrival with the judgement whether it counts, and with the
code of its unit in the 名单.
"""


@dataclass(frozen=True)
class Tables:
    """What came in, as tables; ``columns.TABLES`` says what each column holds.

    ``units``: a row for each submission that counts (for each row of a 汇总表). ``funds``: a row for each amount of
    the fund tables. ``base_figures``, ``indicators``, ``findings``: likewise. ``not_counted``: what does not count,
    and why. Texts and codes are ``string``, counts ``Int64``, amounts exact Decimals (``object``) in the money unit
    of the framework; what is not there is NA, and never 0.
    """

    units: "pandas.DataFrame"
    funds: "pandas.DataFrame"
    base_figures: "pandas.DataFrame"
    indicators: "pandas.DataFrame"
    findings: "pandas.DataFrame"
    not_counted: "pandas.DataFrame"


def load(source: str | PathLike[str] | Iterable[Told]) -> Tables:
    """The tidy tables of a ledger (``….台账.db``), a folder or archive of returned workbooks, or of arrivals.

    Raises JixiaoError, one sentence, where the path holds none of these.
    """
    if isinstance(source, str | PathLike):
        source = import_module(_FILES).arrivals_at(source)
        assert not isinstance(source, str | PathLike)
    contents: dict[str, dict[str, list[Any]]] = {
        table: {column.name: [] for column in columns} for table, columns in TABLES.items()
    }
    tidying = Tidying()
    told = (tidying.rows(*_arrival(one)) for one in source)
    for table, row in chain(chain.from_iterable(told), tidying.rest()):
        for name, values in contents[table].items():
            values.append(row.get(name))
    return Tables(**{table: _frame(TABLES[table], values) for table, values in contents.items()})


def _arrival(told: Told) -> tuple[Arrival, Judgement | None, str]:
    if isinstance(told, tuple):
        return (*told, "") if len(told) == 2 else told
    return (read_arrival(told) if isinstance(told, str) else told), None, ""


def _frame(columns: Iterable[Column], contents: Mapping[str, list[Any]]) -> "pandas.DataFrame":
    import pandas

    series = {}
    for column in columns:
        values = contents[column.name]
        values = [value or None for value in values] if column.kind is Kind.TEXT else values
        series[column.name] = pandas.Series(values, dtype=_DTYPES[column.kind])
    return pandas.DataFrame(series)
