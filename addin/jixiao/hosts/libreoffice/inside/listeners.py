"""Objects that LibreOffice calls: for a click, a key, a window that is about to close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import unohelper
from com.sun.star.awt import XActionListener, XKeyHandler
from com.sun.star.util import CloseVetoException, XCloseListener

if TYPE_CHECKING:
    from collections.abc import Callable


class Clicked(unohelper.Base, XActionListener):  # type: ignore[misc]
    """Does something when a button is clicked."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do

    def actionPerformed(self, event: Any) -> None:  # noqa: ANN401 - a LibreOffice object
        """The button was clicked."""
        self._do()

    def disposing(self, source: Any) -> None:  # noqa: ANN401 - a LibreOffice object
        """Nothing is kept."""


class Keys(unohelper.Base, XKeyHandler):  # type: ignore[misc]
    """Takes keys before any window does; ``take`` says of a key's code whether it is to go no further."""

    def __init__(self, take: Callable[[int], bool]) -> None:
        self._take = take

    def keyPressed(self, event: Any) -> bool:  # noqa: ANN401 - a LibreOffice object
        """A key went down."""
        return self._take(event.KeyCode)

    def keyReleased(self, event: Any) -> bool:  # noqa: ANN401 - a LibreOffice object
        """Only keys that go down count."""
        return False

    def disposing(self, source: Any) -> None:  # noqa: ANN401 - a LibreOffice object
        """Nothing is kept."""


class StaysOpen(unohelper.Base, XCloseListener):  # type: ignore[misc]
    """Keeps a window or document from being closed."""

    def queryClosing(self, source: Any, gets_ownership: bool) -> None:  # noqa: ANN401 - a LibreOffice object
        """Not now."""
        raise CloseVetoException

    def notifyClosing(self, source: Any) -> None:  # noqa: ANN401 - a LibreOffice object
        """Nothing is kept."""

    def disposing(self, source: Any) -> None:  # noqa: ANN401 - a LibreOffice object
        """Nothing is kept."""
