"""退回单 and 审核意见: what a unit has to put right, on A4, ready to print, stamp and hand over with the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.template.canvas import Canvas
from jixiao.template.text_book import TextBook
from jixiao.template.text_room import LINE_HEIGHT, MARGIN, lines_of

_WIDTHS = (5, 6, 12, 34, 27, 11)
_HEADINGS = ("序号", "级别", "位置", "问题", "请这样改", "改正情况")
_LOOKS = ("live_text", "live_text", "formula_text", "formula_text", "formula_text", "text")
_LAST = len(_WIDTHS)
_SEAL_HEIGHT = 122
"""Points; 43 mm, so that a seal fits over the signature and the date."""


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What a kind of slip says: the sheet's name, what is asked where findings are listed and where none are.

    ``dated``: what happened on the date. ``deadline``: a sentence, "" for none. ``taker`` and ``giver``: who signs on
    the left, and who puts a seal on the right.
    """

    sheet: str
    asked: str
    nothing_listed: str
    dated: str
    deadline: str
    taker: str
    giver: str


RETURN = SlipWords(
    sheet="退回单",
    asked="你单位报来的自评工作簿经审核，有 {count} 处请核实。请逐条改正或说明后{again}。",
    nothing_listed="请按上述说明处理后{again}。",
    dated="收到",
    deadline="　　请于　　　　年　　月　　日前重新报送，并附改正后的工作簿。",
    taker="签收",
    giver="退回单位",
)
OPINION = SlipWords(
    sheet="审核意见",
    asked="本工作簿经审核，有 {count} 处请核实。请逐条改正；无误的提示，请在“审核结果”里填写说明。",
    nothing_listed="本工作簿经审核，没有需要核实的问题。",
    dated="审核",
    deadline="",
    taker="审核",
    giver="审核单位",
)


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One finding in words: level, place, what is, what to do."""

    level: str
    place: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """What the slip tells. ``unit`` may be unknown; ``received``: a date in words.

    ``reasons``: sentences on the whole file: why it could not be read or does not count, what the reviewer wrote.
    ``has_state``: its cover has a state, which the unit sets anew.
    """

    title: str
    unit: str
    project: str
    department: str
    year: str
    file: str
    received: str
    reasons: Sequence[str]
    lines: Sequence[SlipLine]
    has_state: bool = False
    words: SlipWords = RETURN


def build_return_slip(slip: ReturnSlip) -> bytes:
    """The bytes of an .xlsx with one slip; texts that look like formulas stay texts."""
    book = TextBook(slip.title)
    canvas = book.sheet(slip.words.sheet)
    canvas.widths(_WIDTHS)
    row = _opening(canvas, slip)
    head = row
    row = _findings(canvas, slip, row) if slip.lines else row
    last = _closing(canvas, slip.words, row)
    canvas.paper(landscape=False, area=canvas.area(1, 1, last, _LAST), repeat=head if slip.lines else None)
    return book.content()


def _opening(canvas: Canvas, slip: ReturnSlip) -> int:
    """Title, whose workbook it is, and why it comes back; the row below."""
    canvas.row(1, 40)
    canvas.merge(canvas.area(1, 1, 1, _LAST), "title", slip.title)
    row = 2
    for text in _facts(slip):
        row = _paragraph(canvas, row, text, "caption_wrapped")
    for text in (*slip.reasons, _request(slip)):
        row = _paragraph(canvas, row, f"　　{text}", "prose")
    return row + 1


def _facts(slip: ReturnSlip) -> list[str]:
    told = [("预算单位", slip.unit), ("项目", slip.project), ("主管部门", slip.department)]
    lines = [f"{label}：{text}" for label, text in told if text]
    year = f"{slip.year} 年度　　" if slip.year else ""
    return [*lines, f"文件：{slip.file}", f"{year}{slip.words.dated}：{slip.received}"]


def _request(slip: ReturnSlip) -> str:
    again = "，把封面“状态”改为“送审”，重新报送" if slip.has_state else "重新报送"
    asked = slip.words.asked if slip.lines else slip.words.nothing_listed
    return asked.format(count=len(slip.lines), again=again)


def _paragraph(canvas: Canvas, row: int, text: str, look: str) -> int:
    size = 1.15 if look == "prose" else 1
    lines = lines_of(text, sum(_WIDTHS) / size)
    canvas.row(row, max(20.0, lines * (LINE_HEIGHT * size + 1) + 4))
    canvas.merge(canvas.area(row, 1, row, _LAST), look, text)
    return row + 1


def _findings(canvas: Canvas, slip: ReturnSlip, row: int) -> int:
    canvas.row(row, 24)
    for column, text in enumerate(_HEADINGS, 1):
        canvas.label(canvas.at(row, column), text, "head")
    for number, line in enumerate(slip.lines, 1):
        row += 1
        texts = (str(number), line.level, line.place, line.problem, line.advice, "")
        canvas.row(row, _height(texts), grows=True)
        for column, (text, look) in enumerate(zip(texts, _LOOKS, strict=True), 1):
            canvas.label(canvas.at(row, column), text, look)
    return row + 2


def _height(texts: Sequence[str]) -> float:
    lines = max(lines_of(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
    return max(26.0, lines * LINE_HEIGHT + 4 * MARGIN)


def _closing(canvas: Canvas, words: SlipWords, row: int) -> int:
    """Deadline, who hands it over with room for a seal, who takes it; the last row."""
    row = _paragraph(canvas, row, words.deadline, "prose") if words.deadline else row
    row = _paragraph(canvas, row, "经 办 人：　　　　　　　　　　　　联系电话：", "caption_wrapped")
    canvas.row(row, _SEAL_HEIGHT)
    signed = f"{words.taker}人：\n\n{words.taker}日期：\n\n　　　　年　　月　　日"
    canvas.merge(canvas.area(row, 1, row, 3), "caption_top", signed)
    sealed = f"{words.giver}（盖章）：　　　　　　　　\n\n　　　　年　　月　　日　　"
    canvas.merge(canvas.area(row, 4, row, _LAST), "seal_area", sealed)
    return row
