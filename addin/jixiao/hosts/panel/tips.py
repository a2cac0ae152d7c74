"""What a button does, shown while the pointer rests on it; and lines that a user is to read."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jixiao.actions import TITLE

AFTER_MILLISECONDS = 500
USUAL_RESOLUTION = 96


class Tip:
    """A small yellow note under a widget."""

    def __init__(self, widget: tk.Widget, text: Callable[[], str]) -> None:
        self.widget, self.text = widget, text
        self.note: tk.Toplevel | None = None
        self._waiting = ""
        widget.bind("<Enter>", lambda event: self._wait())
        widget.bind("<Leave>", lambda event: self.hide())
        widget.bind("<ButtonPress>", lambda event: self.hide())

    def show(self) -> None:
        """Show the note now."""
        self.hide()
        if not self.text():
            return
        self.note = tk.Toplevel(self.widget)
        self.note.wm_overrideredirect(True)
        self.note.attributes("-topmost", True)
        left, top = self.widget.winfo_rootx() + 12, self.widget.winfo_rooty() + self.widget.winfo_height() + 2
        label = tk.Label(
            self.note, text=breakable(self.text()), wraplength=scaled(self.widget, 240), justify="left", padx=4, pady=2,
            background="#ffffe1", foreground="#202020", relief="solid", borderwidth=1,
        )  # fmt: skip
        label.pack()
        left = min(left, self.widget.winfo_screenwidth() - label.winfo_reqwidth() - 8)
        self.note.geometry(f"+{left}+{top}")

    def hide(self) -> None:
        """Take the note away."""
        if self._waiting:
            self.widget.after_cancel(self._waiting)
            self._waiting = ""
        if self.note is not None:
            self.note.destroy()
            self.note = None

    def _wait(self) -> None:
        self._waiting = self.widget.after(AFTER_MILLISECONDS, self.show)


def tell(parent: tk.Tk, lines: Sequence[str]) -> tk.Toplevel:
    """Lines in a window of their own, which can be copied."""
    window = tk.Toplevel(parent, padx=14, pady=12, background=parent.cget("background"))
    window.title(TITLE)
    window.attributes("-topmost", True)
    text = tk.Text(window, width=56, height=min(max(len(lines) + 2, 4), 20), wrap="char", font="TkDefaultFont")
    text.insert("1.0", "\n".join(lines))
    text.configure(state="disabled")
    text.pack(fill="both", expand=True)
    row = ttk.Frame(window)
    row.pack(anchor="e", pady=(8, 0))
    ttk.Button(row, text="复制", command=lambda: _copy(window, lines)).pack(side="left", padx=6)
    close = ttk.Button(row, text="关闭", command=window.destroy)
    close.pack(side="left")
    close.focus_set()
    window.bind("<Escape>", lambda event: window.destroy())
    place_beside(window, parent)
    return window


def place_beside(window: tk.Toplevel, parent: tk.Misc) -> None:
    """Left of the panel where there is room, else over it."""
    window.update_idletasks()
    left = parent.winfo_rootx() - window.winfo_reqwidth() - 20
    window.geometry(f"+{left if left > 0 else parent.winfo_rootx() + 20}+{parent.winfo_rooty() + 40}")


def scaled(widget: tk.Misc, pixels: int) -> int:
    """So many pixels of a usual screen (96 to the inch) on this one."""
    return round(pixels * widget.winfo_fpixels("1i") / USUAL_RESOLUTION)


def breakable(text: str) -> str:
    """A text that Tk breaks at any sign: at a space it would break too early, as Chinese has few."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _copy(window: tk.Toplevel, lines: Sequence[str]) -> None:
    window.clipboard_clear()
    window.clipboard_append("\n".join(lines))
