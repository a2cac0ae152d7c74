"""The package: what the parts refer to, and whether every part that is referred to is there and has its type."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from jixiao.hosts.xlsx.content_types import PART as CONTENT_TYPES
from jixiao.hosts.xlsx.lint.fault import REFETCH, REFUSED, RESAVE, Kind, Ledger, Scope
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.package import Package
from jixiao.model.findings import Severity

NO_TYPES = Kind("X102", Severity.ERROR, "缺少内容类型清单 [Content_Types].xml", REFUSED, REFETCH)
NO_TYPE = Kind("X103", Severity.ERROR, "内容类型清单里没有这部分，或类型写错（{type}）", REFUSED, REFETCH)
TYPE_TWICE = Kind("X104", Severity.ERROR, "内容类型清单里 {name} 出现了两次", REFUSED, REFETCH)
DANGLING = Kind("X105", Severity.ERROR, "引用了文件里没有的部分 {target}")
DANGLING_ASIDE = Kind(
    "X108", Severity.WARNING, "引用了文件里没有的附属部分 {target}", "Excel 一般能打开，但会少了它", RESAVE
)
RELATION_TWICE = Kind("X106", Severity.ERROR, "有两个引用的编号都是 {id}")
NO_RELATION = Kind("X107", Severity.ERROR, "用到了没有定义的引用编号 {id}")

_TYPES = {
    "officeDocument": ("sheet.main+xml", "sheet.macroEnabled.main+xml", "template.main+xml",
                       "template.macroEnabled.main+xml", "addin.macroEnabled.main+xml"),
    "worksheet": ("worksheet+xml",),
    "styles": ("styles+xml",),
    "sharedStrings": ("sharedStrings+xml",),
    "calcChain": ("calcChain+xml",),
    "table": ("table+xml",),
    "comments": ("comments+xml",),
    "drawing": ("drawing+xml",),
}  # fmt: skip
"""How the content types end of parts that Excel finds by this kind of relationship."""


_ASIDE = frozenset(
    {
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "image",
        "printerSettings",
        "customXml",
    }
)
"""Parts that a workbook can do without."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: ``target`` is a part's name in the archive, None where it leaves the file."""

    id: str
    kind: str
    target: str | None


@dataclass(frozen=True)
class Relations:
    """The relationships of every part, by the name of the part in lower case; "" is the package itself."""

    by_part: Mapping[str, Mapping[str, Relation]]

    def of(self, part: str) -> Mapping[str, Relation]:
        """The relationships of one part, by id."""
        return self.by_part.get(part.casefold(), {})

    def targets(self, part: str, kind: str) -> list[str]:
        """The parts that a part refers to as this kind."""
        return [each.target for each in self.of(part).values() if each.kind == kind and each.target is not None]

    def all_targets(self) -> Iterator[tuple[str, str]]:
        """Every part that is referred to, with the kind that it is taken for."""
        for relations in self.by_part.values():
            for each in relations.values():
                if each.target is not None:
                    yield each.kind, each.target


def read_relations(package: Package, ledger: Ledger) -> Relations:
    """All relationships of a package; what dangles or stands twice is noted."""
    by_part: dict[str, Mapping[str, Relation]] = {}
    for member in package.members:
        folder, name = posixpath.split(member.name)
        if posixpath.basename(folder) == "_rels" and name.casefold().endswith(".rels"):
            owner = posixpath.join(posixpath.dirname(folder), name[: -len(".rels")])
            scope = Scope(ledger, member.name)
            with scope.readable():
                by_part[owner.casefold()] = _relations(package, owner, scope)
    return Relations(by_part)


def _relations(package: Package, owner: str, scope: Scope) -> Mapping[str, Relation]:
    found: dict[str, Relation] = {}
    for element in outline(package.read(scope.part), scope.part, "Relationships").all("Relationship"):
        attributes = element.attributes
        id, kind = attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2]
        if id in found:
            scope.note(RELATION_TWICE, id, id=id)
        external = attributes.get("TargetMode") == "External"
        target = None if external else _resolved(posixpath.dirname(owner), attributes.get("Target", ""))
        if target is not None and target not in package:
            scope.note(DANGLING_ASIDE if kind in _ASIDE else DANGLING, target, target=target)
        found[id] = Relation(id, kind, target)
    return found


def _resolved(folder: str, target: str) -> str | None:
    """The part that a target names; None where it only names a place inside a part (``#Sheet1!A1``)."""
    if target.startswith("#"):
        return None
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")


def check_content_types(package: Package, relations: Relations, ledger: Ledger) -> None:
    """Every part that is referred to must have a content type, and a known kind of part its own."""
    if CONTENT_TYPES not in package:
        Scope(ledger, CONTENT_TYPES).note(NO_TYPES)
        return
    scope = Scope(ledger, CONTENT_TYPES)
    with scope.readable():
        defaults, overrides = _types(package, scope)
        for kind, target in dict.fromkeys(relations.all_targets()):
            if target in package:
                extension = posixpath.splitext(target)[1].removeprefix(".").casefold()
                found = overrides.get(f"/{target}".casefold(), defaults.get(extension, ""))
                if not found or not found.endswith(_TYPES.get(kind, ("",))):
                    Scope(ledger, target).note(NO_TYPE, type=found or "没有")


def _types(package: Package, scope: Scope) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Content types by extension and by part name, both in lower case."""
    top = outline(package.read(CONTENT_TYPES), CONTENT_TYPES, "Types")
    defaults = [(each.attributes.get("Extension", "").casefold(), each) for each in top.all("Default")]
    overrides = [(unquote(each.attributes.get("PartName", "")).casefold(), each) for each in top.all("Override")]
    for name, count in Counter(name for name, _ in (*defaults, *overrides)).items():
        if count > 1:
            scope.note(TYPE_TWICE, name, name=name)
    return (
        {name: each.attributes.get("ContentType", "") for name, each in defaults},
        {name: each.attributes.get("ContentType", "") for name, each in overrides},
    )
