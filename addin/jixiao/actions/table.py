"""The table of actions, in the order of work. The ribbon, the menu, the toolbar and the panel are made from it."""

from jixiao.actions.action import Action
from jixiao.actions.checking import check, clear
from jixiao.actions.computing import compute
from jixiao.actions.summing_up import ask_folder, round_up

COMPUTING = (
    Action(
        name="compute",
        command="fill",
        caption="重算",
        group="计算",
        screentip="重算比率、合计和等级，填好算得出的空格。已填的数不改。",
        image="CalculateNow",
        keytip="J",
        run=compute,
        large=True,
    ),
)
CHECKING = (
    Action(
        name="check",
        command="check",
        caption="审核本簿",
        group="审核",
        screentip="按规则检查本工作簿，写入“审核结果”并标出单元格。不改填报的数。",
        image="ErrorChecking",
        keytip="S",
        run=check,
        large=True,
    ),
    Action(
        name="clear",
        command="clear",
        caption="清除标记",
        group="审核",
        screentip="清空“审核结果”，标记随之消失。不改填报的数。",
        image="TraceRemoveAllArrows",
        keytip="Q",
        run=clear,
    ),
)
SUMMING_UP = (
    Action(
        name="roundup",
        command="roundup",
        caption="汇总",
        group="汇总",
        screentip="选一个文件夹，把其中各单位工作簿填入“汇总表”。复核分数不改。",
        image="AutoSum",
        keytip="H",
        run=round_up,
        ask=ask_folder,
        large=True,
    ),
)

ACTIONS = (*COMPUTING, *CHECKING, *SUMMING_UP)


def action(name: str) -> Action:
    """The action of that name; KeyError where there is none."""
    return {action.name: action for action in ACTIONS}[name]
