"""What an office need not say: a source for its framework with general texts and a drawing made from its columns."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jixiao.model.framework import Framework
from jixiao.template.editing.auto_layout import default_evaluation


@cache
def _texts() -> Mapping[str, Any]:
    text = (files("jixiao.template.editing") / "defaults.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def blank() -> dict[str, Any]:
    """What a new workbook holds already."""
    return dict(_texts()["blank"])


def fill_framework(data: dict[str, Any]) -> None:
    """Nothing of the law is made up; a form that is left out whole is none."""
    for name in [name for name, value in data.items() if value == {}]:
        del data[name]


def fill_source(data: dict[str, Any], law: Mapping[str, Any], framework: Framework | None) -> None:
    """Fill in what is left out of a source. ``law``: the framework as read, ``framework``: where it has no mistakes."""
    if data.get("framework") != law.get("id") or not data.get("id"):
        data["id"] = data["framework"] = law.get("id", "")
    data.setdefault("title", law.get("title", ""))
    for key, value in _texts()["source"].items():
        data.setdefault(key, value)
    data.setdefault("notes", [])
    data.setdefault("summary_notes", [])
    if framework is not None and framework.scoring_table is None:
        data.pop("evaluation", None)
        return
    given = data.setdefault("evaluation", {})
    if framework is not None and "parts" not in given and "widths" not in given:
        data["evaluation"] = {**default_evaluation(framework), **given}
