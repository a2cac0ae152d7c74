"""What the lint finds: kinds of fault, each a code with its sentence, and the faults of one workbook."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from jixiao.hosts.xlsx.refusal import Refusal, shown
from jixiao.model.cells import parse_a1
from jixiao.model.findings import Severity

REPAIRED = "Excel 打开时会提示修复，这部分内容可能被删去"
REFUSED = "Excel 会打不开这个文件"
RESAVE = "请用 Excel 打开、同意修复并核对数据，再另存一份"
REFETCH = "请重新取得这份文件，或用 WPS、LibreOffice 打开后另存为 .xlsx"

SHOWN_PLACES = 20
"""So many places of one fault are kept; the others are only counted."""

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault: what is odd (a template), what Excel does about it, what the reader can do.

    An ERROR makes Excel repair or refuse the file, a WARNING makes it show something wrong, an INFO is good to know.
    """

    code: str
    severity: Severity
    sentence: str
    effect: str = REPAIRED
    advice: str = RESAVE


@dataclass(frozen=True)
class Fault:
    """All faults of one kind in one part. ``sheet`` is "" off the sheets; ``at`` are the first places or names."""

    kind: Kind
    part: str
    sheet: str
    at: tuple[str, ...]
    count: int
    values: Mapping[str, str]

    @property
    def cell(self) -> str:
        """The first place, where it is a cell (``B3``), or ""."""
        return self.at[0] if self.sheet and self.at and parse_a1(self.at[0]) else ""

    @property
    def place(self) -> str:
        """Where it is: ``《自评表》B3、C4``, or the part's name."""
        places = "、".join(self.at[:3]) + (f" 等 {self.count} 处" if self.count > 3 else "")
        return f"《{quoted(self.sheet)}》{places}" if self.sheet else f"{quoted(self.part)} {places}".rstrip()

    @property
    def message(self) -> str:
        """The whole Chinese sentence: where, what is odd, what Excel does, what to do."""
        kind = self.kind
        return f"{self.place}：{kind.sentence.format_map(self.values)}，{kind.effect}；{kind.advice}。"


def quoted(text: str) -> str:
    """Text from the file as a message may show it: short, on one line, without control characters."""
    return shown(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…")


@dataclass(slots=True)
class _Entry:
    values: Mapping[str, str]
    at: list[str] = field(default_factory=list)
    count: int = 0


class Ledger:
    """Collects faults; those of one kind in one part become one, told by its first values."""

    def __init__(self) -> None:
        self._entries: dict[tuple[Kind, str, str], _Entry] = {}

    def add(self, kind: Kind, part: str, sheet: str, at: str, values: Mapping[str, str]) -> None:
        """Note one fault."""
        entry = self._entries.get((kind, part, sheet))
        if entry is None:
            entry = self._entries[kind, part, sheet] = _Entry({key: quoted(value) for key, value in values.items()})
        entry.count += 1
        if at and len(entry.at) < SHOWN_PLACES:
            entry.at.append(quoted(at))

    def faults(self) -> tuple[Fault, ...]:
        """What was noted, in the order of the first of each kind."""
        return tuple(
            Fault(kind, part, sheet, tuple(entry.at), entry.count, entry.values)
            for (kind, part, sheet), entry in self._entries.items()
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """The ledger as one part's check sees it; ``sheet`` is the sheet's name, or "" off the sheets."""

    ledger: Ledger
    part: str
    sheet: str = ""

    def note(self, kind: Kind, at: str = "", **values: str) -> None:
        """Note a fault of this part; ``at`` is a cell, an area or a name in it."""
        self.ledger.add(kind, self.part, self.sheet, at, values)

    @contextmanager
    def readable(self) -> Iterator[None]:
        """What cannot be read inside becomes a fault, and the check goes on behind it."""
        try:
            yield
        except Refusal as refusal:
            self.note(UNREADABLE, what=refusal.what.removeprefix(self.part).strip())


UNREADABLE = Kind("X101", Severity.ERROR, "这部分读不出来（{what}）", "Excel 打开时会提示修复或打不开", REFETCH)
