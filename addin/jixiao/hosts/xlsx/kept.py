"""What was read from a part is kept for a while.

A workbook is read, then written, then read back, mostly with the same parts; and the workbooks of one office mostly
have styles, names and lists of parts alike.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, wraps
from typing import Generic, TypeVar, cast

SMALL, LARGE = 1 << 18, 1 << 22
"""Bytes of a part that may be kept; of parts between the two, the last one only."""

_FEW = 4
"""Of so many parts, each is compared."""

_Of = TypeVar("_Of")
_Text = TypeVar("_Text", str, bytes)
_Reader = TypeVar("_Reader", bound=Callable[..., object])


def kept(parts: int) -> Callable[[_Reader], _Reader]:
    """Have a function of a part's bytes, and of what else it takes, keep the results of the last so many parts.

    Nobody may change such a result. What the function raises is not kept.
    """

    def keep(read: _Reader) -> _Reader:
        last = lru_cache(maxsize=parts)(read) if parts > _FEW else _last_of(read, parts)
        large = _last_of(read, 1)

        @wraps(read)
        def from_small_parts(data: bytes, *rest: Hashable) -> object:
            known = last if len(data) <= SMALL else large if len(data) <= LARGE else read
            return known(data, *rest)

        return cast("_Reader", from_small_parts)

    return keep


def _last_of(read: _Reader, parts: int) -> _Reader:
    """Keep the results of the last few parts. To compare with these takes less than to hash a part that is new."""
    known: list[tuple[bytes, tuple[Hashable, ...], object]] = []

    def from_parts(data: bytes, *rest: Hashable) -> object:
        for number, (old, others, found) in enumerate(known):
            if old == data and others == rest:
                if number:
                    known.insert(0, known.pop(number))
                return found
        found = read(data, *rest)
        known.insert(0, (data, rest, found))
        del known[parts:]
        return found

    return cast("_Reader", from_parts)


class Known(dict[_Text, _Of], Generic[_Text, _Of]):
    """What was read of texts: of ``most`` characters (or bytes) of those that are not longer than ``longest``.

    It is forgotten all at once where it becomes too much.
    """

    def __init__(self, most: int, longest: int) -> None:
        super().__init__()
        self._kept, self._most, self._longest = 0, most, longest

    def keep(self, text: _Text, read: _Of) -> None:
        """Keep what was read of a text, unless that is a long one."""
        if len(text) > self._longest:
            return
        self._kept += len(text)
        if self._kept > self._most:
            self.clear()
            self._kept = len(text)
        self[text] = read

    def keep_all(self, read: Mapping[_Text, _Of]) -> None:
        """Keep what was read of many texts, none of which is a long one."""
        size = sum(map(len, read))
        self._kept += size
        if self._kept > self._most:
            self.clear()
            self._kept = size
        self.update(read)
