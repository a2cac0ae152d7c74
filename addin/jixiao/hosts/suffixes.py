"""By what names workbooks are known."""

from pathlib import Path

from jixiao.errors import RefusedWrite

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods")
"""Whatever may be a returned workbook: one that cannot be read is told, not passed over."""

NEW = ".xlsx"
"""What a new workbook is: Excel warns of one that is called otherwise."""


def refuse_other_suffix(path: Path) -> None:
    """Raise RefusedWrite where a new workbook is to be called what it is not."""
    if path.suffix.lower() != NEW:
        raise RefusedWrite(f"“{path.name}”的扩展名请用 {NEW}，没有写入。")
