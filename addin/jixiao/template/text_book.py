"""A workbook of texts: whatever looks like a formula, a number or an address stays the text that it is."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jixiao.compute.calculate import Calculation
from jixiao.model.names import PAPER
from jixiao.template.canvas import Canvas
from jixiao.template.looks import Looks


@dataclass
class TextBook:
    """A workbook being written; the same texts always give the same bytes."""

    title: str
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)
    _looks: Looks = field(init=False)

    def __post_init__(self) -> None:
        from jixiao.template.writer import Writer

        book: Any = Writer(self._buffer)
        book.set_properties({"title": self.title, "author": "", "comments": PAPER, "created": datetime(2021, 1, 1)})
        self._looks = Looks(book)

    def sheet(self, name: str) -> Canvas:
        """A further worksheet."""
        return Canvas(name, self._looks.book.add_worksheet(name), self._looks, {}, Calculation({}, {}))

    def content(self) -> bytes:
        """The bytes of the .xlsx; nothing can be written after."""
        self._looks.book.close()
        return self._buffer.getvalue()
