"""The package that XlsxWriter has finished: rows that may grow, and its parts as ``template verify`` compares them."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

_PINNED_ROW = re.compile(rb'(<row r="(?P<row>[0-9]+)"[^>]*?) customHeight="1"')


def with_growing_rows(data: bytes, growing: Sequence[frozenset[int]]) -> bytes:
    """The workbook with its growing rows free to grow: XlsxWriter only pins heights, so that long text would be cut.

    ``growing``: the rows of each sheet, in order. Without ``customHeight`` the height stays as laid out until
    someone types into the row.
    """
    sheets = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(growing, 1)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            rows = sheets.get(info.filename, frozenset())
            content = _PINNED_ROW.sub(lambda row: row[1] if int(row["row"]) in rows else row[0], content)  # noqa: B023
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def pack_info(data: bytes) -> dict[str, Any]:
    """Members of a built workbook with their uncompressed bytes, in order: what ``template verify`` compares."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}
