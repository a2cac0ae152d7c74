"""The actions that a person can press: every host offers these and runs them the same way.

``table``: the table of them, from which Excel's ribbon, LibreOffice's menu and toolbar and the panel are made; the
modules beside it are the work, one or a few for each group of buttons. ``action``: what an action is, what it is given
and leads to. ``form``: the small forms that it asks. ``desk``: what it wants of files, done by ``hosts.desk``.
"""

from jixiao.actions.action import TITLE, Action, Job, Outcome, Press, Task
from jixiao.actions.form import Choice, Field, Form, Kind
from jixiao.actions.table import ACTIONS, action

__all__ = [
    "ACTIONS", "TITLE", "Action", "Choice", "Field", "Form", "Job", "Kind", "Outcome", "Press", "Task", "action",
]  # fmt: skip
