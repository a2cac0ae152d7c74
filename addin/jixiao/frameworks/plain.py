"""A framework or a template source back to the plain tables, lists and values that its file states."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from jixiao.model.formula import Formula, formula_text

_BY_NAME = "rule"
"""A table of this key alone is written as its value: ``scoring = "full_if_met"``."""


def plain(part: BaseModel) -> dict[str, Any]:
    """What a file must say to give the part again; what is as it would be anyway is left out."""
    found: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            found[field.alias or name] = _value(value)
    return found


def _value(value: object) -> Any:  # noqa: ANN401 - tables, lists and values as a TOML reader gives them
    match value:
        case BaseModel():
            table = plain(value)
            return table[_BY_NAME] if set(table) == {_BY_NAME} else table
        case Mapping():
            return {str(key): _value(each) for key, each in value.items()}
        case tuple() | list():
            return [_value(each) for each in value]
        case Enum():
            return value.value
        case bool() | int() | str() | date():
            return value
        case Decimal() | float():
            return _number(value)
    return formula_text(value) if isinstance(value, Formula) else str(value)


def _number(value: Decimal | float) -> int | Decimal:
    exact = Decimal(str(value))
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()
