"""Units whose row in a 汇总表 counts though none of their own workbooks says the same: ``differing_notes(…)``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.consolidate.adding.money import converted
from jixiao.consolidate.adding.semantics import in_unit_of
from jixiao.consolidate.consolidation import Note
from jixiao.consolidate.judging.acceptance import Head
from jixiao.consolidate.judging.covering import Covers, Listed, RowKey, listed_key
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.amounts import NEEDED
from jixiao.consolidate.returns.submission import Submission
from jixiao.model.form import listed_name
from jixiao.model.framework import Framework

_ROUNDED = Decimal("0.01")
"""Amounts that differ by less may be one amount, rounded for print."""

Fetch = Callable[[Iterable[int]], Iterator[Submission]]


def differing_notes(
    covered: Sequence[Head], fetch: Fetch, covers: Covers, law: Framework, organisation: Organisation | None
) -> Iterator[Note]:
    """A note, on the 汇总表, for each unit of which no covered workbook has the amounts of its row there."""
    keys = {head.id: (listed_key(head.unit, organisation), unit_key(head.project)) for head in covered}
    listed = sorted((head for head in covered if keys[head.id] in covers.rows), key=_age)
    told: dict[RowKey, Note | None] = {}
    for head, submission in zip(listed, fetch(head.id for head in listed), strict=True):
        key = keys[head.id]
        rows = sorted(covers.rows[key], key=lambda row: row.file)
        found = [_difference(submission, row, law) for row in rows]
        if not all(found):
            told[key] = None
        elif told.get(key, head):
            name = listed_name(head.unit, head.project)
            sentence = f"“{name}”一行与其工作簿（{head.file}）不同，{found[0]}，按汇总表计，请核实"
            told[key] = Note(sentence, rows[0].file, name)
    yield from filter(None, told.values())


def _age(head: Head) -> tuple[str, float, str]:
    """The newest comes last: it is the one that is told."""
    return head.modified, head.file_time, head.file


def _difference(submission: Submission, row: Listed, law: Framework) -> str:
    """The first amount that differs, as words; "" where none does."""
    own, unit = in_unit_of(law, submission), row.money_unit or law.money_unit
    for role in NEEDED:
        one, other = own.get(role), row.figures.get(role)
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            other = converted(other, unit, law.money_unit)
            if isinstance(other, Decimal) and abs(one - other) >= _ROUNDED:
                label = law.summary.columns[role][0]
                return f"{label}汇总表是 {format_number(other)}，工作簿是 {format_number(one)}"
    return ""
