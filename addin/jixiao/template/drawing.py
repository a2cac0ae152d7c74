"""The 自评表 as it is to be drawn: which part stands in which rows, which role in which columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jixiao.compute.numbers import format_number
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.form import FundForm, FundLine, IndicatorForm, IndicatorGroup, IndicatorRow, Table
from jixiao.model.framework import FUND_SPLITS, Framework, Fund
from jixiao.model.scoring_table import Group, Indicator, IndicatorTable, Level
from jixiao.template.source_checks import DEFAULT
from jixiao.template.source_parts import EvaluationPart, FundPart, IndicatorsPart, RowsPart, Source, Spans

FIRST_PART = 3
"""The title stands in row 1, year and money unit in row 2."""

HELPERS = {
    "level1_check": "一级分值核对",
    "level1_score": "一级得分小计",
    "level2_check": "二级分值核对",
    "level2_score": "二级得分小计",
    "scoring": "计分办法",
}
"""Columns off the paper beside the scoring table, with their headings."""


@dataclass(frozen=True)
class Item:
    """One row of the scoring table: an indicator that the framework fixes, or a row for the unit's own (None).

    A ``spare`` row shows only once the row above it is used.
    """

    row: int
    level: Level
    group: Group
    indicator: Indicator | None
    spare: bool = False


@dataclass(frozen=True)
class Block:
    """Rows of the scoring table that share a layout, under a heading row of their own."""

    header: int
    spans: Spans
    roles: tuple[str, ...]


@dataclass
class Drawing:
    """Everything that stands in the sheet. ``last`` is its last column on paper, ``note`` that of the 核对 messages.

    ``aside``: so many columns for entries off the paper stand right of it. ``totals``: columns with a sum below.
    """

    sheet: str
    last: int
    aside: int = 0
    parts: list[tuple[EvaluationPart, int]] = field(default_factory=list)
    entries: dict[str, CellRef] = field(default_factory=dict)
    headings: dict[str, CellRef] = field(default_factory=dict)
    fund: FundForm | None = None
    items: list[Item] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    groups: list[IndicatorGroup] = field(default_factory=list)
    total: int = 0
    totals: tuple[str, ...] = ("points", "score")
    grade: bool = False
    foot: int = 0

    @property
    def spacer(self) -> int:
        """The column beside the paper that keeps growing rows from shrinking."""
        return self.last + self.aside + 1

    @property
    def note(self) -> int:
        """The column of the 核对 messages."""
        return self.last + self.aside + 2

    @property
    def helper(self) -> int:
        """The first of the helper columns."""
        return self.last + self.aside + 3

    @property
    def total_left(self) -> int:
        """The first column of totals on the paper; their label stands left of it."""
        spans = self.blocks[0].spans
        return min(spans[role].left for role in self.totals if role in spans)

    @property
    def indicators(self) -> IndicatorForm:
        """The scoring table."""
        rows = tuple(
            IndicatorRow(item.row, item.level.name, item.group.name, item.indicator.name if item.indicator else "")
            for item in self.items
        )
        tables = tuple(self._tables())
        columns = {role: column for table in reversed(tables) for role, column in table.columns.items()}
        whole = Table(self.sheet, tables[0].header, MappingProxyType(columns), rows[0].row, rows[-1].row, self.total)
        grade_at = CellRef(self.sheet, self.total + 1, self.total_left) if self.grade else None
        groups = tuple(sorted(self.groups, key=lambda group: (-group.level, group.first)))
        return IndicatorForm(whole, rows, groups, grade_at, tables if len(tables) > 1 else ())

    def _tables(self) -> Iterator[Table]:
        ends = [*(block.header - 1 for block in self.blocks[1:]), self.items[-1].row]
        helpers = {role: self.helper + number for number, role in enumerate(HELPERS)}
        for block, last in zip(self.blocks, ends, strict=True):
            columns = {role: block.spans[role].left for role in block.roles if role in block.spans} | helpers
            columns.setdefault("points", self.helper + len(HELPERS))  # printed inside the names
            yield Table(self.sheet, block.header, MappingProxyType(columns), block.header + 1, last)


def draw(sheet: str, framework: Framework, source: Source, cover: frozenset[str]) -> Drawing:
    """Place every part, from row 3 downward; ``cover`` are the entries that stand on the cover already."""
    drawing = Drawing(sheet, len(source.evaluation.widths), len(source.evaluation.aside))
    drawing.totals = (*framework.indicators.level_totals, *drawing.totals)
    drawing.grade = framework.grading is not None
    drawing.headings["evaluation_year"] = CellRef(sheet, 2, 1)
    if source.evaluation.money_unit:
        drawing.headings["evaluation_money_unit"] = CellRef(sheet, 2, drawing.last)
    row = FIRST_PART
    for part in source.evaluation.parts:
        drawing.parts.append((part, row))
        if isinstance(part, RowsPart):
            row = _rows(drawing, part, row, cover)
        elif isinstance(part, FundPart):
            row = _fund(drawing, part, row, framework)
        else:
            row = _indicators(drawing, part, row, framework)
    drawing.foot = row + len(source.notes)
    for id, span in zip(("seal_unit", "seal_preparer", "seal_date"), source.evaluation.seal, strict=True):
        drawing.headings[id] = CellRef(sheet, drawing.foot + 1, span.left)
    return drawing


def _rows(drawing: Drawing, part: RowsPart, row: int, cover: frozenset[str]) -> int:
    for number, line in enumerate(part.rows):
        for cell in line.cells:
            at = CellRef(drawing.sheet, row + number, cell.span.left)
            if cell.field in cover:
                drawing.headings[f"evaluation_{cell.field}"] = at
            elif cell.field:
                drawing.entries[cell.field] = at
    return row + len(part.rows)


def _fund(drawing: Drawing, part: FundPart, row: int, framework: Framework) -> int:
    law = framework.fund
    if law is None:
        return row
    if part.pairs:
        return _fund_pairs(drawing, part, row, law)
    spans, roles = part.spans, [role for role in law.columns if role != "label"]
    if part.across:
        lines = tuple(FundLine(line.id, line.group, line.label, spans[line.id].left) for line in law.lines)
        rows = {role: row + 2 + number for number, role in enumerate(roles)}
        table = Table(drawing.sheet, row + 1, {"label": spans["label"].left}, row + 2, row + 1 + len(roles))
        end = row + 1 + len(roles)
    else:
        lines = tuple(FundLine(line.id, line.group, line.label, row + 1 + n) for n, line in enumerate(law.lines))
        rows = {}
        heading = spans["title"].left  # the lines are named in the columns right of it
        columns = {"label": heading, **{role: spans[role].left for role in roles}}
        table = Table(drawing.sheet, row, MappingProxyType(columns), row + 1, row + len(lines))
        end = row + len(lines)
    checks = dict(_fund_checks(drawing, framework, row, end))
    drawing.fund = FundForm(table, lines, MappingProxyType(rows), MappingProxyType(checks))
    return end + 1


def _fund_pairs(drawing: Drawing, part: FundPart, row: int, law: Fund) -> int:
    """The total in the row of the names, its parts below; the rate, which such a form does not print, off the paper."""
    total = [line for line in law.lines if line.group == "total"]
    others = [line for line in law.lines if line.group != "total"]
    lines = tuple(FundLine(line.id, line.group, line.label, row + n) for n, line in enumerate([*total, *others]))
    columns = {role: part.spans[role].left for role in law.amounts}
    columns |= {"label": part.spans[f"{law.amounts[0]}_label"].left, "execution_rate": drawing.helper + 1}
    table = Table(drawing.sheet, row, MappingProxyType(columns), row, lines[-1].place)
    drawing.fund = FundForm(table, lines, of_total=frozenset({*part.of_total, "execution_rate"}))
    return lines[-1].place + 1


def _fund_checks(drawing: Drawing, framework: Framework, top: int, end: int) -> Iterator[tuple[str, CellRef]]:
    """Off the paper, one row a split: does it make the total, or the same as the first split?"""
    law = framework.fund
    groups = [group for group in FUND_SPLITS if law is not None and law.group(group)]
    has_total = law is not None and bool(law.group("total"))
    for number, group in enumerate(groups[1:]):
        for column, role in enumerate(law.amounts if law else (), 1):
            row = end - len(groups[1:]) + 1 + number if has_total else top + 2 + number
            yield f"{group}_{role}", CellRef(drawing.sheet, row, drawing.helper + column)


def _indicators(drawing: Drawing, part: IndicatorsPart, row: int, framework: Framework) -> int:
    law = framework.indicators
    row += 1 if part.title else 0
    layout = object()
    for level in law.levels:
        if level.layout != layout:
            layout = level.layout
            spans = part.spans[level.layout or DEFAULT]
            drawing.blocks.append(Block(row, spans, law.layout(level)))
            row += 1
        row = _level(drawing, level, row)
    drawing.total = row
    return row + (2 if drawing.grade else 1)


def _level(drawing: Drawing, level: Level, row: int) -> int:
    first, block = row, drawing.blocks[-1]
    for group in level.groups:
        top = row
        items = group.indicators or (None,) * ((group.rows or 0) + group.spare)
        for number, item in enumerate(items):
            spare = item is None and number >= (group.rows or 0)
            drawing.items.append(Item(row, level, group, item, spare))
            row += 1
        if "level2" in block.spans:
            role = "level2_points" if "level2_points" in block.spans else "level2"
            at = CellRef(drawing.sheet, top, block.spans[role].left)
            drawing.groups.append(IndicatorGroup(2, group.name, top, row - 1, group.points, at))
    role = "weight" if "weight" in block.spans else "level1"
    at = CellRef(drawing.sheet, first, block.spans[role].left)
    drawing.groups.append(IndicatorGroup(1, level.name, first, row - 1, level.points, at))
    return row


def printed_name(indicator: Indicator, law: IndicatorTable) -> str:
    """The name of a fixed indicator as it is printed, with its points where they belong into it."""
    if law.points_in_names and indicator.points is not None:
        return f"{indicator.name}（{format_number(indicator.points)}分）"
    return indicator.name


def fixed_contents(drawing: Drawing, framework: Framework) -> Mapping[CellRef, Value]:
    """The names and points that the framework prints in the tables: what formulas find there."""
    form, law, fund = drawing.indicators, framework.indicators, drawing.fund
    fixed = ((item.row, item.indicator) for item in drawing.items if item.indicator is not None)
    contents = (
        (form.at(role, row), value)
        for row, indicator in fixed
        for role, value in (("level3", printed_name(indicator, law)), ("points", indicator.points))
    )
    levels = ((group.points_at, group.points) for group in drawing.groups if law.level_totals)
    rated = fund.at("points", fund.line("total")) if fund and framework.fund else None
    extra = [(rated, framework.fund.points)] if framework.fund else []
    return {at: value for at, value in (*contents, *levels, *extra) if at is not None and value is not None}
