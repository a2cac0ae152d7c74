"""The cases of the contract: what is pressed, on which workbook, with which answers."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jixiao.actions import ACTIONS
from jixiao.frameworks.load import load_framework
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import load_source, source_ids

BLANK, RANDOM, SUMMARY = "blank", "random", "summary"


@dataclass(frozen=True, eq=False)
class Case:
    """A button and how it is pressed; see ``cases.toml``."""

    button: str
    name: str = ""
    ready: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    at: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    own_words: bool = False
    only_open: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its name, else that of its button."""
        return self.name or self.button


@dataclass(frozen=True)
class Start:
    """The workbook that a case begins with: of a template; blank, filled at random, its 汇总表, or an example's id."""

    template: str
    filling: str

    def __str__(self) -> str:
        return f"{self.template} {self.filling}"


@cache
def cases() -> tuple[Case, ...]:
    """Those whose buttons there are."""
    written = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
    found = (Case(**{key: tuple(it) if isinstance(it, list) else it for key, it in each.items()}) for each in written)
    return tuple(each for each in found if each.button in {action.name for action in ACTIONS})


def case_of(title: str) -> Case:
    """The case of that title."""
    return next(each for each in cases() if each.title == title)


def starts() -> Iterator[Start]:
    """Every template: blank, filled at random, its 汇总表 alone; and those of the examples with what was published."""
    for template in source_ids():
        has_summary = load_framework(load_source(template).framework).summary_table is not None
        fillings = (BLANK, RANDOM, SUMMARY) if has_summary else (BLANK, RANDOM)
        yield from (Start(template, filling) for filling in fillings)
    for id in example_ids():
        yield Start(load_example(id).template, id)
