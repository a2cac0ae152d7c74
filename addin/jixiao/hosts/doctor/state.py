"""What of a computer can stand in our way, as plain values: filled by ``probing``, judged by ``judging``."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


@dataclass(frozen=True)
class Interpreter:
    """A Python: its program, its version and whether it is one of 32 or of 64 bits."""

    program: Path
    version: tuple[int, int]
    bits: int = 64


@dataclass(frozen=True)
class InstalledAddin:
    """The add-in where Excel loads it: its version, the Python that it starts, and whether that is there.

    ``version`` is "" where the file cannot be read. ``beginning``: its first bytes. ``marked``: it carries the mark of
    a file from elsewhere.
    """

    path: Path
    version: str
    python: str
    python_stands: bool
    beginning: bytes = b""
    marked: bool = False


class Rule(Enum):
    """What Microsoft Defender does when an Office program starts another one."""

    OFF = "未启用"
    BLOCKED = "拦截"
    WARNED = "提醒"


@dataclass(frozen=True)
class Policies:
    """Settings of Excel and of Windows that stop macros or programs, true where they do."""

    vba_off: bool = False
    addins_off: bool = False
    only_signed_addins: bool = False
    no_trusted_places: bool = False
    macros_off: bool = False
    disabled_by_excel: bool = False
    child_processes: Rule = Rule.OFF


@dataclass(frozen=True)
class FileState:
    """A workbook as a file. ``beginning``: its first bytes; ``in_cloud``: it lies in a OneDrive folder."""

    path: Path
    beginning: bytes
    marked: bool = False
    in_cloud: bool = False
    folder_is_writable: bool = True


@dataclass(frozen=True)
class State:
    """One user's computer.

    ``copies``: all add-ins of ours that Excel finds, the installed one too. ``windows``: whether the settings were
    read at all. ``opener``: the program that opens an .xlsx, "" where that is not known. ``extension``: the version in
    LibreOffice, "" where it is not installed there. ``cloud_folders``: the user's folders that OneDrive keeps.
    ``encryptors``: programs that encrypt files while they are written.
    """

    windows: bool
    version: str
    python: Interpreter
    has_excel: bool = False
    has_libreoffice: bool = False
    addin: InstalledAddin | None = None
    copies: tuple[Path, ...] = ()
    policies: Policies = field(default_factory=Policies)
    opener: str = ""
    extension: str = ""
    unwritable: tuple[Path, ...] = ()
    cloud_folders: tuple[str, ...] = ()
    encryptors: tuple[str, ...] = ()
    file: FileState | None = None
