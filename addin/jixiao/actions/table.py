"""The table of actions, in the order of work. The ribbon, the menu, the toolbar and the panel are made from it."""

from jixiao.actions.action import Action
from jixiao.actions.checking import check, clear
from jixiao.actions.computing import compute
from jixiao.actions.converting import ask_convert, convert
from jixiao.actions.cover import ask_cover, cover
from jixiao.actions.explaining import ask_explanation, explain
from jixiao.actions.filling import ask_last_year, ask_new, carry, new
from jixiao.actions.following_up import ask_changes, ask_missing, ask_returns, changes, missing, returns
from jixiao.actions.handing_out import ask_export, ask_marks, export, set_up_page
from jixiao.actions.helping import basis, diagnose, rules, undo
from jixiao.actions.stepping import following, preceding
from jixiao.actions.submitting import ask_submission, submit
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
        caption="元/万元换算",
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
        name="previous",
        caption="上一条",
        group="审核",
        screentip="选中上一个问题所在的单元格，问题写在状态栏。只看，不改工作簿。",
        image="ReviewPreviousComment",
        keytip="P",
        run=preceding,
        is_recorded=False,
    ),
    Action(
        name="next",
        caption="下一条",
        group="审核",
        screentip="选中下一个问题所在的单元格，问题写在状态栏。只看，不改工作簿。",
        image="ReviewNextComment",
        keytip="K",
        run=following,
        large=True,
        is_recorded=False,
    ),
    Action(
        name="explain",
        caption="说明",
        group="审核",
        screentip="给所选单元格的提示写说明，标记变蓝；清空即取消。只改“说明”一列和标记。",
        image="ReviewNewComment",
        keytip="E",
        run=explain,
        ask=ask_explanation,
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
HANDING_OUT = (
    Action(
        name="page",
        caption="打印设置",
        group="输出",
        screentip="选择纸上是否显示标记，然后打开打印预览。只改标记的开关。",
        image="FilePrintPreview",
        keytip="Y",
        run=set_up_page,
        ask=ask_marks,
    ),
    Action(
        name="export",
        caption="导出",
        group="输出",
        screentip="把本工作簿导出为 PDF，或把审核意见写成一份工作簿。不改本工作簿。",
        image="FileSaveAsPdfOrXps",
        keytip="X",
        run=export,
        ask=ask_export,
        is_recorded=False,
    ),
    Action(
        name="submit",
        caption="送审",
        group="输出",
        screentip="审核后把封面状态改为“送审”，另存一份规范命名的文件。不改填报的数。",
        image="FileSendAsAttachment",
        keytip="Z",
        run=submit,
        ask=ask_submission,
        large=True,
    ),
)
HELPING = (
    Action(
        name="rules",
        command="rules",
        caption="规则目录",
        group="帮助",
        screentip="打开全部审核规则的目录：查什么、不查什么、怎么改、依据。不改工作簿。",
        image="FunctionsLookupReferenceInsertGallery",
        keytip="R",
        run=rules,
        needs_book=False,
        is_recorded=False,
    ),
    Action(
        name="basis",
        caption="本次依据",
        group="帮助",
        screentip="打开本工作簿所用指标体系的全文：文号、指标、分值、公式、等级。不改工作簿。",
        image="FileProperties",
        keytip="G",
        run=basis,
        is_recorded=False,
    ),
    Action(
        name="doctor",
        command="doctor",
        caption="诊断",
        group="帮助",
        screentip="检查这台电脑和本工作簿有没有异常，并说明怎么办。不改工作簿。",
        image="FileCompatibilityChecker",
        keytip="V",
        run=diagnose,
        needs_book=False,
        is_recorded=False,
    ),
    Action(
        name="undo",
        command="undo",
        caption="撤销",
        group="帮助",
        screentip="撤销上一次按钮所做的改动，可以多次撤销。只改按钮写过的单元格。",
        image="Undo",
        keytip="U",
        run=undo,
        is_recorded=False,
    ),
)

ACTIONS = (*FILLING, *COMPUTING, *CHECKING, *SUMMING_UP, *HANDING_OUT, *HELPING)


def action(name: str) -> Action:
    """The action of that name; KeyError where there is none."""
    return {action.name: action for action in ACTIONS}[name]
