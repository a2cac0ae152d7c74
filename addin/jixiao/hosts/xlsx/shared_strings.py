"""The shared strings of a workbook: rich text joined, phonetic guides left out."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, filterfalse, islice
from typing import NamedTuple

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.kept import SMALL, Known, kept
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.markup import Tag, Walker
from jixiao.hosts.xlsx.plain_text import TEXT, is_utf8, plain_text, plain_value
from jixiao.hosts.xlsx.refusal import Refusal, too_large

_FIRST, _LAST = b"<si><t", b"</si>"
_BEGIN, _END, _BETWEEN, _MARKS = "<si><t>", "</t>", "</t></si><si><t>", 4
_MOST_AT_ONCE = 1 << 16
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
    if not 0 <= start < stop or not is_utf8(data):
        return None
    try:
        texts = _known.texts_in(data[start : stop - len(_LAST)])
    except ValueError:
        return None
    is_much = len(texts) > limits.strings or (_known.longest > limits.text and max(map(len, texts)) > limits.text)
    if is_much or _places_of_items(data[:start] + b"<si/>" + data[stop:], part, limits) != [start]:
        return None
    return texts


class _Part(NamedTuple):
    """The items of a part, where each of them ends in it, and their texts."""

    data: bytes
    ends: list[int]
    texts: list[str]


class _Texts(Known[bytes, str]):
    """Texts by their items; reads those that are not known. Raises ValueError where one is in any other spelling.

    ``longest``: the characters of the longest text that was ever read; ``last``: the part of the workbook before.
    """

    longest = 0
    last = _Part(b"", [], [])

    def texts_in(self, data: bytes) -> list[str]:
        """The texts of all items, up to the end tag of the last; most parts begin as the one before, in a template."""
        before = self.last
        shared = bisect_right(before.ends, _in_common(data, before.data))
        start = before.ends[shared - 1] if shared else 0
        items = data[start:].split(_LAST)
        self._learn([*filterfalse(self.__contains__, items)])
        texts = [*before.texts[:shared], *map(self.__getitem__, items)]
        if len(data) <= SMALL:
            ends = accumulate([len(item) + len(_LAST) for item in items], initial=start)
            self.last = _Part(data, [*before.ends[:shared], *islice(ends, 1, None)], texts)
        return texts

    def _learn(self, items: list[bytes]) -> None:
        """Read many items at a stroke, where they are nothing but texts without any special sign."""
        data = _LAST.join(items).replace(b'<t xml:space="preserve">', b"<t>")
        text = plain_text(data) if len(data) <= _MOST_AT_ONCE else None
        if text is None or not (text.startswith(_BEGIN) and text.endswith(_END) and _is_simple(text)):
            return
        texts = text[len(_BEGIN) : -len(_END)].split(_BETWEEN)
        if len(texts) == len(items) and text.count("<") == _MARKS * len(items) - 1:
            self.longest = max(self.longest, *map(len, texts))
            self.keep_all(dict(zip(items, texts, strict=True)))

    def __missing__(self, item: bytes) -> str:
        piece = plain_text(item)
        found = None if piece is None else _ITEM.fullmatch(piece)
        if found is None:
            raise ValueError(item)
        text = plain_value(found[1])
        self.longest = max(self.longest, len(text))
        self.keep(item, text)
        return text


def _in_common(one: bytes, other: bytes) -> int:
    """How many bytes two parts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _is_simple(text: str) -> bool:
    """Whether all signs of a text but its tags stand for themselves."""
    return "&" not in text and "_x" not in text and text.replace("\n", "").replace("\u3000", "").isprintable()


_known = _Texts(3_000_000, _MOST_AT_ONCE)
"""Labels, words and our framework come again in every workbook."""


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
