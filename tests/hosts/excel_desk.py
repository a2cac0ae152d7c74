"""A person's Excel for the tests: a workbook from a file open in it, its dialogs answered."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hosts.excel_cells import RangeDouble
from hosts.excel_double import AppDouble, BookDouble, NameDouble
from jixiao.model.book import Book, Cell, ErrorValue

NO_BOOK = type("NoBook", (), {"api": None})()
"""What xlwings gives where no workbook is open."""
MAX_SIGNS = 255
PATIENCE = 12
FOLDER, OPEN_FILE, SAVE_FILE = 4, 3, 2
Answer = str | bool | Path | None


@dataclass
class DialogDouble:
    """Office's dialog for a file or folder."""

    desk: "Desk"
    kind: int
    Title: str = ""
    InitialFileName: str = ""
    picked: str = ""

    def Show(self) -> int:
        assert self.Title
        self.desk.traffic.call("Show")
        self.desk.asked.append(self.Title)
        answer = self.desk.next_answer(self.InitialFileName or self.desk.picks)
        is_cancelled = answer is None or answer is False
        self.picked = "" if is_cancelled else str(answer)
        return 0 if is_cancelled else -1

    def SelectedItems(self, number: int) -> str:
        assert number == 1
        return self.picked


class Desk:
    """Excel with one workbook in front, or None.

    ``picks`` is the folder that the user picks where no ``answers`` are given beforehand: texts for boxes, paths for
    pickers, False or None to cancel. ``told`` is what dialogs said, ``asked`` what they asked.
    """

    def __init__(self, book: BookDouble | None, picks: Path | None = None, hwnd: int = 1) -> None:
        self.book, self.picks, self.hwnd, self.pid = book, picks, hwnd, 4711
        self.excel: AppDouble = (book or BookDouble()).excel
        self.answers: list[Answer] = []
        self.told: list[str] = []
        self.asked: list[str] = []
        self.opened: list[Path] = []
        self.is_protected_view = False

    @property
    def traffic(self) -> object:
        return self.excel.traffic

    def next_answer(self, otherwise: Answer) -> Answer:
        """What was given beforehand, then what stands there; who is asked again and again cancels."""
        if self.answers:
            return self.answers.pop(0)
        return False if len(self.asked) > PATIENCE else otherwise

    @property
    def books(self) -> "Desk":
        return self

    @property
    def active(self) -> object:
        self.traffic.call("active workbook")
        return NO_BOOK if self.book is None else self.book

    def open(self, path: str) -> object:
        """As xlwings does: ValueError where another workbook of the name is open."""
        self.traffic.call("open")
        if self.book is not None and self.book.title == Path(path).name and self.book.com.FullName != path:
            raise ValueError(f"Cannot open two workbooks named '{path}'")
        if not Path(path).exists():
            raise FileNotFoundError(path)
        self.opened.append(Path(path))
        return self.book

    @property
    def selection(self) -> RangeDouble | None:
        return self.excel.selection

    @property
    def screen_updating(self) -> bool:
        return self.excel.screen_updating

    @property
    def enable_events(self) -> bool:
        return self.excel.enable_events

    @property
    def calculation(self) -> str:
        return self.excel.calculation

    @property
    def status_bar(self) -> str | bool:
        return self.excel.status_bar

    @status_bar.setter
    def status_bar(self, text: str | bool) -> None:
        self.excel.status_bar = text

    @property
    def api(self) -> "Desk":
        return self

    @property
    def ActiveProtectedViewWindow(self) -> object | None:
        return "window" if self.is_protected_view else None

    def FileDialog(self, kind: int) -> DialogDouble:
        assert kind in (FOLDER, OPEN_FILE, SAVE_FILE)
        return DialogDouble(self, kind)

    def InputBox(self, prompt: str, title: str, default: str) -> str | bool:
        """False where the user cancels, as they do where nothing stands; Excel would cut what is too long."""
        self.traffic.call("InputBox")
        assert title.startswith("绩效自评：")
        assert len(prompt) <= MAX_SIGNS
        assert len(default) <= MAX_SIGNS
        self.asked.append(prompt)
        answer = self.next_answer(default or False)
        assert isinstance(answer, (str, bool))
        return answer

    def alert(self, text: str, title: str, buttons: str = "ok") -> str:
        assert title.startswith("绩效自评")
        if buttons == "ok":
            self.told.append(text)
            return "ok"
        assert buttons == "ok_cancel"
        self.asked.append(text)
        return "cancel" if self.next_answer(None) is False else "ok"


def opened(book: Book) -> BookDouble:
    """A workbook as Excel has it open: its cells, formats, merged areas, names and protected sheets."""
    double = BookDouble(book.title)
    double.pages.standing.clear()
    for sheet in book.sheets.values():
        page = double.new_sheet(sheet.name, 2 if sheet.hidden else -1)
        page.merged = list(sheet.merged)
        for (row, column), cell in sheet.cells.items():
            place = page.cell(row, column)
            place.value, place.formula, place.number_format = _shown(cell), cell.formula, cell.number_format
            if cell.formula is not None:
                double.results[cell.formula] = place.value
        page.password = ""
    double.defined = [NameDouble(name, f"={area.sheet}!{area.a1}") for name, area in book.names.items() if area]
    double.active = double.pages.standing[0]
    return double


def _shown(cell: Cell) -> object:
    match cell.value:
        case Decimal() as number:
            return float(number)
        case ErrorValue(text):
            return text
        case value:
            return value
