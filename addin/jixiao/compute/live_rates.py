"""The live cells of 指标测算: each rate, and beside it the figures it was computed from."""

from collections.abc import Iterator

from jixiao.compute.live_cell import Kind, Live, Operand
from jixiao.model.form import Form, named
from jixiao.model.formula import Formula, IfElse, IsMissing, Join, Literal, Logic, Ref, names, parts
from jixiao.model.framework import PRIOR, Framework, Rate


def rate_cells(form: Form, framework: Framework) -> Iterator[Live]:
    """Each rate after the rates that it builds on."""
    for rate in _ordered(framework.rates):
        at = form.rates.get(rate.id)
        used = _in_order(rate.formula)
        operands: dict[str, Operand] = {
            name: place for name in used if (place := form.concepts.get(name) or form.rates.get(name)) is not None
        }
        if at is None or len(operands) < len(used):
            continue
        yield Live(at, Kind.RATE, named(rate.label), rate.formula, operands, subject=rate.id)
        if at.column > 1 and operands:
            formula = _input_text(tuple((name, label_of(framework, name)) for name in operands))
            yield Live(at.shift(columns=-1), Kind.RATE_INPUTS, f"{named(rate.label)}所用数据", formula, operands)


def _ordered(rates: tuple[Rate, ...]) -> Iterator[Rate]:
    """The rates in an order in which each can be computed; the framework has no circles."""
    waiting, done = {rate.id: rate for rate in rates}, set[str]()
    while waiting:
        ready = [rate for rate in waiting.values() if not (names(rate.formula) & waiting.keys())]
        for rate in ready:
            yield waiting.pop(rate.id)
            done.add(rate.id)
        if not ready:
            return


def label_of(framework: Framework, id: str) -> str:
    """What formulas in words call a base figure, its figure of the year before, or a rate."""
    if id in framework.table_cells:
        table, line, column = framework.table_cells[id]
        return table.words(line, column)
    for rate in framework.rates:
        if rate.id == id:
            return rate.label
    label = framework.concept(id).label
    return f"上年{label}" if id.endswith(PRIOR) else label


def _in_order(formula: Formula) -> tuple[str, ...]:
    """The names of a formula in the order they are written, each once."""
    if isinstance(formula, Ref):
        return (formula.name,)
    return tuple(dict.fromkeys(name for part in parts(formula) for name in _in_order(part)))


def _input_text(used: tuple[tuple[str, str], ...]) -> Formula:
    """Labels and figures one after the other; nothing while none is filled in."""
    items: list[Formula] = []
    for name, label in used:
        items += [Literal(f"{'；' if items else ''}{label} "), Ref(name)]
    unfilled = tuple(IsMissing(Ref(name)) for name, _ in used)
    return IfElse(Logic("and", unfilled) if len(unfilled) > 1 else unfilled[0], Literal(""), Join(tuple(items)))
