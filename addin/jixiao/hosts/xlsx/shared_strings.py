"""The shared strings of a workbook: rich text joined, phonetic guides left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.kept import Known, kept
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.markup import Tag, Walker
from jixiao.hosts.xlsx.plain_text import TEXT, is_utf8, plain_text, plain_value
from jixiao.hosts.xlsx.refusal import Refusal, too_large

_FIRST, _LAST = b"<si><t", b"</si>"
# A Chinese Excel puts the look of phonetic guides, which there are none of, behind every text.
_ITEM = re.compile(
    rf'<si><t(?: xml:space="preserve")?>({TEXT})</t>(?:<phoneticPr fontId="[0-9]+" type="noConversion"/>)?'
)


def text_paths(collect: Callable[[str], None]) -> Mapping[str, Tag]:
    """The paths to the texts of a rich text item; ``collect`` gets each run, decoded."""

    def run_ended(text: str) -> None:
        collect(xstring.decode(text))

    run = Tag(text=True, end=run_ended)
    return {"t": run, "r": Tag({"t": run})}


def joined(runs: list[str], part: str, limits: Limits) -> str:
    """The text of a rich text item; raises Refusal where it is longer than a text may be."""
    text = "".join(runs)
    if len(text) > limits.text:
        raise too_large(f"{part} 有超过 {limits.text:,} 个字的文字")
    return text


@kept(parts=4)
def read_shared_strings(data: bytes, part: str, limits: Limits = LIMITS) -> Sequence[str]:
    """All shared strings, in the order that cells count them from 0."""
    plain = plain_strings(data, part, limits)
    return parsed_strings(data, part, limits) if plain is None else plain


def plain_strings(data: bytes, part: str, limits: Limits) -> list[str] | None:
    """The strings taken at a stroke; None where one is in any other than the plain spelling, or to be refused."""
    start, stop = data.find(_FIRST), data.rfind(_LAST) + len(_LAST)
    items = plain_text(data[start:stop]) if 0 <= start < stop and is_utf8(data) else None
    texts = None if items is None else _texts_of(items)
    if texts is None:
        return None
    frame = data[:start] + b"<si/>" + data[stop:]
    is_much = len(texts) > limits.strings or max(map(len, texts)) > limits.text
    if is_much or _places_of_items(frame, part, limits) != [start]:
        return None
    return texts


def _texts_of(items: str) -> list[str] | None:
    """The texts of items in the plain spelling; None where one is in any other."""
    *pieces, rest = items.split(_LAST.decode())
    texts = [*map(_known.get, pieces)]
    if rest or None in texts:
        texts = [_text_of(piece) if text is None else text for piece, text in zip(pieces, texts, strict=True)]
    return None if rest or None in texts else cast("list[str]", texts)


_known = Known[str, str](1_000_000, 1 << 15)
"""Texts by their items: labels, words and our framework come again in every workbook."""


def _text_of(piece: str) -> str | None:
    found = _ITEM.fullmatch(piece)
    text = None if found is None else plain_value(found[1])
    if text is not None:
        _known.keep(piece, text)
    return text


@kept(parts=16)
def _places_of_items(data: bytes, part: str, limits: Limits) -> list[int] | None:
    """Where the items of a part begin, None where the part is damaged."""
    found: list[int] = []
    walker = Walker(part, {"sst": Tag({"si": Tag(start=lambda _: found.append(walker.position))})}, limits)
    try:
        walker.walk(data)
    except Refusal:
        return None
    return found


def parsed_strings(data: bytes, part: str, limits: Limits) -> list[str]:
    """The strings as the parser finds them."""
    strings: list[str] = []
    runs: list[str] = []

    def item_ended(_: str) -> None:
        if len(strings) >= limits.strings:
            raise too_large(f"共用文字超过 {limits.strings:,} 条")
        strings.append(joined(runs, part, limits))
        runs.clear()

    item = Tag(text_paths(runs.append), end=item_ended)
    Walker(part, {"sst": Tag({"si": item})}, limits).walk(data)
    return strings
