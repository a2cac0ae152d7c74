"""Boxes to be ticked on one line, ``优√　良□　中□　差□``: how a form prints them, and which are ticked in anyone's."""

import re
from collections.abc import Sequence

_TICK, _BLANK, _BETWEEN = "√", "□", "　"

_TICKS = "√✓✔☑☒■●þ"
_BOXES = "□☐¨○◯◻▢❑❏¡"
"""Signs of a ticked and of an empty box; the last of each are letters of sign fonts that a conversion left over."""

_SIGN = re.compile(f"[{_TICKS}{_BOXES}]|[（(\\[【]\\s*[{_TICKS}]?\\s*[)）\\]】]")


def boxes(options: Sequence[str], ticked: str = "") -> str:
    """The options on one line, each with its box behind it; the box of ``ticked`` has a tick."""
    return _BETWEEN.join(f"{option}{_TICK if option == ticked else _BLANK}" for option in options)


def ticked_boxes(text: str, options: Sequence[str]) -> tuple[str, ...] | None:
    """Which options are ticked in a text of boxes, in any spelling.

    None where the text is none of several options with signs, or does not tell which sign belongs to which option.
    """
    names = "|".join(map(re.escape, sorted(options, key=len, reverse=True)))
    pieces = re.split(f"({names})", text)
    found, gaps = pieces[1::2], pieces[::2]
    if len(found) < 2 or len(set(found)) < len(found) or not _SIGN.search(text):
        return None
    side = _side(gaps)
    if side is None:
        return None
    own = gaps[1:] if side == "behind" else gaps[:-1]
    return tuple(name for name, gap in zip(found, own, strict=True) if any(tick in gap for tick in _TICKS))


def _side(gaps: Sequence[str]) -> str | None:
    """Whether signs stand before their options or behind them; where blanks do not tell, nobody knows."""
    first, last = (bool(_SIGN.search(gap)) for gap in (gaps[0], gaps[-1]))
    if first != last:
        return "before" if first else "behind"
    inner = [gap for gap in gaps[1:-1] if _SIGN.search(gap)]
    sides = {_nearer(gap) for gap in inner}
    return sides.pop() if len(sides) == 1 and not first else None


def _nearer(gap: str) -> str | None:
    """Which of the two options around it a sign stands closer to."""
    left, right = (len(gap) - len(stripped) for stripped in (gap.lstrip(), gap.rstrip()))
    return None if left == right else "before" if left > right else "behind"
