"""A person at LibreOffice Calc with the buttons: installs them, presses them, types, looks at cells.

With the variable JIXIAO_PICTURES naming a folder, the pictures of the accountants' manual are made there; for Chinese
menus in them install Debian's libreoffice-l10n-zh-cn.
"""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import live_inside
from live_office import without_virtual_environment
from live_screen import Point, Screen, dialog_of, wait_for

RED = (0xFF, 0xC7, 0xCE)
NOBODY = 65534


@dataclass
class Calc:
    """A document in a window, with somebody who looks and clicks."""

    document: Any
    screen: Screen

    @property
    def window(self) -> Any:
        return self.document.getCurrentController().getFrame().getContainerWindow()

    def press(self, caption: str) -> None:
        self.screen.click(wait_for(f"button {caption}", lambda: self._found("button_at", caption)))

    def open_menu(self, title: str) -> None:
        self.screen.click(wait_for(f"menu {title}", lambda: self._found("menu_at", title)))

    def sheet_in_front(self) -> str:
        return self.document.getCurrentController().getActiveSheet().Name

    def go_to(self, sheet: str) -> None:
        self.document.getCurrentController().setActiveSheet(self.document.Sheets.getByName(sheet))

    def text(self, sheet: str, address: str) -> str:
        return self.document.Sheets.getByName(sheet).getCellRangeByName(address).getCellByPosition(0, 0).getString()

    def correct(self, sheet: str, address: str, number: float) -> None:
        """Put a number into a locked cell, as someone does who lifts the protection for it."""
        page = self.document.Sheets.getByName(sheet)
        page.unprotect("")
        page.getCellRangeByName(address).getCellByPosition(0, 0).setValue(number)
        page.protect("")

    def place(self, cell: tuple[int, int]) -> Point:
        return wait_for(f"cell {cell}", lambda: self._found("cell_at", *cell))

    def _found(self, name: str, *what: object) -> Any:
        return live_inside.found(self.document, name, self.window, *what)

    def is_red(self, cell: tuple[int, int]) -> bool:
        return self.screen.pixel(self.place(cell)) == RED

    def picture(self, name: str) -> None:
        if os.environ.get("JIXIAO_PICTURES"):
            time.sleep(1)  # the window is drawn later than the document says
            self.screen.picture(Path(os.environ["JIXIAO_PICTURES"], f"{name}.png"))


def unopkg(home: Path, *arguments: str) -> str:
    """LibreOffice's own installer; it refuses root, so root becomes nobody for it."""
    command = ["unopkg", *arguments, f"-env:UserInstallation={(home / 'profile').as_uri()}"]
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    environment = {**without_virtual_environment(os.environ), "HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fill_in(context: Any, calc: Calc, title: str, *texts: str) -> None:
    """Type into the fields of a form, one after the other, and press Enter."""
    wait_for(f"form {title}", lambda: dialog_of(context, title))
    for number, text in enumerate(texts):
        if number:
            calc.screen.key("Tab")
        calc.screen.type(text)
    calc.screen.key("Return")
    wait_for("form gone", lambda: dialog_of(context, title) is None)


def paste(context: Any, screen: Screen, text: str) -> None:
    """Put a text into the field that has the keyboard; typed one by one, some Chinese signs get lost."""
    if text.isascii():
        screen.type(text)
        return
    clipboard = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.datatransfer.clipboard.SystemClipboard", context
    )
    clipboard.setContents(_transferable(text), None)
    screen.key("ctrl+v")


def _transferable(text: str) -> Any:
    import uno
    import unohelper
    from com.sun.star.datatransfer import DataFlavor, XTransferable

    flavor = DataFlavor("text/plain;charset=utf-16", "Unicode-Text", uno.getTypeByName("string"))

    class Transferable(unohelper.Base, XTransferable):
        def getTransferData(self, wanted: Any) -> str:
            return text

        def getTransferDataFlavors(self) -> tuple[Any, ...]:
            return (flavor,)

        def isDataFlavorSupported(self, wanted: Any) -> bool:
            return wanted.MimeType == flavor.MimeType

    return Transferable()
