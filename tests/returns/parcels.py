"""Where returned files lie: in folders, in archives with names in GBK, beside what is no workbook at all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from corpus.package import Parts

_BEGIN = datetime(2022, 2, 1, 8, 0, 0)
_CORE = "docProps/core.xml"
_LITTER: Mapping[str, bytes] = {
    "~$未保存.xlsx": b"\x06WPS   " + bytes(158),
    "Thumbs.db": bytes(512),
    "填报说明.txt": "见附件".encode("gbk"),
    ".backup/旧.xlsx": b"",
    "直属单位/desktop.ini": b"[.ShellClassInfo]",
}
"""What lies in such folders beside the workbooks, and is none of them."""


@dataclass
class Parcels:
    """Files on their way into a folder. A name below ``….zip/`` goes into that archive, written at the end."""

    folder: Path
    _archives: dict[str, list[tuple[str, bytes, datetime]]] = field(default_factory=dict)

    def put(self, name: str, data: bytes, number: int) -> None:
        """A file, last saved so many minutes after the first."""
        when = saved(number)
        archive, zipped, inside = name.partition(".zip/")
        if zipped:
            self._archives.setdefault(f"{archive}.zip", []).append((inside, data, when))
            return
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (when.timestamp(), when.timestamp()))

    def close(self, litter: bool) -> None:
        """Write the archives, and what else lies about."""
        for name, members in self._archives.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
                for inside, data, when in members:
                    archive.writestr(_InGbk(inside, when.timetuple()[:6]), data, ZIP_DEFLATED, 1)
        for name, data in _LITTER.items() if litter else ():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


class _InGbk(ZipInfo):
    """A member whose name is spelled as Chinese Windows does it, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def saved(number: int) -> datetime:
    """When the file of a number was last saved."""
    return _BEGIN + timedelta(minutes=number)


def stamped(parts: Parts, number: int) -> Parts:
    """The workbook with that time written into its properties."""
    moment = f"{saved(number).isoformat()}Z".encode()
    core = parts[_CORE]
    start = core.index(b">", core.index(b"<dcterms:modified")) + 1
    return {**parts, _CORE: core[:start] + moment + core[core.index(b"<", start) :]}
