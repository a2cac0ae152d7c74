"""名单 from a file: ``read_organisation(path) -> Organisation``.

A table in .xlsx, .xls or .csv (UTF-8 or GBK) with one row a unit and these headings, in any order; the first two that
tell who the unit is and what stands above it are all that is needed:

    单位代码   单位名称   上级（主管部门）   曾用名（简称）   联系人
    001        某区教育局
    001001     某区第一小学   001   一小、第一小学

``上级`` is a code or a name of the list. Several other names stand in one cell with 、 or ； between them. Rows above
the heading (a title) are passed over, and totals and notes below; headings may take two rows. Codes keep their zeros.
``organisation_template()`` gives an empty list to fill.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from jixiao.consolidate.judging.organisation import Organisation, mistakes
from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book
from jixiao.hosts.roundup.organisation_rows import (
    HEADINGS,
    Heading,
    Line,
    Spanned,
    heading_of,
    units_of,
    with_own_offices,
)
from jixiao.model.book import Sheet
from jixiao.model.decimals import format_number

_MOST_BYTES, _MOST_ROWS, _MOST_TOLD = 64 * 1024 * 1024, 200_000, 10


def read_organisation(path: Path) -> Organisation:
    """The 名单 of a file. Raises JixiaoError: one sentence, or one for each row with a mistake."""
    lines, spanned = (_csv_lines(path), {}) if path.suffix.lower() in (".csv", ".txt") else _book_lines(path)
    entries = with_own_offices([*units_of(lines, _heading(path, lines), spanned)])
    if not entries:
        raise JixiaoError(f"{path.name}：名单里没有单位。")
    found = [*mistakes(entries)]
    if found:
        more = f"\n  另有 {len(found) - _MOST_TOLD} 处。" if len(found) > _MOST_TOLD else ""
        raise JixiaoError(f"{path.name}：名单有误。\n" + "\n".join(f"  {one}" for one in found[:_MOST_TOLD]) + more)
    return Organisation(tuple(entries))


def is_list_of(path: Path, organisation: Organisation) -> bool:
    """Whether a file holds this very 名单, which often lies among what the units returned."""
    try:
        found = read_organisation(path).entries
    except JixiaoError:
        return False
    return 2 * sum(organisation.find(entry.name, entry.parent) is not None for entry in found) > len(found)


def organisation_template() -> bytes:
    """An empty 名单 as CSV that Excel opens with its Chinese headings."""
    return ("\ufeff" + ",".join(names[0] for names in HEADINGS.values()) + "\r\n").encode()


def _book_lines(path: Path) -> tuple[list[Line], Spanned]:
    """The rows of the first sheet that has headings like ours, else of the first sheet."""
    sheets = [sheet for sheet in read_book(path).sheets.values() if not sheet.hidden]
    pages = ([*_sheet_lines(sheet.cells)] for sheet in sheets)
    for sheet, lines in zip(sheets, pages, strict=True):
        if heading_of(lines):
            return lines, dict(_spanned(sheet))
    return ([*_sheet_lines(sheets[0].cells)] if sheets else []), {}


def _spanned(sheet: Sheet) -> Iterator[tuple[tuple[int, int], str]]:
    for area in sheet.merged:
        cell = sheet.cells.get((area.top, area.left))
        for row in range(area.top + 1, min(area.bottom, _MOST_ROWS) + 1) if cell else ():
            yield (row, area.left - 1), _text(cell.value if cell else None)


def _sheet_lines(cells: Mapping[tuple[int, int], object]) -> Iterator[Line]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in cells.items():
        rows.setdefault(row, {})[column] = _text(getattr(cell, "value", None))
    for row in sorted(rows)[:_MOST_ROWS]:
        found = rows[row]
        yield row, tuple(found.get(column, "") for column in range(1, max(found) + 1))


def _text(value: object) -> str:
    """A code typed as a number is its digits."""
    if isinstance(value, Decimal):
        return format_number(value)
    return value.strip() if isinstance(value, str) else ""


def _csv_lines(path: Path) -> list[Line]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise JixiaoError(f"没有找到名单“{path.name}”，请核对文件名和所在的文件夹。") from None
    except OSError:
        raise JixiaoError(f"名单“{path.name}”打不开，请关闭占用它的程序，确认有权读它，再试一次。") from None
    if len(data) > _MOST_BYTES:
        raise JixiaoError(f"{path.name}：名单太大，请检查是不是选错了文件。")
    text = _decoded(path, data)
    separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
    try:
        rows = [*csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:
        raise JixiaoError(f"{path.name}：不是逗号分隔的表，请在 Excel 里另存为 CSV 或 .xlsx。") from None
    return [(number, tuple(cell.strip() for cell in row)) for number, row in enumerate(rows[:_MOST_ROWS], 1)]


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8 where it is that, else GBK, as Excel writes on a Chinese Windows."""
    for encoding in (
        ("utf-16", "utf-8-sig", "gb18030") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    ):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise JixiaoError(f"{path.name}：文字编码认不出来，请在 Excel 里另存为 .xlsx。")


def _heading(path: Path, lines: Sequence[Line]) -> Heading:
    found = heading_of(lines)
    if found is None:
        raise JixiaoError(
            f"{path.name}：没有找到“单位名称”一列。名单的表头应有：{'、'.join(n[0] for n in HEADINGS.values())}。"
        )
    return found
