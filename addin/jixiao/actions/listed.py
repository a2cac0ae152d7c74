"""What actions say of the 审核结果 that stands in the workbook."""

from jixiao.model.book import Book
from jixiao.model.findings import ResultLine
from jixiao.read.results_list import listed_lines, standing_list
from jixiao.template.sheets.results import NOT_CHECKED_YET

NO_RESULTS = "没有审核结果，请先点“审核本簿”。"


def is_checked(book: Book) -> bool:
    """Whether the results of a 审核 stand in the workbook."""
    said = book.cell(standing_list(book).summary_at).value
    return bool(listed_lines(book)) or said not in (None, "", NOT_CHECKED_YET)


def sentence_of(line: ResultLine) -> str:
    """What a line says, without the place that it begins with: that may have moved since."""
    place, colon, rest = line.message.partition("：")
    at = line.at.sheet if line.at is not None else ""
    return rest if colon and at and place.startswith(f"{at} ") else line.message


def heading_of(line: ResultLine) -> str:
    """``错误 · 自评表!I7 · 问题``."""
    place = f"{line.at.sheet}!{line.at.a1}" if line.at is not None else line.about.label
    return " · ".join(filter(None, (line.level, place, sentence_of(line))))
