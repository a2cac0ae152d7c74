"""退回单 from the ledger: one file a unit, with its findings, ready to send back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.paths import safe_name
from jixiao.consolidate.judging.acceptance import Standing, Verdict
from jixiao.consolidate.returns.submission import Noted
from jixiao.errors import RefusedWrite
from jixiao.hosts.ledger.listing import Line
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.ledger.whole_files import write_whole
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.findings import Severity
from jixiao.rules.render import SEVERITY_WORDS
from jixiao.template.return_slip import ReturnSlip, SlipLine, build_return_slip

_SETTLED = (Verdict.ACCEPTED, Verdict.EXPLAINED)
_LEVELS = (Severity.ERROR, Severity.WARNING)
_NOT_CHECKED = "这份工作簿汇总时没有审核，本单没有逐条列出问题。"


@dataclass(frozen=True, slots=True)
class Written:
    """A slip that was written: for which line, how many findings it lists."""

    path: Path
    line: Line
    findings: int

    @property
    def told(self) -> str:
        """Its name and what is in it."""
        return f"{self.path.name}：{f'问题 {self.findings} 条' if self.findings else '见退回原因'}"


def slips_to_write(ledger: Ledger, unit: str = "") -> list[Line]:
    """The files to send back: returned ones, those set aside, those with errors that nobody accepted or explained.

    ``unit``: that one only, whatever was decided. What a newer file of the unit replaced is not sent back.
    """
    if unit:
        return [ledger.line_of(unit)]
    return [line for line in ledger.lines() if _goes_back(line)]


def _goes_back(line: Line) -> bool:
    if line.verdict in _SETTLED or line.standing in (Standing.SUPERSEDED, Standing.COVERED):
        return False
    return line.verdict is Verdict.RETURNED or line.standing is Standing.SET_ASIDE or bool(line.refused or line.errors)


def named_slips(ledger: Ledger, unit: str = "") -> dict[str, Line]:
    """The files to send back (see ``slips_to_write``) by the names of their slips."""
    return dict(zip(_names(found := slips_to_write(ledger, unit)), found, strict=True))


def there_already(names: Iterable[str], folder: Path) -> tuple[str, ...]:
    """The slips that lie in a folder already."""
    return tuple(name for name in names if (folder / name).exists())


def write_return_slips(ledger: Ledger, folder: Path, unit: str = "", *, replace: bool = False) -> Iterator[Written]:
    """Write the slips into a folder, one after the other, each whole or not at all.

    Raises RefusedWrite where a slip is there already and is not to be replaced (nothing is written then), or the
    folder cannot be written into.
    """
    named = named_slips(ledger, unit)
    there = there_already(named, folder)
    if there and not replace:
        raise RefusedWrite(
            f"“{folder.name}”里已有 {there[0]} 等 {len(there)} 份退回单，没有写入；要换掉请加 --replace。"
        )
    for name, line in named.items():
        slip = slip_of(ledger, line)
        write_whole(folder / name, build_return_slip(slip))
        yield Written(folder / name, line, len(slip.lines))


def slip_of(ledger: Ledger, line: Line) -> ReturnSlip:
    """What the slip of a line tells."""
    noted = next((one.findings for one in ledger.submissions([line.id])), ())
    told = [finding for level in _LEVELS for finding in noted or () if _is_open(finding, level)]
    return ReturnSlip(
        title="绩效自评退回单",
        unit=line.unit,
        project=line.project,
        department=line.department,
        year=line.year,
        file=shown(line.file),
        received=line.received[:10],
        reasons=tuple(_reasons(ledger, line, checked=noted is not None)),
        lines=tuple(map(_line, told)),
        has_state=bool(line.state),
    )


def _is_open(finding: Noted, level: Severity) -> bool:
    return finding.severity == level.value and (level is Severity.ERROR or not finding.explanation)


def _reasons(ledger: Ledger, line: Line, *, checked: bool) -> Iterator[str]:
    if line.refused:
        yield line.refused
        return
    if line.standing is Standing.SET_ASIDE and line.reason:
        yield f"这份工作簿没有计入汇总：{line.reason}{'' if line.reason.endswith('。') else '。'}"
    if line.verdict is Verdict.RETURNED:
        history = ledger.decisions(line.id)
        said = [decision.reason for decision in history if decision.verdict is Verdict.RETURNED and decision.reason]
        if said:
            yield f"复核意见：{said[-1]}"
    if not checked:
        yield _NOT_CHECKED


def _line(finding: Noted) -> SlipLine:
    """A finding in the columns of the slip; its message begins with its place."""
    place, colon, rest = finding.message.partition("：")
    sheet = finding.place.partition("!")[0]
    if not colon or not place.startswith(sheet):
        place, rest = finding.place.replace("!", " "), finding.message
    return SlipLine(SEVERITY_WORDS[Severity(finding.severity)], place, rest, finding.hint)


def _names(found: list[Line]) -> Iterator[str]:
    """A file name for each, no two alike on any system."""
    taken = set[str]()
    for line in found:
        known = (line.year, line.unit, line.project) if line.unit else (Path(line.file).stem,)
        stem = "_".join(filter(None, map(safe_name, known)))
        number, name = 1, f"{stem}_退回单.xlsx"
        while name.lower() in taken:
            number, name = number + 1, f"{stem}_{number + 1}_退回单.xlsx"
        taken.add(name.lower())
        yield name
