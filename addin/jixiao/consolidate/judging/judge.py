"""Which arrivals count: ``judge(heads, common, …)``, one judgement for each head, in one pass over sorted heads."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from jixiao.consolidate.judging.acceptance import Common, Head, Judgement, Standing, Verdict
from jixiao.consolidate.judging.covering import Covers, listed_key
from jixiao.consolidate.judging.faults import WHOLE, Fault, fault_of
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.offices import offices_of
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.judging.remarks import remarks_on
from jixiao.consolidate.returns.submission import Content
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


_NO_DEPARTMENT = Fault("no_department", "有几个同名的单位，看不出是哪个主管部门的，请在封面填主管部门全称")


class _Judges:
    """Judges of the heads of one unit after the other."""

    def __init__(self, common: Common, organisation: Organisation | None, covers: Covers) -> None:
        self._common, self._organisation, self._covers = common, organisation, covers

    def of_no_name(self, head: Head) -> Judgement:
        """The judgement of a head that names no unit; it never counts."""
        fault = self._fault(head) or Fault("no_unit_name", "没有填单位名称，不知道是哪个单位")
        return Judgement(head, Standing.SET_ASIDE, fault.reason, fault.code)

    def of_one_name(self, heads: Sequence[Head]) -> Iterator[Judgement]:
        """The judgements of heads of one name."""
        offices = offices_of(heads, self._organisation)
        for office in offices.units:
            yield from self._of_one_office(office, is_alone=len(offices.units) < 2)
        for head in offices.unclear:
            fault = self._fault(head) or _NO_DEPARTMENT
            yield Judgement(head, fault.standing, fault.reason, fault.code)
        for others in offices.others:
            yield from self._of_one_unit(others, is_alone=True)

    def _of_one_office(self, heads: Sequence[Head], is_alone: bool) -> Iterator[Judgement]:
        """The judgements of a unit's own workbooks, and of those for all below it: both would count it twice."""
        own = [*self._of_one_unit([head for head in heads if head.content is Content.UNIT], is_alone)]
        yield from own
        is_there = any(judgement.standing is Standing.COUNTED for judgement in own)
        for judgement in self._of_one_unit([head for head in heads if head.content is not Content.UNIT], is_alone):
            if is_there and judgement.standing is Standing.COUNTED:
                yield Judgement(judgement.head, Standing.COVERED, WHOLE.reason, WHOLE.code)
            else:
                yield judgement

    def _of_one_unit(self, heads: Sequence[Head], is_alone: bool) -> Iterator[Judgement]:
        """Of one unit the newest without a fault counts; the verdict of a reviewer goes before the time."""
        faults = {head.id: self._fault(head) for head in heads}
        best = max((head for head in heads if faults[head.id] is None), key=_age, default=None)
        for head in sorted(heads, key=lambda head: head.id):
            fault = faults[head.id]
            if best is not None and head is best:
                yield Judgement(head, Standing.COUNTED, remarks=(*self._remarks(head, heads, faults, is_alone),))
            elif best is not None and (fault is None or (fault.code not in _OWN_FAULTS and _age(head) < _age(best))):
                yield _superseded(head, best)
            elif fault is not None:
                yield Judgement(head, fault.standing, fault.reason, fault.code)

    def _remarks(
        self, head: Head, heads: Sequence[Head], faults: dict[int, Fault | None], is_alone: bool
    ) -> Iterator[str]:
        yield from remarks_on(head, self._common, self._organisation, self._covers)
        yield from _beside(head, heads, faults)
        if not is_alone:
            yield f"另有同名的单位，主管部门不同；这一份的主管部门是{named(head.department)}"

    def _fault(self, head: Head) -> Fault | None:
        return fault_of(head, self._common, self._organisation, self._covers)


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
    reason = f"{name}另有{_which(best, head)}（{best.file}），以那份为准"
    return Judgement(head, Standing.SUPERSEDED, reason, "resubmitted")


def _which(best: Head, head: Head) -> str:
    """What sets the one that counts apart from another."""
    if best.verdict is Verdict.ACCEPTED and head.verdict is not Verdict.ACCEPTED:
        return "已通过的一份"
    return "一份，看不出先后" if _is_as_old(head, best) else "较新的一份"


def _beside(head: Head, heads: Sequence[Head], faults: dict[int, Fault | None]) -> Iterator[str]:
    """What to know of the one that counts where others of its unit came, too."""
    others = [other for other in heads if other is not head and (not head.digest or other.digest != head.digest)]
    sound = [other for other in others if faults[other.id] is None]
    alike = sum(_is_as_old(other, head) for other in sound)
    if alike:
        yield f"同一单位有 {alike + 1} 份，看不出先后，按文件名取了这一份，请核实"
    for other in others:
        if other in sound and _age(other)[1:4] > _age(head)[1:4]:
            yield f"通过以后又报来一份（{other.file}），没有计入，请核实"
        fault = faults[other.id]
        if fault is not None and fault.code not in _OWN_FAULTS and _age(other) > _age(head):
            yield f"较新的一份（{other.file}）没有计入：{fault.reason}"
