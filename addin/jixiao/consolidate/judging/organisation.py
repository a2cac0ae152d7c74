"""名单: the units that a collection expects, and what stands above each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.consolidate.judging.file_names import words_of
from jixiao.consolidate.judging.keys import is_own_office, unit_key, without_regions


@dataclass(frozen=True, slots=True)
class Expected:
    """A unit that the 名单 expects. ``parent``: the code or name of the unit above it; ``aliases``: 曾用名, 简称.

    ``row``: where the list names it, for messages; 0 where it was made otherwise.
    """

    code: str
    name: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    contact: str = ""
    row: int = 0


@dataclass(frozen=True)
class Organisation:
    """A 名单 in its order, without mistakes (see ``mistakes``). Names are looked up however they are spelled."""

    entries: tuple[Expected, ...]

    def find(self, name: str, department: str = "") -> Expected | None:
        """The entry of a code, a name, another name, or a name with or without its region; None if not one alone.

        ``department``: what the workbook says stands above, which tells units of one name apart.
        """
        key = unit_key(name)
        found = self._by_name.get(key) or self._without_region(key)
        if len(found) > 1 and department:
            above = self.find(department)
            found = tuple(entry for entry in found if above is not None and self.above(entry) is above)
        return found[0] if len(found) == 1 else None

    def _without_region(self, key: str) -> tuple[Expected, ...]:
        """Entries of the same name with more or less of the region in front; never those of another region."""
        rests = (self._by_name.get(rest, ()) for rest in without_regions(key))
        return self._by_rest.get(key) or next(filter(None, rests), ())

    def find_in(self, text: str) -> Expected | None:
        """The entry that a file's name speaks of; None if not one alone: of two the longer name is meant."""
        names, codes = words_of(text)
        return self._one_of(names) if any(map(self.find, names)) else self._one_of(codes)

    def _one_of(self, words: Sequence[str]) -> Expected | None:
        known = {word: entry for word in words if (entry := self.find(word)) is not None}
        longest = [word for word in known if not any(word != other and word in other for other in known)]
        found = {id(known[word]): known[word] for word in longest}
        return next(iter(found.values())) if len(found) == 1 else None

    def above(self, entry: Expected) -> Expected | None:
        """The entry above, None for the top ones."""
        return self._above.get(id(entry))

    def path(self, entry: Expected) -> tuple[Expected, ...]:
        """The entry and all above it, from the top down."""
        path: list[Expected] = []
        here: Expected | None = entry
        while here is not None and here not in path:
            path.append(here)
            here = self.above(here)
        return tuple(path[::-1])

    def below(self, entry: Expected) -> tuple[Expected, ...]:
        """The entries directly below, in the order of the list."""
        return self._below.get(id(entry), ())

    def department_of(self, entry: Expected) -> Expected | None:
        """The department that a unit belongs to: itself where units stand below it, else the one above it; None where
        that only stands above departments.
        """
        if self.below(entry):
            return entry
        above = self.above(entry)
        return None if above is None or id(above) in self._above_departments else above

    def department_name(self, unit: str, stated: str) -> str:
        """The name of a unit's department: the one that it states, else (blank, or not in the list) what the list says
        of the unit; "" where nothing tells.
        """
        entry = self.find(stated) if stated else None
        if entry is None:
            found = self.find(unit, stated)
            entry = self.department_of(found) if found else None
        return entry.name if entry else stated

    def rank(self, entry: Expected) -> int:
        """The entry's place in the list."""
        return self._ranks[id(entry)]

    @cached_property
    def reporting(self) -> tuple[Expected, ...]:
        """Those that hand in a workbook of their own: all but those that only stand above departments, and but a
        department whose own office (本级) is listed apart.
        """
        return tuple(entry for entry in self.entries if self._reports(entry))

    def _reports(self, entry: Expected) -> bool:
        own_office = any(is_own_office(one.name, entry.name) for one in self.below(entry))
        return not own_office and id(entry) not in self._above_departments

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Expected, ...]]:
        found: dict[str, list[Expected]] = {}
        for entry in self.entries:
            for key in dict.fromkeys(unit_key(name) for name in (entry.code, entry.name, *entry.aliases) if name):
                found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def _by_rest(self) -> Mapping[str, tuple[Expected, ...]]:
        found: dict[str, dict[int, Expected]] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                for rest in without_regions(unit_key(name)):
                    found.setdefault(rest, {})[id(entry)] = entry
        return {key: tuple(entries.values()) for key, entries in found.items()}

    @cached_property
    def _above(self) -> Mapping[int, Expected]:
        found = {}
        for entry in self.entries:
            above = self._by_name.get(unit_key(entry.parent), ()) if entry.parent else ()
            if len(above) == 1 and above[0] is not entry:
                found[id(entry)] = above[0]
        return found

    @cached_property
    def _below(self) -> Mapping[int, tuple[Expected, ...]]:
        found: dict[int, list[Expected]] = {}
        for entry in self.entries:
            if (above := self.above(entry)) is not None:
                found.setdefault(id(above), []).append(entry)
        return {id: tuple(entries) for id, entries in found.items()}

    @cached_property
    def _above_departments(self) -> frozenset[int]:
        """Those that stand above an entry that stands above others."""
        above = (self.above(entry) for entry in self.entries if self.below(entry))
        return frozenset(id(entry) for entry in above if entry is not None)

    @cached_property
    def _ranks(self) -> Mapping[int, int]:
        return {id(entry): number for number, entry in enumerate(self.entries)}


def mistakes(entries: Sequence[Expected]) -> Iterator[str]:
    """What is wrong in a list, each in one sentence with its row: doubled codes and names, unknown parents, circles."""
    yield from _doubled(entries)
    organisation = Organisation(tuple(entries))
    for entry in entries:
        if not entry.name:
            yield f"第 {entry.row} 行没有填单位名称，请补填或删去这一行。"
        elif entry.parent and unit_key(entry.parent) not in organisation._by_name:
            yield f"第 {entry.row} 行的上级“{entry.parent}”不在名单里，请补上这个单位或改正上级，没有上级的留空。"
        elif entry.parent and _is_own_parent(organisation, entry):
            yield f"第 {entry.row} 行“{entry.name}”的上级绕了一圈又回到自己，请改正上级。"


def _doubled(entries: Sequence[Expected]) -> Iterator[str]:
    codes: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}
    for entry in entries:
        code, name = unit_key(entry.code), (unit_key(entry.name), unit_key(entry.parent))
        if code and code in codes:
            yield f"第 {entry.row} 行的单位代码 {entry.code} 与第 {codes[code]} 行相同，请改正其中一个。"
        elif name[0] and name in names:
            yield f"第 {entry.row} 行的“{entry.name}”与第 {names[name]} 行相同，请只留一行。"
        codes.setdefault(code, entry.row)
        names.setdefault(name, entry.row)


def _is_own_parent(organisation: Organisation, entry: Expected) -> bool:
    seen: list[Expected] = []
    here = organisation.above(entry)
    while here is not None and here not in seen:
        if here is entry:
            return True
        seen.append(here)
        here = organisation.above(here)
    return unit_key(entry.parent) in (unit_key(entry.name), unit_key(entry.code))
