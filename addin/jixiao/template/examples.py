"""Published figures as data; where they go in a workbook, ``example_entries`` says."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from jixiao.errors import BrokenFramework
from jixiao.frameworks.mistakes import place_of, toml_mistake, validation_mistakes
from jixiao.model.relations import Relation
from jixiao.template.source import templates_folder


def _typed(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Entry = Annotated[Decimal | str, BeforeValidator(_typed)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndicatorEntry(_Part):
    """One row of the scoring table, as published; what was not published is left out.

    ``level2_points``: of a second-level indicator of the unit's own. ``ticks``: of its points of assessment.
    """

    level2: str
    name: str
    level2_points: Entry | None = None
    target: Entry = ""
    actual: Entry = ""
    points: Entry | None = None
    score: Entry | None = None
    note: str = ""
    remarks: str = ""
    scoring: str = ""
    ticks: tuple[str, ...] = ()


class IndicatorEntries(_Part):
    """The rows of the scoring table, as published."""

    rows: tuple[IndicatorEntry, ...] = ()


class StatementEntry(_Part):
    """One figure of the report's text."""

    item: str
    value: Entry = ""
    unit: str = ""
    relation: Relation | Literal[""] = ""
    base: Entry = ""
    change: Entry = ""
    percentage: Entry = ""
    part_of: str = ""
    place: str = ""
    concept: str = ""


class StatementEntries(_Part):
    """The figures of the report's text, in the order they stand there."""

    rows: tuple[StatementEntry, ...] = ()


class ExampleBook(_Part):
    """One workbook: what is published of it, and which cells are lost in the published copy.

    ``tables``: of the tables of accounts, table → line → column. ``codes``: table → its lines by code, each with
    ``code``, ``name`` and its columns.
    """

    file: str
    role: Literal["department", "unit"]
    fields: Mapping[str, Entry]
    fund: Mapping[str, Mapping[str, Entry]] = {}
    concepts: Mapping[str, Entry] = {}
    indicators: IndicatorEntries = IndicatorEntries()
    statements: StatementEntries = StatementEntries()
    tables: Mapping[str, Mapping[str, Mapping[str, Entry]]] = {}
    codes: Mapping[str, tuple[Mapping[str, Entry], ...]] = {}
    totals: Mapping[Literal["points", "score"], Entry] = {}
    lost: tuple[str, ...] = ()


class Example(_Part):
    """A department's published self-evaluation: its workbook, its units', its review scores.

    ``summary_rows``: what is published in a row of the 汇总表 (by its name, see ``listed_name``) beside what is summed
    up, role → figure. ``summary_statements``: the figures of the report on the whole.
    """

    template: str
    year: int
    department: str
    summary_file: str = ""
    review_scores: Mapping[str, Entry] = {}
    summary_rows: Mapping[str, Mapping[str, Entry]] = {}
    summary_statements: StatementEntries = StatementEntries()
    books: tuple[ExampleBook, ...]


def example_ids() -> tuple[str, ...]:
    """The ids of all examples, in order."""
    folder = templates_folder() / "examples"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_example(id: str) -> Example:
    """An example by its id; BrokenFramework where there is none or it has mistakes."""
    path = templates_folder() / "examples" / f"{id}.toml"
    if not path.is_file():
        raise BrokenFramework(f"没有名为“{id}”的示例。")
    data: object = {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        return Example.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise BrokenFramework(f"示例 {id}.toml 不是正确的 TOML 文件，{toml_mistake(error)}。") from None
    except ValidationError as error:
        mistakes = [*validation_mistakes(error, data)]
        lines = [f"  {place_of(mistake.location, data)}：{mistake.words}" for mistake in mistakes]
        raise BrokenFramework(f"示例 {id}.toml 有 {len(lines)} 处错误：\n" + "\n".join(lines)) from None
