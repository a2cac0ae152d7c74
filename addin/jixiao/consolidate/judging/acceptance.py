"""What is said of an arrival: whether it counts in this roundup, and if not, why.

``Head``: the few things of an arrival that decide it. ``Judgement``: what was decided, by ``judging.judge``.
``Counted`` and ``Common``: what the arrivals of a collection have in common, see ``common.common_of``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jixiao.consolidate.judging.organisation import Expected as Expected
from jixiao.consolidate.returns.submission import Arrival, Content, Refused


class Standing(StrEnum):
    """What becomes of an arrival in this roundup.

    SET_ASIDE (隔离): it cannot be read or trusted, and somebody must do something about it. SUPERSEDED: a newer one of
    the same unit counts, or it is the same file once more. COVERED: its figures are in another file that counts.
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
    ``missing``: the needed amounts that it does not report, each in words with its cell.
    ``answers_return``: an earlier one of the unit was returned, and this one reports something else.
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
    answers_return: bool = False


def head_of(
    arrival: Arrival, id: int, *, received: int = 1, file_time: float = 0, verdict: Verdict = Verdict.OPEN
) -> Head:
    """The head of an arrival; what the ledger knows of it beside comes from the caller."""
    if isinstance(arrival, Refused):
        return Head(id, arrival.file, arrival.digest, Content.OTHER, "", received=received, file_time=file_time,
                    verdict=verdict, refused=arrival.reason, refused_code=arrival.code)  # fmt: skip
    return Head(
        id=id,
        file=arrival.file,
        digest=arrival.digest,
        content=arrival.content,
        unit=arrival.unit,
        project=arrival.project,
        department=arrival.department,
        year=arrival.year,
        money_unit=arrival.money_unit,
        framework=arrival.framework,
        framework_version=arrival.framework_version,
        template=arrival.template,
        guessed=arrival.guessed,
        state=arrival.state,
        modified=arrival.modified,
        received=received,
        file_time=file_time,
        verdict=verdict,
        missing=arrival.missing,
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an arrival counts. ``reason``: one sentence without the file's name, "" where it counts.

    ``code`` tells the kind of reason, for counting and tests (``wrong_year``, ``no_unit_name`` …). ``remarks``: what to
    know of one that counts (converted from 元, older template …). ``place``: of one row of a 汇总表 that does not
    count, its cell; "" where the whole file is meant.
    """

    head: Head
    standing: Standing
    reason: str = ""
    code: str = ""
    remarks: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many arrivals (``count``, the first of them ``first`` by id) agree in all these; refused ones are left out.

    A ledger finds these by one GROUP BY. ``unit`` is filled in for 汇总表 and whole departments only.
    """

    content: Content
    framework: str
    framework_version: str
    guessed: bool
    year: str
    department: str
    money_unit: str
    count: int
    first: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Above:
    """What came of one department: how many workbooks of units, of the whole department, how many 汇总表."""

    units: int = 0
    wholes: int = 0
    summaries: int = 0


@dataclass(frozen=True, slots=True)
class Common:
    """What the arrivals of a collection have in common: most of them, or what the user asked for.

    ``versions``: version of the framework → how many carry it. ``departments``: key of a department → what came of
    it; ``spelled``: key of a department's name → the key of the same name with its region. ``money_units``: those
    that are stated. ``is_higher``: the collection is of more than one department. ``lists_projects``: the rows of
    the 汇总表 are projects. ``listed_departments``: those of which a unit's workbook came, by the 名单; their keys.
    """

    framework: str
    year: str
    department: str
    versions: Mapping[str, int] = field(default_factory=dict)
    money_unit: str = ""
    departments: Mapping[str, Above] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)
    money_units: frozenset[str] = frozenset()
    is_higher: bool = False
    lists_projects: bool = False
    listed_departments: frozenset[str] = frozenset()
