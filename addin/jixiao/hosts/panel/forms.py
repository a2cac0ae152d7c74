"""A form as one window: all its fields at once."""

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk

from jixiao.actions import TITLE, Form
from jixiao.hosts.panel.fields import checked, entry_of
from jixiao.hosts.panel.tips import breakable, place_beside, scaled

Done = Callable[[Mapping[str, str] | None], None]


class FormWindow:
    """Shows a form over its parent; ``done`` is called once, with the answers or None where the user cancels."""

    def __init__(self, parent: tk.Misc, form: Form, done: Done) -> None:
        self.form, self._done, self._parent = form, done, parent
        background = parent.winfo_toplevel().cget("background")
        self.window = tk.Toplevel(parent, padx=14, pady=12, background=background)
        self.window.title(f"{TITLE}：{form.title}")
        self.window.transient(parent.winfo_toplevel())
        self.window.attributes("-topmost", True)
        self.problem = tk.StringVar()
        for line in form.text:
            ttk.Label(self.window, text=breakable(line), wraplength=scaled(self.window, 420)).pack(anchor="w", pady=2)
        self.entries = {field.key: entry_of(self.window, field) for field in form.fields}
        self._buttons()
        self._show()

    def accept(self) -> None:
        """What 确定 does: close with the answers, or say what is missing."""
        answers = {}
        for field in self.form.fields:
            answer, problem = checked(field, self.entries[field.key].answer())
            if problem:
                self.problem.set(problem)
                self.entries[field.key].focus()
                return
            answers[field.key] = answer
        self._close(answers if self.form.fields else {"confirmed": "yes"})

    def cancel(self) -> None:
        """What 取消, Esc and closing the window do."""
        self._close(None)

    def _buttons(self) -> None:
        ttk.Label(
            self.window, textvariable=self.problem, foreground="#b00020", wraplength=scaled(self.window, 420)
        ).pack(anchor="w")
        row = ttk.Frame(self.window)
        row.pack(anchor="e", pady=(8, 0))
        self.ok = ttk.Button(row, text="确定" if self.form.fields else "继续", command=self.accept)
        self.ok.pack(side="left", padx=6)
        ttk.Button(row, text="取消", command=self.cancel).pack(side="left")

    def _show(self) -> None:
        self.window.protocol("WM_DELETE_WINDOW", self.cancel)
        self.window.bind("<Escape>", lambda event: self.cancel())
        self.window.bind("<Return>", self._return_pressed)
        self.window.resizable(False, False)
        place_beside(self.window, self._parent)
        self.window.wait_visibility()
        self.window.grab_set()
        (next(iter(self.entries.values())).focus if self.entries else self.ok.focus_set)()

    def _return_pressed(self, event: "tk.Event[tk.Misc]") -> None:
        if not isinstance(event.widget, tk.Text):
            self.accept()

    def _close(self, answers: Mapping[str, str] | None) -> None:
        self.window.grab_release()
        self.window.destroy()
        self._done(answers)
