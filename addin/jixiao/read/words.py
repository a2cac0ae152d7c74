"""The words of forms come again in every workbook: what was made of them is remembered."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST_WORDS = 120
"""A longer text is neither a heading nor a label, but somebody's own."""

_Result = TypeVar("_Result")


def remembered(read: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """A function of words that remembers its results for the last ones; longer texts are not to be handed to it."""
    return lru_cache(maxsize=4096)(read)


def of_words(read: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """Have a function of a text remember its results for the words last seen."""
    of_known = remembered(read)

    @wraps(read)
    def of_words_or_text(text: str) -> _Result:
        """The remembered result for words, the fresh one for a long text."""
        return of_known(text) if len(text) <= LONGEST_WORDS else read(text)

    return of_words_or_text
