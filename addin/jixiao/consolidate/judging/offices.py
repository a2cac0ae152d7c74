"""Heads of one name, told apart: offices of the same name below different departments are different units."""

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.consolidate.judging.acceptance import Head
from jixiao.consolidate.judging.keys import is_spelling_of, unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Content


@dataclass(frozen=True, slots=True)
class Offices:
    """``units``: the heads of each unit, and of all below it where it is a department; ``unclear``: those that state no
    department, or one that could be either, though there are several units of the name; ``others``: 汇总表 and what
    holds no evaluation.
    """

    units: tuple[tuple[Head, ...], ...]
    unclear: tuple[Head, ...]
    others: tuple[tuple[Head, ...], ...]


def offices_of(heads: Sequence[Head], organisation: Organisation | None = None) -> Offices:
    """The offices that heads of one name are of; a department that the 名单 has not is the one that it has."""
    units = [head for head in heads if head.content in (Content.UNIT, Content.WHOLE_DEPARTMENT)]
    others: dict[Content, list[Head]] = {}
    for head in heads:
        if head.content not in (Content.UNIT, Content.WHOLE_DEPARTMENT):
            others.setdefault(head.content, []).append(head)
    found, unclear = _by_department([(_department_key(head, organisation), head) for head in units])
    return Offices(found, unclear, tuple(tuple(same) for same in others.values()))


def _department_key(head: Head, organisation: Organisation | None) -> str:
    stated = head.department
    return unit_key(organisation.department_name(head.unit, stated) if organisation else stated)


def _by_department(heads: Sequence[tuple[str, Head]]) -> tuple[tuple[tuple[Head, ...], ...], tuple[Head, ...]]:
    """Heads by the keys of their departments; 某区教育局 and 教育局 are one, a blank one belongs to the only one."""
    offices: list[tuple[str, list[Head]]] = []
    unclear: list[Head] = []
    for key, head in sorted(heads, key=lambda one: (-len(one[0]), one[0], one[1].id)):
        fitting = [office for known, office in offices if not key or is_spelling_of(known, key)]
        if not fitting:
            offices.append((key, [head]))
        elif len(fitting) == 1:
            fitting[0].append(head)
        else:
            unclear.append(head)
    return tuple(tuple(office) for _, office in offices), tuple(unclear)
