"""One worksheet in numbers: how much it holds, and what in it would hinder a reader. Takes cells as they come."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.hosts.xlsx.cell_values import text_in
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.shared_strings import text_paths
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.cells import CellRef, column_letters, parse_a1, parse_area

SHOWN_PLACES = 5

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,15})?%?")
_CODE = re.compile(r"0[0-9]+|[0-9]{6,}")
_NUMERIC_FORMAT = re.compile(r"[0#?]")
_TRUE = ("1", "true")


@dataclass(slots=True)
class Tally:
    """How often something was met, and the first places."""

    count: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        """One more."""
        self.count += 1
        if len(self.places) < SHOWN_PLACES:
            self.places.append(place)


@dataclass
class SheetSurvey:
    """What was counted. ``row_gap`` and ``column_gap`` are the places behind the longest stretch without content.

    ``number_texts`` stand in cells with a format for figures, ``plain_number_texts`` in cells without a format.
    ``without_result`` are formulas without any result, ``blank_results`` those whose result is there but blank.
    """

    cells: int = 0
    formulas: int = 0
    rows: int = 0
    filled_rows: int = 0
    last_row: int = 0
    last_column: int = 0
    without_result: Tally = field(default_factory=Tally)
    blank_results: int = 0
    number_texts: Tally = field(default_factory=Tally)
    plain_number_texts: Tally = field(default_factory=Tally)
    merged: int = 0
    merged_over_rows: int = 0
    row_gap: tuple[int, int] = (0, 0)
    column_gap: tuple[int, int] = (0, 0)
    protected: bool = False
    password: bool = False

    @property
    def used(self) -> str:
        """The used area: ``A1:L92``; "" where nothing stands on the sheet."""
        return f"A1:{column_letters(self.last_column)}{self.last_row}" if self.cells else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What cells refer to: the shared strings, and number formats by style."""

    strings: Sequence[str]
    formats: Mapping[str, str]


def survey_sheet(data: bytes, part: str, wording: Wording) -> SheetSurvey:
    """Count a worksheet; raises Refusal where the part is not well-formed."""
    surveyor = _Surveyor(part, wording)
    surveyor.walker.walk(data)
    return surveyor.result()


class _Surveyor:
    def __init__(self, part: str, wording: Wording) -> None:
        self.survey = SheetSurvey()
        self.walker = Walker(part, {"worksheet": self._paths()})
        self._wording = wording
        self._row = self._column = 0
        self._row_has_content = False
        self._kind = self._style = ""
        self._stored: str | None = None
        self._has_formula = False
        self._runs: list[str] = []
        self._columns: set[int] = set()

    def _paths(self) -> Tag:
        content = {
            "v": Tag(text=True, end=self._value_ended),
            "f": Tag(start=self._formula_started),
            "is": Tag(text_paths(lambda text: self._runs.append(text))),
        }
        row = Tag({"c": Tag(content, self._cell_started, self._cell_ended)}, self._row_started, self._row_ended)
        return Tag(
            {
                "sheetData": Tag({"row": row}),
                "sheetProtection": Tag(start=self._protection),
                "mergeCells": Tag({"mergeCell": Tag(start=self._merged_area)}),
            }
        )

    def result(self) -> SheetSurvey:
        """What was counted, once the sheet is walked through."""
        survey = self.survey
        survey.last_column = max(self._columns, default=0)
        last = 0
        for column in sorted(self._columns):
            if last and column - last > survey.column_gap[1]:
                survey.column_gap = (column, column - last)
            last = column
        return survey

    def _row_started(self, attributes: Attributes) -> None:
        self._row = whole_number(attributes.get("r", "")) or self._row + 1
        self._column = 0
        self._row_has_content = False
        self.survey.rows += 1

    def _row_ended(self, _: str) -> None:
        if not self._row_has_content:
            return
        survey = self.survey
        gap = self._row - survey.last_row
        if survey.last_row and gap > survey.row_gap[1]:
            survey.row_gap = (self._row, gap)
        survey.last_row = max(survey.last_row, self._row)
        survey.filled_rows += 1

    def _cell_started(self, attributes: Attributes) -> None:
        place = parse_a1(attributes.get("r", ""))
        self._column = self._column + 1 if place is None else place[1]
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._stored = None
        self._has_formula = False
        self._runs.clear()

    def _value_ended(self, text: str) -> None:
        self._stored = text

    def _formula_started(self, _: Attributes) -> None:
        self._has_formula = True

    def _cell_ended(self, _: str) -> None:
        if not self._has_formula and not self._stored and not any(self._runs):
            return
        survey, place = self.survey, CellRef("", self._row, self._column).a1
        survey.cells += 1
        self._columns.add(self._column)
        self._row_has_content = True
        if self._has_formula:
            survey.formulas += 1
            if self._stored is None and not self._runs:
                survey.without_result.add(place)
            elif self._stored == "" and self._kind != "str":
                survey.blank_results += 1
        elif _reads_as_number(text := text_in(self._kind, self._stored, self._runs, self._wording.strings) or ""):
            self._note_number(text.strip(), place)

    def _note_number(self, text: str, place: str) -> None:
        code = self._wording.formats.get(self._style, GENERAL)
        if code == GENERAL:
            if _CODE.fullmatch(text) is None:
                self.survey.plain_number_texts.add(place)
        elif "@" not in code and _NUMERIC_FORMAT.search(code):
            self.survey.number_texts.add(place)

    def _protection(self, attributes: Attributes) -> None:
        self.survey.protected = attributes.get("sheet") in _TRUE
        self.survey.password = any(key in attributes for key in ("password", "hashValue"))

    def _merged_area(self, attributes: Attributes) -> None:
        area = parse_area("", attributes.get("ref", ""))
        self.survey.merged += 1
        if area is not None and area.bottom > area.top:
            self.survey.merged_over_rows += 1


def _reads_as_number(text: str) -> bool:
    return 0 < len(text) <= 30 and _NUMBER.fullmatch(text.strip()) is not None
