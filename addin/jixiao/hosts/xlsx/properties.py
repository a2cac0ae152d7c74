"""What a file says of itself: the program that saved it, who saved it last and when (docProps). Anyone may write it."""

import re
from collections.abc import Mapping

from jixiao.hosts.xlsx.markup import Attributes, guarded_parser, run, split_name
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal, unsafe
from jixiao.hosts.xlsx.relationships import read_relationships
from jixiao.model.names import PAPER

_CORE = "core-properties"
_PARTS = ("extended-properties", _CORE)
_LONGEST = 200
_SAVED = re.compile(
    rb"<(?:[A-Za-z]+:)?modified(?: [^<>]*)?>\s*"
    rb"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)\s*</"
)


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


def is_paper_of_ours(package: Package) -> bool:
    """Whether a file is a list or slip that we made, by its own word."""
    return read_properties(package).get("description") == PAPER


def saved_at(package: Package) -> str:
    """When a file was last saved, by its own word (ISO 8601), "" where it does not say or says something else."""
    try:
        parts = (one.part for one in read_relationships(package, "") if one.kind == _CORE)
        part = next((part for part in parts if part is not None and part in package), None)
        found = _SAVED.search(package.read(part)) if part is not None else None
    except Refusal:
        return ""
    return found[1].decode("ascii") if found else ""


def _texts(data: bytes, part: str) -> Mapping[str, str]:
    """The texts of the elements right below the root."""
    parser = guarded_parser(part)
    texts: dict[str, str] = {}
    path: list[str] = []

    def started(name: str, _: Attributes) -> None:
        """Raises Refusal where elements are nested too deeply."""
        path.append(split_name(name)[1])
        if len(path) > 10:
            raise unsafe(f"{part} 嵌套过深")

    def ended(_: str) -> None:
        """One level up again."""
        path.pop()

    def characters(text: str) -> None:
        """Keep the text of an element right below the root; texts come in pieces."""
        if len(path) == 2:
            texts[path[1]] = (texts.get(path[1], "") + text)[:_LONGEST]

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = characters
    run(parser, data, part)
    return texts
