"""What a template source is made of: spans of columns, rows of entries, tables, texts around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True)
class Span:
    """Columns of the sheet, counted from 1: ``B:D`` is 2 to 4."""

    left: int
    right: int

    def __str__(self) -> str:
        """As a source writes it."""
        left, right = chr(64 + self.left), chr(64 + self.right)
        return left if left == right else f"{left}:{right}"


_SPAN = re.compile(r"(?P<left>[A-Z])(?::(?P<right>[A-Z]))?")


def _span(text: object) -> Span:
    match = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError('列应写成 "A" 或 "B:D"')
    left, right = ord(match["left"]) - 64, ord(match["right"] or match["left"]) - 64
    if right < left:
        raise ValueError(f"{text}：列的先后颠倒了")
    return Span(left, right)


Columns = Annotated[Span, BeforeValidator(_span)]
Spans = Mapping[str, Columns]
Height = Annotated[float, Field(ge=6, le=400)]


class RowCell(_Part):
    """A label, or an entry of the form; ``rows`` rows high. A label with ``head`` looks like a heading."""

    span: Columns
    label: str = ""
    field: str = ""
    rows: Annotated[int, Field(ge=1, le=10)] = 1
    head: bool = False


class Row(_Part):
    """One row of labels and entries."""

    cells: Annotated[tuple[RowCell, ...], Field(min_length=1)]
    height: Height = 24


class RowsPart(_Part):
    """Rows of labels and entries: names, numbers, goals."""

    kind: Literal["rows"]
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


class FundPart(_Part):
    """The fund table. ``spans``: of ``title``, ``label`` and each column; ``across``: of each line instead.

    ``heading`` stands over the names of its lines.
    ``pairs``: each amount has its labels beside it, with its own name in the line of the total; then ``spans`` are
    those of each amount and, as ``…_label``, of its labels. ``of_total``: amounts in one tall cell, for the total only.
    """

    kind: Literal["fund"]
    across: bool = False
    heading: str = "资金分类"
    pairs: bool = False
    of_total: tuple[str, ...] = ()
    spans: Spans


class IndicatorsPart(_Part):
    """The scoring table under its banner. ``spans``: layout → role → columns (``default``: the only layout)."""

    kind: Literal["indicators"]
    title: str = ""
    row_height: Height = 30
    spans: Mapping[str, Spans]


EvaluationPart = Annotated[RowsPart | FundPart | IndicatorsPart, Field(discriminator="kind")]


class Evaluation(_Part):
    """The 自评表: widths of its columns on paper, its parts from row 3 downward, the signature line.

    ``aside``: widths of columns right of the paper, for what an office writes down but does not print.
    """

    widths: Annotated[tuple[float, ...], Field(min_length=3, max_length=20)]
    aside: Annotated[tuple[float, ...], Field(max_length=3)] = ()
    landscape: bool = True
    money_unit: bool = True
    seal: tuple[Columns, Columns, Columns]
    parts: Annotated[tuple[EvaluationPart, ...], Field(min_length=1)]


class AccountDrawing(_Part):
    """How a table of accounts lies on paper: the widths of its kinds of columns, the height of its headings."""

    landscape: bool = True
    code: float = 14
    label: float = 32
    amount: float = 14
    heading: Height = 34


class Instruction(_Part):
    """One section of the 填报说明 sheet."""

    heading: str
    lines: tuple[str, ...]


class Source(_Part):
    """One template: its id, its framework, the drawing of its 自评表 and of its tables of accounts, texts and sizes."""

    id: str
    framework: str
    title: str
    summary_rows: Annotated[int, Field(ge=1, le=2000)] = 12
    evidence_rows: Annotated[int, Field(ge=1, le=200)] = 12
    statement_rows: Annotated[int, Field(ge=1, le=500)]
    notes: tuple[str, ...] = ()
    summary_notes: tuple[str, ...] = ()
    evaluation_sheet: Annotated[Evaluation | None, Field(alias="evaluation")] = None
    accounts: Mapping[str, AccountDrawing] = {}
    instructions: tuple[Instruction, ...]

    @property
    def evaluation(self) -> Evaluation:
        """The drawing of the 自评表; LookupError where the template has none."""
        if self.evaluation_sheet is None:
            raise LookupError(f"{self.id} draws no evaluation")
        return self.evaluation_sheet
