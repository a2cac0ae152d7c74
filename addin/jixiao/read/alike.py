"""The workbooks of one template mostly have equal forms: what follows from a form alone is worked out once for them."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from jixiao.model.form import Form
from jixiao.model.framework import Framework

_LAST = 8
"""So many different forms are kept. A batch of one department's workbooks has few; each takes about a megabyte."""

_Result = TypeVar("_Result")

_forms: list[Form] = []


def one_for_all_alike(form: Form) -> Form:
    """The form that was read before, where an equal one was; so that equal forms can be told by their identity."""
    for number, known in enumerate(_forms):
        if known == form:
            _forms.insert(0, _forms.pop(number))
            return known
    _forms.insert(0, form)
    del _forms[_LAST:]
    return form


def per_form(work_out: Callable[[Form, Framework], _Result]) -> Callable[[Form, Framework], _Result]:
    """Have a function of a form and its framework remember its results for the last forms."""
    known: list[tuple[Form, Framework, _Result]] = []

    @wraps(work_out)
    def worked_out(form: Form, framework: Framework) -> _Result:
        for of_form, of_framework, result in known:
            if of_form is form and of_framework is framework:
                return result
        result = work_out(form, framework)
        known.insert(0, (form, framework, result))
        del known[_LAST:]
        return result

    return worked_out
