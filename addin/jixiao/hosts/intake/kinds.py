"""What a file is likely to be, told from its name and, where that says nothing, from its first bytes."""

from collections.abc import Callable
from enum import Enum, auto

from jixiao.hosts.suffixes import SUFFIXES

_ARCHIVES = (".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".cab", ".iso", ".arj", ".lzh")
_DOCUMENTS = (".doc", ".docx", ".wps", ".wpt", ".rtf", ".pdf", ".ofd", ".csv", ".htm", ".html", ".mht", ".odt",
              ".ppt", ".pptx", ".dps")  # fmt: skip
_OTHERS = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp", ".db", ".ini", ".lnk", ".url",
           ".txt", ".md", ".log", ".bak", ".tmp", ".xml", ".json", ".toml", ".py", ".exe", ".msi", ".dll", ".bat",
           ".sqlite", ".db-journal", ".db-wal", ".db-shm", ".lock", ".parquet", ".eml", ".msg", ".mp4", ".mp3", ".oxt",
           ".xlam", ".jar")  # fmt: skip
_MARKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
"""What workbooks begin with, and few other files that have a name without a meaning."""


class Kind(Enum):
    """What to do with a file: read it, look into it, name it as something else, pass it over."""

    WORKBOOK = auto()
    ZIP = auto()
    OTHER_ARCHIVE = auto()
    DOCUMENT = auto()
    NOTHING = auto()


def kind_of(name: str, beginning: Callable[[], bytes]) -> Kind:
    """The kind of a file; ``beginning`` gives its first bytes, and is asked only where the name does not tell."""
    lower = name.lower()
    if is_hidden(name):
        return Kind.NOTHING
    if lower.endswith(SUFFIXES):
        return Kind.WORKBOOK
    if lower.endswith(".zip"):
        return Kind.ZIP
    if lower.endswith(_ARCHIVES):
        return Kind.OTHER_ARCHIVE
    if lower.endswith(_DOCUMENTS):
        return Kind.DOCUMENT
    return Kind.NOTHING if lower.endswith(_OTHERS) or not beginning().startswith(_MARKS) else Kind.WORKBOOK


def is_hidden(name: str) -> bool:
    """Whether a file or folder is none of the user's: lock files of Office, what systems and we hide (backups)."""
    return name.startswith(("~$", ".", "._")) or name in ("__MACOSX", "$RECYCLE.BIN", "System Volume Information")


def stem_of(name: str) -> str:
    """A name without its folders and its last suffix."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last
