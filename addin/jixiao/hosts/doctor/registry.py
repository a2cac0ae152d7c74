"""The settings of Windows, as a function: tests hand over another one."""

import sys
from collections.abc import Callable, Mapping

USER, COMPUTER, CLASSES = "HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE", "HKEY_CLASSES_ROOT"

Registry = Callable[[str, str], Mapping[str, object]]
"""``registry(root, key)``: the values of a key by name, "" for its own; nothing where it is missing or closed to us."""


def windows_registry(root: str, key: str) -> Mapping[str, object]:
    """The settings of this computer; only read. Office of 32 bits keeps some of them in a place of its own."""
    if sys.platform != "win32":
        return {}
    import winreg

    found: dict[str, object] = {}
    for view in (winreg.KEY_WOW64_32KEY, winreg.KEY_WOW64_64KEY):
        try:
            with winreg.OpenKey(getattr(winreg, root), key, access=winreg.KEY_READ | view) as opened:
                for number in range(winreg.QueryInfoKey(opened)[1]):
                    name, value, _ = winreg.EnumValue(opened, number)
                    found[name] = value
        except OSError:
            continue
    return found
