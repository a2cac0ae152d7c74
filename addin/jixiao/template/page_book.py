"""Parts of a page as a workbook: the running text on the first sheet, each table on one of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.model.page import Grid, Heading, Paragraph, Part
from jixiao.template.canvas import Canvas
from jixiao.template.plain_list import draw_list
from jixiao.template.text_book import TextBook
from jixiao.template.text_room import LINE_HEIGHT, MARGIN, lines_of

_NAME_WIDTH, _TEXT_WIDTH = 24, 76
_PAGE_WIDTH = 118
"""Characters of a landscape page, which columns without a width of their own share."""

_SPACE_FOR_INDENT = 2
_LONGEST_NAME = 31
_LEAST_HEIGHT, _PROSE_SIZE = 20.0, 1.15


@dataclass(frozen=True)
class _Section:
    heading: Heading
    parts: tuple[Part, ...]


def build_page_book(name: str, parts: Sequence[Part]) -> bytes:
    """The bytes of an .xlsx; ``name`` is that of the first sheet."""
    book = TextBook(name)
    sections = list(_sections(name, parts))
    in_tables = [section for section in sections if any(isinstance(part, Grid) for part in section.parts)]
    _running_text(book.sheet(name), [section for section in sections if section not in in_tables])
    for section in in_tables:
        _table(book.sheet(section.heading.text.partition("：")[0][:_LONGEST_NAME]), section)
    return book.content()


def _sections(name: str, parts: Sequence[Part]) -> Iterator[_Section]:
    heading, found = Heading(name, level=1), list[Part]()
    for part in parts:
        if isinstance(part, Heading):
            if found:
                yield _Section(heading, tuple(found))
            heading, found = part, []
        else:
            found.append(part)
    yield _Section(heading, tuple(found))


def _running_text(canvas: Canvas, sections: Sequence[_Section]) -> None:
    """Names of paragraphs in the first column, their texts in the second."""
    canvas.widths((_NAME_WIDTH, _TEXT_WIDTH))
    row = 1
    for section in sections:
        row = _heading(canvas, row, section.heading)
        for part in section.parts:
            if isinstance(part, Paragraph):
                row = _paragraph(canvas, row, part)
    canvas.paper(landscape=False, area=canvas.area(1, 1, row - 1, 2))


def _heading(canvas: Canvas, row: int, heading: Heading) -> int:
    is_title = heading.level == 1
    canvas.row(row, 40 if is_title else 26)
    canvas.merge(canvas.area(row, 1, row, 2), "title" if is_title else "page_heading", heading.text)
    return row + 1


def _paragraph(canvas: Canvas, row: int, part: Paragraph) -> int:
    name = part.name.strip().rstrip("：＝ ")
    text = ("＝ " if "＝" in part.name else "") + part.text
    if not name:
        canvas.row(row, _height(text, _NAME_WIDTH + _TEXT_WIDTH))
        canvas.merge(canvas.area(row, 1, row, 2), "prose", f"{_indent(part)}{text}")
        return row + 1
    canvas.row(row, max(_height(name, _NAME_WIDTH), _height(text, _TEXT_WIDTH)))
    canvas.label(canvas.at(row, 1), f"{_indent(part)}{name}", "caption_wrapped")
    canvas.label(canvas.at(row, 2), text, "prose")
    return row + 1


def _indent(part: Paragraph) -> str:
    return "　" * (part.indent // _SPACE_FOR_INDENT - 1)


def _height(text: str, width: float) -> float:
    return max(_LEAST_HEIGHT, lines_of(text, width / _PROSE_SIZE) * (LINE_HEIGHT * _PROSE_SIZE + 1) + 2 * MARGIN)


def _table(canvas: Canvas, section: _Section) -> None:
    """What is said of the table above it, and the table."""
    (grid,) = (part for part in section.parts if isinstance(part, Grid))
    widths = _widths(grid)
    canvas.widths(widths)
    canvas.row(1, 36)
    canvas.merge(canvas.area(1, 1, 1, len(widths)), "title", section.heading.text)
    row = 2
    for part in section.parts:
        if isinstance(part, Paragraph):
            text = part.name + part.text
            canvas.row(row, _height(text, sum(widths)))
            canvas.merge(canvas.area(row, 1, row, len(widths)), "prose", text)
            row += 1
    figures = [column.right for column in grid.columns]
    draw_list(canvas, row, [column.heading for column in grid.columns], widths, grid.rows, figures)


def _widths(grid: Grid) -> list[float]:
    fixed = [column.width + 2 for column in grid.columns if column.width]
    share = (_PAGE_WIDTH - sum(fixed)) / max(1, len(grid.columns) - len(fixed))
    return [column.width + 2 if column.width else share for column in grid.columns]
