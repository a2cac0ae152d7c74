"""The workbooks of one template have forms alike: what follows from them is worked out once.

Units choose the names of third-level indicators, and what they say in 叙述数据. The outline of a form leaves these out.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from jixiao.model.form import Form, IndicatorForm, IndicatorRow, StatementsForm
from jixiao.model.framework import Framework

_LAST = 8
"""So many different outlines are kept. A batch of one department's workbooks has few; each takes about a megabyte."""

_SOME_NAME = "…"

_Result = TypeVar("_Result")


def per_outline(work_out: Callable[[Form, Framework], _Result]) -> Callable[[Form, Framework], _Result]:
    """Have a function of a form's outline and its framework remember its results for the last outlines."""
    known: list[tuple[Form, Framework, _Result]] = []

    @wraps(work_out)
    def worked_out(form: Form, framework: Framework) -> _Result:
        outline = _outlines.of(form)
        for of_outline, of_framework, result in known:
            if of_outline is outline and of_framework is framework:
                return result
        result = work_out(outline, framework)
        known.insert(0, (outline, framework, result))
        del known[_LAST:]
        return result

    return worked_out


class _Outlines:
    """Gives forms that are alike the same outline, so that it can be told by its identity."""

    def __init__(self) -> None:
        self._known: list[Form] = []
        self._last: tuple[Form, Form] | None = None

    def of(self, form: Form) -> Form:
        """The outline of a form."""
        if self._last is None or self._last[0] is not form:
            self._last = (form, self._same(_outline(form)))
        return self._last[1]

    def _same(self, outline: Form) -> Form:
        for number, known in enumerate(self._known):
            if known == outline:
                self._known.insert(0, self._known.pop(number))
                return known
        self._known.insert(0, outline)
        del self._known[_LAST:]
        return outline


_outlines = _Outlines()


def _outline(form: Form) -> Form:
    indicators = None if form.indicators is None else _without_names(form.indicators)
    statements = None if form.statements is None else StatementsForm(form.statements.table, {})
    return replace(form, indicators=indicators, statements=statements)


def _without_names(form: IndicatorForm) -> IndicatorForm:
    rows = (IndicatorRow(row.row, row.level1, row.level2, _SOME_NAME if row.name else "") for row in form.rows)
    return replace(form, rows=tuple(rows))
