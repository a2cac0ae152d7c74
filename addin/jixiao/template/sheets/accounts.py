"""One sheet for each table of accounts: its heading, fixed lines, lines for the office's own codes, notes."""

from jixiao.model.account_form import PanelForm
from jixiao.model.account_tables import AccountLine, AccountPanel, AccountTable
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.read.account_tables import LEVEL as LEVEL_WORDS
from jixiao.read.account_tables import NUMBER
from jixiao.template import rules_of_entry as rule
from jixiao.template.account_layout import FIRST_HEADING, NOTE, SPACER, first_columns, heading_rows
from jixiao.template.canvas import Canvas, runs
from jixiao.template.messages import write_message_column
from jixiao.template.source_parts import AccountDrawing

_LINE, _HEAD, _SPARE = 18, 24, 9.75
_SUM = "计"
"""What the name of a line of totals ends with: 合计, 总计."""


def write_account(canvas: Canvas, form: Form, framework: Framework, law: AccountTable, drawing: AccountDrawing) -> None:
    """The whole sheet of a table."""
    _Sheet(canvas, form, framework, law, drawing).write()


class _Sheet:
    """Writes the sheet of one table, panel beside panel."""

    def __init__(
        self, canvas: Canvas, form: Form, framework: Framework, law: AccountTable, drawing: AccountDrawing
    ) -> None:
        self.canvas, self.form, self.law, self.drawing = canvas, form, law, drawing
        self.money_unit, self.place = framework.money_unit, form.tables[law.id]
        self.starts, self.heads = first_columns(law), heading_rows(law)
        self.last = self.starts[-1] - 1
        self.prompted: dict[str, list[CellRef]] = {}

    def write(self) -> None:
        """Write the whole sheet."""
        canvas, place = self.canvas, self.place
        canvas.widths([*self._widths(), 2, 46, 10])
        self._top()
        for number, (panel, where) in enumerate(zip(self.law.panels, place.panels, strict=True)):
            self._heading(panel, where, self.starts[number], self.starts[number + 1] - 1)
            self._lines(panel, where)
            self._rows(panel, where)
        for unit, cells in self.prompted.items():
            for run in runs(cells):
                canvas.validate(run, rule.amount(run.first, unit))
        self._notes()
        write_message_column(canvas, self.form, range(place.header, place.last + 1))
        canvas.link_back(canvas.at(1, self.last + NOTE))
        canvas.sheet.freeze_panes(place.header, 0)
        bottom = place.last + len(self.law.notes)
        canvas.paper(landscape=self.drawing.landscape, area=canvas.area(1, 1, bottom, self.last), repeat=place.header)
        if not any(panel.rows for panel in self.law.panels):
            canvas.sheet.fit_to_pages(1, 1)
        canvas.marks()
        canvas.allow_typing_over()
        canvas.protect()

    def _widths(self) -> list[float]:
        widths: list[float] = []
        for panel in self.law.panels:
            widths += [self.drawing.code] if panel.code else []
            widths += [self.drawing.label, *([6] if panel.numbered else [])]
            widths += [self.drawing.amount] * len(panel.columns)
        return widths

    def _top(self) -> None:
        canvas = self.canvas
        canvas.row(1, 34)
        canvas.merge(canvas.area(1, 1, 1, self.last), "title", self.law.title[0])
        canvas.row(2, _LINE)
        canvas.merge(canvas.area(2, 1, 2, self.last), "right", self.law.number)
        canvas.row(FIRST_HEADING - 1, _LINE)
        middle = self.last - max(1, min(2, self.last - 1))
        unit, money = (self.form.headings.get(f"accounts_{what}__{self.law.id}") for what in ("unit", "money_unit"))
        canvas.merge(canvas.area(FIRST_HEADING - 1, 1, FIRST_HEADING - 1, middle if money else self.last), "caption")
        canvas.live(unit, "caption")
        canvas.live(money, "right")

    def _heading(self, panel: AccountPanel, where: PanelForm, left: int, right: int) -> None:
        canvas, heads = self.canvas, self.heads
        for row in heads.values():
            canvas.row(row, _HEAD if row != heads["column"] else self.drawing.heading)
        if "title" in heads:
            canvas.merge(canvas.area(heads["title"], left, heads["title"], right), "head", panel.title)
        top = heads.get("group", heads["column"])
        for column, text in self._names(panel, where):
            canvas.merge(canvas.area(top, column, heads["column"], column), "head", text)
        self._column_heads(panel, where, top)
        if "number" in heads:
            self._column_numbers(panel, where, heads["number"])
        if where.level:
            canvas.label(canvas.at(heads["column"], where.level), LEVEL_WORDS, "off_paper")

    def _names(self, panel: AccountPanel, where: PanelForm) -> list[tuple[int, str]]:
        """The headings of the columns that hold no figures."""
        names = [(where.code, panel.code[0])] if panel.code else []
        names.append((where.label, panel.label[0]))
        return [*names, *([(where.label + 1, NUMBER)] if panel.numbered else [])]

    def _column_heads(self, panel: AccountPanel, where: PanelForm, top: int) -> None:
        canvas, bottom = self.canvas, self.heads["column"]
        groups: dict[str, list[int]] = {}
        for column in panel.columns:
            at = where.columns[column.id]
            first = bottom if column.group else top
            canvas.merge(canvas.area(first, at, bottom, at), "head", column.heading[0])
            if column.group:
                groups.setdefault(column.group, []).append(at)
        for group, columns in groups.items():
            canvas.merge(canvas.area(top, columns[0], top, columns[-1]), "head", group)

    def _column_numbers(self, panel: AccountPanel, where: PanelForm, row: int) -> None:
        first, last = where.code or where.label, where.label + panel.numbered
        self.canvas.merge(self.canvas.area(row, first, row, last), "label", "栏次")
        for column in panel.columns:
            self.canvas.label(self.canvas.at(row, where.columns[column.id]), column.number, "label")

    def _lines(self, panel: AccountPanel, where: PanelForm) -> None:
        by_row = {where.lines[line.id]: line for line in panel.lines}
        end = min(where.lines.values()) + len(panel.lines) - 1 if panel.rows else self.place.last
        for row in range(self.place.header + 1, end + 1):
            self.canvas.row(row, _LINE)
            line = by_row.get(row)
            self._line(panel, where, row, line)

    def _line(self, panel: AccountPanel, where: PanelForm, row: int, line: AccountLine | None) -> None:
        canvas = self.canvas
        text, is_sum = (line.label[0], bool(line.parts)) if line else ("", False)
        if panel.code and is_sum and line is not None and not line.code:
            canvas.merge(canvas.area(row, where.code, row, where.label), "label", text)
        else:
            if panel.code:
                canvas.label(canvas.at(row, where.code), line.code if line else "", "label_text")
            centred = is_sum and not panel.code and text.endswith(_SUM)
            canvas.label(canvas.at(row, where.label), text, "label" if centred else "label_left")
        if panel.numbered:
            canvas.label(canvas.at(row, where.label + 1), line.number if line else "", "label")
        for column in panel.columns:
            holds = line is not None and line.holds(column.id)
            self._figure(canvas.at(row, where.columns[column.id]), line if holds else None)

    def _figure(self, at: CellRef, line: AccountLine | None) -> None:
        if line is None:
            self.canvas.label(at, "", "label")
            return
        if at in self.canvas.calculation.computed:
            self.canvas.live(at, "stated_count" if line.unit else "stated_amount")
        else:
            self.canvas.entry(at, "count" if line.unit else "amount")
        self.prompted.setdefault(line.unit or self.money_unit, []).append(at)

    def _rows(self, panel: AccountPanel, where: PanelForm) -> None:
        canvas = self.canvas
        for number, row in enumerate(where.rows):
            if number >= panel.rows:
                self._hide_until_used(where, row)
                canvas.row(row, _SPARE, grows=True)
            else:
                canvas.label(canvas.at(row, self.last + SPACER), " ", "spacer")
                canvas.row(row, _LINE, grows=True)
            canvas.entry(canvas.at(row, where.code), "account_code")
            canvas.entry(canvas.at(row, where.label), "text")
            canvas.live(canvas.at(row, where.level), "check")
            for column in panel.columns:
                at = canvas.at(row, where.columns[column.id])
                if at in canvas.calculation.computed:
                    canvas.live(at, "stated_amount")
                else:
                    canvas.entry(at, "amount")
        self._rules(panel, where)

    def _hide_until_used(self, where: PanelForm, row: int) -> None:
        above, here = (f"${self.canvas.at(row + shift, where.code).a1}" for shift in (-1, 0))
        look = "unused_blank" if row < where.last else "unused_blank_last"
        self.canvas.spare[row] = f'AND({above}="",{here}="")', look

    def _rules(self, panel: AccountPanel, where: PanelForm) -> None:
        if not where.rows:
            return
        canvas, first, last = self.canvas, where.first, where.last
        canvas.validate(canvas.area(first, where.code, last, where.code), rule.code(panel.digits))
        for column in where.columns.values():
            canvas.validate(
                canvas.area(first, column, last, column), rule.amount(canvas.at(first, column), self.money_unit)
            )

    def _notes(self) -> None:
        for number, note in enumerate(self.law.notes, 1):
            row = self.place.last + number
            self.canvas.row(row, _LINE)
            self.canvas.merge(self.canvas.area(row, 1, row, self.last), "note", note)
