"""The lines that our commands left in a workbook of ours, and whether each follows from the one before."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from jixiao.hosts.doctor.remarks import Remark
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.book import Book
from jixiao.model.findings import Severity
from jixiao.model.names import INNER_SHEET
from jixiao.read.digests import result_of
from jixiao.read.runs import Broken, Fault, Run, Runs, first_broken, read_runs

_TOPIC = "运行记录"
_NO_SIGNATURE = "这项记录只能看出改动，不是签名。"
_SHOWN_DIGITS = 8
COLUMNS = ("序号", "时间", "操作", "版本", "内容摘要", "链")


@dataclass(frozen=True)
class RunRecord:
    """All lines of one workbook. ``broken`` is the first place where they do not follow, None where all is whole."""

    runs: Runs
    broken: Broken | None

    @property
    def summary(self) -> str:
        """How many runs there are and whether they are whole, in a few words."""
        state = "前后相连" if self.broken is None else "有接不上的，见下"
        return f"{self.runs.count} 次，{state}（能看出改动，不是签名）" if self.runs.lines or self.broken else "还没有"

    def rows(self) -> Iterator[tuple[str, ...]]:
        """One row a line, for the screen; the digests cut short."""
        for number, run in self._numbered():
            texts = (run.time, run.command, run.version, run.result[:_SHOWN_DIGITS], run.chain[:_SHOWN_DIGITS])
            yield number, *(shown(text) or "读不出来" for text in texts)

    def as_dict(self) -> dict[str, Any]:
        """The record as ``--format json`` prints it."""
        lines = [{"number": number, **asdict(run)} for number, run in self._numbered()]
        return {"count": self.runs.count, "whole": self.broken is None, "lines": lines}

    def _numbered(self) -> Iterator[tuple[str, Run]]:
        number = 1
        for run in self.runs.lines:
            last = number + (run.folded or 1) - 1
            yield f"{number}" if last == number else f"{number}—{last}", run
            number = last + 1


def record_of(book: Book) -> RunRecord:
    """The lines of a workbook; none where it is not ours."""
    runs = read_runs(book)
    return RunRecord(runs, first_broken(runs))


def runs_are_whole(book: Book) -> Iterator[Remark]:
    """What is broken; where all is whole, whether the workbook was changed since."""
    record = record_of(book)
    if record.broken is not None:
        yield Remark(_TOPIC, "runs_broken", Severity.WARNING, _sentence(record.broken), INNER_SHEET)
    elif record.runs.lines and record.runs.lines[-1].result != result_of(book):
        when = record.runs.lines[-1].time
        message = f"{when} 最后一次运行之后，内容又改过（填写、增删行或重新计算）。这是平常的事，提交前可再审核一次。"
        yield Remark(_TOPIC, "changed_since", Severity.INFO, message)


def _sentence(broken: Broken) -> str:
    words = {
        Fault.FIRST: f"隐藏表 {INNER_SHEET} 的内容与第 1 条对不上，可能有改动。",
        Fault.LINE: f"第 {broken.number} 条与前一条接不上，可能有改动或删除。",
        Fault.MISSING: f"应有 {broken.due} 条，现有 {broken.number} 条，可能有删除。",
        Fault.END: f"末尾对不上（现有 {broken.number} 条），可能有改动或删除。",
        Fault.FOREIGN: "读不出来，可能有改动。",
    }
    return f"{words[broken.fault]}请核对文件来源。{_NO_SIGNATURE}"
