"""The formats of a workbook being written, and the colours of marks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.template.styles import LOOKS, marked_format

ERROR_LOOK = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
WARNING_LOOK = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
EXPLAINED_LOOK = {"bg_color": "#DDEBF7", "font_color": "#1F4E78"}
_OPEN = {"left": 1, "right": 1, "top": 1, "top_color": "#FFFFFF", "bottom": 1, "bottom_color": "#FFFFFF"}
_LAST = {"bottom_color": "#000000"}
_BLANK = {**_OPEN, "bg_color": "#FFFFFF"}
UNUSED_LOOKS = {
    "unused": _OPEN,
    "unused_last": {**_OPEN, **_LAST},
    "unused_blank": _BLANK,
    "unused_blank_last": {**_BLANK, **_LAST},
}
"""A spare row that waits for its turn: only the sides of the table go on, and the bottom below the last one."""


@dataclass
class Looks:
    """The formats of a workbook being written, made once each."""

    book: Any
    made: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, look: str) -> Any:  # noqa: ANN401 - XlsxWriter is untyped
        if look not in self.made:
            self.made[look] = self.book.add_format(LOOKS[look])
        return self.made[look]

    def mark(self, code: str, sign: str, colours: Mapping[str, str]) -> Any:  # noqa: ANN401
        """The conditional look of a marked cell whose number format is ``code``."""
        key = f"{sign}{code}"
        if key not in self.made:
            self.made[key] = self.book.add_format({**colours, "num_format": marked_format(code, sign)})
        return self.made[key]

    def unused(self, look: str) -> Any:  # noqa: ANN401
        """The conditional look of a spare row that waits."""
        if look not in self.made:
            self.made[look] = self.book.add_format(UNUSED_LOOKS[look])
        return self.made[look]
