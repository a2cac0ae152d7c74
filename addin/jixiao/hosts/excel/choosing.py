"""What somebody types → which of several choices is meant."""

from collections.abc import Sequence


def matching(answer: str, captions: Sequence[str]) -> list[int]:
    """The numbers (from 1) of the choices that an answer may mean: its number, its caption, or a part of it.

    A caption as a whole counts before its beginning, that before any other part.
    """
    text = answer.strip()
    if text.isdecimal() and 1 <= int(text) <= len(captions):
        return [int(text)]
    if not text:
        return []
    kinds = (str.__eq__, str.startswith, str.__contains__)
    for fits in kinds:
        found = [number for number, caption in enumerate(captions, 1) if fits(caption, text)]
        if found:
            return found
    return []
