"""What stands around the cells of a worksheet part as it was before marks: rows, the list of rows, the used range."""

from collections.abc import Iterator

from jixiao.hosts.xlsx.formula_uses import Span
from jixiao.hosts.xlsx.plain_scan import scan_sheet
from jixiao.hosts.xlsx.sheet_scan import SheetScan
from jixiao.hosts.xlsx.spelling import Spelling
from jixiao.hosts.xlsx.splice import Splice, apply, prefix, set_attribute, start_tag


def restored_frame(data: bytes, part: str, before: Spelling) -> bytes:
    """The part with rows that came with the marks taken out where they are empty again, and tags as they were."""
    scan = scan_sheet(data, part, [(row, 1) for row in before.rows])
    data = apply(data, [*_rows(data, part, scan, before), *_dimension(data, part, scan, before)])
    if before.sheet_data:
        data = apply(data, _sheet_data(data, part, before.sheet_data.encode("utf-8")))
    return data


def _rows(data: bytes, part: str, scan: SheetScan, before: Spelling) -> Iterator[Splice]:
    for number, row in scan.rows.items():
        tag, old = start_tag(data, row.start, part), before.rows[number].encode("utf-8")
        is_empty = data[row.start + len(tag) : row.stop] == b""
        if not old:
            if is_empty and tag == b"<" + prefix(tag) + f'row r="{number}">'.encode():
                yield Splice(row.start, row.end, b"")
        elif tag in (_opened(old), set_attribute(_opened(old), b"spans", None)):
            if not old.endswith(b"/>"):
                yield Splice(row.start, row.start + len(tag), old)
            elif is_empty:
                yield Splice(row.start, row.end, old)


def _dimension(data: bytes, part: str, scan: SheetScan, before: Spelling) -> Iterator[Splice]:
    """The tag of the used range, where it still is the one that the marks needed."""
    if scan.dimension is None or before.dimension is None:
        return
    tag = start_tag(data, scan.dimension.start, part)
    old, new = (text.encode("utf-8") for text in before.dimension)
    if tag == new and set_attribute(old, b"ref", None) == set_attribute(new, b"ref", None):
        yield Splice(scan.dimension.start, scan.dimension.start + len(tag), old)


def _sheet_data(data: bytes, part: str, old: bytes) -> Iterator[Splice]:
    """The tag of an empty list of rows, where the list is empty again."""
    rows = scan_sheet(data, part, ()).sheet_data or Span(0, {})
    tag = start_tag(data, rows.start, part)
    if tag == _opened(old) and data[rows.start + len(tag) : rows.stop] == b"":
        yield Splice(rows.start, rows.end, old)


def _opened(tag: bytes) -> bytes:
    """A start tag as it stands once its element has content."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
