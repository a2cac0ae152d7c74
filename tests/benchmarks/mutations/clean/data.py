"""The words and the recipes that clean workbooks are made of, from the TOML files beside the package."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1]


@cache
def words() -> Mapping[str, Any]:
    """Units, indicators, reasons, goals."""
    return _load("words.toml")


@cache
def measures() -> Mapping[str, Any]:
    """Framework id → how its base figures are drawn, and which of them its rates are made of."""
    return _load("measures.toml")


def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)
