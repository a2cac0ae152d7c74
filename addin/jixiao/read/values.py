"""Cells to figures: what an office typed, read without guessing. Nothing raises, whatever a cell holds."""

import re
import unicodedata
from decimal import Decimal

from jixiao.model.book import Cell, ErrorValue
from jixiao.model.decimals import EXACT, decimals_of
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Reported
from jixiao.read.dates import is_date_code, show_date
from jixiao.read.measures import measure_of
from jixiao.read.number_formats import look_of
from jixiao.read.targets.numerals import is_ornamental
from jixiao.read.words import of_words

_NUMBER = re.compile(r"(?P<sign>[+\-−]?)(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?)")
_ELSEWHERE_NIL = ("/", "\\", "//", "无", "*", "×")
_MOST_DIGITS = 15
_LONGEST_HINT = 100
_POINTS = re.compile(r"(?P<label>.*)[（(](?P<points>[0-9０-９.．]{1,9})分[)）]{1,3}", re.DOTALL)
_BARE_POINTS = re.compile(r"(?P<label>)(?P<points>[0-9０-９.．]{1,9})分")
_TORN = re.compile(r"(?<=[0-9])\s*([.,])\s*(?=[0-9])|(?<!\s)\s+(?=%)")


def read_amount(cell: Cell) -> Reported:
    """The figure in a cell for an amount, a count, points or a score.

    A number keeps its stored value; its decimals are those that the cell's format prints (General: all it
    has). Of texts only a well-formed number is read (``1,234.50``), never one with a unit: ``2000万`` is
    UNREADABLE, and so is a date. A formula that the file keeps no result for is NOT_COMPUTED.
    """
    return _read(cell, percent=False)


def read_share(cell: Cell) -> Reported:
    """The figure in a cell for a rate: as ``read_amount``, and the text ``97.3%`` is read too.

    A percentage is stored as a share and has the unit ``%``. A number without a percent sign (126.59 in a
    General cell) comes back as it stands with the unit "": whether a share or a percentage is meant is left
    to the caller, who knows what is plausible.
    """
    return _read(cell, percent=True)


def read_measure(cell: Cell) -> Reported:
    """What a target (年度指标值) or actual value (完成值) says: a figure, perhaps a bound, or a text."""
    if isinstance(cell.value, str):
        return measure_of(cell.value)
    return measure_of(printed(cell)) if _is_date(cell) else read_amount(cell)


def is_text_number(cell: Cell) -> bool:
    """Whether a readable number is stored as text. Excel's SUM passes over it."""
    return isinstance(cell.value, str) and isinstance(read_share(cell), Figure)


def _read(cell: Cell, percent: bool) -> Reported:
    match cell.value:
        case None:
            return Missing.BLANK if cell.formula is None else Missing.NOT_COMPUTED
        case str(text):
            return _from_text(text.strip(), percent)
        case Decimal() as value if value.is_finite() and not _is_date(cell):
            return _from_number(value, cell.number_format)
    return Missing.UNREADABLE


def _is_date(cell: Cell) -> bool:
    """Whether the user sees a date or a time; Excel makes one of a typed ``3-5``."""
    return isinstance(cell.value, Decimal) and is_date_code(cell.number_format)


def _from_number(value: Decimal, code: str) -> Figure:
    look, _ = look_of(value, code)
    decimals = look.decimals(value) if look.has_number else decimals_of(value)
    return Figure(value, decimals, unit="%" if look.is_percent else "")


def _from_text(text: str, percent: bool) -> Figure | Missing:
    if not text:
        return Missing.BLANK
    if text in NIL_MARKS:
        return Missing.NIL
    if text == Missing.ZERO_DENOMINATOR.value:  # a formula of ours, or someone who writes like it
        return Missing.ZERO_DENOMINATOR
    is_percent = percent and text.endswith("%")
    number = _number(text[:-1] if is_percent else text)
    if number is None:
        return Missing.UNREADABLE
    if is_percent:
        return Figure(number.scaleb(-2, context=EXACT), decimals_of(number) + 2, unit="%")
    return Figure(number, decimals_of(number))


def _number(text: str) -> Decimal | None:
    """A well-formed number: ASCII digits, commas only between thousands; at most 15 digits on either side."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    if len(digits.partition(".")[0]) > _MOST_DIGITS:
        return None
    number = Decimal(digits)
    return number if match["sign"] in ("", "+") else number.copy_negate()


@of_words
def read_points_label(text: str) -> tuple[str, Decimal | None]:
    """A label and the points written into it: ``某项指标（4分）`` → ("某项指标", 4).

    Blanks and line breaks inside are dropped. ``30分`` alone has no label; a label without points gives None.
    """
    whole = "".join(text.split())
    if "分" not in whole:  # as in nearly all names
        return whole, None
    match = _BARE_POINTS.fullmatch(whole) or _POINTS.fullmatch(whole)
    points = _number(unicodedata.normalize("NFKC", match["points"])) if match else None
    if match is None or points is None:
        return whole, None
    return match["label"], points


def as_converted(cell: Cell) -> Cell:
    """A cell of a table that was converted from a document: ``2. 0``, ``65, 240``, ``９８ ％`` as they were printed.

    Blanks count for nothing only beside a point, a comma or the percent sign of one number: ``2. 0 4. 0`` are two.
    Each office has its own mark for nothing to report; they all come as a dash.
    """
    text = cell.value
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST_HINT or any(map(is_ornamental, text)):
        return cell
    plain = unicodedata.normalize("NFKC", text).strip()
    return cell._replace(value=NIL_MARKS[0] if plain in _ELSEWHERE_NIL else _TORN.sub(r"\1", plain))


def suggest_amount(text: str, unit: str = "万元") -> str | None:
    """What an UNREADABLE amount was probably meant to be, for a hint; None where that would be a guess.

    Full-width digits, blanks and the form's own money ``unit`` are taken away: in a form in 万元 ``2000万``
    and ``2000万元`` give ``2000``, in one in 元 they give None.
    """
    if len(text) > _LONGEST_HINT or any(map(is_ornamental, text)):
        return None
    plain = "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())
    suffixes = (unit, "分", "万") if unit == "万元" else (unit, "分")
    suffix = next(filter(plain.endswith, suffixes), "")
    number = _number(plain.removesuffix(suffix))
    return None if number is None else f"{number:f}"


def printed(cell: Cell) -> str:
    """The text that the user sees in a cell; a column is wide enough."""
    value = cell.value
    if isinstance(value, Decimal):
        if not value.is_finite():
            return str(value)
        day = show_date(value, cell.number_format)
        if day is not None:
            return day
        look, number = look_of(value, cell.number_format)
        return look.show(number)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return "" if value is None else value.text if isinstance(value, ErrorValue) else value
