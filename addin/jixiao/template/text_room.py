"""How much room a text takes in a cell."""

HIGHEST_ROW = 409
"""Points; Excel knows no higher row."""
LINE_HEIGHT, MARGIN = 14.5, 1.5
"""Points that a line of type takes in a cell, and the room around it."""


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so many characters wide; a Chinese character counts as two."""
    room = max(1, int(width - 1))
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, -(-_breadth(line) // room)) for line in text.split("\n"))


def _breadth(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F or character in "“”‘’…—×÷≥≤" else 1 for character in text)
