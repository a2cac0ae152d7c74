"""The few members of Excel's own (COM) objects that the host uses, behind the ``api`` of xlwings' objects."""

from collections.abc import Callable
from typing import Protocol


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
    def Date1904(self) -> bool:
        """Whether its dates are counted from 1904."""

    def SaveCopyAs(self, path: str) -> None:
        """Write the workbook as it stands now to another file, in the format that it has."""

    def ExportAsFixedFormat(self, kind: int, path: str) -> None:
        """Print into a file; kind 0 is PDF."""

    def PrintPreview(self) -> None:
        """Show the print preview; comes back when the user closes it."""


class FileDialog(Protocol):
    """Office's ``FileDialog``."""

    Title: str
    InitialFileName: str
    """The path that stands there first."""

    @property
    def SelectedItems(self) -> Callable[[int], str]:
        """The path that was picked, by its number from 1."""

    def Show(self) -> int:
        """Ask the user; 0 where they cancel."""


class AppCom(Protocol):
    """Excel's ``Application``."""

    @property
    def FileDialog(self) -> Callable[[int], FileDialog]:
        """The dialog of a kind."""

    @property
    def InputBox(self) -> Callable[[str, str, str], str | bool]:
        """``InputBox(prompt, title, default)`` asks for a text; False where the user cancels."""

    @property
    def ActiveProtectedViewWindow(self) -> object | None:
        """The window in front if its workbook is in protected view, else None."""
