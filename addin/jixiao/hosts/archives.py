"""Zip archives that are the same bytes each time: members by name, no clock."""

import io
import zipfile
from collections.abc import Mapping

_FIRST = ("mimetype", "[Content_Types].xml")
"""Members that readers look for at the beginning."""

_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0  # not the system it is built on
            archive.writestr(member, parts[name])
    return buffer.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """The members of an archive that we or a library of ours made; not for files from users."""
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        return {member.filename: package.read(member) for member in package.infolist()}
