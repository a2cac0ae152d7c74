"""Directories of one shape, taken at a stroke: the workbooks of a template have the same members under the same names.

    known_members(data, start, size, count)   the members of a directory, None where it has none of the shapes seen

What tells members apart from those seen before (names, flags, lengths) is compared; whatever differs is left to be
read record by record.
"""

import struct
from collections.abc import Sequence

from jixiao.hosts.xlsx.members import CENTRAL, CENTRAL_MARK, CentralRecord, Listed

_SHAPES, _MOST_BYTES = 8, 20_000
"""So many directories of so many bytes are known by their shapes."""

_FIELDS = len(CentralRecord._fields)
_STEP = _FIELDS + 3  # the name, the extra fields and the comment stand behind a record
_MARK, _FLAGS, _PACKED, _SIZE, _LENGTHS, _OFFSET = 0, 3, 8, 9, (10, 11, 12), 16
_NAME, _EXTRA, _COMMENT = range(_FIELDS, _STEP)
_WIDE = 0xFFFFFFFF


class _Shape:
    """What the directories of a template have in common."""

    def __init__(self, members: Sequence[Listed]) -> None:
        self._names = [member[0] for member in members]
        self._flags = tuple(member[2][_FLAGS] for member in members)
        self._raw_names = tuple(member[1] for member in members)
        texts = [(member[1], member[3], member[4]) for member in members]
        self._lengths = [tuple(map(len, column)) for column in zip(*texts, strict=True)]
        self._marks = (CENTRAL_MARK,) * len(members)
        fields = (CENTRAL.format.lstrip("<") + "".join(f"{len(text)}s" for text in of_one) for of_one in texts)
        self._layout = struct.Struct("<" + "".join(fields))

    def members(self, data: bytes, start: int) -> list[Listed] | None:
        """The members of a directory; None where it is of another shape."""
        found = self._layout.unpack_from(data, start)
        if (
            found[_NAME::_STEP] != self._raw_names
            or found[_FLAGS::_STEP] != self._flags
            or found[_MARK::_STEP] != self._marks
            or any(found[at::_STEP] != lengths for at, lengths in zip(_LENGTHS, self._lengths, strict=True))
            or any(_WIDE in found[at::_STEP] for at in (_PACKED, _SIZE, _OFFSET))
        ):
            return None
        columns = [found[at::_STEP] for at in (_EXTRA, _COMMENT, _PACKED, _SIZE, _OFFSET)]
        fields = [found[at : at + _FIELDS] for at in range(0, len(found), _STEP)]
        return [*zip(self._names, self._raw_names, fields, *columns, strict=True)]


_shapes: dict[tuple[int, int], _Shape] = {}


def known_members(data: bytes, start: int, size: int, count: int) -> list[Listed] | None:
    """The members of a directory with a shape that was kept, not yet placed. ``size`` bytes hold ``count`` of them."""
    shape = _shapes.get((size, count))
    return None if shape is None else shape.members(data, start)


def keep_shape(members: Sequence[Listed], size: int) -> None:
    """Know directories by this one, which has ``size`` bytes, and whose names were found to be in order."""
    if size <= _MOST_BYTES:
        _shapes[size, len(members)] = _Shape(members)
        if len(_shapes) > _SHAPES:
            del _shapes[next(iter(_shapes))]
