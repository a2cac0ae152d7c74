"""What a 汇总表 carries for the level above: the exact partial sum behind each of its rows.

It stands in the hidden sheet ``_jixiao`` as one JSON text, cut into pieces under the key ``PARTS`` and their number:
``{"某站": "<Totals.to_text>", "某站·某项目": …}``, by the plain names of the rows, so that rows may be sorted or moved.
``carried_text`` makes it (for ``template.build``), ``read_carried`` finds it in a workbook.
"""

import json
from collections.abc import Iterable, Mapping

from jixiao.consolidate.totals import Totals
from jixiao.model.book import Book
from jixiao.model.form import listed_name
from jixiao.read.embedded_framework import is_ours, read_identity
from jixiao.read.pages import plain

PARTS = "parts_"
"""The key in front of the number of a piece."""


def carried_text(rows: Iterable[tuple[str, str, Totals]]) -> str:
    """The text for rows: unit, project, partial sum. Rows of one name are left out."""
    found: dict[str, list[str]] = {}
    for unit, project, totals in rows:
        found.setdefault(row_name(unit, project), []).append(totals.to_text())
    single = {name: texts[0] for name, texts in found.items() if len(texts) == 1}
    return json.dumps(single, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_carried(book: Book) -> Mapping[str, str]:
    """The partial sums that a workbook carries, by ``row_name``; none where there are none or they are damaged."""
    if not is_ours(book):
        return {}
    pieces = {key.removeprefix(PARTS): text for key, text in read_identity(book).items() if key.startswith(PARTS)}
    text = "".join(pieces[number] for number in sorted(filter(str.isdecimal, pieces), key=int))
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    texts = found if isinstance(found, dict) else {}
    return {name: part for name, part in texts.items() if isinstance(part, str)}


def row_name(unit: str, project: str = "") -> str:
    """What a row is called, however it is spelled."""
    return plain(listed_name(unit, project))
