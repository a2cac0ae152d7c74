"""Names of the workbooks that actions make."""

from pathlib import Path

_IN_NO_NAME = frozenset('\\/:*?"<>|')


def file_name(year: str, unit: str) -> str:
    """``2021_某局_自评.xlsx``, without the signs that no file may have in its name."""
    kept = "".join(" " if sign in _IN_NO_NAME or not sign.isprintable() else sign for sign in unit)
    return "_".join(filter(None, (year.strip(), kept.strip(" ."), "自评"))) + ".xlsx"


def with_suffix(path: Path) -> Path:
    """The path of a new workbook, whatever was typed."""
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
