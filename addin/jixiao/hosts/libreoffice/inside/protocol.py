"""The few members of LibreOffice's objects that are used, so that they are typed without LibreOffice.

Names are those of its interfaces; rows and columns count from 0 here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class AddressLike(Protocol):
    """A rectangle: ``CellRangeAddress``."""

    StartColumn: int
    StartRow: int
    EndColumn: int
    EndRow: int


class RangesLike(Protocol):
    """Several rectangles: ``SheetCellRanges``."""

    NumberFormat: int

    def getRangeAddresses(self) -> Sequence[AddressLike]:
        """Where they are."""


class GroupsLike(Protocol):
    """Rectangles by their look: each member holds all the cells of one look."""

    def getCount(self) -> int:
        """The number of looks."""

    def getByIndex(self, index: int) -> RangesLike:
        """The cells of one look."""


class RangeLike(Protocol):
    """A rectangle of cells: ``SheetCellRange``; a single cell too."""

    @property
    def AbsoluteName(self) -> str:
        """Its address with the sheet: ``$自评表.$A$1:$B$2``."""

    def getRangeAddress(self) -> AddressLike:
        """Where it is."""

    def getDataArray(self) -> Sequence[Sequence[object]]:
        """Doubles, texts ("" for an empty cell), None for a formula that failed."""

    def setDataArray(self, rows: object) -> None:
        """Write doubles and texts, each as it is; None would end LibreOffice."""

    def getFormulaArray(self) -> Sequence[Sequence[str]]:
        """Formulas with ``=`` in English, or typed values as texts."""

    def setFormulaArray(self, rows: object) -> None:
        """Write texts as if typed in."""

    def setArrayFormula(self, text: str) -> None:
        """Make the cells one array formula."""

    def clearContents(self, kinds: int) -> None:
        """Empty the cells of some kinds of content (``CellFlags``)."""

    def getCellByPosition(self, column: int, row: int) -> Any:  # noqa: ANN401 - a cell has many faces
        """One cell of it."""

    def getIsMerged(self) -> bool:
        """Whether a merged area begins in it."""

    def getUniqueCellFormatRanges(self) -> GroupsLike:
        """The cells by their look."""

    def queryContentCells(self, kinds: int) -> RangesLike:
        """The cells that hold something of the kinds (``CellFlags``)."""

    def queryVisibleCells(self) -> RangesLike:
        """The cells that no filter and nobody has hidden."""

    def queryFormulaCells(self, results: int) -> RangesLike:
        """The formula cells with such results (``FormulaResult``)."""


class CursorLike(RangeLike, Protocol):
    """A rectangle that can be moved."""

    def collapseToMergedArea(self) -> None:
        """Extend it to the merged area it lies in."""


class SheetLike(RangeLike, Protocol):
    """One sheet: ``Spreadsheet``."""

    IsVisible: bool

    def getCellRangeByPosition(self, left: int, top: int, right: int, bottom: int) -> RangeLike:
        """A rectangle of it."""

    def createCursorByRange(self, cells: RangeLike) -> CursorLike:
        """A cursor that starts as a rectangle."""

    def isProtected(self) -> bool:
        """Whether locked cells cannot be changed."""

    def protect(self, password: str) -> None:
        """Protect it; what a protection allows stays as it was set."""

    def unprotect(self, password: str) -> None:
        """Lift the protection."""


class SheetsLike(Protocol):
    """The sheets of a document."""

    def getElementNames(self) -> Sequence[str]:
        """Their names in order."""

    def getByName(self, name: str) -> SheetLike:
        """One of them."""

    def getCount(self) -> int:
        """How many there are."""

    def insertNewByName(self, name: str, position: int) -> None:
        """Add a sheet."""

    def removeByName(self, name: str) -> None:
        """Remove a sheet."""


class NameLike(Protocol):
    """A defined name."""

    def getContent(self) -> str:
        """Its text, without ``=``."""


class NamesLike(Protocol):
    """The defined names of the whole document."""

    def getElementNames(self) -> Sequence[str]:
        """Their names."""

    def getByName(self, name: str) -> NameLike:
        """One of them."""


class UndoLike(Protocol):
    """The steps that the user can undo: ``UndoManager``."""

    def getAllUndoActionTitles(self) -> Sequence[str]:
        """What they are called, the latest first."""

    def undo(self) -> None:
        """Take the latest back."""

    def enterUndoContext(self, title: str) -> None:
        """What follows is one step."""

    def leaveUndoContext(self) -> None:
        """The step is done."""


class DocumentLike(Protocol):
    """An open Calc document: ``SpreadsheetDocument``."""

    def getCurrentSelection(self) -> object:
        """What is selected: cells, or something else."""

    @property
    def Title(self) -> str:
        """What its window is called."""

    def getURL(self) -> str:
        """Where its file is; "" for one not saved yet."""

    def isModified(self) -> bool:
        """Whether it holds what its file does not."""

    def storeToURL(self, url: str, options: object) -> None:
        """Save a copy; the document stays where it is."""

    def isReadonly(self) -> bool:
        """Whether it was opened for reading only."""

    def isProtected(self) -> bool:
        """Whether sheets may not be added, removed or moved."""

    def getSheets(self) -> SheetsLike:
        """Its sheets."""

    @property
    def NamedRanges(self) -> NamesLike:
        """Its defined names."""

    def getNumberFormats(self) -> Any:  # noqa: ANN401 - asked for little, in one module
        """The number formats by the numbers that cells name them by."""

    def getUndoManager(self) -> UndoLike:
        """Its steps that can be undone."""

    def getCurrentController(self) -> Any:  # noqa: ANN401 - None, or a window with many faces
        """The window in front."""

    def lockControllers(self) -> None:
        """Stop drawing."""

    def unlockControllers(self) -> None:
        """Draw again."""

    def addActionLock(self) -> None:
        """Hold back the consequences of changes."""

    def removeActionLock(self) -> None:
        """Let the consequences come."""
