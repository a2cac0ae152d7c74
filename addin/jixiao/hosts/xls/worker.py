"""The process that reads one .xls file with python-calamine: bytes in, JSON out, within limits of its own.

It is run by its path and imports nothing of ours. calamine ends the process where a file makes it ask for more
memory than there is; then only this process is gone.
"""

import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, TypedDict

DAMAGED, TOO_LARGE, NO_CALAMINE = 3, 4, 5
"""Exit codes; any other but 0 means that the file was too much for calamine."""

NUMBER, DATE, MOMENT, TIME, SPAN, FAILED = "number", "date", "moment", "time", "span", "failed"
"""Kinds of values beside texts and truth values, which are their own kind in JSON."""


class SheetContent(TypedDict):
    """A sheet as it goes to the other process: cells as (row, column, value), counted from 1."""

    name: str
    hidden: bool
    cells: list[tuple[int, int, object]]
    merged: list[tuple[int, int, int, int]]


class _TooLarge(Exception):
    pass


def main() -> int:
    """Read the file from standard input; the limits come as the only argument, in JSON."""
    limits: dict[str, int] = json.loads(sys.argv[1])
    _limit_this_process(limits["memory"], limits["seconds"])
    try:
        import python_calamine
    except ImportError:
        return NO_CALAMINE
    try:
        with python_calamine.load_workbook(BytesIO(sys.stdin.buffer.read())) as book:
            content = list(_sheets(book, limits["cells"], limits["text"]))
    except (python_calamine.CalamineError, OSError, ValueError):
        return DAMAGED
    except (_TooLarge, MemoryError):
        return TOO_LARGE
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how a failed check inside calamine arrives here
            return DAMAGED
        raise
    sys.stdout.buffer.write(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def _limit_this_process(memory: int, seconds: int) -> None:
    """Bound memory and time where the system can (Windows cannot); and leave no memory dump behind."""
    try:
        import resource
    except ImportError:
        return
    for kind, bound in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with suppress(OSError, ValueError):  # a limit that is tighter already, or that the system does not know
            resource.setrlimit(kind, (bound, bound))


def _sheets(book: Any, cells: int, text: int) -> Iterator[SheetContent]:  # noqa: ANN401 - calamine's
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for listed in book.sheets_metadata:
        if listed.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(listed.name)
        if sheet.height * sheet.width > cells * 10:
            raise _TooLarge  # one cell far away from the others makes calamine fill all between them
        found = list(_cells(sheet))
        cells -= len(found)
        text -= sum(len(value) for _, _, value in found if isinstance(value, str))
        if cells < 0 or text < 0:
            raise _TooLarge
        merged = [
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        yield {
            "name": listed.name,
            "hidden": listed.visible != SheetVisibleEnum.Visible,
            "cells": found,
            "merged": merged,
        }


def _cells(sheet: Any) -> Iterator[tuple[int, int, object]]:  # noqa: ANN401 - calamine's
    if sheet.start is None:
        return
    top, left = sheet.start
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            if value != "":
                yield row, column, _plain(value)


def _plain(value: object) -> object:
    """A value as JSON holds it: texts and truth values as they are, all else with its kind."""
    match value:
        case bool() | str():
            return value
        case int() | float():
            return [NUMBER, value] if math.isfinite(value) else [FAILED, "#NUM!"]
        case datetime():
            return [MOMENT, value.isoformat()]
        case date():
            return [DATE, value.isoformat()]
        case time():
            return [TIME, value.isoformat()]
        case timedelta():
            return [SPAN, value.total_seconds()]
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
