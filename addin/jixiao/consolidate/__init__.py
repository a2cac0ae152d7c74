"""Many evaluations → one: the 汇总表 of a department. ``load`` gives pandas tables of what came in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.consolidate.tidy.tables import Tables, load

__all__ = ["Tables", "load"]


def __getattr__(name: str) -> object:
    """The tables are imported by who asks for them, and not by every process that reads a workbook."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from jixiao.consolidate.tidy import tables

    found: object = getattr(tables, name)
    return found
