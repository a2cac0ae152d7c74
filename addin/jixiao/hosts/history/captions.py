"""What the steps are called in Chinese: the captions of the buttons."""

from datetime import datetime

from jixiao.actions import ACTIONS
from jixiao.hosts.history.steps import REDO, UNDO

_DECISIONS = {"accept": "通过", "return": "退回", "explain": "已说明", "reopen": "撤回结论"}
_CAPTIONS = (
    {action.command or action.name: action.caption for action in ACTIONS}
    | {UNDO: "撤销", REDO: "取消撤销"}
    | _DECISIONS
)


def caption_of(command: str) -> str:
    """The caption of a command; its name where a newer version wrote it."""
    return _CAPTIONS.get(command, command)


def moment(time: datetime) -> str:
    """A time as a person reads it, on this machine's clock."""
    return f"{time.astimezone():%Y-%m-%d %H:%M:%S}"
