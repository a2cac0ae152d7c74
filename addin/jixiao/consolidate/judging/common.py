"""What the arrivals of a collection have in common: ``common_of(counted, law, …)``, in one pass over counted groups."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from jixiao.consolidate.judging.acceptance import Above, Common, Counted, Head
from jixiao.consolidate.judging.keys import unit_key, without_regions
from jixiao.consolidate.returns.submission import Content
from jixiao.model.framework import Framework

EVALUATIONS = (Content.UNIT, Content.WHOLE_DEPARTMENT, Content.SUMMARY)
"""What can be summed up."""


def counted_of(heads: Iterable[Head]) -> list[Counted]:
    """Heads counted by what they have in common, as a ledger counts them by GROUP BY."""
    found: dict[Counted, Counted] = {}
    for head in heads:
        if not head.refused:
            group = _group(head)
            seen = found.get(group) or replace(group, first=head.id)
            found[group] = replace(seen, count=seen.count + 1, first=min(seen.first, head.id))
    return [*found.values()]


def _group(head: Head) -> Counted:
    above = head.content in (Content.SUMMARY, Content.WHOLE_DEPARTMENT)
    return Counted(
        content=head.content,
        framework=head.framework,
        framework_version=head.framework_version,
        guessed=head.guessed,
        year=head.year,
        department=head.department,
        money_unit=head.money_unit,
        count=0,
        first=0,
        unit=head.unit if above else "",
    )


def framework_of(counted: Iterable[Counted], asked: str = "") -> str:
    """The framework whose units are summed up: that of the 汇总表 where any unit has it, else what most of them carry.

    Guesses count only where no workbook carries any; the first to come wins a tie. "" where there is none.
    """
    known = [group for group in counted if group.framework]
    found = [group for group in known if group.content in EVALUATIONS]
    carried = [group for group in found if not group.guessed]
    if asked and (not carried or asked in {group.framework for group in carried}):
        return asked
    units = [group for group in carried if group.content is Content.UNIT]
    return _most(units or carried or found or known, lambda group: group.framework)


def common_of(counted: Iterable[Counted], law: Framework, *, year: str = "", department: str = "") -> Common:
    """What those that carry the framework (or none) have in common; ``year`` and ``department`` as asked for, or ""."""
    groups = [group for group in counted if group.content in EVALUATIONS]
    fitting = [group for group in groups if group.guessed or group.framework == law.id]
    units = [group for group in fitting if group.content is Content.UNIT] or fitting
    departments = _departments(fitting)
    spelled = _spelled([*departments])
    merged = _merged(departments, spelled)
    higher = len(merged) > 1
    return Common(
        framework=law.id,
        year=year or _most(units, lambda group: group.year),
        department=department or ("" if higher else _most(units, lambda group: group.department or _owner(group))),
        versions=_versions(fitting),
        money_unit=law.money_unit,
        departments=merged,
        spelled=spelled,
        money_units=frozenset(group.money_unit for group in fitting if group.money_unit),
        is_higher=higher,
        lists_projects=law.lists_projects,
    )


def _owner(group: Counted) -> str:
    """The department that a 汇总表 or a whole department's workbook is of."""
    return group.unit or group.department


def _departments(groups: Iterable[Counted]) -> dict[str, Above]:
    found: dict[str, Above] = {}
    for group in groups:
        is_unit = group.content is Content.UNIT
        key = unit_key(group.department if is_unit else _owner(group))
        if not key:
            continue
        seen = found.get(key, Above())
        found[key] = Above(
            seen.units + group.count * is_unit,
            seen.wholes + group.count * (group.content is Content.WHOLE_DEPARTMENT),
            seen.summaries + group.count * (group.content is Content.SUMMARY),
        )
    return found


def _spelled(keys: Sequence[str]) -> dict[str, str]:
    """Names without their region → the one longer name that each of them must mean."""
    ends: dict[str, list[str]] = {}
    for key in keys:
        for rest in without_regions(key):
            ends.setdefault(rest, []).append(key)
    return {key: ends[key][0] for key in keys if len(ends.get(key, ())) == 1}


def _merged(departments: Mapping[str, Above], spelled: Mapping[str, str]) -> dict[str, Above]:
    found: dict[str, Above] = {}
    for key, one in departments.items():
        key = spelled.get(key, key)
        seen = found.get(key, Above())
        found[key] = Above(seen.units + one.units, seen.wholes + one.wholes, seen.summaries + one.summaries)
    return found


def _versions(groups: Iterable[Counted]) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in groups:
        if not group.guessed and group.framework_version:
            found[group.framework_version] += group.count
    return found


def _most(groups: Iterable[Counted], text: Callable[[Counted], str]) -> str:
    """The text that occurs most often, the first to come of several; "" counts for nothing."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for group in groups:
        said = text(group)
        if said:
            counts[said] += group.count
            first[said] = min(group.first, first.get(said, group.first))
    return min(counts, key=lambda said: (-counts[said], first[said]), default="")
