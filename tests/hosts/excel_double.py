"""A stand-in for an open Excel: the members of xlwings' objects that the Excel host uses, and no others.

It counts the calls that would go to Excel, types texts in as Excel does (``001`` becomes 1), refuses what a
protected sheet refuses, and can be busy. Formulas are not calculated: ``results`` says what they give.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from hosts.excel_cells import APPLICATION_ERROR, CellDouble, ComError, RangeDouble, Traffic, retyped
from jixiao.hosts.excel.protection import OPTIONS
from jixiao.model.book import Edit
from jixiao.model.cells import Area, CellRef, column_letters


class SheetDouble:
    """A worksheet; ``password`` is None while it is not protected, "" while it is without a password."""

    def __init__(self, book: "BookDouble", title: str, visible: int = -1) -> None:
        self.book, self.title, self.visible, self.traffic = book, title, visible, book.traffic
        self.cell_by_place: dict[tuple[int, int], CellDouble] = {}
        self.merged: list[Area] = []
        self.filtered_out: set[int] = set()
        """Rows that a filter hides: the worst that is told of Excel is that writing a block leaves them out."""
        self.password: str | None = None
        self.api = SheetCom(self)

    def cell(self, row: int, column: int) -> CellDouble:
        return self.cell_by_place.setdefault((row, column), CellDouble())

    def is_covered(self, at: CellRef) -> bool:
        """Whether a cell is part of a merged one and not its first: Excel drops what is written there."""
        return any(at in area and at != area.first for area in self.merged)

    def fill(self, rows: list[list[object]], top: int = 1, left: int = 1) -> None:
        """Values as they are, as somebody left them; texts that begin with ``=`` are formulas."""
        for row, line in enumerate(rows, top):
            for column, value in enumerate(line, left):
                cell = self.cell(row, column)
                if isinstance(value, str) and value.startswith("="):
                    cell.formula, cell.value = value[1:], self.book.results.get(value[1:], 0.0)
                else:
                    cell.value = value

    def type_in(self, cell: CellDouble, typed: object) -> None:
        """What Excel makes of an entry."""
        cell.formula = None
        if cell.number_format == "@":
            cell.value = typed if isinstance(typed, str) else str(typed)
        elif isinstance(typed, str) and typed.startswith("'"):
            cell.value = typed[1:]
        elif isinstance(typed, str) and typed.startswith("="):
            cell.formula, cell.value = typed[1:], self.book.results.get(typed[1:], 0.0)
        else:
            cell.value = retyped(typed)

    def contents(self) -> dict[str, object]:
        """The formulas and values by address."""
        return {
            f"{column_letters(column)}{row}": f"={cell.formula}" if cell.formula else cell.value
            for (row, column), cell in sorted(self.cell_by_place.items())
            if cell.value not in (None, "")
        }

    @property
    def name(self) -> str:
        self.traffic.call("sheet name")
        return self.title

    @property
    def used_range(self) -> RangeDouble:
        self.traffic.call("used_range")
        rows, columns = zip(*self.cell_by_place or [(1, 1)], strict=True)
        area = Area(self.title, min(rows), min(columns), max(rows), max(columns))
        return RangeDouble(self, area)

    def range(self, cell1: tuple[int, int], cell2: tuple[int, int]) -> RangeDouble:
        self.traffic.call("range")
        return RangeDouble(self, Area(self.title, *cell1, *cell2))

    def delete(self) -> None:
        self.traffic.call("delete")
        if self.book.structure_is_protected:
            raise ComError(-2147352567, APPLICATION_ERROR)
        self.book.pages.standing.remove(self)
        self.book.active = self.book.pages.standing[0]


class SheetCom:
    def __init__(self, sheet: SheetDouble) -> None:
        self._sheet, self._traffic = sheet, sheet.traffic
        self.EnableSelection = 0
        self.ProtectionMode = self.ProtectDrawingObjects = self.ProtectScenarios = False
        self.Protection = type("Protection", (), dict.fromkeys(OPTIONS, False))()

    @property
    def ProtectContents(self) -> bool:
        self._traffic.call("ProtectContents")
        return self._sheet.password is not None

    def Protect(self, *arguments: object) -> None:
        self._traffic.call("Protect")
        password, shapes, contents, scenarios, for_user_only, *allowed = arguments
        assert contents is True
        self._sheet.password = str(password)
        self.ProtectDrawingObjects, self.ProtectScenarios = bool(shapes), bool(scenarios)
        self.ProtectionMode, self.EnableSelection = bool(for_user_only), 0
        for name, value in zip(OPTIONS, allowed, strict=True):
            setattr(self.Protection, name, value)

    def Unprotect(self, password: str) -> None:
        self._traffic.call("Unprotect")
        if password != self._sheet.password:
            raise ComError(-2147352567, APPLICATION_ERROR)
        self._sheet.password = None
        self.ProtectDrawingObjects = self.ProtectScenarios = False
        self.Protection = type("Protection", (), dict.fromkeys(OPTIONS, True))()

    def Activate(self) -> None:
        self._traffic.call("Activate")
        self._sheet.book.active = self._sheet


class SheetsDouble:
    def __init__(self, book: "BookDouble") -> None:
        self._book = book
        self.standing: list[SheetDouble] = []

    def __iter__(self) -> Iterator[SheetDouble]:
        return iter(self.standing)

    @property
    def active(self) -> SheetDouble:
        self._book.traffic.call("active")
        return self._book.active

    def add(self, name: str, before: SheetDouble | None = None, after: SheetDouble | None = None) -> SheetDouble:
        self._book.traffic.call("add")
        assert before is None
        assert after is not None
        assert after.visible == -1
        if self._book.structure_is_protected:
            raise ComError(-2147352567, APPLICATION_ERROR)
        sheet = self._book.active = SheetDouble(self._book, name)
        self.standing.insert(self.standing.index(after) + 1, sheet)
        return sheet


@dataclass(frozen=True)
class NameDouble:
    name: str
    refers_to: str


class AppDouble:
    """Excel's settings; ``chosen`` is the selection of each sheet, ``seen`` what was set."""

    traffic: Traffic
    book: "BookDouble"
    chosen: dict[str, RangeDouble]
    seen: list[tuple[str, object]]
    screen_updating: bool
    enable_events: bool
    calculation: str
    status_bar: str | bool

    def __init__(self, book: "BookDouble") -> None:
        self.__dict__.update(traffic=book.traffic, book=book, chosen={}, seen=[])
        self.__dict__.update(screen_updating=True, enable_events=True)
        self.__dict__.update(calculation="semiautomatic", status_bar=False)

    def __setattr__(self, name: str, value: object) -> None:
        self.traffic.call(f"{name} =")
        self.__dict__[name] = value
        self.seen.append((name, value))

    @property
    def settings(self) -> tuple[object, ...]:
        return self.screen_updating, self.enable_events, self.calculation, self.status_bar

    @property
    def selection(self) -> RangeDouble | None:
        self.traffic.call("selection")
        return self.chosen.get(self.book.active.title)


class BookDouble:
    """An open workbook with one sheet 自评表; ``excel``, ``pages``, ``com``, ``defined`` show a test what it holds."""

    def __init__(self, name: str = "2021_某单位_自评.xlsx") -> None:
        self.traffic = Traffic()
        self.results: dict[str, object] = {}
        self.title = name
        self.defined: list[NameDouble] = []
        self.structure_is_protected = False
        self.pages, self.excel, self.com = SheetsDouble(self), AppDouble(self), BookCom(self)
        self.active = self.new_sheet("自评表")

    def new_sheet(self, title: str, visible: int = -1) -> SheetDouble:
        self.pages.standing.append(SheetDouble(self, title, visible))
        return self.pages.standing[-1]

    @property
    def name(self) -> str:
        self.traffic.call("name")
        return self.title

    @property
    def names(self) -> list[NameDouble]:
        self.traffic.call("names")
        return self.defined

    @property
    def sheets(self) -> SheetsDouble:
        self.traffic.call("sheets")
        return self.pages

    @property
    def app(self) -> AppDouble:
        self.traffic.call("app")
        return self.excel

    @property
    def api(self) -> "BookCom":
        self.traffic.call("api")
        return self.com


class BookCom:
    def __init__(self, book: BookDouble) -> None:
        self._book = book
        self.FullName = str(Path("/nowhere", "工作簿", book.title))
        self.Date1904 = False
        self.refuses_copies = False
        self.copies: list[Path] = []
        self.previews = 0

    def PrintPreview(self) -> None:
        self._book.traffic.call("PrintPreview")
        self.previews += 1

    def ExportAsFixedFormat(self, kind: int, path: str) -> None:
        self._book.traffic.call("ExportAsFixedFormat")
        assert kind == 0
        if self.refuses_copies:
            raise ComError(-2147352567, APPLICATION_ERROR)
        Path(path).write_bytes(b"%PDF-1.7")

    def SaveCopyAs(self, path: str) -> None:
        self._book.traffic.call("SaveCopyAs")
        self.copies.append(Path(path))
        if self.refuses_copies:
            raise ComError(-2147352567, APPLICATION_ERROR)
        _save(self._book, path)


def _save(book: BookDouble, path: str) -> None:
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "date_1904": book.com.Date1904}
    with xlsxwriter.Workbook(path, options) as target:
        for sheet in book.pages:
            page = target.add_worksheet(sheet.title)
            if sheet.visible != -1:
                page.hide()
            for area in sheet.merged:
                page.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
            for (row, column), cell in sheet.cell_by_place.items():
                look = target.add_format({"num_format": cell.number_format})
                if cell.formula is not None:
                    result = "" if cell.value is None else cell.value
                    page.write_formula(row - 1, column - 1, f"={cell.formula}", look, result)
                elif cell.value is not None:
                    page.write(row - 1, column - 1, cell.value, look)
        for name in book.defined:
            target.define_name(name.name, name.refers_to)


def at(row: int, column: int, sheet: str = "自评表") -> CellRef:
    """A cell of the sheet that a new book has."""
    return CellRef(sheet, row, column)


def column_of(count: int, column: int = 3) -> list[Edit]:
    """Edits to so many cells below the heading of a column."""
    return [Edit(at(row, column), Decimal(row) / 10) for row in range(2, 2 + count)]


def small_book() -> BookDouble:
    """A book with three rows in 自评表."""
    book = BookDouble()
    book.active.fill([["指标", "年初预算数", "执行率"], ["项目支出", 1234.56, "=C2/B2"], ["代码", "001", None]])
    return book


def never(seconds: float) -> None:
    """For ``sleep`` where Excel is not busy."""
    raise AssertionError(f"waited {seconds} s")
