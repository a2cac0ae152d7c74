"""The unit's own indicators: from last year's sections into the open sections of the same name."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.compute.scoring import choice_of
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import Form, IndicatorForm, IndicatorRow
from jixiao.model.framework import Framework
from jixiao.model.scoring import UNIT_CHOICES
from jixiao.read.values import printed, read_points_label
from jixiao.template.last_year.own_division import with_fitting_points
from jixiao.template.last_year.sections import (
    Home,
    OwnSection,
    home_of,
    homes,
    label_at,
    own_sections,
    short_name,
    why_homeless,
)
from jixiao.template.last_year.taken import LONGEST_TEXT, Taken

_ROLES = {"level3": "名称", "target": "指标值", "points": "分值", "scoring": "计分办法"}


IsFree = Callable[[CellRef], bool]
"""Whether something may be written into a cell."""


def take_indicators(last: Review, form: Form, framework: Framework, is_free: IsFree) -> Taken:
    """Names, points, targets and 计分办法 of the unit's own indicators, and its own second-level names."""
    table = form.indicators
    if table is None or last.form.indicators is None:
        return Taken(left=("自设指标：去年的工作簿里没有指标表。",) if table else ())
    open_sections, sections = [*homes(table, framework)], own_sections(last, framework)
    if open_sections and not sections:
        return Taken(left=("自设指标：去年的工作簿里没有。",)) + _fixed_points(last, framework)
    found, moved, homeless = Taken(), list[str](), dict[str, list[str]]()
    for own in sections:
        home = home_of(own, open_sections)
        if home is None:
            homeless.setdefault(why_homeless(own, framework), []).append(f"{own.name}（{own.names()}）")
            continue
        home.is_taken = True
        taken, count = _move(last, own, table, home, is_free)
        found += taken
        moved += [f"{own.name} {count} 项"] if count else []
    words = (f"自设指标：{'，'.join(moved)}，连同分值、指标值和计分办法。",) if moved else ()
    left = tuple(f"自设指标，{reason}：{'，'.join(places)}。" for reason, places in homeless.items())
    found = with_fitting_points(found, table, framework)
    return Taken(taken=words, left=left) + found + _fixed_points(last, framework)


def _move(last: Review, own: OwnSection, table: IndicatorForm, home: Home, is_free: IsFree) -> tuple[Taken, int]:
    """One section into its place: its heading where the framework leaves it to the unit, then row by row.

    Also says of how many indicators something was taken.
    """
    entries = {at: value for at, value in _heading(own, table, home) if is_free(at)}
    lost: dict[str, list[str]] = {}
    pairs, moved = [*home.room_for(own)], 0
    for row, place in pairs:
        values = _values(last, row) if place is not None else {}
        places = {role: table.at(role, place.row) for role in values} if place is not None else {}
        for role in (role for role, value in values.items() if places[role] is None or value is None):
            lost.setdefault(role, []).append(short_name(row))
        new = {at: values[role] for role, at in places.items() if at is not None and is_free(at)}
        entries |= {at: value for at, value in new.items() if value is not None}
        moved += bool(new)
    left = [f"自设指标，“{own.name}”里这几项的{_ROLES[role]}：{'；'.join(names)}。" for role, names in lost.items()]
    if homeless := [short_name(row) for row, place in pairs if place is None]:
        left.append(f"自设指标，“{own.name}”只有 {len(home.rows)} 行，放不下：{'；'.join(homeless)}。")
    look_at = () if any(row.name for row in home.rows) else _points_differ(own, table, home, entries)
    return Taken(entries, left=tuple(left), look_at=tuple(look_at)), moved


def _heading(own: OwnSection, table: IndicatorForm, home: Home) -> Iterator[tuple[CellRef, Value]]:
    values: dict[str, Value] = {} if home.group.name else {"level2": own.level2, "level2_points": own.points}
    for role, value in values.items():
        at = table.at(role, home.rows[0].row)
        if at is not None and value not in (None, ""):
            yield at, value


def _values(last: Review, row: IndicatorRow) -> dict[str, Value]:
    """What is filled in of an indicator and may be taken; None what is filled in, but cannot be taken."""
    form = last.form.indicators
    assert form is not None  # the row stands in it
    at = {role: form.at(role, row.row) for role in _ROLES}
    name = _short(label_at(last, at["level3"]))
    if name is None:
        return {"level3": None}
    values: dict[str, Value] = {
        "level3": name,
        "target": _short(_target(last, at["target"])),
        "points": _points(last, at["points"], at["level3"]),
        "scoring": _choice(last, at["scoring"]),
    }
    return {role: value for role, value in values.items() if value != ""}


def _choice(last: Review, at: CellRef | None) -> Value:
    """The unit's choice in the words of the list; anyone's own prose about scoring is no choice."""
    text = last.text(at) if last.form.ours else ""
    return next((words for words, rule in UNIT_CHOICES.items() if rule == choice_of(text)), None) if text else ""


def _short(value: Value) -> Value:
    return None if isinstance(value, str) and len(value) > LONGEST_TEXT else value


def _target(last: Review, at: CellRef | None) -> Value:
    """The target as it was shown; a number stays one where it is shown as it is."""
    if last.reported(at) is Missing.NIL:
        return _dash(last, at)
    text, value = last.text(at), None if at is None else last.book.cell(at).value
    return value if isinstance(value, Decimal) and format_number(value) == text else text


def _points(last: Review, at: CellRef | None, name_at: CellRef | None) -> Value:
    """The points in force, or those written into the name."""
    number = last.number(at)
    if isinstance(number, Decimal):
        return number
    if number is Missing.NIL:
        return _dash(last, at)
    in_name = None if name_at is None else read_points_label(printed(last.book.cell(name_at)))[1]
    blank = at is None or last.book.cell(at).value in (None, "")
    return in_name if in_name is not None else "" if blank else None


def _dash(last: Review, at: CellRef | None) -> Value:
    """The sign by which the unit said that the indicator does not apply."""
    return "" if at is None else printed(last.book.cell(at)).strip()


def _points_differ(own: OwnSection, table: IndicatorForm, home: Home, entries: dict[CellRef, Value]) -> Iterator[str]:
    """A section whose points are not those that its indicators bring along."""
    brought = [entries.get(at) for row in home.rows if (at := table.at("points", row.row)) is not None]
    numbers = [value for value in brought if isinstance(value, Decimal)]
    if numbers and home.group.points is not None and sum(numbers) != home.group.points:
        total, own_total = format_number(home.group.points), format_number(sum(numbers, Decimal(0)))
        yield f"“{own.name}”在新体系里是 {total} 分，带入的三级指标合计 {own_total} 分，请调整。"


def _fixed_points(last: Review, framework: Framework) -> Taken:
    """Points that the unit had to enter for fixed indicators are decided anew each year."""
    form = last.form.indicators
    laws = (last.framework.scoring_table, framework.scoring_table)
    if form is None or {law.points for law in laws if law} != {"by_office"}:
        return Taken()
    keys = last.framework.fixed.keys()
    rows = [row for row in form.rows if (row.level1, row.level2, row.name) in keys]
    typed = sum(isinstance(last.number(form.at("points", row.row)), Decimal) for row in rows)
    return Taken(left=(f"体系固定的指标，去年填的 {typed} 个分值没有带入，请照今年的评分表填。",) if typed else ())
