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


def arrival_text(arrival: Arrival) -> str:
    """One line of JSON without blanks; the same arrival always gives the same text."""
    return _ENCODER.encode(_plain(arrival))


def read_arrival(text: str) -> Arrival:
    """The arrival that a text was made of. Raises ValueError or KeyError where it was made of none."""
    record = json.loads(text)
    return Refused(**record) if "reason" in record else _submission(record)


def amount_text(amount: Amount) -> str:
    """A figure as text, exactly; a missing one as ``!BLANK``."""
    return f"{_MISSING}{amount.name}" if isinstance(amount, Missing) else str(amount)


def read_amount(text: str) -> Amount:
    """The figure that a text was made of."""
    return Missing[text[1:]] if text.startswith(_MISSING) else Decimal(text)


def _plain(value: object) -> str | Mapping[str, object]:
    """What JSON has no word for, one level deep."""
    if isinstance(value, Decimal | Missing):
        return amount_text(value)
    names = _FIELDS.get(type(value))
    if names is None:
        raise TypeError(f"{type(value).__name__} is no part of an arrival")
    record = {name: getattr(value, name) for name in names}
    if isinstance(value, Submission):
        record["indicators"] = [dict(zip(IndicatorLine._fields, line, strict=True)) for line in value.indicators]
    return record


_ENCODER = json.JSONEncoder(
    default=_plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False
)
_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (Submission, Refused, Noted, SummaryRow)
}


def _submission(record: Mapping[str, Any]) -> Submission:
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


def _indicator(record: Mapping[str, Any]) -> IndicatorLine:
    amounts = {role: read_amount(record[role]) for role in ("points", "score")}
    return IndicatorLine(**{**record, **amounts})
