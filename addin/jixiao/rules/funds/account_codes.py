"""The codes of the lines of a table of accounts: which line belongs to which, and which no total counts."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from jixiao.compute.review import Review
from jixiao.model.account_form import PanelForm
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing

_LONGEST = 20
"""Digits of a code that are looked at."""


def codes_of(review: Review, panel: PanelForm) -> Iterator[tuple[int, str]]:
    """The lines by code that are filled in: row → code."""
    for row in panel.rows:
        reported = review.reported(CellRef(panel.sheet, row, panel.code))
        if isinstance(reported, Figure) and reported.value == reported.value.to_integral() and reported.value > 0:
            yield row, f"{reported.value:f}".partition(".")[0]


def parent_of(code: str, codes: Collection[str]) -> str:
    """The longest other code that a code begins with, "" where there is none; ``codes`` should find fast."""
    return next((code[:size] for size in range(min(len(code), _LONGEST) - 1, 0, -1) if code[:size] in codes), "")


def below(codes: Mapping[int, str]) -> Mapping[str, Sequence[int]]:
    """The rows of the codes that belong to a code; below "" those that belong to none."""
    known, found = {*codes.values()}, dict[str, list[int]]()
    for row, code in codes.items():
        found.setdefault(parent_of(code, known), []).append(row)
    return found


def uncounted(review: Review, panel: PanelForm) -> tuple[int, ...]:
    """The rows of 款 and 项 whose 类 is not listed, so that the total leaves them out.

    In anyone's table that lists no 类 at all, the total is that of the lines there are.
    """
    codes = dict(codes_of(review, panel))
    if not panel.digits:
        return ()
    if not panel.level and not any(len(code) == panel.digits[0] for code in codes.values()):
        return ()
    return tuple(row for row in below(codes).get("", ()) if len(codes[row]) > panel.digits[0])


def nameless(review: Review, panel: PanelForm) -> tuple[int, ...]:
    """The rows of figures without a code."""
    blank = (row for row in panel.rows if review.reported(CellRef(panel.sheet, row, panel.code)) is Missing.BLANK)
    return tuple(row for row in blank if any(_is_figure(review, panel.at(row, column)) for column in panel.columns))


def _is_figure(review: Review, at: CellRef | None) -> bool:
    reported = review.reported(at)
    typed = at not in review.calculation.computed or at in review.calculation.stated
    return typed and isinstance(reported, Figure) and bool(reported.value)
