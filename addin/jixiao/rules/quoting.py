"""Texts of the workbook as messages quote them: on one line, not too long."""

LONGEST = 30
"""Characters of a text that a message quotes."""


def one_line(text: str) -> str:
    """A text from outside on one line, without what cannot be printed."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def brief(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut where it is too long."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
