"""Which wheels a bundle needs: jixiao's own and, from each one's metadata, all that it needs on Windows."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from functools import cached_property
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from jixiao.errors import JixiaoError

PLATFORM = "win_amd64"

NO_WHEEL = "没有合用的程序包：{requirement}（Windows 64 位，Python {python}）。请把它的 .whl 放进 --wheels 的文件夹。"
CLASH = "程序包的版本互相矛盾：{name} 选了 {version}，{by} 却要 {requirement}。请在 --wheels 的文件夹里只放合用的版本。"
DAMAGED = "{path}：程序包读不出来。请重新下载。"

Download = Callable[[Requirement], None]
"""Puts a wheel for a requirement among the others, or does nothing where none can be got."""


@dataclass(frozen=True)
class Target:
    """The Python that a bundle is for: 64-bit Windows, version 3.``minor``."""

    minor: int

    @cached_property
    def tags(self) -> frozenset[Tag]:
        """The kinds of wheels that it can use."""
        version = (3, self.minor)
        own = cpython_tags(version, platforms=[PLATFORM])
        plain = compatible_tags(version, f"cp3{self.minor}", [PLATFORM])
        return frozenset((*own, *plain))

    @cached_property
    def environment(self) -> dict[str, str]:
        """What markers such as ``sys_platform == "win32"`` ask about; the computer that bundles is another one."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"3.{self.minor}.0",
            "os_name": "nt",
            "platform_machine": "AMD64",
            "platform_python_implementation": "CPython",
            "platform_release": "10",
            "platform_system": "Windows",
            "platform_version": "10.0",
            "python_full_version": f"3.{self.minor}.0",
            "python_version": f"3.{self.minor}",
            "sys_platform": "win32",
        }


@dataclass(frozen=True)
class Wheel:
    """A wheel file with the name and version in its file name."""

    path: Path
    name: str
    version: Version


def needed_wheels(root: Requirement, shelf: Path, target: Target, download: Download | None) -> list[Wheel]:
    """The wheels in a folder that a requirement comes to, in order of names; missing ones are downloaded into it.

    Raises JixiaoError, one sentence, where one is missing or two do not go together.
    """
    chosen: dict[str, Wheel] = {}
    waiting: list[tuple[Requirement, str]] = [(root, "jixiao")]
    done: set[tuple[str, str]] = set()
    while waiting:
        requirement, by = waiting.pop(0)
        name = canonicalize_name(requirement.name)
        wheel = chosen.get(name) or _find(requirement, shelf, target, download)
        if not requirement.specifier.contains(wheel.version, prereleases=True):
            raise JixiaoError(CLASH.format(name=name, version=wheel.version, by=by, requirement=requirement))
        chosen[name] = wheel
        for extra in ("", *sorted(requirement.extras)):
            if (name, extra) not in done:
                done.add((name, extra))
                waiting += [(each, name) for each in _requirements(wheel, extra, target.environment)]
    return [chosen[name] for name in sorted(chosen)]


def wheels_in(shelf: Path, target: Target) -> list[Wheel]:
    """The wheels of a folder that the target can use."""
    found = (_usable(path, target) for path in sorted(shelf.glob("*.whl")))
    return [wheel for wheel in found if wheel is not None]


def _find(requirement: Requirement, shelf: Path, target: Target, download: Download | None) -> Wheel:
    """The newest wheel that fits."""
    found = _newest(requirement, wheels_in(shelf, target))
    if found is None and download is not None:
        download(requirement)
        found = _newest(requirement, wheels_in(shelf, target))
    if found is None:
        python = f"3.{target.minor}"
        raise JixiaoError(NO_WHEEL.format(requirement=_plain(requirement), python=python))
    return found


def _newest(requirement: Requirement, wheels: Iterable[Wheel]) -> Wheel | None:
    name = canonicalize_name(requirement.name)
    fitting = [
        wheel for wheel in wheels
        if wheel.name == name and requirement.specifier.contains(wheel.version, prereleases=True)
    ]  # fmt: skip
    return max(fitting, key=lambda wheel: wheel.version, default=None)


def _usable(path: Path, target: Target) -> Wheel | None:
    try:
        name, version, _, tags = parse_wheel_filename(path.name)
    except InvalidWheelFilename:
        return None
    return Wheel(path, name, version) if tags & target.tags else None


def _requirements(wheel: Wheel, extra: str, environment: Mapping[str, str]) -> Iterator[Requirement]:
    """What a wheel needs, for itself or for an extra of its own."""
    for text in _metadata(wheel.path):
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            raise JixiaoError(DAMAGED.format(path=wheel.path)) from None
        if requirement.marker is None:
            if not extra:
                yield requirement
        elif requirement.marker.evaluate({**environment, "extra": extra}):
            yield requirement


def _metadata(path: Path) -> list[str]:
    """The lines Requires-Dist of a wheel."""
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            text = archive.read(name).decode("utf-8", "replace")
    except (OSError, zipfile.BadZipFile, StopIteration):
        raise JixiaoError(DAMAGED.format(path=path)) from None
    return HeaderParser().parsestr(text).get_all("Requires-Dist") or []


def _plain(requirement: Requirement) -> str:
    """A requirement as pip takes it, without its marker, which pip would ask of the computer that bundles."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"
