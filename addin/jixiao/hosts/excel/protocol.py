"""The few members of xlwings' objects that the Excel host uses, so that they are typed without xlwings.

All are in xlwings' open-source part. ``api`` is the COM object behind an xlwings object, on Windows.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol


class RangeCom(Protocol):
    """Excel's ``Range``."""

    @property
    def Value2(self) -> object:
        """A double, text, boolean, error number or None; rows of them where there are many cells."""

    @property
    def Locked(self) -> bool | None:
        """Whether protection forbids changing the cells; None where only some are locked."""


class SheetCom(Protocol):
    """Excel's ``Worksheet``."""

    EnableSelection: int
    """Which cells may be selected while the sheet is protected."""

    @property
    def ProtectContents(self) -> bool:
        """Whether the sheet is protected."""

    @property
    def ProtectionMode(self) -> bool:
        """Whether the protection holds for the user only, and not for programs."""

    @property
    def ProtectDrawingObjects(self) -> bool:
        """Whether the protection covers shapes."""

    @property
    def ProtectScenarios(self) -> bool:
        """Whether the protection covers scenarios."""

    @property
    def Protection(self) -> object:
        """What the user may still do: ``AllowFiltering`` and the like."""

    def Protect(self, *arguments: object) -> None:
        """Protect the sheet; sixteen arguments by position."""

    def Unprotect(self, password: str) -> None:
        """Lift the protection."""

    def Activate(self) -> None:
        """Bring the sheet to the front."""


class BookCom(Protocol):
    """Excel's ``Workbook``."""

    @property
    def FullName(self) -> str:
        """The file's path, or its address on a server; the name alone while it was never saved."""

    @property
    def ProtectStructure(self) -> bool:
        """Whether sheets may not be added, removed or moved."""

    def SaveCopyAs(self, path: str) -> None:
        """Write the workbook as it stands now to another file."""


class RangeLike(Protocol):
    """A block of cells: ``xlwings.Range``."""

    formula: Any
    """Formulas with ``=`` and typed values, as one scalar or rows of them; written as if typed in."""

    @property
    def row(self) -> int:
        """The first row, counted from 1."""

    @property
    def column(self) -> int:
        """The first column, counted from 1."""

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""

    @property
    def number_format(self) -> str | None:
        """The format code of all the cells; None where they differ."""

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
        """The workbook in front."""


class FolderDialog(Protocol):
    """Excel's ``FileDialog``."""

    Title: str

    @property
    def SelectedItems(self) -> Callable[[int], str]:
        """The path that was picked, by its number from 1."""

    def Show(self) -> int:
        """Ask the user; 0 where they cancel."""


class AppCom(Protocol):
    """Excel's ``Application``."""

    @property
    def FileDialog(self) -> Callable[[int], FolderDialog]:
        """The dialog of a kind."""


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
    def books(self) -> BooksLike:
        """Its open workbooks."""

    @property
    def api(self) -> AppCom:
        """The COM object."""

    @property
    def alert(self) -> Callable[[str, str], object]:
        """``alert(text, title)`` shows a dialog."""

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
        """The COM object."""
