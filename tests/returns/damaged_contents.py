"""Workbooks that are damaged inside: parts lost or cut, amounts that are no numbers, covers that say something else."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from corpus.package import WORKBOOK, Parts
from jixiao.model.cells import CellRef
from returns.figures import AMOUNTS, Reported
from returns.mould import STRINGS, Mould
from returns.people import with_entries

Chance = random.Random


def lost_sheet(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """The part of a sheet is gone, while the workbook still lists it."""
    gone = mould.sheet_parts[_sheet(mould)]
    return {name: data for name, data in parts.items() if name != gone}


def cut_markup(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """A sheet that ends in the middle of a cell, in an archive that is sound."""
    part = mould.sheet_parts[_sheet(mould)]
    return {**parts, part: parts[part][: len(parts[part]) * 2 // 3]}


def broken_framework(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """Another version, whose text inside the workbook was cut."""
    strings = parts[STRINGS].decode()
    version = mould.plan.framework.version
    strings = strings.replace(f"<t>{version}</t>", "<t>1999-12</t>")
    place = strings.index(f'version = "{version}"')
    end = strings.index("</t>", place)
    return {**parts, STRINGS: (strings[: place + 40] + strings[end:]).encode()}


def no_headings(mould: Mould, parts: Parts, chance: Chance) -> Parts:
    """Only the values pasted into a new workbook: no names, no hidden sheet, headings gone."""
    book = re.sub(rb"<definedNames>.*</definedNames>", b"", parts[WORKBOOK], flags=re.DOTALL)
    book = book.replace(b'name="_jixiao"', b'name="Sheet3"')
    strings = re.sub(rb"<t( [^>]*)?>[^<]*[\xe0-\xef][^<]*</t>", b"<t>-</t>", parts[STRINGS])
    changed = {**parts, WORKBOOK: book, STRINGS: strings}
    for part in mould.sheet_parts.values():
        changed[part] = re.sub(rb"<f>[^<]*</f><v>[^<]*</v>", b"<v></v>", changed[part])
    return changed


def _sheet(mould: Mould) -> str:
    """The sheet that the figures stand in."""
    assert mould.plan.form.indicators is not None
    return mould.plan.form.indicators.table.sheet


def _total_cell(mould: Mould, said: Reported, role: str) -> CellRef | None:
    """The cell of the total of a role, where something is typed over its formula or it has none."""
    plan = mould.plan
    fact = plan.framework.summary.amounts.get(role)  # type: ignore[call-overload]
    fund = plan.form.fund
    at = plan.form.place(fact) if fact else fund.at(role, fund.line("total")) if fund else None
    return at if at is not None and isinstance(said.entries.get(at), Decimal) else None


def _source_cells(mould: Mould, said: Reported, role: str) -> list[CellRef]:
    """The cells that a total is the sum of."""
    fund = mould.plan.form.fund
    cells = [fund.at(role, line) for line in fund.group("source")] if fund else []
    return [at for at in cells if at is not None and isinstance(said.entries.get(at), Decimal)]


def _spoilt(mould: Mould, said: Reported, chance: Chance, spell: Callable[[Decimal], str]) -> Reported:
    """One figure without which a total is not known, spelled so that it is no number any more."""
    role = chance.choice(AMOUNTS)
    total = _total_cell(mould, said, role)
    at = chance.choice(_source_cells(mould, said, role)) if total is None else total
    value = said.entries[at]
    assert isinstance(value, Decimal)
    return with_entries(said, {at: spell(value)})


def in_words(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return _spoilt(mould, said, chance, lambda value: f"约{value:f}万")


def with_its_unit(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return _spoilt(mould, said, chance, lambda value: f"{value:f}{said.money_unit}")


def number_as_text(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """``1,234.50`` pasted as text: the workbook's own total passes over it."""
    return _spoilt(mould, said, chance, lambda value: f"{value:,.2f}")


def full_width(mould: Mould, said: Reported, chance: Chance) -> Reported:
    digits = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return _spoilt(mould, said, chance, lambda value: f"{value:f}".translate(digits))


def no_amount(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """A source left blank under the formula of the total, or the total itself where nothing computes it."""
    role = chance.choice(AMOUNTS)
    total, sources = _total_cell(mould, said, role), _source_cells(mould, said, role)
    gone = {total, chance.choice(sources)} if sources else {total}
    return replace(said, entries={at: value for at, value in said.entries.items() if at not in gone})


def no_unit(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return with_entries(said, {mould.plan.form.fields["unit"]: chance.choice((None, "  "))})


def no_project(mould: Mould, said: Reported, chance: Chance) -> Reported:
    return with_entries(said, {mould.plan.form.fields["project"]: None})


def last_year(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """Last year's workbook, sent by mistake."""
    return with_entries(said, {mould.plan.form.fields["year"]: Decimal(said.year) - 1})


def whole_department(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """The department's own workbook over all its units, laid among theirs; what it holds would count twice."""
    fields = mould.plan.form.fields
    return with_entries(said, {fields["scope"]: "部门汇总", fields["unit"]: said.department})


def sent_back(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """Sent back by the department, and lying among the others before the unit put it right."""
    return with_entries(said, {mould.plan.form.fields["state"]: "退回"})


def nothing_typed(mould: Mould, said: Reported, chance: Chance) -> Reported:
    """The blank template, returned as it was sent out."""
    return replace(said, entries={})
