"""Sources → candidates: which files there are that may be returned workbooks. None is read.

    discover(sources, without=()) -> Iterator[Candidate]

Sources are folders, files, zip archives, patterns (``*``) and URLs. A name is the path below its source; from a
second source on, the name of that source stands before it.
"""

import glob
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.folders import Roots, below, listed
from jixiao.hosts.intake.listed import candidates_of
from jixiao.hosts.intake.stores import folders_at, is_url
from jixiao.hosts.intake.zip_names import name_on_disk
from jixiao.hosts.intake.zipped import look_into


def discover(sources: Sequence[str], without: Collection[Path] = ()) -> Iterator[Candidate]:
    """The candidates of all sources, one at a time, whatever their number; no file comes twice.

    ``without``: files that are none of them, such as the 汇总表 that is to be written. What cannot be looked into
    comes as a candidate that is refused. Raises JixiaoError, at once, where a path is not there, and while they are
    listed where a pattern or URL names nothing.
    """
    for source in sources:
        if not (is_url(source) or glob.has_magic(source) or _is_there(source)):
            raise JixiaoError(f"没有找到“{source}”，请核对文件夹或文件的名称。")
    roots = Roots(path.resolve() for path in without)
    return (candidate for source in sources for candidate in _of(source, roots))


def _is_there(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):  # no access to the folder above; a name with a NUL
        return False


def _of(source: str, roots: Roots) -> Iterator[Candidate]:
    if is_url(source):
        return _of_url(source, roots)
    if glob.has_magic(source) and not _is_there(source):  # square brackets may be part of a name
        return _matching(source, roots)
    path = Path(source).resolve()
    return _of_folder(path, roots) if path.is_dir() else _of_file(path, roots)


def _of_url(url: str, roots: Roots) -> Iterator[Candidate]:
    for top, files in folders_at(url, roots.prefix(url, url.rstrip("/").rpartition("/")[2])):
        yield from candidates_of(files, look_into, top=top)


def _of_folder(path: Path, roots: Roots) -> Iterator[Candidate]:
    if not roots.is_taken(path):
        roots.enter(path)
        yield from below(str(path), roots.prefix(str(path), path.name), roots, top=True)


def _of_file(path: Path, roots: Roots) -> Iterator[Candidate]:
    """A file that is named by itself is a returned workbook, or an archive of such, whatever it is called."""
    if not roots.is_taken(path):
        roots.take(path)
        file = listed(str(path), roots.prefix(str(path.parent), path.parent.name) + name_on_disk(path.name))
        found = list(candidates_of([file], look_into, top=True))
        yield from found or [file.candidate]


def _matching(pattern: str, roots: Roots) -> Iterator[Candidate]:
    parts = Path(pattern).parts
    base = Path(*parts[: next(number for number, part in enumerate(parts) if glob.has_magic(part))])
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 — a pattern may begin with a drive or a root
    if not found:
        raise JixiaoError(f"没有文件符合“{pattern}”，请核对文件夹和文件的名称。")
    prefix = roots.prefix(str(base.resolve()), base.resolve().name)
    files = []
    for path in map(Path, found):
        if path.is_file() and not roots.is_taken(path.resolve()):
            roots.take(path.resolve())
            files.append(listed(str(path.resolve()), prefix + name_on_disk(path.relative_to(base).as_posix())))
    yield from candidates_of(files, look_into, top=True)
