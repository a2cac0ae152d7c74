"""元/万元换算: typed amounts → the unit that the form prints. Formulas, rates, points and counts stay as they are."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.read.facts import FactKind

POWERS: Mapping[str, int] = {"元": 0, "千元": 3, "万元": 4, "亿元": 8}
"""Units of money that are told apart, as powers of ten of one 元."""


def typed_amounts(review: Review) -> Iterator[CellRef]:
    """Amounts other than 0 that somebody typed as numbers, in the money unit of the form."""
    apart = {at for id, at in review.form.concepts.items()
             if review.framework.concept(id).unit != review.framework.money_unit}  # fmt: skip
    for at, fact in review.facts.items():
        cell = fact.cell
        is_typed = cell.formula is None and isinstance(cell.value, Decimal) and cell.value != 0
        if fact.kind is FactKind.AMOUNT and is_typed and at not in apart:
            yield at


def entered_amounts(review: Review) -> Iterator[CellRef]:
    """The same without those that 汇总 has written in their unit already: the 汇总表 of a workbook of ours."""
    sheets = {form.table.sheet for form in review.form.summaries} if review.form.ours else set()
    yield from (at for at in typed_amounts(review) if at.sheet not in sheets)


def converted(review: Review, cells: Iterable[CellRef], unit: str) -> tuple[Edit, ...]:
    """Typed amounts in ``unit`` as amounts in the unit of the form, exact: nothing is rounded.

    KeyError where one of the units is not known.
    """
    shift = POWERS[unit] - POWERS[review.money_unit]
    return tuple(Edit(at, _shifted(review.book.cell(at).value, shift)) for at in cells)


def _shifted(value: object, shift: int) -> Decimal:
    assert isinstance(value, Decimal)  # a typed amount
    return Decimal(format_number(value.scaleb(shift, context=EXACT)))
