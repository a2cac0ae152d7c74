"""Units' workbooks of any framework, with nothing in them but what the 汇总表 takes: name, amounts, total score."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jixiao.model.book import Book, Value
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from workbooks import built


@cache
def unit_book(template: str, name: str, budget: int, executed: int, score: int) -> Book:
    """A unit's workbook as the builder writes it and the file host reads it."""
    plan = evaluation_blueprint(template)
    return built(plan, unit_entries(plan, name, budget, executed, score))


def unit_entries(plan: Blueprint, name: str, budget: int, executed: int, score: int) -> dict[CellRef, Value]:
    """What a unit types into a workbook of a template; its department is 某局."""
    assert plan.form.indicators is not None
    entries: dict[CellRef | None, Value] = {
        plan.form.fields["unit"]: name,
        plan.form.fields["department"]: "某局",
        plan.form.fields.get("project"): "某项目",
        plan.form.indicators.total_at("score"): Decimal(score),
        **dict(_amounts(plan, "annual_budget", Decimal(budget))),
        **dict(_amounts(plan, "executed", Decimal(executed))),
    }
    return {at: value for at, value in entries.items() if at is not None}


def _amounts(plan: Blueprint, role: str, amount: Decimal) -> Iterator[tuple[CellRef | None, Value]]:
    """Where a framework has its amounts: in base figures that it names, else in the first source of its funds, or
    their total.
    """
    fact = plan.framework.summary.amounts.get(role)  # type: ignore[call-overload]
    if fact is not None:
        yield plan.form.place(fact), amount
        return
    assert plan.form.fund is not None
    of_total = role in plan.form.fund.of_total
    for number, line in enumerate(plan.form.fund.group("total" if of_total else "source")):
        yield plan.form.fund.at(role, line), "—" if number else amount
