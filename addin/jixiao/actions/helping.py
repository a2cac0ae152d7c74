"""帮助: 规则目录, 本次依据, 诊断, 撤销."""

from jixiao import flow
from jixiao.actions.action import Job, Outcome, Press, Task
from jixiao.actions.rule_list import rule_list
from jixiao.pages.framework_page import framework_parts
from jixiao.template.page_book import build_page_book

_RULES, _BASIS = "规则目录", "本次依据"


def rules(press: Press) -> Outcome:
    """规则目录: all rules in a workbook of their own."""
    path = press.desk.place(f"{_RULES}.xlsx", rule_list(_RULES))
    return Outcome(message=f"已打开{_RULES}。", jobs=(Job(Task.OPEN, path),))


def basis(press: Press) -> Outcome:
    """本次依据: the framework that the open workbook is checked by, in a workbook of its own."""
    framework = flow.review_book(press.workbook).framework
    content = build_page_book(_BASIS, tuple(framework_parts(framework)))
    path = press.desk.place(f"{_BASIS}_{framework.id}.xlsx", content)
    return Outcome(message=f"已打开{_BASIS}：{framework.title}。", jobs=(Job(Task.OPEN, path),))


def diagnose(press: Press) -> Outcome:
    """诊断: what is odd about this computer and the open workbook."""
    return Outcome(message="诊断完毕。", told=press.desk.diagnose(press.path))


def undo(press: Press) -> Outcome:
    """撤销: have the host take back what the last button wrote."""
    return Outcome(message="已撤销上一次按钮所做的改动。", jobs=(Job(Task.UNDO),))
