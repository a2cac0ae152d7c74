"""A directory like one that was seen is taken at a stroke: it comes out as it does record by record, damaged or not."""

import random

import pytest
from bad_files import SOUND

from jixiao.hosts.xlsx import directory, directory_shapes
from jixiao.hosts.xlsx.directory import END, END_MARK, read_directory
from jixiao.hosts.xlsx.refusal import Refusal


def outcome(data: bytes) -> object:
    """The members and the comment, or the sentence of the refusal."""
    try:
        return read_directory(data)
    except Refusal as refusal:
        return str(refusal)


@pytest.fixture(autouse=True)
def _no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_shapes, "_shapes", {})


def record_by_record(data: bytes) -> object:
    """The same without any shape."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directory, "known_members", lambda *_: None)
        patch.setattr(directory, "keep_shape", lambda *_: None)
        return outcome(data)


def bytes_of_directory(data: bytes) -> range:
    end = data.rindex(END_MARK)
    _, _, _, _, _, size, start, _ = END.unpack_from(data, end)
    return range(start, start + size)


def test_directory_seen_before_is_the_same() -> None:
    first = outcome(SOUND)
    assert directory_shapes._shapes
    assert outcome(SOUND) == first == record_by_record(SOUND)


@pytest.mark.parametrize("value", [0x00, 0x01, 0x7F, 0xFF, None])
def test_each_byte_of_a_directory_changed(value: int | None) -> None:
    chance = random.Random(value)
    outcome(SOUND)
    for at in bytes_of_directory(SOUND):
        data = bytearray(SOUND)
        data[at] = chance.randrange(256) if value is None else value
        assert outcome(bytes(data)) == record_by_record(bytes(data)), at


def test_few_shapes_are_kept() -> None:
    for number in range(30):
        directory_shapes.keep_shape([(f"{number}", b"name" * number, (0,) * 17, b"", b"", 0, 0, 0)], 50 + number)
    assert len(directory_shapes._shapes) <= directory_shapes._SHAPES
