"""What a file says of itself: the program that saved it, who saved it last and when (docProps). Anyone may write it."""

import re
from collections.abc import Mapping

from jixiao.hosts.xlsx.markup import Attributes, guarded_parser, run, split_name
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal, unsafe
from jixiao.hosts.xlsx.relationships import read_relationships

_PARTS = ("extended-properties", "core-properties")
_LONGEST = 200
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def read_properties(package: Package) -> Mapping[str, str]:
    """The texts of the property parts by the local name of their element (``Application``), as far as readable."""
    found: dict[str, str] = {}
    try:
        for relation in read_relationships(package, ""):
            if relation.kind in _PARTS and relation.part is not None and relation.part in package:
                found |= _texts(package.read(relation.part), relation.part)
    except Refusal:
        return found
    return found


def saved_at(package: Package) -> str:
    """When a file was last saved, by its own word (ISO 8601), "" where it does not say or says something else."""
    said = read_properties(package).get("modified", "").strip()
    return said if _MOMENT.fullmatch(said) else ""


def _texts(data: bytes, part: str) -> Mapping[str, str]:
    """The texts of the elements right below the root."""
    parser = guarded_parser(part)
    texts: dict[str, str] = {}
    path: list[str] = []

    def started(name: str, _: Attributes) -> None:
        path.append(split_name(name)[1])
        if len(path) > 10:
            raise unsafe(f"{part} 嵌套过深")

    def ended(_: str) -> None:
        path.pop()

    def characters(text: str) -> None:
        if len(path) == 2:
            texts[path[1]] = (texts.get(path[1], "") + text)[:_LONGEST]

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = characters
    run(parser, data, part)
    return texts
