"""Names of the files that actions make."""

from pathlib import Path

_IN_NO_NAME = frozenset('\\/:*?"<>|')
_LONGEST_PART = 30
"""Signs of a unit or project in a file's name; systems take 255 bytes in all, a Chinese sign is three."""


def safe_name(text: str) -> str:
    """A text as part of a file's name, without the signs that no file may have in it on some system."""
    kept = "".join(" " if sign in _IN_NO_NAME or not sign.isprintable() else sign for sign in text)
    return kept.strip(" .")[:_LONGEST_PART].strip(" .")


def file_name(year: str, unit: str) -> str:
    """``2021_某局_自评.xlsx``."""
    return "_".join(filter(None, (safe_name(year), safe_name(unit), "自评"))) + ".xlsx"


def with_suffix(path: Path, suffix: str = ".xlsx") -> Path:
    """The path of a new file, whatever was typed."""
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
