"""What the parts of a framework say of each other: names once each, formulas over names that exist, facts that exist.

This looks at the file as it was read, so that it also finds what is wrong beside other mistakes.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from jixiao.frameworks.mistakes import Location, Mistake
from jixiao.frameworks.raw_facts import facts_of, table_facts
from jixiao.frameworks.raw_parts import groups_of, ids_of, indicators_of, items_of, part_at, roles_of
from jixiao.frameworks.repeats import repeat_mistakes
from jixiao.model.formula import FormulaError, Kind, kind_of, names, parse_formula
from jixiao.model.framework import PRIOR, PROJECT

_AMOUNTS = ("annual_budget", "executed")
_FORM_FORMULAS: Mapping[Location, Collection[str]] = {
    ("fund", "execution_rate"): _AMOUNTS,
    ("fund", "total"): ("parts",),
    ("fund", "score"): (*_AMOUNTS, "execution_rate", "points"),
    ("indicators", "total"): ("parts", "points", "fund_score"),
    ("summary", "execution_rate"): _AMOUNTS,
    ("summary", "total"): ("parts",),
    ("summary", "total_score"): ("scores", "budgets"),
}
"""Formulas of the form itself, and the names that its cells have there."""

_MOST_RATES = 500
"""Looking for circles takes time with the square of their number; a framework may come from anyone."""

_PER_HEAD: tuple[Location, ...] = (("per_head", "amount"), ("per_head", "heads"))


def reference_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Everything that does not fit together; what is no proper table is passed over."""
    yield from repeat_mistakes(data)
    yield from _concept_ids(data)
    yield from _rates(data)
    yield from _tie_outs(data)
    for location, known in _FORM_FORMULAS.items():
        yield from _formula(location, part_at(location, data), known, "这里没有的名称")
    yield from _indicator_mistakes(data)
    yield from _project_list(data)
    yield from _unknown_facts(data)
    yield from _dates(data)


def _concept_ids(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Formulas name concepts, their prior figures and rates alike: no name may stand for two things."""
    rates = set(ids_of(("rates",), data))
    for number, concept in items_of(("concepts",), data):
        id = concept.get("id")
        if not isinstance(id, str):
            continue
        if id.endswith(PRIOR):
            yield Mistake(("concepts", number, "id"), f"{id} 以 {PRIOR} 结尾，这样的名称留给上年数")
        if id in rates:
            yield Mistake(("concepts", number, "id"), f"{id} 同时是一个比率的 id")


def _rates(data: Mapping[str, Any]) -> Iterator[Mistake]:
    concepts, rates = ids_of(("concepts",), data), ids_of(("rates",), data)
    if len(rates) > _MOST_RATES:
        return  # the model says that there are too many
    known = {*concepts, *(id + PRIOR for id in concepts), *rates}
    uses: dict[str, set[str]] = {}
    for number, rate in items_of(("rates",), data):
        yield from _formula(("rates", number, "formula"), rate.get("formula"), known, "未定义的基础数据")
        if isinstance(rate.get("id"), str):
            uses[rate["id"]] = _names(rate.get("formula")) & set(rates)
    yield from _circles(uses, data)


def _tie_outs(data: Mapping[str, Any]) -> Iterator[Mistake]:
    concepts = ids_of(("concepts",), data)
    known = {*concepts, *(id + PRIOR for id in concepts), *table_facts(data)}
    for number, tie_out in items_of(("tie_outs",), data):
        for side in ("left", "right"):
            yield from _formula(("tie_outs", number, side), tie_out.get(side), known, "未定义的基础数据")


def _circles(uses: Mapping[str, Collection[str]], data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Rates that need themselves, over however many others; each circle once."""
    told: set[str] = set()
    for number, rate in items_of(("rates",), data):
        circle = _way_back(uses, rate["id"]) if isinstance(rate.get("id"), str) and rate["id"] not in told else []
        told.update(circle)
        if circle:
            way = " → ".join([*circle, circle[0]])
            yield Mistake(("rates", number, "formula"), f"公式绕了一圈又用到自己，算不出来：{way}")


def _way_back(uses: Mapping[str, Collection[str]], id: str) -> list[str]:
    """The rates on the shortest way from a rate back to itself; none where there is no such way."""
    ways, seen = [[id]], {id}
    for way in ways:
        for other in sorted(uses.get(way[-1], ())):
            if other == id:
                return way
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def _names(text: object) -> set[str]:
    try:
        return set(names(parse_formula(text))) if isinstance(text, str) else set()
    except FormulaError:
        return set()  # the model says so


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


def _indicator_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    rates, concepts = set(ids_of(("rates",), data)), set(ids_of(("concepts",), data))
    published = part_at(("indicators", "points"), data) in (None, "published")
    for location, indicator in indicators_of(data):
        rate = indicator.get("rate")
        if isinstance(rate, str) and rate not in rates:
            yield Mistake((*location, "rate"), f"没有 id 为 {rate} 的比率")
        if published and indicator.get("points") is None:
            yield Mistake(location, "缺少分值（points）")
    for location, scoring in _scorings(data):
        for key in ("gains", "losses"):
            counted = scoring.get(key)
            if isinstance(counted, str) and counted not in concepts:
                yield Mistake((*location, key), f"没有 id 为 {counted} 的基础数据")


def _scorings(data: Mapping[str, Any]) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    """The scoring rules with settings: of the whole table, of second-level indicators, of single ones."""
    table = part_at(("indicators",), data)
    whole: list[tuple[Location, object]] = [(("indicators",), table)]
    for location, holder in (*whole, *groups_of(data), *indicators_of(data)):
        scoring = holder.get("scoring") if isinstance(holder, Mapping) else None
        if isinstance(scoring, Mapping):
            yield (*location, "scoring"), scoring


def _unknown_facts(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Places that say which fact they state."""
    facts = facts_of(data)
    places: tuple[tuple[Location, str], ...] = (
        (("concepts",), "same_as"), (("rates",), "same_as"), (("statements",), "concept"),
        (("summary", "statements"), "concept"),
    )  # fmt: skip
    for table, key in places:
        for number, item in items_of(table, data):
            fact = item.get(key)
            if isinstance(fact, str) and fact and fact not in facts:
                yield Mistake((*table, number, key), _no_fact(fact))
    for path in (("summary", "amounts", "annual_budget"), ("summary", "amounts", "executed"), *_PER_HEAD):
        fact = part_at(path, data)
        if isinstance(fact, str) and fact not in facts:
            yield Mistake(path, _no_fact(fact))


def _project_list(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """A 汇总表 of projects takes their names from an entry of the form; a grade needs bands."""
    roles = roles_of(("summary", "columns"), data)
    if PROJECT in roles and PROJECT not in ids_of(("fields",), data):
        yield Mistake(("summary", "columns"), f"有项目名称一列，自设项目（fields）里应有 id 为 {PROJECT} 的一项")
    if "grade" in roles and "grading" not in data:
        yield Mistake(("summary", "columns"), "有等级一列，应写明等级分档（grading）")


def _no_fact(fact: str) -> str:
    return f"没有 {fact} 这个数，请对照基础数据、比率、资金行和自设项目的 id"


def _dates(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """A source issued after the year in which the evaluation is made cannot be its basis."""
    year = data.get("year")
    for number, reference in items_of(("references",), data):
        issued = reference.get("issued")
        if isinstance(issued, date) and isinstance(year, int) and 2000 <= year < issued.year - 1:
            yield Mistake(("references", number, "issued"), f"{issued} 晚于 {year} 年度的自评，不能作为依据")
