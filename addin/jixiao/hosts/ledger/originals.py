"""Where the returned workbooks are on disk, so that the state on a cover can be set."""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from jixiao.errors import RefusedWrite
from jixiao.hosts.ledger.sentences import row_errors
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.refusal import Refusal, shown

NOT_FOUND = "没有找到“{name}”的原文件（可能已移走），封面状态没有改；请改好文件位置、重新汇总后再试。"
CHANGED = "“{name}”在汇总之后改过，封面状态没有改；请重新汇总后再试。"
PACKED = "“{name}”在压缩包里，封面状态没有改；请解压、重新汇总后再试。"
REMOTE = "“{name}”不在本机文件夹里，封面状态没有改；请在本机的文件上改。"


def sources_from(ledger: Path, sources: Sequence[str]) -> tuple[str, ...]:
    """Sources as they are kept: relative to the ledger's folder, so that both may move together."""
    return tuple(source if "://" in source else _relative(ledger.absolute().parent, source) for source in sources)


def _relative(folder: Path, source: str) -> str:
    try:
        return os.path.relpath(Path(source).absolute(), folder)
    except ValueError:  # another drive
        return str(Path(source).absolute())


def original(connection: sqlite3.Connection, ledger: Path, name: str, digest: str) -> Path:
    """The file of an arrival, with just the content that the ledger knows. Raises RefusedWrite, one sentence."""
    sources = last_sources(connection)
    found = [path for path in _places(ledger.absolute().parent, sources, name) if path.is_file()]
    for path in found:
        if _digest(path) == digest:
            return path
    if found:
        raise _refusal(CHANGED, name)
    if any("://" in source for source in sources):
        raise _refusal(REMOTE, name)
    packed = any(_is_packed(path) for path in _places(ledger.absolute().parent, sources, name))
    raise _refusal(PACKED if packed else NOT_FOUND, name)


def last_sources(connection: sqlite3.Connection) -> list[str]:
    """The sources of the last run that was given any."""
    row = connection.execute("SELECT sources FROM runs WHERE sources <> '[]' ORDER BY id DESC LIMIT 1").fetchone()
    with row_errors():
        return [str(source) for source in json.loads(row[0])] if row else []


def _places(folder: Path, sources: Sequence[str], name: str) -> Iterator[Path]:
    """Where a file of this name may be: below a source, beside it, or the source itself."""
    inside = not Path(name).is_absolute() and ".." not in Path(name).parts
    for source in (folder / source for source in sources if "://" not in source):
        start = _without_pattern(source)
        if inside:
            yield from (start / name, start.parent / name)
        if start.name == Path(name).name:
            yield start


def _without_pattern(path: Path) -> Path:
    """The folder before the first part with a wildcard."""
    kept = Path(path.anchor)
    for part in path.relative_to(path.anchor).parts:
        if any(sign in part for sign in "*?["):
            break
        kept /= part
    return kept


def _is_packed(path: Path) -> bool:
    """Whether a part of the path is a file: an archive that the workbook is in."""
    return any(parent.is_file() for parent in path.parents)


def _digest(path: Path) -> str:
    try:
        return sha256(read_file(path)).hexdigest()
    except Refusal:
        return ""


def _refusal(sentence: str, name: str) -> RefusedWrite:
    return RefusedWrite(sentence.format(name=shown(name)))
