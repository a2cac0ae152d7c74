"""Which part a part refers to: the package's relationships, resolved to names inside the archive."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.limits import Limits
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import OPEN_DOCUMENT, OTHER_OFFICE, PLAIN_ZIP, Refusal, damaged

ROOT_RELATIONSHIPS = "_rels/.rels"
_ODF_TYPE = "mimetype"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One reference: ``kind`` ends its type (``worksheet``); ``part`` is None where it leaves the file."""

    id: str
    kind: str
    part: str | None


def relationships_part(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    return _part_and_folder(part)[0]


@lru_cache(maxsize=64)
def _part_and_folder(part: str) -> tuple[str, str]:
    """The part with a part's relationships, and the folder that they start from."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels"), folder


def read_relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """The relationships of a part, none where it has no such file."""
    name, folder = _part_and_folder(part)
    return _listed(package.read(name), name, folder, package.limits) if name in package else ()


def workbook_part_name(package: Package) -> str:
    """The name of the main part of a package; raises Refusal where the archive is no Office file."""
    if ROOT_RELATIONSHIPS not in package:
        raise Refusal(_other_archive(package))
    for relationship in _listed(package.read(ROOT_RELATIONSHIPS), ROOT_RELATIONSHIPS, "", package.limits):
        if relationship.kind == "officeDocument" and relationship.part is not None:
            return relationship.part
    raise damaged(f"{ROOT_RELATIONSHIPS} 的内容不对")


def _other_archive(package: Package) -> str:
    """The sentence about an archive that is no Office Open XML file."""
    declared = package.read(_ODF_TYPE) if _ODF_TYPE in package else b""
    if not declared.startswith(b"application/vnd.oasis.opendocument."):
        return PLAIN_ZIP
    return OPEN_DOCUMENT if b"spreadsheet" in declared else OTHER_OFFICE


@kept(parts=16)
def _listed(data: bytes, name: str, folder: str, limits: Limits) -> tuple[Relationship, ...]:
    top = outline(data, name, "Relationships", limits)
    return tuple(_relationship(element.attributes, folder) for element in top.all("Relationship"))


def _relationship(attributes: dict[str, str], folder: str) -> Relationship:
    kind = attributes.get("Type", "").rpartition("/")[2]
    external = attributes.get("TargetMode") == "External"
    part = None if external else _resolve(folder, attributes.get("Target", ""))
    return Relationship(attributes.get("Id", ""), kind, part)


def _resolve(folder: str, target: str) -> str | None:
    """The part that a target names, absolute or from a folder; None where it points out of the package."""
    joined = posixpath.join("/", folder, unquote(target))
    path = posixpath.normpath(joined).lstrip("/")
    return path if path and "\0" not in path else None
