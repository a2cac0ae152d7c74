"""An .xls file → ``Book``, by a process of its own that is given up where it takes too long or dies."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

from jixiao.hosts.xls import worker
from jixiao.hosts.xls.worker import SheetContent
from jixiao.hosts.xlsx.cell_values import EPOCH_1900, decimal_of
from jixiao.hosts.xlsx.limits import LIMITS, MEGABYTE, Limits
from jixiao.hosts.xlsx.refusal import NO_OLD_READER, OLD_DAMAGED, OLD_SLOW, OLD_TOO_LARGE, Refusal, too_large
from jixiao.model.book import Book, Cell, ErrorValue, Sheet, Value
from jixiao.model.cells import Area
from jixiao.model.names import INNER_SHEET

_SENTENCES = {worker.DAMAGED: OLD_DAMAGED, worker.TOO_LARGE: OLD_TOO_LARGE, worker.NO_CALAMINE: NO_OLD_READER}
_FORMATS = {worker.DATE: "yyyy/m/d", worker.MOMENT: "yyyy/m/d h:mm", worker.TIME: "h:mm:ss", worker.SPAN: "[h]:mm:ss"}
_LEAP_DAY = datetime(1900, 3, 1)

VALUES_ONLY = "旧版 .xls 只读到数值，公式没有核对；另存为 .xlsx 后可以一并核对。"


def read_old_book(data: bytes, title: str, limits: Limits = LIMITS) -> Book:
    """The workbook in an .xls file, values only; raises Refusal where it cannot be read within the limits.

    Formulas, defined names and number formats are not to be had: our own templates lose their hidden sheet
    too, so that they are read by their headings, as anyone's table is. A date keeps a format of dates, an
    error value is blank.
    """
    if len(data) > limits.old_file_bytes:
        raise too_large(f".xls 文件超过 {limits.old_file_bytes // MEGABYTE} MB")
    content = cast(list[SheetContent], json.loads(_answer(data, limits)))
    sheets = {sheet["name"]: _sheet(sheet) for sheet in content if sheet["name"] != INNER_SHEET}
    return Book(title, sheets, remarks=(VALUES_ONLY,))


def _answer(data: bytes, limits: Limits) -> bytes:
    """What the worker says of the file."""
    bounds = {
        "memory": limits.old_memory,
        "seconds": limits.old_seconds,
        "cells": limits.cells,
        "text": limits.old_text,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(Path(worker.__file__)), json.dumps(bounds)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.old_seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise Refusal(OLD_SLOW, what=str(limits.old_seconds)) from None
    except OSError:
        raise Refusal(NO_OLD_READER) from None
    if done.returncode != 0:
        raise Refusal(_SENTENCES.get(done.returncode, OLD_TOO_LARGE))
    return done.stdout


def _sheet(content: SheetContent) -> Sheet:
    cells = {(row, column): cell for row, column, cell in _cells(content)}
    merged = tuple(Area(content["name"], *box) for box in content["merged"])
    return Sheet(content["name"], cells, merged, content["hidden"])


def _cells(content: SheetContent) -> Iterator[tuple[int, int, Cell]]:
    for row, column, value in content["cells"]:
        yield row, column, Cell(value) if isinstance(value, str | bool) else _typed(*cast(tuple[str, object], value))


def _typed(kind: str, value: object) -> Cell:
    if kind == worker.FAILED:
        return Cell(ErrorValue(str(value)))
    if kind == worker.NUMBER:
        return Cell(decimal_of(cast(float, value)))
    return Cell(_serial(kind, value), None, _FORMATS[kind])


def _serial(kind: str, value: object) -> Value:
    """The number that Excel keeps for a date or time: days since day 0 of 1900."""
    if kind == worker.SPAN:
        return decimal_of(cast(float, value) / 86_400)
    if kind == worker.TIME:
        clock = time.fromisoformat(str(value))
        return _days(datetime.combine(EPOCH_1900, clock) - EPOCH_1900)
    moment = datetime.fromisoformat(str(value)) if kind == worker.MOMENT else _midnight(str(value))
    early = timedelta(days=1) if moment < _LEAP_DAY else timedelta()  # Excel has a 29 February 1900
    return _days(moment - EPOCH_1900 - early)


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time())


def _days(span: timedelta) -> Decimal:
    return decimal_of(span / timedelta(days=1))
