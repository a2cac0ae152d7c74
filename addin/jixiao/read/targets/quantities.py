"""The numbers of a text, each with its comparator, its unit and the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.model.decimals import EXACT, decimals_of
from jixiao.model.figures import Figure
from jixiao.model.targets import Precision, Quantity
from jixiao.read.targets.calendar import MASK
from jixiao.read.targets.numerals import NUMBER
from jixiao.read.targets.surroundings import Left, Right, left_of, right_of
from jixiao.read.targets.units import PER, UNIT, scale_of

_SHARES = {"%": 2, "‰": 3}
_TIMES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_TIMES_WORD = "(?:十万|百万|千万|万亿|千(?![米克瓦])|百(?!分点)|万|亿)(?!元)"
_MONEY = "(?:万|千|百万|千万|亿)元"
_MEASURE = re.compile(
    rf"(?P<sign>[-+±])?(?<![0-9A-Za-z.,])(?P<number>{NUMBER})(?![0-9]|[,.][0-9])(?P<more>多|余|来(?=[个名家项次万千百]))?"
    rf"(?:(?P<money>{_MONEY})|(?P<times>{_TIMES_WORD})?(?P<more_times>多|余)?(?P<counted>{UNIT})?)"
    rf"(?P<per>(?:[/·每]{PER})*)(?P<more_unit>多(?![种样元数次家人])|余(?![额下款粮]))?"
    rf"(?:(?P<until>[-~至到]|±)(?P<second>{NUMBER})(?![0-9]|[,.][0-9])(?P<second_times>{_TIMES_WORD})?"
    rf"(?P<second_unit>{_MONEY}|{UNIT})?(?P<second_per>(?:[/·每]{PER})*))?"
)
_CLAUSE_ENDS = ",;。、!?" + MASK
_LIST_NUMBER = re.compile(r"[1-9][.、)](?![0-9])")
_ORDINAL = re.compile(r"第$|(?<![目此之以年日提])前$|[A-Za-z_#]$")
_NAMED_NUMBER = re.compile(r"(?:目标|指标|任务|项目)$")
_TIED = re.compile(r"[0-9A-Za-z%][-/:*×]$|[*×/]$|[0-9]、$")
_MAY_BE_NEGATIVE = re.compile(r"(?:^|[<>≤≥=:,;。~为是达约于率长增降幅速比])$")
_MANY_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a text; ``trouble`` says why it cannot be read."""

    quantity: Quantity
    trouble: str = ""


def measures_in(text: str, qualifier: str) -> Iterator[Measure]:
    """Every number that measures something, from left to right; the numbers of hotlines and lists are passed over."""
    previous = 0
    for match in _MEASURE.finditer(text):
        clause = max(text.rfind(sign, 0, match.start()) for sign in _CLAUSE_ENDS) + 1
        left = left_of(text[max(clause, previous) : match.start()])
        right = right_of(text[match.end() :], _CLAUSE_ENDS, bool(_unit(match)))
        aside = text[previous:clause].strip(_CLAUSE_ENDS)
        if _is_label(match, left, right):
            continue
        previous = match.end() + right.length
        quantity = _quantity(match, left, right, qualifier)
        falls = quantity.upper is not None and quantity.upper.value < quantity.figure.value
        trouble = "范围的前一个数更大" if falls else _trouble(match, left, right)
        yield Measure(replace(quantity, rest=aside + quantity.rest), trouble)


def _first_unit(match: re.Match[str]) -> str:
    return match["money"] or match["counted"] or ""


def _unit(match: re.Match[str]) -> str:
    return match["second_unit"] or _first_unit(match)


def _is_label(match: re.Match[str], left: Left, right: Right) -> bool:
    """Whether the number only names something: the 5 of 5G, a first 1., a hotline, a 第3 or 前10."""
    before, after = match.string[: match.start()], match.string[match.start() :]
    is_first = not before or before[-1] in ";。" + MASK
    if (match["counted"] == "G" and match["number"] in "2345") or (is_first and _LIST_NUMBER.match(after)):
        return True
    if _ORDINAL.search(before) or (_NAMED_NUMBER.search(before) and after[len(match["number"]) :][:1] == ":"):
        return True
    is_named = not _unit(match) and bool(right.clause) and "一" <= right.clause[0] <= "鿿"
    says_more = left.comparator or left.aim or right.comparator or match["times"] or match["more"] or match["second"]
    return is_named and not says_more and len(match["number"]) >= _MANY_DIGITS


def _trouble(match: re.Match[str], left: Left, right: Right) -> str:
    """Why the number cannot be read; "" where it can."""
    before = match.string[: match.start()]
    if _TIED.search(before) or (not _unit(match) and right.clause[:1] in tuple("-/:*×、.")):
        return "数字的写法不清楚"
    if match["sign"] in ("-", "+") and not (left.comparator or _MAY_BE_NEGATIVE.search(before)):
        return "不清楚是减号还是连字符"
    if left.comparator and right.comparator:
        return "前后各有一个比较词"
    if match["counted"] == "日" and (right.clause.startswith("前") or (right.clause and not right.comparator)):
        return "不清楚是哪一天还是几天"
    if not _unit(match) and right.clause and not right.comparator:
        return "单位不认识"
    if right.is_negated and not left.comparator:
        return "后面有否定词"
    if right.is_far:
        return "比较词离数字太远"
    if left.precision is Precision.NEARLY and scale_of(_unit(match)).kind in ("time", "month"):
        return "不清楚是将近还是最近"
    return left.trouble or _trouble_of_range(match)


def _trouble_of_range(match: re.Match[str]) -> str:
    first, second = _first_unit(match), match["second_unit"]
    if match["second"] is None or match["until"] == "±":
        return ""
    if first and second and first != second:
        return "前后的单位不同"
    return "" if first or second else "不清楚是范围还是日期、比分"


def _quantity(match: re.Match[str], left: Left, right: Right, qualifier: str) -> Quantity:
    figure = _figure(match, left, right)
    is_more = match["more"] or match["more_times"] or match["more_unit"]
    precision = Precision.OVER if is_more else left.precision or right.precision or Precision.STATED
    quantity = Quantity(figure, None, precision, left.aim, left.change, left.subject, qualifier, right.rest)
    if match["sign"] == "±":
        low = replace(figure, value=figure.value.copy_negate(), comparator="≥")
        return replace(quantity, figure=low, upper=replace(figure, comparator="≤"))
    if match["second"] is None:
        return quantity
    return _of_tolerance(match, quantity) if match["until"] == "±" else _of_range(match, quantity)


def _of_range(match: re.Match[str], quantity: Quantity) -> Quantity:
    """50～60人: the first number is in the unit and the multiples of the second where it has none of its own."""
    unit = _unit(match)
    per = match["second_per"] or match["per"] or ""
    times = match["second_times"] or ""
    first = _number(match["number"], match["times"] or times, unit, per)
    low = first.value.copy_negate() if match["sign"] == "-" else first.value
    return replace(quantity, figure=replace(first, value=low), upper=_number(match["second"], times, unit, per))


def _of_tolerance(match: re.Match[str], quantity: Quantity) -> Quantity:
    """50±5人, 100万元±5%: a percentage of the number, unless the number is a percentage itself."""
    figure = quantity.figure
    tolerance = _number(match["second"], match["second_times"] or "", match["second_unit"] or "", "")
    is_relative = tolerance.unit == "%" and figure.unit != "%"
    by = EXACT.multiply(figure.value, tolerance.value) if is_relative else tolerance.value
    if figure.unit == "%" and not tolerance.unit:
        by = tolerance.value.scaleb(-2, context=EXACT)
    unit = figure.unit or ("" if is_relative else tolerance.unit)
    ends = (EXACT.subtract(figure.value, by), EXACT.add(figure.value, by))
    decimals = figure.decimals if is_relative else max(figure.decimals, tolerance.decimals)
    low, high = (Figure(end, decimals, sign, unit) for end, sign in zip(ends, "≥≤", strict=True))
    return replace(quantity, figure=low, upper=high)


def _figure(match: re.Match[str], left: Left, right: Right) -> Figure:
    per = match["per"] or ("" if not left.per else f"/{left.per}")
    figure = _number(match["number"], match["times"] or "", _first_unit(match), per)
    value = figure.value.copy_negate() if match["sign"] == "-" else figure.value
    return replace(figure, value=value, comparator=left.comparator or right.comparator)


def _number(digits: str, times: str, unit: str, per: str) -> Figure:
    """A number with its unit: 万 before a unit multiplies (6万 is exact to −4 decimals), 万元 is a unit."""
    number = Decimal(digits.replace(",", ""))
    places = _TIMES.get(times, 0) - _SHARES.get(unit, 0)
    value = Decimal(f"{number.scaleb(places, context=EXACT):f}")
    return Figure(value, decimals_of(number) - places, "", unit + per.replace("每", "/").replace("·", "/"))
