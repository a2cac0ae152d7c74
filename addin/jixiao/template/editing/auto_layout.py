"""A drawing of the 自评表 made from the columns of a framework: names, fund table, goals, scoring table."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from jixiao.model.framework import Framework
from jixiao.template.source_checks import DEFAULT
from jixiao.template.source_parts import Span

_FUND_LABELS = ("title", "label")


@cache
def _measures() -> Mapping[str, Any]:
    text = (files("jixiao.template.editing") / "defaults.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["layout"])


def default_evaluation(framework: Framework) -> dict[str, Any]:
    """The drawing for a framework with a scoring table, as a source states it; every part is as wide as the paper."""
    roles = _printed(framework)
    widths = [float(_measures()["widths"].get(role, _measures()["other_width"])) for role in roles]
    spans: list[list[int]] = [[number] for number in range(1, len(roles) + 1)]
    while len(widths) < _needed(framework):
        _split(widths, spans)
    parts = [_heads(framework, widths), *_fund(framework, widths), _goals(widths), _table(roles, spans)]
    return {
        "widths": widths,
        "landscape": sum(widths) >= _measures()["landscape_from"],
        "seal": [_text(each) for each in shared(widths, (5, 3, 3))],
        "parts": parts,
    }


def _printed(framework: Framework) -> list[str]:
    """The columns of the widest layout on paper."""
    law = framework.indicators
    return [role for role in law.columns if not (role == "points" and law.points_in_names)]


def _needed(framework: Framework) -> int:
    fund = framework.fund
    return max(6, len(fund.columns) + 1 if fund is not None else 0)


def _split(widths: list[float], spans: list[list[int]]) -> None:
    """Two columns of the sheet in place of its widest one, so that other tables find their edges."""
    widest = max(range(len(widths)), key=lambda number: widths[number])
    widths[widest : widest + 1] = [widths[widest] / 2] * 2
    for span in spans:
        span[:] = [column + (column > widest + 1) for column in span]
        if widest + 1 in span:
            span.append(widest + 2)
    for span in spans:
        span.sort()


def shared(widths: Sequence[float], shares: Sequence[float]) -> list[Span]:
    """All columns divided into as many spans as there are shares, each about as wide as its share."""
    ends = list(accumulate(widths))
    wanted = [each / sum(shares) * ends[-1] for each in accumulate(shares)]
    spans: list[Span] = []
    left = 1
    for number, edge in enumerate(wanted):
        last = len(widths) - (len(wanted) - number - 1)  # each further span needs a column
        right = min(range(left, last + 1), key=lambda column: abs(ends[column - 1] - edge))
        right = len(widths) if number == len(wanted) - 1 else right
        spans.append(Span(left, right))
        left = right + 1
    return spans


def _text(span: Span | Sequence[int]) -> str:
    return str(span if isinstance(span, Span) else Span(span[0], span[-1]))


def _heads(framework: Framework, widths: Sequence[float]) -> dict[str, Any]:
    """Unit and department, then the entries that the framework adds, two a row."""
    words = _measures()
    entries = [(words["unit_label"], "unit"), (words["department_label"], "department"),
               *((entry.label, entry.id) for entry in framework.fields)]  # fmt: skip
    return {"kind": "rows", "rows": [_head(entries[n : n + 2], widths) for n in range(0, len(entries), 2)]}


def _head(entries: Sequence[tuple[str, str]], widths: Sequence[float]) -> dict[str, Any]:
    spans = shared(widths, (1, 2) * len(entries))
    cells = [{"label": label, "field": field} for label, field in entries]
    return {
        "cells": [
            {"span": _text(spans[2 * n + side]), key: cell[key]}
            for n, cell in enumerate(cells)
            for side, key in enumerate(("label", "field"))
        ]
    }


def _fund(framework: Framework, widths: Sequence[float]) -> Iterator[dict[str, Any]]:
    if framework.fund is None:
        return
    roles = [*_FUND_LABELS, *(role for role in framework.fund.columns if role != "label")]
    spans = shared(widths, [1.2, 2.4, *[1.2] * (len(roles) - 2)])
    yield {"kind": "fund", "spans": {role: _text(span) for role, span in zip(roles, spans, strict=True)}}


def _goals(widths: Sequence[float]) -> dict[str, Any]:
    words = _measures()
    name, planned, achieved = map(_text, shared(widths, (1, 4, 4)))
    heads = [{"span": name, "label": words["goal_label"], "rows": 2},
             {"span": planned, "label": words["goal_planned"], "head": True},
             {"span": achieved, "label": words["goal_achieved"], "head": True}]  # fmt: skip
    entries = [{"span": planned, "field": "goal_planned"}, {"span": achieved, "field": "goal_achieved"}]
    return {"kind": "rows", "rows": [{"cells": heads}, {"height": words["goal_height"], "cells": entries}]}


def _table(roles: Sequence[str], spans: Sequence[Sequence[int]]) -> dict[str, Any]:
    table = {role: _text(span) for role, span in zip(roles, spans, strict=True)}
    return {"kind": "indicators", "row_height": _measures()["row_height"], "spans": {DEFAULT: table}}
