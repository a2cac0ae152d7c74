"""Sections of a workbook found again by their titles and headings, wherever they were moved to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.model.book import EMPTY, Book, Cell, Sheet
from jixiao.model.cells import CellRef
from jixiao.template.editing.cells import whole
from jixiao.template.editing.draft import Draft, Placed, is_blank
from jixiao.template.editing.schema import Section, SheetPlan

ITEM, CONTENT = "项目", "内容"
"""Headings of a form."""


@dataclass(frozen=True)
class Found:
    """A section in its sheet: its title's cell, the row of its headings, its columns, its last row."""

    sheet: Sheet
    title: CellRef
    header: int
    columns: Mapping[str, int]
    last: int

    def cell(self, row: int, label: str) -> Placed:
        """What stands in a row under a heading; a column that is not there is blank."""
        column = self.columns.get(label)
        at = CellRef(self.sheet.name, row, column or self.title.column)
        return at, self.sheet.cells.get((row, column), EMPTY) if column else EMPTY

    def rows(self) -> Iterator[int]:
        """The rows below the headings in which anything stands under one of them."""
        for row in range(self.header + 1, self.last + 1):
            if not all(is_blank(self.cell(row, label)[1]) for label in self.columns):
                yield row


def found_sections(book: Book, plan: SheetPlan, draft: Draft) -> Iterator[tuple[Section, Found]]:
    """The sections of a sheet, from top to bottom; what is missing is a fault."""
    sheet = book.sheets.get(plan.name)
    if sheet is None:
        draft.fault(CellRef(plan.name, 1, 1), "没有这张表，请从原来的编制工作簿里拷回来，或把表名改回来")
        return
    texts = {at: text_in(cell) for at, cell in sorted(sheet.cells.items())}
    titles = {section.title for section in plan.sections}
    tops = [at for at, text in texts.items() if text in titles]
    end = max((row for row, _ in texts), default=1)
    for section in plan.sections:
        places = [at for at in tops if texts[at] == section.title]
        if not places and section.optional:
            continue
        if len(places) != 1:
            how = "找不到" if not places else "有不止一处"
            row, column = places[-1] if places else (1, 1)
            draft.fault(CellRef(plan.name, row, column), f"{how}“{section.title}”这一节的标题，请照原样恢复")
            continue
        last = min((row - 1 for row, _ in tops if row > places[0][0]), default=end)
        found = _headed(sheet, section, places[0], last, texts, draft)
        if found is not None:
            yield section, found


def text_in(cell: Cell) -> str:
    """A typed text without the blanks around it; "" for anything else."""
    return whole(cell.value).strip() if isinstance(cell.value, str) and cell.formula is None else ""


def _headed(
    sheet: Sheet, section: Section, top: tuple[int, int], last: int, texts: Mapping[tuple[int, int], str], draft: Draft
) -> Found | None:
    """The section with its headings; those of hidden or later columns may be missing."""
    title = CellRef(sheet.name, *top)
    wanted = [ITEM, CONTENT] if section.kind == "form" else [column.label for column in section.columns]
    rows: dict[int, dict[str, int]] = {}
    for (row, column), text in texts.items():
        if top[0] < row <= last and text in wanted:
            rows.setdefault(row, {}).setdefault(text, column)
    header = max(rows, key=lambda row: (len(rows[row]), -row), default=None)
    if header is None:
        draft.fault(title, f"“{section.title}”下面找不到表头（{'、'.join(wanted[:3])}……），请照原样恢复")
        return None
    _missing(section, wanted, rows[header], CellRef(sheet.name, header, title.column), draft)
    return Found(sheet, title, header, rows[header], last)


def _missing(section: Section, wanted: Sequence[str], found: Mapping[str, int], at: CellRef, draft: Draft) -> None:
    optional = {column.label for column in section.columns if column.hidden or column.optional}
    for label in wanted:
        if label not in found and label not in optional:
            draft.fault(at, f"“{section.title}”少了“{label}”这一列，请照原样恢复表头")
