"""Names that differ so little that they can only mean one and the same office or indicator.

第一小学 and 第二小学, 某市 and 某区, 东 and 西 are different things however alike they look: a name counts as another
way to write a longer one only where it is what is left when a few unimportant characters are dropped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher

from jixiao.compute.live_cell import AMOUNTS as _AMOUNTS
from jixiao.compute.numbers import round_half_up
from jixiao.compute.review import Review, UnitFigures
from jixiao.read.pages import plain
from jixiao.read.words import of_words

_LEVELS = "省市区县旗镇乡"
_MEANT = frozenset("0123456789一二三四五六七八九十百东西南北中上下左右前后内外大小新老男女甲乙丙丁总副未不非无次人本")
"""Characters that tell two things apart; to drop one of them may name something else."""

_ADMINISTRATIVE = ("管理", "服务", "事务", "人民政府", *_LEVELS)
_ENDS = "局委办厅站所处院馆会校队"
_REGION = re.compile(f"[一-鿿]{{2,6}}?[{_LEVELS}]")
_QUOTES = str.maketrans("", "", "“”\"‘’'「」《》")
_OWN_OFFICE = re.compile(r"[(]?(?:本级|机关|本部|部门汇总|汇总)[)]?$")
_SHORTEST, _SHORTEST_SHORTENED = 5, 6
_LONGEST = 60
_ALIKE = 0.6
"""How much of two names is the same where their amounts are, too."""


@of_words
def bare(name: str) -> str:
    """A name without blanks, quotation marks and the words that set the department's own office apart from it."""
    return _OWN_OFFICE.sub("", plain(name).translate(_QUOTES))


def shortened(name: str) -> frozenset[str]:
    """A name without its region, one administrative word, or the character at its end that says what it is."""
    whole = bare(name)[:_LONGEST]
    found = {whole[match.end() :] for match in _REGION.finditer(whole) if match.start() == 0}
    for word in _ADMINISTRATIVE:
        found |= {whole[: at.start()] + whole[at.end() :] for at in re.finditer(word, whole) if at.start() > 0}
    if whole[-1:] in _ENDS:
        found.add(whole[:-1])
    return frozenset(one for one in found if len(one) >= _SHORTEST)


def mistyped(name: str) -> frozenset[str]:
    """A name with any one character missing that does not tell it from others; its first and last are kept."""
    whole = bare(name)[:_LONGEST]
    if len(whole) <= _SHORTEST_SHORTENED:
        return frozenset()
    return frozenset(whole[:at] + whole[at + 1 :] for at in range(1, len(whole) - 1) if whole[at] not in _MEANT)


def is_same_place(one: str, other: str) -> bool:
    """Whether two names that ought to be the same differ as two ways to write one name do."""
    first, second = bare(one), bare(other)
    if first == second:
        return False
    forms = shortened(one) | mistyped(one), shortened(other) | mistyped(other)
    return second in forms[0] or first in forms[1]


def twins(names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Rows of a list whose names mean the same office though they are written differently: the later, the earlier."""
    rows: dict[str, int] = {}
    for row, name in names.items():
        rows.setdefault(bare(name), row)
    for row, name in names.items():
        for short in shortened(name):
            other = rows.get(short)
            if other is not None and other != row:
                yield max(row, other), min(row, other)


def renamed_units(review: Review) -> Mapping[int, UnitFigures]:
    """Rows of the 汇总表 that no workbook goes by, and the unit without a row that each of them must mean."""
    known, rows = review.unit_by_name, dict(review.listed_names())
    listed = {plain(name) for name in rows.values()}
    waiting = _Waiting(unit for key, unit in known.items() if key not in listed)
    found = {row: waiting.meant_by(review, row, name) for row, name in rows.items() if plain(name) not in known}
    claims = Counter(id(unit) for meant in found.values() for unit in meant)
    return {row: meant[0] for row, meant in found.items() if len(meant) == 1 and claims[id(meant[0])] == 1}


class _Waiting:
    """The units that no row names, by the ways to write their names and by their amounts."""

    def __init__(self, units: Iterable[UnitFigures]) -> None:
        self._by_name: dict[str, list[UnitFigures]] = {}
        self._by_amounts: dict[tuple[Decimal, ...], list[UnitFigures]] = {}
        for unit in units:
            for way in {bare(unit.name), *shortened(unit.name)}:
                self._by_name.setdefault(way, []).append(unit)
            amounts = _known(unit.figures.get(role) for role in _AMOUNTS)
            if amounts:
                self._by_amounts.setdefault(amounts, []).append(unit)

    def meant_by(self, review: Review, row: int, name: str) -> list[UnitFigures]:
        """Those that a row must mean: by another way to write the name, or one much like it with the same amounts."""
        ways = {bare(name), *shortened(name)}
        found = {unit.file: unit for way in ways for unit in self._by_name.get(way, ())}
        found = {
            file: unit for file, unit in found.items() if bare(unit.name) in ways or bare(name) in shortened(unit.name)
        }
        summary = review.form.summary
        amounts = _known(review.number(summary.table.at(role, row)) for role in _AMOUNTS) if summary else None
        for unit in self._by_amounts.get(amounts, ()) if amounts else ():
            if SequenceMatcher(None, bare(name), bare(unit.name)).ratio() >= _ALIKE:
                found[unit.file] = unit
        return [*found.values()]


def _known(amounts: Iterable[object]) -> tuple[Decimal, ...] | None:
    """Two amounts, rounded as a 汇总表 prints them; None where one is not known or both are 0."""
    found = tuple(round_half_up(amount, 2) for amount in amounts if isinstance(amount, Decimal))
    return found if len(found) == len(_AMOUNTS) and any(found) else None
