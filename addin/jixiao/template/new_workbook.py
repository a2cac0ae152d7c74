"""A new workbook of a template: blank, with who evaluates itself, with what it takes over from last year's."""

from collections.abc import Mapping
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.frameworks.load import installed_ids
from jixiao.model.book import Value
from jixiao.model.framework import Framework
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.last_year import Taken, carry_over
from jixiao.template.source import load_source, source_ids, template_of


def new_workbook(
    framework: str, unit: str, department: str, year: int | None, last: Review | None = None
) -> tuple[bytes, Framework, Taken]:
    """The bytes of a workbook to send out, its framework, and what it took over from last year's.

    ``framework`` is the id of a framework or of a template. Raises BrokenFramework where there is none.
    """
    plan = evaluation_blueprint(template_of(framework) if framework in installed_ids() else framework)
    typed: dict[str, Value] = {"unit": unit, "department": department, "year": Decimal(year) if year else None}
    given = {id: value for id, value in typed.items() if value}
    taken = Taken() if last is None else carry_over(last, plan.form, plan.framework, year, given)
    entries = {**taken.entries, **{plan.form.fields[id]: value for id, value in given.items()}}
    return build_workbook(plan, entries), plan.framework, taken


def with_templates() -> Mapping[str, str]:
    """The templates that are there, and the framework that each carries, by their ids."""
    return {id: load_source(id).framework for id in source_ids()}
