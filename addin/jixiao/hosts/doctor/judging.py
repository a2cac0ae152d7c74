"""What stands in the way on a computer, and what to do about it. Pure: it sees a State and nothing else.

The sentences stand in troubles.toml.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from jixiao.hosts.doctor.state import Rule, State
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.findings import Severity

OLDEST_PYTHON = (3, 11)

_SOUND_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("d0cf11e0a1b11ae1"))
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".et")
_FROM_STORE = "windowsapps"


@dataclass(frozen=True)
class Trouble:
    """One thing that stands in the way: what is, and what to do. An INFO may be meant to be as it is."""

    code: str
    severity: Severity
    what: str
    remedy: str


_Found = tuple[str, Mapping[str, object]]
"""The code of a trouble and what fills its sentences."""


def troubles(state: State) -> list[Trouble]:
    """All troubles of a computer, those first that stop something; a sound one has none."""
    found = [_trouble(code, values) for look in _LOOKS for code, values in look(state)]
    return sorted(found, key=lambda trouble: trouble.severity is Severity.INFO)


def file_troubles(state: State) -> list[Trouble]:
    """Those of the workbook as a file: encrypted, marked, in a cloud folder, in one that cannot be written to."""
    return [_trouble(code, values) for code, values in _file(state)]


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """All troubles that there are by code, each with its severity and its two sentences."""
    return tomllib.loads(files("jixiao.hosts.doctor").joinpath("troubles.toml").read_text(encoding="utf-8"))


def _trouble(code: str, values: Mapping[str, object]) -> Trouble:
    words = sentences()[code]
    texts = {name: shown(str(value)) for name, value in values.items()}
    return Trouble(code, Severity(words["severity"]), words["what"].format(**texts), words["remedy"].format(**texts))


def _file(state: State) -> Iterator[_Found]:
    file = state.file
    if file is None:
        return
    name = {"name": file.path.name}
    if file.path.suffix.lower() in _WORKBOOKS and _is_encrypted(file.beginning):
        yield "file_encrypted", {**name, "programs": _encryptors(state), "python": state.python.program}
    if file.marked:
        yield "file_marked", name
    if file.in_cloud:
        yield "file_in_cloud", name
    if not file.folder_is_writable:
        yield "file_folder_unwritable", {"folder": file.path.parent}


def _is_encrypted(beginning: bytes) -> bool:
    """Whether a file that ought to be a package or an old workbook is neither; an empty one is not encrypted."""
    return bool(beginning) and not beginning.startswith(_SOUND_BEGINNINGS)


def _encryptors(state: State) -> str:
    return f"（本机运行着 {'、'.join(state.encryptors)}）" if state.encryptors else ""


def _python(state: State) -> Iterator[_Found]:
    python, program = state.python, {"python": state.python.program}
    if python.version < OLDEST_PYTHON:
        found, oldest = (".".join(map(str, version)) for version in (python.version, OLDEST_PYTHON))
        yield "python_old", {**program, "found": found, "oldest": oldest}
    if python.bits < 64:
        yield "python_32_bit", {**program, "bits": python.bits}
    if state.windows and _FROM_STORE in str(python.program).lower():
        yield "python_from_store", program


def _addin(state: State) -> Iterator[_Found]:
    addin = state.addin
    if addin is None:
        if state.has_excel:
            yield "addin_missing", {}
        return
    if _is_encrypted(addin.beginning):
        where = {"path": addin.path, "programs": _encryptors(state), "python": state.python.program}
        yield "addin_encrypted", where
    elif not addin.version:
        yield "addin_damaged", {"path": addin.path}
    elif addin.version != state.version:
        yield "addin_version", {"installed": addin.version, "version": state.version}
    if addin.marked:
        yield "addin_marked", {"path": addin.path}
    if addin.version and not addin.python_stands:
        yield "addin_python_gone", {"used": addin.python or "没有写明"}
    elif addin.version and not _is_same(Path(addin.python), state.python.program):
        yield "addin_other_python", {"used": addin.python, "python": state.python.program}


def _is_same(one: Path, other: Path) -> bool:
    """Windows knows no capitals; python.exe and pythonw.exe of one folder are one Python."""
    return str(one.parent).casefold() == str(other.parent).casefold()


def _copies(state: State) -> Iterator[_Found]:
    if len(state.copies) > 1:
        kept = state.addin.path if state.addin is not None else state.copies[0]
        places = "、".join(map(str, state.copies))
        yield "addin_twice", {"count": len(state.copies), "places": places, "kept": kept}


def _policies(state: State) -> Iterator[_Found]:
    policies = state.policies
    table = {
        "vba_off": policies.vba_off,
        "addins_off": policies.addins_off,
        "addins_signed": policies.only_signed_addins,
        "macros_off": policies.no_trusted_places and policies.macros_off,
        "addin_disabled": policies.disabled_by_excel,
        "child_processes": policies.child_processes is Rule.BLOCKED,
        "child_processes_asked": policies.child_processes is Rule.WARNED,
    }
    yield from ((code, {}) for code, holds in table.items() if holds and state.has_excel)


def _folders(state: State) -> Iterator[_Found]:
    for folder in state.unwritable:
        yield "folder_unwritable", {"folder": folder}
    if state.cloud_folders and state.has_excel:
        yield "folders_in_cloud", {"folders": "、".join(state.cloud_folders)}


def _programs(state: State) -> Iterator[_Found]:
    if state.opener and state.has_excel:
        yield "opened_by_other", {"program": state.opener}
    if state.extension and state.extension != state.version:
        yield "extension_version", {"installed": state.extension, "version": state.version}


_LOOKS: tuple[Callable[[State], Iterator[_Found]], ...] = (
    _file, _python, _addin, _copies, _policies, _folders, _programs
)  # fmt: skip
"""In the order of the report."""
