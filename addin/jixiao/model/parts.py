"""The small parts that a framework file is made of: identifiers, labels, points, formulas."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from jixiao.model.formula import Formula, parse_formula


def _formula(text: object) -> object:
    if not isinstance(text, str):
        raise ValueError('公式应写成文字，例如 "round(a / b, 4)"')
    return parse_formula(text)


def _decimal(number: object) -> object:
    return Decimal(number) if isinstance(number, int) and not isinstance(number, bool) else number


FormulaText = Annotated[Formula, BeforeValidator(_formula)]
Points = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, le=1000)]
Share = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=-100, le=100)]
"""A share of one: 0.9 stands for 90 %."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Label = Annotated[str, Field(min_length=1, max_length=200)]
Labels = Annotated[tuple[Label, ...], Field(min_length=1)]
Prose = Annotated[str, Field(max_length=1000)]


class Part(BaseModel):
    """A table of the file: nothing unknown in it, nothing to be changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def must_fall(labels: Sequence[str], starts: Sequence[Decimal]) -> None:
    """ValueError unless each start is lower than the one before, and the last one is 0: no gap, no overlap."""
    for number in range(1, len(starts)):
        if starts[number] >= starts[number - 1]:
            above, here = f"“{labels[number - 1]}”的 {starts[number - 1]}", f"“{labels[number]}”从 {starts[number]} 起"
            raise ValueError(f"各档应从高到低排列：{here}，不低于前一档{above}")
    if starts[-1] != 0:
        raise ValueError(f"最低一档“{labels[-1]}”从 {starts[-1]} 起，{starts[-1]} 以下没有档；最低一档应从 0 起")


class Direction(StrEnum):
    """Which way is better: a higher value (正向) or a lower one (反向)."""

    UP = "up"
    DOWN = "down"


Columns = Mapping[str, Labels]
"""Role → the headings that its column may have, the printed one first."""


def with_roles(known: Collection[str], needed: Collection[str]) -> Callable[[Columns], Columns]:
    """What a table of columns must satisfy: all ``needed`` roles are there, and none that is not ``known``."""

    def check(columns: Columns) -> Columns:
        """The columns as they are. Raises ValueError, one sentence, where roles are missing or unknown."""
        missing, unknown = [r for r in needed if r not in columns], [c for c in columns if c not in known]
        problems = [f"缺少列 {'、'.join(missing)}"] if missing else []
        if unknown:
            free = "、".join(role for role in known if role not in columns)
            problems.append(f"没有 {'、'.join(unknown)} 这样的列" + (f"，还可以用的是 {free}" if free else ""))
        if problems:
            raise ValueError("；".join(problems))
        return columns

    return check
