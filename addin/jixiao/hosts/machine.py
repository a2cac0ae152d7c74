"""What of a computer decides where add-ins go, as a value: the functions that use it can be tried for any system."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WINDOWS, MAC = "win32", "darwin"

_PROGRAM_FOLDERS = ("PROGRAMW6432", "PROGRAMFILES", "PROGRAMFILES(X86)")


@dataclass(frozen=True)
class Machine:
    """A user's computer.

    ``platform`` is Python's name for the system (win32, darwin, linux), ``environment`` the user's variables (their
    names in capitals, as Python gives them on Windows), ``home`` the user's folder, ``python`` the interpreter that
    runs jixiao.
    """

    platform: str
    environment: Mapping[str, str]
    home: Path
    python: Path

    def folder(self, variable: str, *otherwise: str) -> Path:
        """The folder that a variable names, or the one below ``home`` where it is not set."""
        value = self.environment.get(variable, "")
        return Path(value) if value else self.home.joinpath(*otherwise)

    def own_folder(self) -> Path:
        """Where jixiao keeps what is this user's own and may be thrown away."""
        if self.platform == WINDOWS:
            return self.folder("LOCALAPPDATA", "AppData", "Local") / "jixiao"
        return self.folder("XDG_CACHE_HOME", ".cache") / "jixiao"

    def program_folders(self) -> list[Path]:
        """Where Windows keeps programs for all users, each folder once."""
        values = dict.fromkeys(self.environment.get(name, "") for name in _PROGRAM_FOLDERS)
        return [Path(value) for value in values if value]


def this_machine() -> Machine:
    """The computer and user that the program runs for."""
    return Machine(sys.platform, dict(os.environ), Path.home(), Path(sys.executable))


def stands(path: Path) -> bool:
    """Whether there is something at a path; in a folder that the user may not look into there is nothing."""
    try:
        return path.exists()
    except OSError:
        return False
