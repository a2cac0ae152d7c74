"""Chinese text and the parts of a page set in lines of a given width."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from jixiao.model.page import Column, Grid, Heading, Paragraph, Part

_OPENING, _CLOSING = "（“‘《〔【①②③④⑤⑥⑦⑧⑨⑩", "，。；：、！？）”’》〕】％"
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~]+|[^!-~\s])[{_CLOSING}]*|\s+")
"""What stays on one line: a number or an English word; a sign never opens a line, a bracket never ends one."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GAP = 2
"""Blank columns between the columns of a grid."""


def set_text(text: str, width: int) -> list[str]:
    """The lines of a text, each at most ``width`` columns wide; line breaks in it stay, control signs do not.

    Names come from workbooks of other offices: an escape sequence in one must not reach the terminal.
    """
    return [line for given in text.split("\n") for line in _set_line(_CONTROL.sub(" ", given), max(width, 4))]


def _set_line(text: str, width: int) -> list[str]:
    margin = text[: len(text) - len(text.lstrip())]
    room = max(width - cell_len(margin), 4)
    lines = [""]
    for piece in _PIECE.findall(text.strip()):
        if cell_len((lines[-1] + piece).rstrip()) <= room:
            lines[-1] += piece if lines[-1] or piece.strip() else ""
        else:
            lines += _broken(piece.strip(), room)
    return [margin + line.rstrip() for line in lines if line] or [""]


def _broken(piece: str, room: int) -> list[str]:
    """A piece as it is, or in slices where it alone is wider than a line (a long address or id)."""
    slices, current = list[str](), ""
    for character in piece:
        if cell_len(current + character) > room:
            slices.append(current)
            current = ""
        current += character
    return [*slices, current] if current else slices


def lines_of(part: Part, width: int) -> list[str]:
    """A part as lines for a terminal that is so many columns wide."""
    match part:
        case Heading(text):
            return set_text(text, width)
        case Paragraph(text, indent, name):
            hanging = indent + cell_len(name)
            first, *rest = set_text(text, width - hanging)
            return [" " * indent + name + first, *(" " * hanging + line for line in rest)]
        case Grid(columns, rows, indent):
            return _grid(columns, rows, indent, width)


def _grid(columns: Sequence[Column], rows: Sequence[Sequence[str]], indent: int, width: int) -> list[str]:
    widths = _widths(columns, width - indent)
    rule = "─" * (sum(widths) + _GAP * (len(columns) - 1))
    headings = _row([column.heading for column in columns], columns, widths)
    body = [line for row in rows for line in _row(row, columns, widths)]
    return [(" " * indent + line).rstrip() for line in (*headings, rule, *body)]


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    taken = sum(column.width for column in columns) + _GAP * (len(columns) - 1)
    sharing = [number for number, column in enumerate(columns) if not column.width]
    share, over = divmod(max(width - taken, 8 * len(sharing)), max(len(sharing), 1))
    return [column.width or share + (over if number == sharing[-1] else 0) for number, column in enumerate(columns)]


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    texts = [set_text(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, texts))):
        found = [text[number] if number < len(text) else "" for text in texts]
        lines.append((" " * _GAP).join(map(_padded, found, widths, (column.right for column in columns))))
    return lines


def _padded(text: str, width: int, right: bool) -> str:
    return " " * max(width - cell_len(text), 0) + text if right else set_cell_size(text, max(width, cell_len(text)))
