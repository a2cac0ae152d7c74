"""Texts compared by their wording: equal, or nearly, whatever their blanks, signs and figures."""

import re
import zlib
from dataclasses import dataclass

SHORTEST = 16
"""Characters: shorter reasons (因工作需要调整) are alike by themselves."""

_SHINGLE, _KEPT, _ALIKE = 6, 12, 10
"""Characters of a shingle; how many of a text are kept; how many of these two texts share that are alike."""

_NOT_WORDS = re.compile(r"[\W\d_]+")

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text by the smallest of its shingles' checksums (a bottom-k sketch). ``excerpt``: how it begins."""

    shingles: tuple[int, ...]
    excerpt: str


def sketch_of(text: str) -> Sketch | None:
    """The sketch of a text; None where it is too short to tell one office's wording from another's."""
    if len(text) < SHORTEST:
        return None
    words = _NOT_WORDS.sub("", text[:_LONGEST])
    if len(words) < SHORTEST:
        return None
    found = {zlib.crc32(words[at : at + _SHINGLE].encode()) for at in range(len(words) - _SHINGLE + 1)}
    return Sketch(tuple(sorted(found)[:_KEPT]), " ".join(text.split())[:24])


def enough_for(sketch: Sketch) -> int:
    """So many shingles another text must share with this one to be the same wording, but for a few signs."""
    return min(_ALIKE, len(sketch.shingles))
