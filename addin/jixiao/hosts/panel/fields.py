"""What takes the answers of a form in the panel: lines and areas of text, lists, paths with a button to pick them."""

import tkinter as tk
from pathlib import Path
from tkinter import filedialog, ttk

from jixiao.actions import Field, Kind
from jixiao.hosts.excel.choosing import matching
from jixiao.hosts.panel.tips import breakable, scaled

WIDTH = 46
"""How many letters a field shows; half as many Chinese signs."""

SEARCHED_FROM = 9
"""A longer list can be searched."""

IS_REQUIRED = "“{caption}”要填，不能空着。"
NOT_THERE = "没有这个文件或文件夹：{path}"
OTHER_SUFFIX = "“{caption}”要选 {suffixes} 文件。"


class Entry:
    """One field: its caption, and below it what takes the answer."""

    def __init__(self, parent: tk.Misc, field: Field) -> None:
        self.field, self.frame = field, ttk.Frame(parent)
        self.frame.pack(fill="x", pady=4)
        caption = field.caption if field.required else f"{field.caption}（可以不填）"
        caption += "（在下一行写几个字可以查找）" if len(field.choices) >= SEARCHED_FROM else ""
        ttk.Label(self.frame, text=breakable(caption), wraplength=scaled(parent, 420)).pack(anchor="w")
        self.widget = self.build()

    def build(self) -> tk.Widget:
        """Make what takes the answer."""
        self.text = tk.StringVar(value=self.field.value)
        entry = ttk.Entry(self.frame, textvariable=self.text, width=WIDTH)
        entry.pack(side="left", fill="x", expand=True)
        return entry

    def answer(self) -> str:
        """What stands there now."""
        return self.text.get().strip()

    def focus(self) -> None:
        """Lead the keyboard there."""
        self.widget.focus_set()


class _LongText(Entry):
    """Several lines of text."""

    def build(self) -> tk.Widget:
        """Make the area for the text."""
        self.area = tk.Text(self.frame, width=WIDTH, height=6, wrap="char", font="TkDefaultFont")
        self.area.insert("1.0", self.field.value)
        self.area.pack(fill="x", expand=True)
        return self.area

    def answer(self) -> str:
        """The whole text, without blank lines at its ends."""
        return self.area.get("1.0", "end").strip()


class _Choice(Entry):
    """A list; a long one has a line above it in which a part of the name is typed."""

    def build(self) -> tk.Widget:
        """Make the list, and above a long one the line to search it."""
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
        """The value of what is selected, "" where nothing is."""
        selected = self.list.curselection()  # type: ignore[no-untyped-call]
        return self.field.choices[self.shown[selected[0]]].value if selected else ""


class _Path(Entry):
    """A path with a button to pick it; a mere name is one in the user's documents, and is shown so."""

    def build(self) -> tk.Widget:
        """Make the line for the path and the button beside it."""
        entry = super().build()
        self.text.set(self.answer())
        ttk.Button(self.frame, text="浏览…", command=self._browse).pack(side="left", padx=(6, 0))
        return entry

    def answer(self) -> str:
        """The whole path, "" where nothing stands there."""
        return whole_path(super().answer())

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


def whole_path(text: str) -> str:
    """A path as typed or pasted, from the root on. Windows puts quotes around a path that is copied."""
    path = text.strip().strip('"“”').strip()
    if not path or Path(path).is_absolute():
        return path
    documents = Path.home() / "Documents"
    return str((documents if documents.is_dir() else Path.home()) / path)


def entry_of(parent: tk.Misc, field: Field) -> Entry:
    """What takes the answer to a field, below its caption."""
    match field.kind:
        case Kind.TEXT:
            return Entry(parent, field)
        case Kind.LONG_TEXT:
            return _LongText(parent, field)
        case Kind.CHOICE:
            return _Choice(parent, field)
    return _Path(parent, field)


def checked(field: Field, answer: str) -> tuple[str, str]:
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
