"""Files of a collection, found from the folder of the 汇总表: ``locator(sources, output)``."""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jixiao.consolidate.sheets.places import Locate, archive_of
from jixiao.hosts.intake.stores import is_url

_REMEMBERED = 4096
"""Files whose path is remembered: each is asked for once a figure, and the disk may be far away."""


def is_file(path: Path) -> bool:
    """Whether a file is there; what cannot be looked at is not."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # no access; a name with a NUL
        return False


def locator(sources: Sequence[str], output: Path) -> Locate:
    """A function from a file of the collection to its path from the folder of ``output``, "" where none is found.

    Names are those of ``intake.discover``: the path below a source, from a second one on behind that source's name.
    """
    folder = output.resolve().parent
    roots = [Path(source).resolve() for source in sources if not is_url(source)]
    bases = dict.fromkeys(base for root in roots for base in (root, root.parent))

    @lru_cache(maxsize=_REMEMBERED)
    def locate(file: str) -> str:
        """The path from the folder of the output to this file, "" where it is not found."""
        for base in bases:
            if is_file(base / archive_of(file)):
                return _from(folder, base / file)
        return ""

    return locate


def _from(folder: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
