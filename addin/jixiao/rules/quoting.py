"""Texts of the workbook as messages quote them: on one line, not too long."""

LONGEST = 30
"""Characters of a text that a message quotes."""


def one_line(text: str) -> str:
    """A text from outside on one line, without what cannot be printed."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def differing(one: str, other: str, longest: int = LONGEST) -> tuple[str, str]:
    """Two texts on one line each, cut so that the first difference is seen."""
    one, other = one_line(one), one_line(other)
    same = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), 0)
    start = max(0, same - longest // 2) if max(len(one), len(other)) > longest else 0
    first, second = (f"{'…' if start else ''}{brief(text[start:], longest - 1)}" for text in (one, other))
    return first, second


def brief(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut where it is too long."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
