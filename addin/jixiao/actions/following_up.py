"""汇总: 未报名单, 与上次相比, 退回单, all from the ledger beside the open 汇总表."""

from pathlib import Path

from jixiao.actions.action import Job, Outcome, Press, Task
from jixiao.actions.desk import LedgerInfo, Listed
from jixiao.actions.form import CONFIRMED, Field, Form, Kind
from jixiao.actions.summing_up import LISTS, NAMES, NO_NAMES
from jixiao.errors import JixiaoError

LEDGER, FOLDER = "ledger", "folder"
_WHERE = ("打开的工作簿旁边没有台账（“汇总”时生成）。请选台账，或选当时的汇总表。",)
_MOST_NAMED = 5


def ask_missing(press: Press) -> Form | None:
    """Which ledger; a 名单 where the ledger keeps none."""
    form = _ask_ledger(press, "未报名单")
    if form is not None or NAMES in press.answers or _ledger(press).expected:
        return form
    field = Field(NAMES, NO_NAMES, Kind.OPEN_FILE, suffixes=LISTS, required=False)
    return Form("未报名单", (field,), ("台账里没有名单，不知道谁没有报；不选名单，就只列退回的和没有计入的。",))


def missing(press: Press) -> Outcome:
    """未报名单: whom to call, as a list to print."""
    ledger = _ledger(press)
    found = press.desk.reminders(ledger.path, press.folder(NAMES))
    if not found.lines:
        return Outcome(message=f"{found.title}。")
    return _list(press, ledger, found, "催报")


def ask_changes(press: Press) -> Form | None:
    """Which ledger."""
    return _ask_ledger(press, "与上次相比")


def changes(press: Press) -> Outcome:
    """与上次相比: what changed since the last roundup, as a list to print."""
    ledger = _ledger(press)
    found = press.desk.changes(ledger.path)
    if not found.lines:
        return Outcome(message=f"{found.title}，没有变动。")
    return _list(press, ledger, found, "与上次相比")


def _list(press: Press, ledger: LedgerInfo, found: Listed, name: str) -> Outcome:
    stem = ledger.path.name.removesuffix(".db").removesuffix(".台账")
    path = press.desk.write_beside(ledger.path.with_name(f"{stem}_{name}.xlsx"), found.content)
    return Outcome(message=f"{found.title}，见“{path.name}”。", jobs=(Job(Task.OPEN, path),))


def ask_returns(press: Press) -> Form | None:
    """Which ledger, which folder; whether slips that are there may be replaced."""
    form = _ask_ledger(press, "退回单")
    if form is not None or not press.desk.slips(_ledger(press).path, None).names:
        return form
    if FOLDER not in press.answers:
        return Form("退回单", (Field(FOLDER, "选择放退回单的文件夹", Kind.FOLDER),))
    folder = press.folder(FOLDER)
    there = press.desk.slips(_ledger(press).path, folder).there
    if folder is None or not there or CONFIRMED in press.answers:
        return None
    named = "、".join(there[:_MOST_NAMED]) + (f" 等 {len(there)} 份" if len(there) > _MOST_NAMED else "")
    return Form("退回单", text=(f"“{folder.name}”里已有 {named}，会换成新的；里面写过的意见会丢掉。", "要换掉吗？"))


def returns(press: Press) -> Outcome:
    """退回单: a file for each unit that has something to put right."""
    ledger = _ledger(press)
    if not press.desk.slips(ledger.path, None).names:
        return Outcome(message="没有要退回的：没有退回的、隔离的，也没有带错误未定的。")
    folder = press.folder(FOLDER)
    if folder is None:
        raise JixiaoError("没有选文件夹，没有写退回单。")
    written = press.desk.write_slips(ledger.path, folder, replace=CONFIRMED in press.answers)
    message = f"已写 {len(written)} 份退回单，在“{folder}”。"
    return Outcome(message=message, told=(message, *written))


def _ask_ledger(press: Press, title: str) -> Form | None:
    if LEDGER in press.answers or press.desk.ledger(press.path) is not None:
        return None
    field = Field(LEDGER, "台账（.台账.db）或汇总表", Kind.OPEN_FILE, suffixes=(".db", ".xlsx", ".xlsm"))
    return Form(title, (field,), _WHERE)


def _ledger(press: Press) -> LedgerInfo:
    """The ledger that was chosen, else the one beside the open workbook."""
    chosen: Path | None = press.folder(LEDGER)
    found = press.desk.ledger(chosen or press.path)
    if found is None:
        raise JixiaoError(f"{_not_found(chosen)}。请先点“汇总”，台账会放在汇总表旁边。")
    return found


def _not_found(chosen: Path | None) -> str:
    if chosen is None:
        return "没有选台账"
    return f"没有找到台账“{chosen.name}”" if chosen.suffix.lower() == ".db" else f"“{chosen.name}”旁边没有台账"
