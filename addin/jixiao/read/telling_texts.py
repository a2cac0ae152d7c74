"""Which rows of a sheet have a text that could be of a heading, a total or subtotals; most of them are data."""

from collections.abc import Iterator, Set

from jixiao.read.headings import Vocabulary
from jixiao.read.pages import Page, plain_words, stays_as_it_is
from jixiao.read.table_rows import ENDS_OF_SUMS, speaks_of_sums
from jixiao.read.words import LONGEST_WORDS

_TEXTS = 8192
"""So many texts are kept that tell of headings and sums, and so many that do not."""


class TellingTexts:
    """Tells by the words of a vocabulary, and remembers what it has told."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary, self._ends = vocabulary, vocabulary.ends | ENDS_OF_SUMS
        self._silent, self._telling = set[str](), set[str]()

    def rows_of(self, page: Page) -> list[int]:
        """The rows with a text that may be more than data."""
        silent = self._silent
        texts: Iterator[tuple[int, str]] = (
            (place[0], cell[0])
            for place, cell in page.sheet.cells.items()
            if isinstance(cell[0], str) and cell[0] not in silent
        )
        return [*dict.fromkeys(row for row, text in texts if self.tells(text))]

    def not_silent(self, texts: Set[str]) -> Set[str]:
        """Those among many texts of which it is not yet known that they are data."""
        return texts - self._silent

    def tells(self, text: str) -> bool:
        """Whether a text may be more than data."""
        if text in self._silent:
            return False
        return text in self._telling or (len(text) <= LONGEST_WORDS and self._found_to_tell(text))

    def _found_to_tell(self, text: str) -> bool:
        if stays_as_it_is(text[-1:]) and text[-1:] not in self._ends:  # as most that units write
            tells = False
        else:
            word = plain_words(text)
            tells = self._vocabulary.knows(word) or speaks_of_sums(word)
        known = self._telling if tells else self._silent
        if len(known) == _TEXTS:
            known.clear()
        known.add(text)
        return tells
