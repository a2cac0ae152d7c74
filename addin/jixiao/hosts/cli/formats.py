"""How an answer is printed: the values of ``--format``."""

from enum import StrEnum


class ListFormat(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class PageFormat(StrEnum):
    """How an answer that is more than one list is printed."""

    TABLE = "table"
    JSON = "json"
