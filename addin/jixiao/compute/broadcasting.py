"""A function of single values over blocks of cells: a value alone counts for every cell of the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Cell = TypeVar("Cell")
Result = TypeVar("Result")

Block = Sequence[Sequence[Cell]]
"""Rows of cells, all of one length."""

OTHER_SHAPE = "区域大小不同"


def over_blocks(function: Callable[..., Result], *blocks: Block[Cell]) -> list[list[Result | str]]:
    """The function's results, in the shape of the blocks that have more than one cell.

    Where two of these differ in shape there is one result, a short Chinese text.
    """
    shapes = {_shape(block) for block in blocks} - {(1, 1)}
    if len(shapes) > 1 or any(0 in shape for shape in shapes):
        return [[OTHER_SHAPE]]
    rows, columns = shapes.pop() if shapes else (1, 1)
    return [
        [function(*(_at(block, row, column) for block in blocks)) for column in range(columns)] for row in range(rows)
    ]


def _shape(block: Block[Cell]) -> tuple[int, int]:
    return len(block), len(block[0]) if block else 0


def _at(block: Block[Cell], row: int, column: int) -> Cell:
    return block[0][0] if _shape(block) == (1, 1) else block[row][column]
