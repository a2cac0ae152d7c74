"""Deflated bytes come out as zlib has them, whichever library inflates, and never more of them than expected."""

import importlib.util
import sys
import zlib
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.hosts.xlsx import inflation


def packed(content: bytes, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def without_wheel() -> ModuleType:
    """The module as it is where zlib-ng is not installed."""
    spec = importlib.util.spec_from_file_location("inflation_by_zlib", inflation.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "zlib_ng", None)
        spec.loader.exec_module(module)
    assert module.fast is zlib
    return module


BOTH = [pytest.param(inflation, id="zlib-ng"), pytest.param(without_wheel(), id="zlib")]


def outcome(module: ModuleType, data: bytes, size: int, checksum: int) -> object:
    """What comes of bytes: their content, None, or "damaged"."""
    try:
        return module.content_of(data, size, checksum)
    except module.ERRORS:
        return "damaged"


@pytest.mark.parametrize("module", BOTH)
@given(content=st.binary(max_size=400) | st.binary(min_size=1, max_size=9).map(lambda piece: piece * 3_000))
def test_content_comes_whole(module: ModuleType, content: bytes) -> None:
    data, checksum = packed(content), zlib.crc32(content)
    for _ in range(2):
        assert module.content_of(data, len(content), checksum) == content


@pytest.mark.parametrize("module", BOTH)
def test_other_size_or_checksum_is_told(module: ModuleType) -> None:
    content = b"<worksheet/>" * 20
    data, checksum = packed(content), zlib.crc32(content)
    assert module.content_of(data, len(content), checksum) == content  # now it is known
    assert module.content_of(data, len(content) - 1, checksum) is None
    assert module.content_of(data, len(content) + 1, checksum) is None
    assert module.content_of(data, len(content), checksum ^ 1) is None
    assert module.content_of(data[:-3], len(content), checksum) in (None, content)


@pytest.mark.parametrize("module", BOTH)
def test_same_checksum_and_size_do_not_make_the_same_part(module: ModuleType) -> None:
    content = b"<a/>" * 50
    data, checksum = packed(content), zlib.crc32(content)
    assert module.content_of(data, len(content), checksum) == content
    assert outcome(module, b"\xff" * len(data), len(content), checksum) in (None, "damaged")
    assert module.content_of(packed(content, 1), len(content), checksum) == content


@pytest.mark.parametrize("module", BOTH)
def test_no_more_is_inflated_than_one_byte_over_the_declared_size(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class Unpacker:
        def decompress(self, _: bytes, most: int) -> bytes:
            asked.append(most)
            return b"\0" * most

    class Library:
        crc32 = staticmethod(zlib.crc32)
        decompressobj = staticmethod(lambda _: Unpacker())

    monkeypatch.setattr(module, "fast", Library)
    assert module.content_of(b"bomb", 1_000, 7) is None
    assert asked == [1_001]


@given(content=st.binary(min_size=1, max_size=300), data=st.data())
def test_damaged_bytes_are_never_another_content(content: bytes, data: st.DataObject) -> None:
    whole = bytearray(packed(content))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    assert outcome(inflation, bytes(whole), len(content), zlib.crc32(content)) in (None, "damaged", content)


def test_parts_last_seen_are_kept_and_no_more() -> None:
    for number in range(200):
        content = f"<part>{number}</part>".encode()
        assert inflation.content_of(packed(content), len(content), zlib.crc32(content)) == content
    assert len(inflation._known) <= inflation._FEW
