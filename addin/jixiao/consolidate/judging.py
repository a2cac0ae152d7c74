"""Which arrivals count: ``judge(heads, common, …)``, one judgement for each head, in one pass over sorted heads."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from jixiao.consolidate.acceptance import Common, Head, Judgement, Standing, Verdict
from jixiao.consolidate.covering import Covers, listed_key
from jixiao.consolidate.faults import Fault, fault_of
from jixiao.consolidate.keys import is_spelling_of, unit_key
from jixiao.consolidate.organisation import Organisation
from jixiao.consolidate.remarks import remarks_on
from jixiao.consolidate.submission import Content
from jixiao.model.form import listed_name, named

_OWN_FAULTS = frozenset({"wrong_year", "other_framework", "not_expected"})
"""Reasons that stay said of an older workbook even where a newer one of the same unit counts."""


def head_key(head: Head, organisation: Organisation | None = None) -> tuple[str, str]:
    """What heads are sorted by: the unit (of a 汇总表 its department) and the project."""
    return listed_key(head.unit, organisation), unit_key(head.project)


def judge(
    heads: Iterable[Head],
    common: Common,
    organisation: Organisation | None = None,
    covers: Covers | None = None,
) -> Iterator[Judgement]:
    """Judge heads that are sorted by ``head_key``. Memory: the heads of one unit.

    ``covers``: what the 汇总表 that count cover. Raises ValueError where the heads are not sorted.
    """
    judges = _Judges(common, organisation, covers or Covers())
    last = ("", "")
    for key, group in groupby(heads, key=lambda head: head_key(head, organisation)):
        if key < last:
            raise ValueError(f"heads are not sorted: {key} comes after {last}")
        last = key
        if key[0]:
            yield from judges.of_one_name(tuple(group))
        else:
            yield from map(judges.of_no_name, group)


class _Judges:
    """Judges of the heads of one unit after the other."""

    def __init__(self, common: Common, organisation: Organisation | None, covers: Covers) -> None:
        self._common, self._organisation, self._covers = common, organisation, covers

    def of_no_name(self, head: Head) -> Judgement:
        """The judgement of a head that names no unit; it never counts."""
        fault = self._fault(head) or Fault("no_unit_name", "没有填单位名称，不知道是哪个单位")
        return Judgement(head, Standing.SET_ASIDE, fault.reason, fault.code)

    def of_one_name(self, heads: Sequence[Head]) -> Iterator[Judgement]:
        """The judgements of heads of one name: different departments of that name are different units."""
        offices = [office for content in _by_content(heads) for office in _by_department(content)]
        counting = sum(1 for office in offices if office[0].content is Content.UNIT)
        for office in offices:
            yield from self._of_one_office(office, is_alone=counting < 2)

    def _of_one_office(self, heads: Sequence[Head], is_alone: bool) -> Iterator[Judgement]:
        """Of one unit the newest without a fault counts; the verdict of a reviewer goes before the time."""
        faults = {head.id: self._fault(head) for head in heads}
        sound = sorted((head for head in heads if faults[head.id] is None), key=_age, reverse=True)
        best = sound[0] if sound else None
        for head in sorted(heads, key=lambda head: head.id):
            fault = faults[head.id]
            if best is not None and head is best:
                said = (
                    *remarks_on(head, self._common, self._organisation, self._covers),
                    *_beside(head, heads, faults),
                )
                yield Judgement(head, Standing.COUNTED, remarks=said if is_alone else (*said, _namesake(head)))
            elif best is not None and (fault is None or (fault.code not in _OWN_FAULTS and _age(head) < _age(best))):
                yield _superseded(head, best)
            elif fault is not None:
                yield Judgement(head, fault.standing, fault.reason, fault.code)

    def _fault(self, head: Head) -> Fault | None:
        return fault_of(head, self._common, self._organisation, self._covers)


def _by_content(heads: Sequence[Head]) -> list[list[Head]]:
    found: dict[Content, list[Head]] = {}
    for head in heads:
        found.setdefault(head.content, []).append(head)
    return [*found.values()]


def _by_department(heads: Sequence[Head]) -> list[list[Head]]:
    """Heads of one name by the departments they state; a blank one belongs to any, 某区教育局 and 教育局 are one."""
    if heads[0].content is not Content.UNIT:
        return [[*heads]]
    offices: list[tuple[str, list[Head]]] = []
    for head in sorted(heads, key=lambda head: -len(unit_key(head.department))):
        key = unit_key(head.department)
        fitting = [office for known, office in offices if not key or not known or is_spelling_of(known, key)]
        if fitting:
            fitting[0].append(head)
        else:
            offices.append((key, [head]))
    return [office for _, office in offices]


def _age(head: Head) -> tuple[bool, int, str, float, list[tuple[int, str]], str]:
    """What is newer compares as greater. Files of the same time are told apart by their names, later numbers last."""
    return (head.verdict is Verdict.ACCEPTED, head.received, head.modified, head.file_time, _natural(head.file),
            head.digest)  # fmt: skip


def _is_as_old(one: Head, other: Head) -> bool:
    """Whether nothing but their names tells which of two is newer."""
    return _age(one)[:4] == _age(other)[:4]


def _natural(name: str) -> list[tuple[int, str]]:
    """A file's name to sort by, its numbers as numbers: 表9 comes before 表10."""
    pieces = groupby(name, key=lambda sign: sign.isascii() and sign.isdigit())
    texts = [("".join(signs), is_number) for is_number, signs in pieces]
    return [(int(text[-18:]), "") if is_number else (-1, text) for text, is_number in texts]


def _superseded(head: Head, best: Head) -> Judgement:
    if head.digest and head.digest == best.digest:
        return Judgement(head, Standing.SUPERSEDED, f"与 {best.file} 是同一个文件", "same_file")
    name = named(listed_name(head.unit, head.project))
    which = "一份，看不出先后" if _is_as_old(head, best) else "较新的一份"
    return Judgement(head, Standing.SUPERSEDED, f"{name}另有{which}（{best.file}），以那份为准", "resubmitted")


def _beside(head: Head, heads: Sequence[Head], faults: dict[int, Fault | None]) -> Iterator[str]:
    """What to know of the one that counts where others of its unit came, too."""
    others = [other for other in heads if other is not head and (not head.digest or other.digest != head.digest)]
    sound = [other for other in others if faults[other.id] is None]
    if any(_is_as_old(other, head) for other in sound):
        yield f"同一单位有 {len(sound) + 1} 份，看不出先后，按文件名取了这一份，请核实"
    for other in others:
        fault = faults[other.id]
        if fault is not None and fault.code not in _OWN_FAULTS and _age(other) > _age(head):
            yield f"较新的一份（{other.file}）没有计入：{fault.reason}"


def _namesake(head: Head) -> str:
    return f"另有同名的单位，主管部门不同；这一份的主管部门是{named(head.department)}"
