"""The whole diagnosis: the computer, and a workbook on it. One function gives it as lines for a dialog."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.doctor.judging import Trouble, file_troubles, troubles
from jixiao.hosts.doctor.probing import file_state, probe, running_programs, this_python
from jixiao.hosts.doctor.registry import windows_registry
from jixiao.hosts.doctor.remarks import Remark
from jixiao.hosts.doctor.state import State
from jixiao.hosts.doctor.workbook import Diagnosis, look_over, overview
from jixiao.hosts.machine import WINDOWS, Machine, this_machine
from jixiao.hosts.xlsx.refusal import shown
from jixiao.model.findings import Severity
from jixiao.rules.render import SEVERITY_WORDS

_ORDER = list(Severity)
_NOT_WINDOWS = "Excel 和 Windows 的设置不适用于这台电脑，没有查。"


def diagnose(path: Path | None) -> tuple[str, ...]:
    """What stands in our way on this computer and, where one is given, what is odd about a workbook, line by line.

    A workbook that cannot be read is one of the lines; nothing is raised.
    """
    state, found = look_at_this_computer(path)
    lines = [headline(state, found), *(f"[{SEVERITY_WORDS[each.severity]}] {each.what}{each.remedy}" for each in found)]
    return (*lines, *(_of_workbook(path) if path is not None else ()))


def look_at_this_computer(path: Path | None = None) -> tuple[State, list[Trouble]]:
    """What of this computer, and of a workbook as a file on it, can stand in our way, and what does."""
    return look_at(this_machine(), path)


def look_at(machine: Machine, path: Path | None = None) -> tuple[State, list[Trouble]]:
    """As ``look_at_this_computer``, for the computer that is handed over."""
    state = probe(machine, path, windows_registry, running_programs)
    return state, troubles(state)


def look_at_workbook(path: Path) -> Diagnosis:
    """A workbook looked over, its place and its mark too. Raises UnreadableWorkbook where it cannot be opened."""
    diagnosis, machine = look_over(path), this_machine()
    file = file_state(path, machine.environment)
    state = State(machine.platform == WINDOWS, "", this_python(machine), file=file)
    remarks = (Remark("文件", each.code, each.severity, f"{each.what}{each.remedy}") for each in file_troubles(state))
    return replace(diagnosis, remarks=(*diagnosis.remarks, *remarks))


def headline(state: State, found: Sequence[Trouble]) -> str:
    """How it stands with the computer, in one line."""
    told = f"发现 {len(found)} 处情况" if found else "没有发现问题"
    return f"这台电脑：{told}（jixiao {state.version}）。{'' if state.windows else _NOT_WINDOWS}"


def _of_workbook(path: Path) -> Iterator[str]:
    try:
        diagnosis = look_over(path)
    except JixiaoError as error:
        yield str(error)
        return
    remarks = sorted(diagnosis.remarks, key=lambda remark: _ORDER.index(remark.severity))
    yield f"{shown(path.name)}：{'有下列情况' if remarks else '没有发现异常'}。"
    yield from overview(diagnosis)
    yield from (f"[{SEVERITY_WORDS[remark.severity]}] {remark.message}" for remark in remarks)
