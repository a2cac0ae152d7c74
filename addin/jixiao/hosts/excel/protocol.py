"""The few members of xlwings' objects that the Excel host uses, so that they are typed without xlwings.

All are in xlwings' open-source part. ``api`` is the COM object behind an xlwings object, on Windows: ``com`` lists
what is used of those.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from jixiao.hosts.excel.com import AppCom, BookCom, RangeCom, SheetCom


class RangeLike(Protocol):
    """A block of cells: ``xlwings.Range``."""

    formula: Any
    """Formulas with ``=`` and typed values, as one scalar or rows of them; written as if typed in."""

    number_format: str | None
    """The format code of all the cells; None where they differ."""

    @property
    def address(self) -> str:
        """Where the cells are: ``$D$8:$D$11``, ``$A:$B`` for whole columns; several areas with commas between."""

    @property
    def merge_cells(self) -> bool | None:
        """Whether the cells are merged ones; None where only some are."""

    @property
    def merge_area(self) -> "RangeLike":
        """The merged area around a single cell."""

    @property
    def api(self) -> RangeCom:
        """The COM object."""

    def select(self) -> None:
        """Select the cells; their sheet must be the active one."""


class SheetLike(Protocol):
    """A worksheet: ``xlwings.Sheet``."""

    @property
    def name(self) -> str:
        """The name on the tab."""

    @property
    def visible(self) -> bool | int:
        """Excel's own constant: -1 visible, 0 hidden, 2 hidden from the menu too."""

    @property
    def used_range(self) -> RangeLike:
        """The rectangle around everything on the sheet."""

    @property
    def api(self) -> SheetCom:
        """The COM object."""

    def range(self, cell1: tuple[int, int], cell2: tuple[int, int]) -> RangeLike:
        """The block between two corners, each a row and a column counted from 1."""

    def delete(self) -> None:
        """Remove the sheet without asking."""


class SheetsLike(Protocol):
    """The worksheets of a book in their order: ``xlwings.main.Sheets``."""

    def __iter__(self) -> Iterator[SheetLike]: ...

    @property
    def active(self) -> SheetLike:
        """The sheet in front."""

    @property
    def add(self) -> Callable[..., SheetLike]:
        """``add(name, after=sheet)`` adds a sheet, brings it to the front and gives it back."""


class NameLike(Protocol):
    """A defined name: ``xlwings.main.Name``."""

    @property
    def name(self) -> str:
        """The name; one of a single sheet has the sheet's name and ``!`` before it."""

    @property
    def refers_to(self) -> str | None:
        """The definition, with ``=``."""


class BooksLike(Protocol):
    """The open workbooks: ``xlwings.main.Books``."""

    @property
    def active(self) -> "BookLike":
        """The workbook in front; its ``api`` is None where none is open."""

    @property
    def open(self) -> "Callable[[str], BookLike]":
        """``open(path)`` opens a workbook, or brings it to the front where it is open."""


class AppLike(Protocol):
    """Excel itself: ``xlwings.App``."""

    screen_updating: bool
    enable_events: bool
    calculation: str
    status_bar: str | bool

    @property
    def hwnd(self) -> int:
        """The handle of its window."""

    @property
    def pid(self) -> int:
        """The number of its process."""

    @property
    def books(self) -> BooksLike:
        """Its open workbooks."""

    @property
    def api(self) -> AppCom:
        """The COM object."""

    @property
    def alert(self) -> Callable[..., object]:
        """``alert(text, title, buttons)`` shows a dialog and gives the button: ``ok``, ``cancel``."""

    @property
    def selection(self) -> RangeLike | None:
        """The selected cells; None where something else is selected."""


class BookLike(Protocol):
    """An open workbook: ``xlwings.Book``."""

    @property
    def name(self) -> str:
        """The file name."""

    @property
    def app(self) -> AppLike:
        """The Excel that has it open."""

    @property
    def sheets(self) -> SheetsLike:
        """Its worksheets."""

    @property
    def names(self) -> Iterable[NameLike]:
        """Its defined names, those of single sheets too."""

    @property
    def api(self) -> BookCom:
        """The COM object; None where this is no workbook at all."""
