"""Which arrivals count, and why the others do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jixiao.consolidate.submission import Content


class Standing(StrEnum):
    """What becomes of an arrival in this roundup.

    SET_ASIDE (隔离): it cannot be read or trusted, and somebody must do something about it. SUPERSEDED: a newer one of
    the same unit counts, or it is the same file once more. COVERED: its figures are in a 汇总表 that counts.
    """

    COUNTED = "counted"
    SUPERSEDED = "superseded"
    COVERED = "covered"
    SET_ASIDE = "set_aside"


class Verdict(StrEnum):
    """What a reviewer decided of a submission; OPEN until somebody does."""

    OPEN = "open"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Head:
    """The few things of an arrival that decide whether it counts; 100,000 of them are streamed, never held.

    ``id``: the ledger's number of the arrival. ``received``: the number of the run in which it came first, from 1.
    ``file_time``: the file's own time (seconds since 1970). ``refused``: why it could not be read, else "".
    ``missing``: the needed amounts that it does not report, as messages call them.
    """

    id: int
    file: str
    digest: str
    content: Content
    unit: str
    project: str = ""
    department: str = ""
    year: str = ""
    money_unit: str = ""
    framework: str = ""
    framework_version: str = ""
    template: str = ""
    guessed: bool = False
    state: str = ""
    modified: str = ""
    received: int = 1
    file_time: float = 0
    verdict: Verdict = Verdict.OPEN
    refused: str = ""
    refused_code: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an arrival counts. ``reason``: one sentence without the file's name, "" where it counts.

    ``code`` tells the kind of reason, for counting and tests (``wrong_year``, ``no_unit_name`` …). ``remarks``: what to
    know of one that counts (converted from 元, older template …).
    """

    head: Head
    standing: Standing
    reason: str = ""
    code: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """A unit that the 名单 expects. ``parent``: the code or name of the unit above it; ``aliases``: 曾用名, 简称."""

    code: str
    name: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Common:
    """What the arrivals of a collection have in common: most of them, or what the user asked for."""

    framework: str
    year: str
    department: str
    versions: Mapping[str, int]
