"""The smallest picture."""

import struct
import zlib

_CHUNKS = (
    (b"IHDR", struct.pack(">2L5B", 1, 1, 8, 2, 0, 0, 0)),
    (b"IDAT", zlib.compress(b"\0\xff\0\0")),
    (b"IEND", b""),
)
ONE_PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body)) for name, body in _CHUNKS
)
