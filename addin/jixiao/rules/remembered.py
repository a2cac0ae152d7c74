"""What several rules work out of the same workbook, worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from jixiao.compute.review import Review

Found = TypeVar("Found")


def remembered(make: Callable[[Review], Found]) -> Callable[[Review], Found]:
    """Keep the result for the review at hand; all rules of a check look at the very same one, one after the other."""
    last: list[tuple[ref[Review], Found]] = []

    @wraps(make)
    def of(review: Review) -> Found:
        """The result for this review; that of the one before is forgotten."""
        if not last or last[0][0]() is not review:
            last[:] = [(ref(review), make(review))]
        return last[0][1]

    return of
