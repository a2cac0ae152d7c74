"""The shared strings of a workbook: rich text joined, phonetic guides left out."""

from collections.abc import Callable, Mapping

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.markup import Tag, Walker
from jixiao.hosts.xlsx.refusal import too_large


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


def read_shared_strings(data: bytes, part: str, limits: Limits = LIMITS) -> list[str]:
    """All shared strings, in the order that cells count them from 0."""
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
