"""``jixiao panel``: the window, where this Python can show one."""

import sys
from contextlib import suppress

from jixiao.errors import JixiaoError

NO_TKINTER = (
    "这个 Python 没有窗口组件 tkinter，打不开面板。Windows 请用 python.org 的安装程序（默认带有），"
    "Debian/Ubuntu 请运行 sudo apt install python3-tk。"
)
NO_SCREEN = "没有图形界面，打不开面板；请在桌面环境里运行，或用命令行 jixiao check 文件 --mark。"


def open_panel() -> None:
    """Show the panel until it is closed. Raises JixiaoError where no window can be shown."""
    try:
        import tkinter
    except ImportError:
        raise JixiaoError(NO_TKINTER) from None
    from jixiao.hosts.panel.window import PanelWindow
    from jixiao.hosts.panel.worker import Worker

    _draw_sharply()
    try:
        root = tkinter.Tk(className="jixiao")
    except tkinter.TclError:
        raise JixiaoError(NO_SCREEN) from None
    PanelWindow(root, Worker())
    root.mainloop()


def _draw_sharply() -> None:
    """Where Windows enlarges everything, it would stretch a picture of the window; Tk draws larger letters instead."""
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(1)
