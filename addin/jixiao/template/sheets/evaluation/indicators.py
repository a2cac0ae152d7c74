"""The scoring table: headings, indicators that the framework fixes, rows for the unit's own."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.scoring import describe
from jixiao.model.cells import CellRef
from jixiao.model.framework import Framework
from jixiao.model.scoring import UNIT_CHOICES, Bonus
from jixiao.model.scoring_table import Indicator
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import HELPERS, Block, Drawing, Item, printed_name
from jixiao.template.source_parts import IndicatorsPart, Span
from jixiao.template.text_room import LINE_HEIGHT, MARGIN, lines_of

_LINE, _SPARE_HEIGHT = 24, 9.75
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LOOKS = {"target": "measure", "actual": "measure", "score": "points", "variance_note": "text", "remarks": "text",
          "level3": "text", "points": "points", "explanation": "text", "criteria": "text"}  # fmt: skip


def criteria_of(indicator: Indicator) -> str:
    """What a fixed indicator prints under 指标说明: its points of assessment, or its formula in words."""
    if not indicator.checklist:
        return indicator.criteria
    points = "；".join(f"{_CIRCLED[number]}{text}" for number, text in enumerate(indicator.checklist))
    return "\n".join(filter(None, (indicator.criteria, f"评价要点：{points}。")))


def write_indicators(
    canvas: Canvas, drawing: Drawing, framework: Framework, part: IndicatorsPart, widths: Sequence[float]
) -> None:
    """The whole table with its banner and its headings."""
    top = drawing.blocks[0].header
    if part.title:
        canvas.row(top - 1, _LINE)
        canvas.merge(canvas.area(top - 1, 1, top - 1, drawing.last), "section", part.title)
    _Table(canvas, drawing, framework, part, widths).write()


class _Table:
    """Writes the indicator table, block by block where the drawing splits it."""

    def __init__(
        self, canvas: Canvas, drawing: Drawing, framework: Framework, part: IndicatorsPart, widths: Sequence[float]
    ) -> None:
        self.canvas, self.drawing, self.framework, self.part = canvas, drawing, framework, part
        self.law, self.widths, self.form = framework.indicators, widths, drawing.indicators

    def write(self) -> None:
        """Write headings, levels, indicators and what may be typed."""
        for block in self.drawing.blocks:
            self._headings(block)
        for group in self.form.groups:
            self._group(group.level, group.first, group.last)
        for item in self.drawing.items:
            self._item(item)
        self._rules()

    def _block(self, row: int) -> Block:
        return [block for block in self.drawing.blocks if block.header < row][-1]

    def _span(self, row: int, role: str) -> Span | None:
        return self._block(row).spans.get(role)

    def _at(self, row: int, role: str) -> CellRef | None:
        return self.form.at(role, row)

    def _headings(self, block: Block) -> None:
        canvas, row = self.canvas, block.header
        names = {role: self.law.columns[role][0] for role in block.roles if role in block.spans}
        height = max(lines_of(text, self._width(block.spans[role])) for role, text in names.items()) * LINE_HEIGHT + 6
        canvas.row(row, max(_LINE, height))
        for role, text in names.items():
            span = block.spans[role]
            look = "head" if span.left <= self.drawing.last else "off_paper"
            canvas.merge(canvas.area(row, span.left, row, span.right), look, text)
        helpers = HELPERS if "points" in names else {**HELPERS, "points": self.law.columns["points"][0]}
        for number, text in enumerate(helpers.values()):
            canvas.label(canvas.at(row, self.drawing.helper + number), text, "off_paper")

    def _width(self, span: Span) -> float:
        return sum(self.widths[span.left - 1 : span.right])

    def _group(self, level: int, first: int, last: int) -> None:
        item = next(item for item in self.drawing.items if item.row == first)
        name, points = (item.level.name, item.level.points) if level == 1 else (item.group.name, item.group.points)
        role, points_role = ("level1", "weight") if level == 1 else ("level2", "level2_points")
        self._heading_cell(role, first, last, name, points, printed_in_name=points_role not in self._block(first).spans)
        if points_role in self._block(first).spans:
            self._points_cell(points_role, first, last, points, own=not name)
        self._helpers(level, first, name, points)

    def _heading_cell(
        self, role: str, first: int, last: int, name: str, points: Decimal | None, printed_in_name: bool
    ) -> None:
        span = self._span(first, role)
        if span is None:
            return
        look = "label" if role == "level1" else "label_left" if name else "text"
        text = f"{name}（{format_number(points)}分）" if printed_in_name and points is not None else name
        area = self.canvas.area(first, span.left, last, span.right)
        self.canvas.merge(area, look, text)
        if not name:
            self.canvas.entry(area.first, look)

    def _points_cell(self, role: str, first: int, last: int, points: Decimal | None, own: bool) -> None:
        span = self._block(first).spans[role]
        area = self.canvas.area(first, span.left, last, span.right)
        look = "own_weight" if own else "weight_whole" if points is None or points == points.to_integral() else "weight"
        self.canvas.merge(area, look)
        if own or points is None:
            self.canvas.entry(area.first, look)
        else:
            self.canvas.label(area.first, points, look)

    def _helpers(self, level: int, first: int, name: str, points: Decimal | None) -> None:
        for role in (f"level{level}_check", f"level{level}_score"):
            at = self._at(first, role)
            if at is not None and at in self.canvas.calculation.computed:
                self.canvas.live(at, "check")

    def _item(self, item: Item) -> None:
        block = self._block(item.row)
        if item.spare:
            self._hide_until_used(item)
        if item.spare and not self._filled(item.row, "level3"):
            self.canvas.row(item.row, _SPARE_HEIGHT, grows=True)
        else:
            self.canvas.label(self.canvas.at(item.row, self.drawing.spacer), " ", "spacer")
            self.canvas.row(item.row, self._height(item, block), grows=True)
        for role, span in block.spans.items():
            if role not in ("level1", "weight", "level2", "level2_points"):
                self.canvas.merge(self.canvas.area(item.row, span.left, item.row, span.right), self._look(item, role))
                self._cell(item, role)
        if "points" not in block.spans:
            self._cell(item, "points")
        self._scoring(item)

    def _hide_until_used(self, item: Item) -> None:
        name = self._at(item.row, "level3")
        assert name is not None
        above, here = f"${name.shift(rows=-1).a1}", f"${name.a1}"
        below = next((other for other in self.drawing.items if other.row == item.row + 1), None)
        look = "unused" if below is not None and below.spare else "unused_last"
        self.canvas.spare[item.row] = f'AND({above}="",{here}="")', look

    def _height(self, item: Item, block: Block) -> float:
        """High enough for the texts that the framework prints in the row, or that are filled in already."""
        texts = {role: self._text(item, role) or self._filled(item.row, role) for role in block.spans}
        lines = [lines_of(text, self._width(block.spans[role])) for role, text in texts.items() if text]
        return max(self.part.row_height, max(lines, default=1) * LINE_HEIGHT + MARGIN)

    def _filled(self, row: int, role: str) -> str:
        at = self._at(row, role)
        value = self.canvas.entries.get(at) if at and role not in ("level1", "level2") else None
        return value if isinstance(value, str) else ""

    def _text(self, item: Item, role: str) -> str:
        indicator = item.indicator
        if indicator is None:
            return ""
        texts = {
            "level3": printed_name(indicator, self.law),
            "explanation": indicator.explanation,
            "criteria": criteria_of(indicator),
        }
        return texts.get(role, "")

    def _look(self, item: Item, role: str) -> str:
        if item.indicator is None or role not in ("level3", "points", "explanation", "criteria"):
            return _LOOKS[role]
        if role == "points":
            return "points" if item.indicator.points is None else "fixed_points"
        return "label_left" if role == "level3" else "formula_text"

    def _cell(self, item: Item, role: str) -> None:
        at, look = self._at(item.row, role), self._look(item, role)
        if at is None:
            return
        indicator = item.indicator
        if role == "points" and indicator is not None and indicator.points is not None:
            self.canvas.label(at, indicator.points, look)
            self.canvas.written[at] = look
        elif indicator is not None and role in ("level3", "explanation", "criteria"):
            self.canvas.label(at, self._text(item, role), look)
            if role == "level3":
                self.canvas.written[at] = look
        else:
            self.canvas.entry(
                at, look, indicator.target if indicator and role == "target" and indicator.target else None
            )

    def _scoring(self, item: Item) -> None:
        """计分办法, off the paper: the framework's rule, or the unit's choice for an indicator of its own."""
        at = self._at(item.row, "scoring")
        assert at is not None
        if item.indicator is None:
            self.canvas.entry(at, "choice_off_paper")
            choices = rule.choice(
                tuple(UNIT_CHOICES), "计分办法", "本单位自设指标怎样计分；不选就按本套指标的通用办法。"
            )
            self.canvas.validate(self.canvas.area(at.row, at.column, at.row, at.column), choices)
        else:
            rules = item.group.scoring_of(item.indicator, self.law.scoring)
            self.canvas.label(at, describe(rules), "off_paper_left")

    def _rules(self) -> None:
        """Input rules: one for each run of rows that share one."""
        for block, last in zip(self.drawing.blocks, self._ends(), strict=True):
            rows = [item for item in self.drawing.items if block.header < item.row <= last]
            for role in block.roles:
                self._rule(rows, role)

    def _ends(self) -> list[int]:
        return [*(block.header - 1 for block in self.drawing.blocks[1:]), self.drawing.items[-1].row]

    def _rule(self, items: Sequence[Item], role: str) -> None:
        first, last = self._at(items[0].row, role), self._at(items[-1].row, role)
        if first is None or last is None:
            return
        area = self.canvas.area(first.row, first.column, last.row, last.column)
        if role == "score":
            bonus = next(
                (i.indicator.scoring for i in items if i.indicator and isinstance(i.indicator.scoring, Bonus)), None
            )
            points = self._at(items[0].row, "points")
            assert points is not None
            self.canvas.validate(area, rule.bonus(first, bonus) if bonus else rule.score(first, points))
        elif role == "points":
            self.canvas.validate(area, rule.points(first))
        elif role in rule.PROMPTS:
            self.canvas.validate(area, rule.prompt(self.law.columns[role][0], rule.PROMPTS[role]))
            if role in ("target", "actual"):
                self.canvas.ignore("number_stored_as_text", area.a1)
