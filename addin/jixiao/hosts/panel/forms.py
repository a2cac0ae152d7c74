"""A form as one window: all its fields at once, with lists, areas for long texts and pickers for files."""

import tkinter as tk
from collections.abc import Callable, Mapping
from pathlib import Path
from tkinter import filedialog, ttk

from jixiao.actions import TITLE, Field, Form, Kind
from jixiao.hosts.excel.choosing import matching
from jixiao.hosts.panel.tips import breakable, place_beside, scaled

WIDTH = 46
"""How many letters a field shows; half as many Chinese signs."""

SEARCHED_FROM = 9
"""A longer list can be searched."""

IS_REQUIRED = "“{caption}”要填，不能空着。"
NOT_THERE = "没有这个文件或文件夹：{path}"
OTHER_SUFFIX = "“{caption}”要选 {suffixes} 文件。"

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
        self.entries = {field.key: _entry(self.window, field) for field in form.fields}
        self._buttons()
        self._show()

    def accept(self) -> None:
        """What 确定 does: close with the answers, or say what is missing."""
        answers = {}
        for field in self.form.fields:
            answer, problem = _checked(field, self.entries[field.key].answer())
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


class _Entry:
    """One field: its caption, and below it what takes the answer."""

    def __init__(self, parent: tk.Misc, field: Field) -> None:
        self.field, self.frame = field, ttk.Frame(parent)
        self.frame.pack(fill="x", pady=4)
        caption = field.caption if field.required else f"{field.caption}（可以不填）"
        caption += "（在下一行写几个字可以查找）" if len(field.choices) >= SEARCHED_FROM else ""
        ttk.Label(self.frame, text=breakable(caption), wraplength=scaled(parent, 420)).pack(anchor="w")
        self.widget = self.build()

    def build(self) -> tk.Widget:
        self.text = tk.StringVar(value=self.field.value)
        entry = ttk.Entry(self.frame, textvariable=self.text, width=WIDTH)
        entry.pack(side="left", fill="x", expand=True)
        return entry

    def answer(self) -> str:
        return self.text.get().strip()

    def focus(self) -> None:
        self.widget.focus_set()


class _LongText(_Entry):
    def build(self) -> tk.Widget:
        self.area = tk.Text(self.frame, width=WIDTH, height=6, wrap="char", font="TkDefaultFont")
        self.area.insert("1.0", self.field.value)
        self.area.pack(fill="x", expand=True)
        return self.area

    def answer(self) -> str:
        return self.area.get("1.0", "end").strip()


class _Choice(_Entry):
    """A list; a long one has a line above it in which a part of the name is typed."""

    def build(self) -> tk.Widget:
        self.shown = list(range(len(self.field.choices)))
        self.search = tk.StringVar()
        if len(self.field.choices) >= SEARCHED_FROM:
            ttk.Entry(self.frame, textvariable=self.search, width=WIDTH).pack(fill="x")
            self.search.trace_add("write", lambda *_: self._fill())
        bar = ttk.Scrollbar(self.frame)
        height = min(len(self.field.choices), SEARCHED_FROM)
        self.list = tk.Listbox(self.frame, width=WIDTH, height=height, exportselection=False, yscrollcommand=bar.set)
        bar.configure(command=self.list.yview)
        self.list.pack(side="left", fill="both", expand=True)
        if len(self.field.choices) > height:
            bar.pack(side="left", fill="y")
        self._fill()
        return self.list

    def _fill(self) -> None:
        captions = [choice.caption for choice in self.field.choices]
        typed = self.search.get()
        self.shown = (
            [number - 1 for number in matching(typed, captions)] if typed.strip() else list(range(len(captions)))
        )
        self.list.delete(0, "end")
        self.list.insert("end", *(captions[number] for number in self.shown))
        values = [self.field.choices[number].value for number in self.shown]
        first = values.index(self.field.value) if self.field.value in values else None
        if first is None and len(values) == 1:
            first = 0
        if first is not None:
            self.list.selection_set(first)
            self.list.see(first)

    def answer(self) -> str:
        selected = self.list.curselection()  # type: ignore[no-untyped-call]
        return self.field.choices[self.shown[selected[0]]].value if selected else ""


class _Path(_Entry):
    def build(self) -> tk.Widget:
        entry = super().build()
        ttk.Button(self.frame, text="浏览…", command=self._browse).pack(side="left", padx=(6, 0))
        return entry

    def _browse(self) -> None:
        start = Path(self.answer()) if self.answer() else Path.home()
        title = self.field.caption
        patterns = [(suffix, f"*{suffix}") for suffix in self.field.suffixes] or [("*", "*")]
        match self.field.kind:
            case Kind.FOLDER:
                picked = filedialog.askdirectory(parent=self.frame, title=title, initialdir=start)
            case Kind.OPEN_FILE:
                picked = filedialog.askopenfilename(
                    parent=self.frame, title=title, initialdir=start.parent, filetypes=patterns
                )
            case _:  # whether a file is replaced, the action asks
                picked = filedialog.asksaveasfilename(
                    parent=self.frame, title=title, initialdir=start.parent, initialfile=start.name,
                    filetypes=patterns, confirmoverwrite=False,
                )  # fmt: skip
        if picked:
            self.text.set(str(Path(picked)))


def _entry(parent: tk.Misc, field: Field) -> _Entry:
    match field.kind:
        case Kind.TEXT:
            return _Entry(parent, field)
        case Kind.LONG_TEXT:
            return _LongText(parent, field)
        case Kind.CHOICE:
            return _Choice(parent, field)
    return _Path(parent, field)


def _checked(field: Field, answer: str) -> tuple[str, str]:
    """The answer, and what is wrong with it ("" where nothing is)."""
    if not answer:
        return answer, IS_REQUIRED.format(caption=field.caption) if field.required else ""
    path, suffixes = Path(answer), field.suffixes
    has_other_suffix = bool(suffixes) and path.suffix.lower() not in suffixes
    if field.kind is Kind.SAVE_FILE and has_other_suffix:
        return f"{answer}{suffixes[0]}", ""
    if field.kind is Kind.OPEN_FILE and has_other_suffix:
        return answer, OTHER_SUFFIX.format(caption=field.caption, suffixes="、".join(suffixes))
    if field.kind in (Kind.OPEN_FILE, Kind.FOLDER) and not path.exists():
        return answer, NOT_THERE.format(path=answer)
    return answer, ""
