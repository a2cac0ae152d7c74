"""退回单: what a unit has to put right, on A4, ready to print, stamp and send back with the workbook."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jixiao.compute.calculate import Calculation
from jixiao.template.canvas import LINE_HEIGHT, MARGIN, Canvas, Looks, lines_of

SHEET = "退回单"
_WIDTHS = (5, 6, 12, 34, 27, 11)
_HEADINGS = ("序号", "级别", "位置", "问题", "请这样改", "改正情况")
_LOOKS = ("live_text", "live_text", "formula_text", "formula_text", "formula_text", "text")
_LAST = len(_WIDTHS)
_SEAL_HEIGHT = 122
"""Points; 43 mm, so that a seal fits over the signature and the date."""


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


def build_return_slip(slip: ReturnSlip) -> bytes:
    """The bytes of an .xlsx with one slip; texts that look like formulas stay texts."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": slip.title, "author": "", "created": datetime(2021, 1, 1)})
    canvas = Canvas(SHEET, book.add_worksheet(SHEET), Looks(book), {}, Calculation({}, {}))
    canvas.widths(_WIDTHS)
    row = _opening(canvas, slip)
    head = row
    row = _findings(canvas, slip, row) if slip.lines else row
    last = _closing(canvas, row)
    canvas.paper(landscape=False, area=canvas.area(1, 1, last, _LAST), repeat=head if slip.lines else None)
    book.close()
    return buffer.getvalue()


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
    return [*lines, f"文件：{slip.file}", f"{year}收到：{slip.received}"]


def _request(slip: ReturnSlip) -> str:
    again = "，把封面“状态”改为“送审”，重新报送" if slip.has_state else "重新报送"
    if slip.lines:
        return f"你单位报来的自评工作簿经审核，有 {len(slip.lines)} 处请核实。请逐条改正或说明后{again}。"
    return f"请按上述说明处理后{again}。"


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


def _closing(canvas: Canvas, row: int) -> int:
    """Deadline, who sends it back with room for a seal, who takes it; the last row."""
    row = _paragraph(canvas, row, "　　请于　　　　年　　月　　日前重新报送，并附改正后的工作簿。", "prose")
    row = _paragraph(canvas, row, "经 办 人：　　　　　　　　　　　　联系电话：", "caption_wrapped")
    canvas.row(row, _SEAL_HEIGHT)
    canvas.merge(canvas.area(row, 1, row, 3), "caption_top", "签收人：\n\n签收日期：\n\n　　　　年　　月　　日")
    canvas.merge(
        canvas.area(row, 4, row, _LAST), "seal_area", "退回单位（盖章）：　　　　　　　　\n\n　　　　年　　月　　日　　"
    )
    return row
