"""Slips of the eye: a figure taken from another line or column of the sheet."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.model.figures import Figure
from jixiao.model.form import named
from jixiao.rules.causes.slip import Labelled, Likelihood, Slip, significant_digits

_TELLING = 3
"""Amounts with fewer digits than these occur twice by chance."""


def from_line(
    lines: Iterable[Labelled], what: str = "数", likelihood: Likelihood = Likelihood.COPIED
) -> Iterator[Slip]:
    """The figure of another line of the same column; of equal ones the first is named."""
    for line in _first_of_each(lines):
        yield Slip(f"抄了{named(line.label)}行的{what}", line.value, likelihood, is_copy=True)


def from_column(columns: Iterable[Labelled]) -> Iterator[Slip]:
    """The figure of another column of the same line: budget for what was spent, opening balance for closing."""
    for column in columns:
        if significant_digits(column.value) >= _TELLING:
            yield Slip(f"填成了{named(column.label)}", column.value, Likelihood.COPIED, is_copy=True)


def telling(lines: Iterable[Labelled]) -> Iterator[Labelled]:
    """The lines whose amount is not so round that it may occur twice by chance."""
    return (line for line in lines if significant_digits(line.value) >= _TELLING)


def copied_rate(stated: Figure, label: str) -> Iterator[Slip]:
    """The rate of another line, which reads like the stated one; one with few digits may do so by chance."""
    is_telling = significant_digits(stated.value) >= _TELLING
    likelihood = Likelihood.COPIED if is_telling else Likelihood.COPIED_BY_CHANCE
    yield Slip(f"抄了{named(label)}行的比率", stated.value, likelihood, is_copy=True)


def _first_of_each(lines: Iterable[Labelled]) -> Iterator[Labelled]:
    seen: set[Decimal] = set()
    for line in lines:
        if line.value not in seen:
            seen.add(line.value)
            yield line
