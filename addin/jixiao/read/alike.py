"""The workbooks of one template have forms alike: what follows from them is worked out once.

Units choose the names of third-level indicators, and what they say in 叙述数据. The layout of a form leaves these out;
its outline still tells which rows have a name.
"""

from collections.abc import Callable, Hashable
from dataclasses import fields, replace
from functools import wraps
from operator import attrgetter
from typing import Generic, TypeVar

from jixiao.model.form import Form, IndicatorForm, StatementsForm, indicator_row
from jixiao.model.framework import Framework

_LAYOUTS, _OUTLINES = 8, 16
"""So many different ones are kept. A batch of one department's workbooks has few layouts; what is kept of an outline
takes about a megabyte."""

_AT_ONCE = 3
"""So many forms are asked about in turns: that of a workbook, its outline, its layout."""

_SOME_NAME = "…"

_Result = TypeVar("_Result")
_Work = Callable[[Form, Framework], _Result]


def per_layout(work_out: _Work[_Result]) -> _Work[_Result]:
    """Have a function of a form's layout and its framework remember its results for the last layouts."""
    remembered = _Remembered(work_out, _LAYOUTS)

    @wraps(work_out)
    def worked_out(form: Form, framework: Framework) -> _Result:
        layout = _layouts.of(form)
        return remembered.result((id(layout),), layout, framework, lambda: layout)

    return worked_out


def per_outline(work_out: _Work[_Result]) -> _Work[_Result]:
    """Have a function of a form's outline and its framework remember its results for the last outlines."""
    remembered = _Remembered(work_out, _OUTLINES)

    @wraps(work_out)
    def worked_out(form: Form, framework: Framework) -> _Result:
        layout = _layouts.of(form)
        rows = form.indicators.rows if form.indicators is not None else ()
        key = (id(layout), *(bool(row.name) for row in rows))
        return remembered.result(key, layout, framework, lambda: _without_names(form, ""))

    return worked_out


class _Remembered(Generic[_Result]):
    """The last results of a function, the one used last at the end."""

    def __init__(self, work_out: _Work[_Result], most: int) -> None:
        self._work_out, self._most = work_out, most
        self._known: dict[Hashable, tuple[Form, Framework, _Result]] = {}

    def result(
        self, key: tuple[Hashable, ...], layout: Form, framework: Framework, form: Callable[[], Form]
    ) -> _Result:
        """The result for a form; ``key`` tells it apart while its layout and framework are the same objects."""
        whole = (*key, id(framework))
        found = self._known.pop(whole, None)
        if found is None or found[0] is not layout or found[1] is not framework:
            found = (layout, framework, self._work_out(form(), framework))
        self._known[whole] = found
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return found[2]


class _Layouts:
    """Gives forms that are alike the same layout, so that it can be told by its identity."""

    def __init__(self) -> None:
        self._known: list[tuple[Form, Form]] = []  # the last form of a layout, and the layout
        self._last: tuple[tuple[Form, Form], ...] = ()

    def of(self, form: Form) -> Form:
        """The layout of a form."""
        for last, layout in self._last:
            if last is form:
                return layout
        layout = self._same(form)
        self._last = ((form, layout), *self._last[: _AT_ONCE - 1])
        return layout

    def _same(self, form: Form) -> Form:
        number = next((at for at, (last, _) in enumerate(self._known) if _are_alike(form, last)), None)
        layout = _without_names(form, _SOME_NAME) if number is None else self._known.pop(number)[1]
        self._known.insert(0, (form, layout))
        del self._known[_LAYOUTS:]
        return layout


_layouts = _Layouts()


def _are_alike(one: Form, other: Form) -> bool:
    """Whether two forms have the same layout."""
    table, same = (form.statements and form.statements.table for form in (one, other))
    return _parts(one) == _parts(other) and table == same and _are_tables_alike(one.indicators, other.indicators)


def _are_tables_alike(one: IndicatorForm | None, other: IndicatorForm | None) -> bool:
    if one is None or other is None:
        return one is other
    if len(one.rows) != len(other.rows) or _table_parts(one) != _table_parts(other):
        return False
    pairs = zip(one.rows, other.rows, strict=True)  # most rows come again as the same object
    return all(_levels(row) == _levels(same) for row, same in pairs if row is not same)


_parts = attrgetter(*(part.name for part in fields(Form) if part.name not in ("indicators", "statements")))
_table_parts = attrgetter(*(part.name for part in fields(IndicatorForm) if part.name != "rows"))
"""As tuples, which see that objects are the same before they compare them."""

_levels = attrgetter("row", "level1", "level2")


def _without_names(form: Form, blank: str) -> Form:
    """A form in which all third-level indicators have one name, and ``blank`` rows that one."""
    statements = None if form.statements is None else StatementsForm(form.statements.table, {})
    indicators = None if form.indicators is None else _unnamed(form.indicators, blank)
    return replace(form, indicators=indicators, statements=statements)


def _unnamed(form: IndicatorForm, blank: str) -> IndicatorForm:
    rows = (indicator_row(row.row, row.level1, row.level2, _SOME_NAME if row.name else blank) for row in form.rows)
    return replace(form, rows=tuple(rows))
