"""A package being changed: its parts as they will be saved."""

from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.splice import as_utf8, encoded_like


class Draft:
    """The parts of a package under change; ``changes`` maps a part to its new content, None where it goes."""

    def __init__(self, package: Package) -> None:
        self.changes: dict[str, bytes | None] = {}
        self._package = package

    def __contains__(self, part: str) -> bool:
        name = self._package.actual_name(part)
        return self.changes[name] is not None if name in self.changes else name in self._package

    def read(self, part: str) -> bytes:
        """The part as it stands now, in UTF-8."""
        name = self._package.actual_name(part)
        changed = self.changes.get(name)
        return as_utf8(self._package.read(name) if changed is None else changed, name)

    def put(self, part: str, data: bytes) -> None:
        """Set a part's content, given in UTF-8, also a new part's; one that stays the same is no change."""
        name = self._package.actual_name(part)
        if name not in self._package:
            self.changes[name] = data
            return
        old = self._package.read(name)
        self.changes[name] = encoded_like(old, data)
        if as_utf8(old, name) == data:
            del self.changes[name]

    def remove(self, part: str) -> None:
        """Leave a part out."""
        self.changes[self._package.actual_name(part)] = None
