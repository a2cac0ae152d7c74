"""The table of actions, in the order of work. The ribbon, the menu, the toolbar and the panel are made from it."""

from jixiao.actions.action import Action
from jixiao.actions.checking import check, clear
from jixiao.actions.computing import compute
from jixiao.actions.converting import ask_convert, convert
from jixiao.actions.cover import ask_cover, cover
from jixiao.actions.filling import ask_last_year, ask_new, carry, new
from jixiao.actions.following_up import ask_changes, ask_missing, ask_returns, changes, missing, returns
from jixiao.actions.summing_up import ask_round_up, round_up

FILLING = (
    Action(
        name="new",
        command="new",
        caption="新建",
        group="填报",
        screentip="选指标体系，生成一本空白的自评工作簿并打开。不改现在打开的工作簿。",
        image="FileNew",
        keytip="N",
        run=new,
        ask=ask_new,
        large=True,
        needs_book=False,
        is_recorded=False,
    ),
    Action(
        name="cover",
        command="",
        caption="单位与年度",
        group="填报",
        screentip="在一张小表里填封面：单位、主管部门、年度、填报人、日期、状态。只改封面上改过的格。",
        image="HeaderFooterInsert",
        keytip="F",
        run=cover,
        ask=ask_cover,
    ),
    Action(
        name="carry",
        command="",
        caption="带入上年",
        group="填报",
        screentip="从去年的自评工作簿带入名称、自设指标和上年数。只填空格，已填的不改。",
        image="GetExternalDataImportClassic",
        keytip="D",
        run=carry,
        ask=ask_last_year,
    ),
)
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
    Action(
        name="convert",
        command="",
        caption="元万元换算",
        group="计算",
        screentip="把按元填的金额换算成表上印的单位，先列出前后的数再改。公式、比率、分值不改。",
        image="Calculator",
        keytip="W",
        run=convert,
        ask=ask_convert,
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
        screentip="选一个文件夹，把其中各单位工作簿填入“汇总表”，并记入旁边的台账。复核分数不改。",
        image="AutoSum",
        keytip="H",
        run=round_up,
        ask=ask_round_up,
        large=True,
        needs_book=False,
    ),
    Action(
        name="missing",
        command="",
        caption="未报名单",
        group="汇总",
        screentip="按台账和名单列出没有报的、要重报的单位，另存为催报表并打开。不改汇总表。",
        image="ContactUs",
        keytip="M",
        run=missing,
        ask=ask_missing,
        needs_book=False,
        is_recorded=False,
    ),
    Action(
        name="changes",
        command="",
        caption="与上次相比",
        group="汇总",
        screentip="列出这次汇总与上次相比新报、重报和改了的数，另存为一张表并打开。不改汇总表。",
        image="CompareAndMergeWorkbooks",
        keytip="B",
        run=changes,
        ask=ask_changes,
        needs_book=False,
        is_recorded=False,
    ),
    Action(
        name="returns",
        command="",
        caption="退回单",
        group="汇总",
        screentip="给每个有问题要改的单位写一份退回单，放进选定的文件夹。不改汇总表。",
        image="ReviewReplyWithChanges",
        keytip="T",
        run=returns,
        ask=ask_returns,
        needs_book=False,
        is_recorded=False,
    ),
)

ACTIONS = (*FILLING, *COMPUTING, *CHECKING, *SUMMING_UP)


def action(name: str) -> Action:
    """The action of that name; KeyError where there is none."""
    return {action.name: action for action in ACTIONS}[name]
