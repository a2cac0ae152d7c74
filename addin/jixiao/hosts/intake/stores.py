"""Files in object stores and other places that URLs name (``s3://…``, ``memory://…``), by fsspec."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import IO, Any, cast

from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.kinds import is_hidden
from jixiao.hosts.intake.listed import Listed
from jixiao.hosts.xlsx.limits import MEGABYTE, Limits
from jixiao.hosts.xlsx.refusal import MISSING, NO_ACCESS, READ_FAILED, Refusal, too_large

_URL = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)  # one letter alone is a drive of Windows
_TIMES = ("mtime", "LastModified", "last_modified", "modified", "updated", "created")


def is_url(source: str) -> bool:
    """Whether a source is a URL and no path."""
    return _URL.match(source) is not None


def open_url(url: str) -> IO[bytes]:
    """The file that a URL names, open for reading and seeking. Raises OSError."""
    store, path = _store(url)
    return cast("IO[bytes]", store.open(path, "rb"))


def read_url(url: str, limits: Limits) -> bytes:
    """The bytes of a file that a URL names; raises Refusal."""
    try:
        with open_url(url) as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise Refusal(MISSING) from None
    except PermissionError:
        raise Refusal(NO_ACCESS) from None
    except OSError:
        raise Refusal(READ_FAILED) from None
    if len(data) > limits.file_bytes:
        raise too_large(f"文件超过 {limits.file_bytes // MEGABYTE} MB")
    return data


def folders_at(url: str, prefix: str) -> Iterator[tuple[bool, list[Listed]]]:
    """The folders at a URL and below, each with its files, and whether it is the top one; names begin with ``prefix``.

    A URL with ``*`` is a pattern, one of a file gives a folder with this file. Raises JixiaoError where there is none.
    """
    store, path = _store(url)
    try:
        if "*" in path or "?" in path:
            yield True, _matching(store, path, prefix)
        elif store.isfile(path):
            yield True, [_listed(store, path, prefix + path.rpartition("/")[2], store.info(path))]
        elif store.exists(path):
            yield from _walked(store, path.rstrip("/"), prefix)
        else:
            raise JixiaoError(f"没有找到“{url}”，请核对地址。")
    except OSError as error:
        raise JixiaoError(f"“{url}”打不开（{type(error).__name__}），请核对地址、网络和访问权限。") from None


def _store(url: str) -> tuple[Any, str]:
    """The store and the path in it. Raises JixiaoError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise JixiaoError("读取网络地址需要另装 fsspec：pip install jixiao[dask]。") from None
    try:
        store, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise JixiaoError(f"“{url}”不能读取：{error}") from None
    return store, str(path)


def _matching(store: Any, pattern: str, prefix: str) -> list[Listed]:  # noqa: ANN401 — fsspec's
    base = pattern[: min(pattern.find(sign) for sign in "*?" if sign in pattern)].rpartition("/")[0]
    found = sorted(store.glob(pattern, detail=True).items())
    files = [(path, info) for path, info in found if info.get("type") == "file"]
    return [_listed(store, path, prefix + path.removeprefix(base).lstrip("/"), info) for path, info in files]


def _walked(store: Any, top: str, prefix: str) -> Iterator[tuple[bool, list[Listed]]]:  # noqa: ANN401 — fsspec's
    for folder, folders, files in store.walk(top, detail=True):
        for hidden in [name for name in folders if is_hidden(name)]:
            del folders[hidden]
        inner = str(folder).removeprefix(top).strip("/")
        before = f"{prefix}{inner}/" if inner else prefix
        named = sorted(files.items())
        yield not inner, [_listed(store, str(info["name"]), before + name, info) for name, info in named if name]


def _listed(store: Any, path: str, name: str, info: Mapping[str, Any]) -> Listed:  # noqa: ANN401 — fsspec's
    url = store.unstrip_protocol(path)
    return Listed(Candidate(name, url, int(info.get("size") or 0), _time(info)), partial(store.open, path, "rb"))


def _time(info: Mapping[str, Any]) -> float:
    """When a file was last changed, as far as its store tells."""
    told = next((info[key] for key in _TIMES if info.get(key) is not None), 0.0)
    if isinstance(told, datetime):
        return told.timestamp()
    return float(told) if isinstance(told, int | float) else 0.0
