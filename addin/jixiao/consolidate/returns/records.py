"""Arrivals as text (JSON), for the ledger and for other machines. What is read back is equal to what was written."""

import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from jixiao.consolidate.returns.submission import (
    Amount,
    Arrival,
    Content,
    IndicatorLine,
    Noted,
    Refused,
    Submission,
    SummaryRow,
)
from jixiao.model.figures import Missing

_MISSING = "!"
"""In front of the name of a Missing, where else a number stands."""

_Record = dict[str, Any]
_REPORTED = ("content", "unit", "project", "department", "year", "money_unit", "figures", "indicators", "rows")
"""What a submission reports, whatever its file and its places."""


def arrival_text(arrival: Arrival) -> str:
    """Lines of JSON without blanks; the same arrival always gives the same text. See ``reported_text``."""
    record = _fields_of(arrival)
    if isinstance(arrival, Refused):
        return _ENCODER.encode(record)
    reported = {name: record.pop(name) for name in _REPORTED} | {
        "figures": _amount_texts(arrival.figures),
        "indicators": [*map(_indicator_texts, arrival.indicators)],
        "rows": [_fields_of(row) | {"figures": _amount_texts(row.figures)} for row in arrival.rows],
    }
    record["findings"] = None if arrival.findings is None else [_fields_of(noted) for noted in arrival.findings]
    return f"{_ENCODER.encode(reported)}\n{_ENCODER.encode(record)}"


def reported_text(text: str) -> str:
    """Of the text of a submission what it reports, without its file, its places and what was found in it."""
    return text.partition("\n")[0]


def read_arrival(text: str) -> Arrival:
    """The arrival that a text was made of. Raises ValueError, KeyError or TypeError where it was made of none."""
    record: _Record = {}
    for line in text.split("\n"):
        record |= json.loads(line)
    return Refused(**record) if "reason" in record else _submission(record)


def amount_text(amount: Amount) -> str:
    """A figure as text, exactly; a missing one as ``!BLANK``."""
    return f"{_MISSING}{amount.name}" if isinstance(amount, Missing) else str(amount)


def read_amount(text: str) -> Amount:
    """The figure that a text was made of."""
    return _MISSING_OF[text] if text.startswith(_MISSING) else Decimal(text)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False)
_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (Submission, Refused, Noted, SummaryRow)
}
_MISSING_OF = {amount_text(missing): missing for missing in Missing}


def _fields_of(value: Arrival | Noted | SummaryRow) -> _Record:
    return {name: getattr(value, name) for name in _FIELDS[type(value)]}


def _amount_texts(figures: Mapping[str, Amount]) -> dict[str, str]:
    return {key: amount_text(figure) for key, figure in figures.items()}


def _indicator_texts(line: IndicatorLine) -> list[str]:
    """An array, because a collection has millions of lines."""
    level1, level2, name, points, score, *texts = line
    return [level1, level2, name, amount_text(points), amount_text(score), *texts]


def _submission(record: _Record) -> Submission:
    noted = record["findings"]
    return Submission(
        **{
            **record,
            "content": Content(record["content"]),
            "figures": _amounts(record["figures"]),
            "indicators": tuple(map(_indicator, record["indicators"])),
            "findings": None if noted is None else tuple(Noted(**finding) for finding in noted),
            "rows": tuple(SummaryRow(**{**row, "figures": _amounts(row["figures"])}) for row in record["rows"]),
            "missing": tuple(record["missing"]),
        }
    )


def _amounts(record: Mapping[str, str]) -> Mapping[str, Amount]:
    return {key: read_amount(text) for key, text in record.items()}


def _indicator(record: list[str] | dict[str, str]) -> IndicatorLine:
    """A line of indicators; older ledgers have an object where there is an array now."""
    told = [record[name] for name in IndicatorLine._fields] if isinstance(record, dict) else record
    level1, level2, name, points, score, *texts = told
    return IndicatorLine(level1, level2, name, read_amount(points), read_amount(score), *texts)
