"""The words of forms come again in every workbook: what was made of them is remembered."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST_WORDS = 120
"""A longer text is neither a heading nor a label, but somebody's own."""

_Result = TypeVar("_Result")


def of_words(read: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """Have a function of a text remember its results for the words last seen."""
    remembered = lru_cache(maxsize=4096)(read)

    @wraps(read)
    def of_words_or_text(text: str) -> _Result:
        return remembered(text) if len(text) <= LONGEST_WORDS else read(text)

    return of_words_or_text
