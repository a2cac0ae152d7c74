"""The fixed texts of a workbook of ours, as it was built and as they stand now: ``fixed_texts(review)``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jixiao.compute.review import Review
from jixiao.read.passport import MovedColumns, Stated, moved_columns, read_labels, stated_texts
from jixiao.rules.remembered import remembered


@dataclass(frozen=True)
class FixedTexts:
    """Of one sheet what was ``built`` and what is ``stated``; ``moved``: headings that changed places.

    ``stated`` is None where the sheet is gone. Where all texts stand, nothing moved: a row of headings in another order
    that somebody typed or pasted besides is read by its own order, as the rows below it were filled in.
    """

    built: tuple[str, ...]
    stated: Sequence[Stated] | None
    moved: MovedColumns | None = None

    @cached_property
    def stand(self) -> bool:
        """Whether all that was built stands in its order, whatever was typed in between."""
        texts = iter([item.text for item in self.stated or ()])
        return all(text in texts for text in self.built)


@remembered
def fixed_texts(review: Review) -> Mapping[str, FixedTexts] | None:
    """By the names of the sheets; None where the workbook has no passport that tells."""
    labels = read_labels(review.book)
    return None if labels is None else {name: _of_sheet(review, name, built) for name, built in labels.items()}


def _of_sheet(review: Review, name: str, built: tuple[str, ...]) -> FixedTexts:
    sheet = review.book.sheets.get(name)
    if sheet is None:
        return FixedTexts(built, None)
    texts = FixedTexts(built, stated_texts(sheet))
    return texts if texts.stand else replace(texts, moved=moved_columns(built, texts.stated or ()))
