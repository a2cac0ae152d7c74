"""The panel's window: the buttons under their groups, a status line, the program that is worked in."""

import tkinter as tk
from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import Empty
from tkinter import ttk

from jixiao.actions import ACTIONS, TITLE, Action
from jixiao.hosts.panel.forms import FormWindow
from jixiao.hosts.panel.tips import Tip, breakable, scaled, tell
from jixiao.hosts.panel.worker import NOT_FOUND, Answers, Asked, Event, Finished, Found, Said, Told, Worker

POLL_MILLISECONDS = 60
WIDTH = 240
"""In pixels of a usual screen, so that a sheet stays in sight beside it."""

READY = "就绪"
STOPPING = "正在停止…"


class PanelWindow:
    """The window; ``worker`` does the work. It stays on top of others."""

    def __init__(self, root: tk.Tk, worker: Worker) -> None:
        self.root, self.worker = root, worker
        self.status = tk.StringVar(master=root, value=READY)
        self.program = ttk.Combobox(root, state="readonly")
        self.buttons: dict[str, ttk.Button] = {}
        self.form: FormWindow | None = None
        self.is_working = False
        self._build()
        worker.look()
        self._poll()

    def press(self, name: str) -> None:
        """What a click on a button does."""
        if self.is_working:
            return
        self._set_working(is_working=True)
        self.worker.press(name, max(self.program.current(), 0))

    def stop(self) -> None:
        """What 停止 and Esc do."""
        if self.is_working:
            self.status.set(STOPPING)
            self.worker.stop()

    def close(self) -> None:
        """What closing the window does; work that goes on is stopped where it can be."""
        if self.form is not None:
            self.form.cancel()
        self.worker.end()
        self.root.destroy()

    def _build(self) -> None:
        self.root.title(TITLE)
        self.root.attributes("-topmost", True)
        self.root.minsize(scaled(self.root, WIDTH), 0)
        self.root.resizable(False, False)
        style = ttk.Style(self.root)
        if self.root.tk.call("tk", "windowingsystem") == "x11":
            style.theme_use("clam")
            style.configure("TButton", padding=(4, 2))
        style.configure("Group.TLabel", foreground="#1f5a96")
        self.root.configure(background=style.lookup("TFrame", "background"))
        self.program.pack(fill="x", padx=8, pady=(8, 2))
        Tip(self.program, self.program.get)
        for group, actions in _groups(ACTIONS):
            self._add_group(group, actions)
        self._add_foot()
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        self.root.bind("<Escape>", lambda event: self.stop())
        self.root.bind("<FocusIn>", self._came_to_front)

    def _add_group(self, group: str, actions: Sequence[Action]) -> None:
        """A large button that comes first takes a line; of the others two share one."""
        ttk.Label(self.root, text=group, style="Group.TLabel").pack(anchor="w", padx=8, pady=(6, 0))
        frame = ttk.Frame(self.root)
        frame.pack(fill="x", padx=6)
        frame.columnconfigure((0, 1), weight=1, uniform="half")
        for row, line in enumerate(_lines(actions)):
            for column, action in enumerate(line):
                button = self._add_button(frame, action)
                button.grid(row=row, column=column, columnspan=3 - len(line), sticky="ew", padx=2, pady=1)

    def _add_button(self, frame: ttk.Frame, action: Action) -> ttk.Button:
        button = ttk.Button(frame, text=action.caption, command=lambda: self.press(action.name))
        Tip(button, lambda: action.screentip)
        self.buttons[action.name] = button
        return button

    def _add_foot(self) -> None:
        """The status line; 停止 stands above it while there is something to stop."""
        foot = ttk.Frame(self.root)
        foot.pack(fill="x", padx=8, pady=8)
        self.stopping = ttk.Button(foot, text="停止（Esc）", command=self.stop)
        wrap = scaled(self.root, WIDTH - 16)
        label = ttk.Label(foot, textvariable=self.status, wraplength=wrap, justify="left")
        label.pack(side="bottom", anchor="w")

    def _came_to_front(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self.root and not self.is_working:
            self.worker.look()

    def _poll(self) -> None:
        try:
            while True:
                self._take(self.worker.events.get_nowait())
        except Empty:
            self.root.after(POLL_MILLISECONDS, self._poll)

    def _take(self, event: Event) -> None:
        match event:
            case Found(labels):
                self._show_programs(labels)
            case Said(text):
                self.status.set(breakable(text.removeprefix(f"{TITLE}：") or READY))
            case Told(lines):
                tell(self.root, lines)
            case Asked(form, reply):
                self.form = FormWindow(self.root, form, lambda answers: self._answered(reply.put, answers))
            case Finished():
                self._set_working(is_working=False)
                self.worker.look()

    def _answered(self, reply: Callable[[Answers], None], answers: Answers) -> None:
        self.form = None
        reply(answers)

    def _show_programs(self, labels: tuple[str, ...]) -> None:
        before = self.program.get().partition(" · ")[0]
        self.program.configure(values=labels)
        if not labels:
            self.program.set("")
            if self.status.get() == READY:
                self.status.set(NOT_FOUND)
            self.root.title(f"{TITLE}（未连接）")
            return
        if self.status.get() == NOT_FOUND:
            self.status.set(READY)
        same = (number for number, label in enumerate(labels) if before and label.startswith(before))
        self.program.current(next(same, 0))
        self.root.title(f"{TITLE}（{self.program.get().partition(' · ')[0]}）")

    def _set_working(self, is_working: bool) -> None:
        self.is_working = is_working
        for button in self.buttons.values():
            button.configure(state="disabled" if is_working else "normal")
        if is_working:
            self.stopping.pack(fill="x", pady=(0, 6))
        else:
            self.stopping.pack_forget()


def _lines(actions: Sequence[Action]) -> Iterator[Sequence[Action]]:
    first = 1 if actions[0].large else 0
    if first:
        yield actions[:1]
    for start in range(first, len(actions), 2):
        yield actions[start : start + 2]


def _groups(actions: Iterable[Action]) -> Iterable[tuple[str, list[Action]]]:
    found: dict[str, list[Action]] = {}
    for action in actions:
        found.setdefault(action.group, []).append(action)
    return found.items()
