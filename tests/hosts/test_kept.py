"""What was read from a part is kept for a while, and never what went wrong."""

import pytest

from jixiao.hosts.xlsx.kept import LARGE, SMALL, kept


def test_last_parts_are_kept() -> None:
    asked: list[bytes] = []

    @kept(parts=2)
    def read(data: bytes, part: str) -> list[bytes]:
        asked.append(data)
        return [data]

    first = read(b"1", "a")
    assert read(b"1", "a") is first
    assert read(b"1", "b") is not first
    read(b"2", "a")
    assert read(b"1", "a") is not first
    assert asked == [b"1", b"1", b"2", b"1"]


def test_of_large_parts_the_last_one_is_kept_and_none_of_huge_ones() -> None:
    @kept(parts=2)
    def read(data: bytes) -> list[int]:
        return [len(data)]

    small, large, other, huge = (b"x" * size for size in (1, SMALL + 1, SMALL + 2, LARGE + 1))
    first, kept_small = read(large), read(small)
    assert read(large) is first
    read(other)
    assert (read(large) is first, read(small) is kept_small) == (False, True)
    assert (read(huge) is read(huge)) is False


def test_what_was_raised_is_raised_again() -> None:
    tried = 0

    @kept(parts=2)
    def read(data: bytes) -> int:
        nonlocal tried
        tried += 1
        raise ValueError(tried)

    for number in (1, 2):
        with pytest.raises(ValueError, match=str(number)):
            read(b"1")
