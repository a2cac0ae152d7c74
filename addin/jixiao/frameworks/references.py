"""What the parts of a framework say of each other: ids once each, formulas over names that exist.

This looks at the file as it was read, so that it also finds what is wrong beside other mistakes.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jixiao.frameworks.mistakes import Location, Mistake
from jixiao.model.formula import FormulaError, Kind, kind_of, names, parse_formula

_AMOUNTS = ("annual_budget", "executed")
_FORM_FORMULAS: Mapping[Location, Collection[str]] = {
    ("fund", "execution_rate"): _AMOUNTS,
    ("fund", "total"): ("parts",),
    ("indicators", "total"): ("parts",),
    ("summary", "execution_rate"): _AMOUNTS,
    ("summary", "total"): ("parts",),
    ("summary", "total_score"): ("scores", "budgets"),
}
"""Formulas of the form itself, and the names that its cells have there."""


def reference_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Repeated ids, unknown names in formulas, unknown rates; what is no proper table is passed over."""
    for path in (("concepts",), ("rates",), ("fund", "lines")):
        yield from _repeated(path, data)
    concepts = {item.get("id") for _, item in _items(("concepts",), data)}
    for number, rate in _items(("rates",), data):
        yield from _formula(("rates", number, "formula"), rate.get("formula"), concepts, "未定义的基础数据")
    for location, known in _FORM_FORMULAS.items():
        yield from _formula(location, _at(location, data), known, "这里没有的名称")
    rates = {item.get("id") for _, item in _items(("rates",), data)}
    for location, indicator in _indicators(data):
        if indicator.get("rate") is not None and indicator["rate"] not in rates:
            yield Mistake((*location, "rate"), f"没有 id 为 {indicator['rate']} 的比率")


def _at(location: Location, data: object) -> object:
    for step in location:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _items(path: Location, data: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    found = _at(path, data)
    for number, item in enumerate(found if isinstance(found, list) else []):
        if isinstance(item, Mapping):
            yield number, item


def _repeated(path: Location, data: Mapping[str, Any]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, item in _items(path, data):
        id = item.get("id")
        if isinstance(id, str):
            if id in seen:
                yield Mistake((*path, number, "id"), f"{id} 前面已经用过")
            seen.add(id)


def _formula(location: Location, text: object, known: Collection[object], what: str) -> Iterator[Mistake]:
    try:
        formula = parse_formula(text) if isinstance(text, str) else None
    except FormulaError:
        return  # the model says so
    if formula is None:
        return
    for name in sorted(names(formula) - {name for name in known if isinstance(name, str)}):
        yield Mistake(location, f"公式用了{what} {name}")
    if kind_of(formula) not in (Kind.NUMBER, Kind.CELL):
        yield Mistake(location, "公式的结果应是数字")


def _indicators(data: Mapping[str, Any]) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    for level_number, level in _items(("indicators", "levels"), data):
        for group_number, group in _items(("groups",), level):
            for number, indicator in _items(("indicators",), group):
                yield ("indicators", "levels", level_number, "groups", group_number, "indicators", number), indicator
