"""A sound text with a defect planted, and what is to be said of it: the cases of ``cases/broken_…``."""

import tomllib
from pathlib import Path


def planted(path: Path, sound: str) -> tuple[str, list[str]]:
    """The text with the changes of a case, and the mistakes that are to be named, in their order."""
    case, text = tomllib.loads(path.read_text(encoding="utf-8")), sound
    for change in case["changes"]:
        assert change["from"] in text
        text = text.replace(change["from"], change["to"], 1)
    return text, case["mistakes"]
