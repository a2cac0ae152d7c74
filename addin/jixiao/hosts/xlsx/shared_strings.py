"""The shared strings of a workbook: rich text joined, phonetic guides left out."""

from collections.abc import Callable, Mapping

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.markup import Tag, Walker
from jixiao.hosts.xlsx.refusal import too_large

MAX_STRINGS = 2_000_000


def text_paths(collect: Callable[[str], None]) -> Mapping[str, Tag]:
    """The paths to the texts of a rich text item; ``collect`` gets each run, decoded."""

    def run_ended(text: str) -> None:
        collect(xstring.decode(text))

    run = Tag(text=True, end=run_ended)
    return {"t": run, "r": Tag({"t": run})}


def read_shared_strings(data: bytes, part: str) -> list[str]:
    """All shared strings, in the order that cells count them from 0."""
    strings: list[str] = []
    runs: list[str] = []

    def item_ended(_: str) -> None:
        if len(strings) >= MAX_STRINGS:
            raise too_large(f"文字超过 {MAX_STRINGS:,} 条")
        strings.append("".join(runs))
        runs.clear()

    item = Tag(text_paths(runs.append), end=item_ended)
    Walker(part, {"sst": Tag({"si": item})}).walk(data)
    return strings
