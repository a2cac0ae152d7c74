"""A Form as it should be found after rows were inserted into a sheet."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Checklist, Form, FundForm, IndicatorForm, ResultsForm, ScoringForm, StatementsForm, Table

_Part = TypeVar("_Part")


def moved(form: Form, sheet: str, before: int, count: int) -> Form:
    """The form with all that stands in row ``before`` of a sheet or below it ``count`` rows further down."""
    return _Move(sheet, before, count).form(form)


class _Move:
    def __init__(self, sheet: str, before: int, count: int) -> None:
        self.sheet, self.before, self.count = sheet, before, count

    def row(self, sheet: str, row: int) -> int:
        return row + self.count if sheet == self.sheet and row >= self.before else row

    def cell(self, at: CellRef) -> CellRef:
        return at._replace(row=self.row(at.sheet, at.row))

    def area(self, area: Area) -> Area:
        return replace(area, top=self.row(area.sheet, area.top), bottom=self.row(area.sheet, area.bottom))

    def table(self, table: Table) -> Table:
        rows = {name: self.row(table.sheet, getattr(table, name)) for name in ("header", "first", "last")}
        return replace(table, **rows, total=table.total and self.row(table.sheet, table.total))

    def form(self, form: Form) -> Form:
        def places(found: object) -> dict[str, CellRef]:
            assert hasattr(found, "items")
            return {id: self.cell(at) for id, at in found.items()}

        def part(move: Callable[[_Part], _Part], found: _Part | None) -> _Part | None:
            return None if found is None else move(found)

        return replace(
            form, fields=places(form.fields), concepts=places(form.concepts), rates=places(form.rates),
            headings=places(form.headings), fund=part(self.fund, form.fund),
            indicators=part(self.indicators, form.indicators), scoring=part(self.scoring_with(form), form.scoring),
            summary=form.summary and replace(form.summary, table=self.table(form.summary.table)),
            checklists=tuple(map(self.checklist, form.checklists)),
            statements=part(self.statements, form.statements), results=part(self.results, form.results),
        )  # fmt: skip

    def fund(self, fund: FundForm) -> FundForm:
        sheet = fund.table.sheet
        lines = [line if fund.across else replace(line, place=self.row(sheet, line.place)) for line in fund.lines]
        roles = {role: self.row(sheet, row) for role, row in fund.roles.items()}
        checks = {key: self.cell(at) for key, at in fund.checks.items()}
        return replace(fund, table=self.table(fund.table), lines=tuple(lines), roles=roles, checks=checks)

    def indicators(self, form: IndicatorForm) -> IndicatorForm:
        sheet = form.table.sheet
        groups = (
            replace(group, first=self.row(sheet, group.first), last=self.row(sheet, group.last),
                    points_at=self.cell(group.points_at)) for group in form.groups
        )  # fmt: skip
        rows = (replace(row, row=self.row(sheet, row.row)) for row in form.rows)
        return replace(form, table=self.table(form.table), rows=tuple(rows), groups=tuple(groups),
                       grade_at=form.grade_at and self.cell(form.grade_at),
                       blocks=tuple(map(self.table, form.blocks)))  # fmt: skip

    def scoring_with(self, form: Form) -> Callable[[ScoringForm], ScoringForm]:
        """The list of derived scores names rows of the scoring table, which stands in another sheet."""
        source = form.indicators.table.sheet if form.indicators else ""

        def move(scoring: ScoringForm) -> ScoringForm:
            rows = {self.row(source, key): self.row(scoring.table.sheet, row) for key, row in scoring.rows.items()}
            own = frozenset(self.row(source, row) for row in scoring.own)
            return replace(scoring, table=self.table(scoring.table), rows=rows, own=own)

        return move

    def checklist(self, checklist: Checklist) -> Checklist:
        return replace(checklist, ticks=self.area(checklist.ticks))

    def statements(self, form: StatementsForm) -> StatementsForm:
        sheet = form.table.sheet
        concepts = {self.row(sheet, row): concept for row, concept in form.concepts.items()}
        free = tuple(self.row(sheet, row) for row in form.free)
        return replace(form, table=self.table(form.table), concepts=concepts, free=free)

    def results(self, form: ResultsForm) -> ResultsForm:
        return replace(form, first=self.row(form.sheet, form.first), marks_at=self.cell(form.marks_at),
                       summary_at=self.cell(form.summary_at))  # fmt: skip
