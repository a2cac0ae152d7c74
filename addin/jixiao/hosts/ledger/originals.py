"""Where the returned workbooks are on disk, so that the state on a cover can be set."""

import json
import os
import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.intake.stores import is_url
from jixiao.hosts.ledger.sentences import row_errors
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.refusal import Refusal, shown

NOT_FOUND = "没有找到“{name}”的原文件（可能已移走），封面状态没有改；请改好文件位置、重新汇总后再试。"
CHANGED = "“{name}”在汇总之后改过，封面状态没有改；请重新汇总后再试。"
PACKED = "“{name}”在压缩包里，封面状态没有改；请解压、重新汇总后再试。"
REMOTE = "“{name}”不在本机文件夹里，封面状态没有改；请在本机的文件上改。"


def sources_from(ledger: Path, sources: Sequence[str]) -> tuple[str, ...]:
    """Sources as they are kept: relative to the ledger's folder, so that both may move together."""
    return tuple(source if is_url(source) else _relative(ledger.absolute().parent, source) for source in sources)


def _relative(folder: Path, source: str) -> str:
    try:
        return os.path.relpath(Path(source).absolute(), folder)
    except ValueError:  # another drive
        return str(Path(source).absolute())


def original(connection: sqlite3.Connection, ledger: Path, name: str, digest: str) -> Path:
    """The file of an arrival, with just the content that the ledger knows. Raises RefusedWrite, one sentence."""
    folder = ledger.absolute().parent
    sources = last_sources(connection)
    found = _candidate([str(folder / source) for source in sources if not is_url(source)], name)
    if found is None:
        raise _refusal(REMOTE if any(map(is_url, sources)) else NOT_FOUND, name)
    if found.members:
        raise _refusal(PACKED, name)
    if _digest(Path(found.location)) != digest:
        raise _refusal(CHANGED, name)
    return Path(found.location)


def _candidate(sources: Sequence[str], name: str) -> Candidate | None:
    """The file of this name, wherever the sources have it now."""
    try:
        return next((candidate for candidate in discover(sources) if candidate.name == name), None)
    except (JixiaoError, OSError):
        return None


def last_sources(connection: sqlite3.Connection, *, finished: bool = False) -> list[str]:
    """The sources of the last run that was given any, or of the last such one that was ``finished``."""
    given = "sources <> '[]' AND finished IS NOT NULL" if finished else "sources <> '[]'"
    row = connection.execute(f"SELECT sources FROM runs WHERE {given} ORDER BY id DESC LIMIT 1").fetchone()
    with row_errors():
        return [str(source) for source in json.loads(row[0])] if row else []


def _digest(path: Path) -> str:
    try:
        return sha256(read_file(path)).hexdigest()
    except Refusal:
        return ""


def _refusal(sentence: str, name: str) -> RefusedWrite:
    return RefusedWrite(sentence.format(name=shown(name)))
