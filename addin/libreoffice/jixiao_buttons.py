"""The service behind the entries of LibreOffice's menu and toolbar: ``service:jixiao.Buttons?check``.

LibreOffice finds ``jixiao_inside`` in the folder ``pythonpath`` beside this file.
"""

import unohelper
from com.sun.star.task import XJobExecutor
from jixiao_inside.buttons import run


class Buttons(unohelper.Base, XJobExecutor):
    """Made anew for each press of a button."""

    def __init__(self, context: object) -> None:
        self._context = context

    def trigger(self, argument: str) -> None:
        """Run what stands behind the question mark of the address."""
        run(self._context, argument)


g_ImplementationHelper = unohelper.ImplementationHelper()  # LibreOffice asks for this name
g_ImplementationHelper.addImplementation(Buttons, "jixiao.Buttons", ("jixiao.Buttons",))
