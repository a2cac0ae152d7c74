"""Deflated bytes → their content, never more of it than is expected.

zlib-ng inflates twice as fast as the zlib that Python comes with, and is used where there is a wheel of it.
"""

import zlib

try:
    from zlib_ng import zlib_ng as fast
except ImportError:  # a machine that there is no wheel for
    import zlib as fast  # type: ignore[no-redef]

ERRORS: tuple[type[Exception], ...] = (zlib.error, fast.error)  # type: ignore[assignment]
"""What is raised where bytes are no deflated ones."""

_FEW, _SMALL_PACKED, _SMALL = 64, 1 << 12, 1 << 16

_known: dict[tuple[int, int], tuple[bytes, bytes]] = {}
"""Of the small parts last seen the checksum and the size → the deflated bytes and the content. Styles, names and lists
of parts come again, byte by byte, in the workbooks of an office."""


def content_of(packed: bytes, size: int, checksum: int) -> bytes | None:
    """The content of raw deflated bytes, None where that has another size or checksum. Raises one of ``ERRORS``.

    The declared size may lie: nothing beyond one byte over it is ever inflated.
    """
    key = checksum, size
    known = _known.pop(key, None)
    if known is not None and known[0] == packed:
        _known[key] = known
        return known[1]
    content: bytes = fast.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    if not is_whole(content, size, checksum):
        return None
    if size <= _SMALL and len(packed) <= _SMALL_PACKED:
        _known[key] = packed, content
        if len(_known) > _FEW:
            del _known[next(iter(_known))]
    return content


def is_whole(content: bytes, size: int, checksum: int) -> bool:
    """Whether bytes are as many, and have the checksum."""
    return len(content) == size and fast.crc32(content) == checksum
