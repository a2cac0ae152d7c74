"""Rows of the ledger as heads of arrivals, and its records as arrivals."""

import json
import zlib
from typing import Any

from jixiao.consolidate.judging.acceptance import Head, Verdict
from jixiao.consolidate.returns.records import read_arrival
from jixiao.consolidate.returns.submission import Arrival, Content
from jixiao.errors import JixiaoError
from jixiao.hosts.ledger.sentences import row_errors

_MOST_BYTES = 64 * 1024 * 1024

HEAD_COLUMNS = (
    "files.id", "files.name", "digest", "content", "unit", "project", "department", "year", "money_unit", "framework",
    "framework_version", "template", "guessed", "state", "modified", "received", "files.time", "verdict", "refused",
    "refused_code", "missing", "answers_return",
)  # fmt: skip
"""What a head is read from; ``answers_return`` is worked out by the query."""

_FIELD_OF = {"files.id": "id", "files.name": "file", "files.time": "file_time"}


def read_text(blob: bytes) -> Arrival:
    """The arrival of a record. Raises JixiaoError where somebody else wrote into the ledger."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(blob, _MOST_BYTES)
        if not unpacking.eof:
            raise ValueError("longer than any record")
        return read_arrival(text.decode())
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        raise JixiaoError("台账里有一条记录读不出来，请从备份恢复台账，或换一个台账文件重新汇总。") from None


def head_of(row: tuple[Any, ...]) -> Head:
    """The head of a row of HEAD_COLUMNS."""
    told = dict(zip(_HEAD_FIELDS, row, strict=True))
    with row_errors():
        return Head(
            **told
            | {
                "content": Content(told["content"]),
                "guessed": bool(told["guessed"]),
                "answers_return": bool(told["answers_return"]),
                "verdict": Verdict(told["verdict"]),
                "missing": tuple(json.loads(told["missing"])),
            }
        )


_HEAD_FIELDS = tuple(_FIELD_OF.get(column, column) for column in HEAD_COLUMNS)
