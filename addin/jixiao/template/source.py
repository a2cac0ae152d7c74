"""Template sources: which framework a workbook carries and the texts around its tables."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import jixiao
from jixiao.errors import BrokenFramework


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Instruction(_Part):
    """One section of the 填报说明 sheet."""

    heading: str
    lines: tuple[str, ...]


class Source(_Part):
    """One template: its id, its framework and the texts and sizes of its sheets."""

    id: str
    framework: str
    title: str
    summary_rows: Annotated[int, Field(ge=1, le=2000)]
    evidence_rows: Annotated[int, Field(ge=1, le=200)]
    notes: tuple[str, ...]
    summary_notes: tuple[str, ...]
    instructions: tuple[Instruction, ...]


def templates_folder() -> Traversable:
    """The folder workbook_templates: installed beside the package, or at the root of a checkout."""
    checkout = Path(jixiao.__file__).parents[2] / "workbook_templates"
    return checkout if (checkout / "sources").is_dir() else files("jixiao.workbook_templates")


def source_ids() -> tuple[str, ...]:
    """The ids of all template sources, in order."""
    folder = templates_folder() / "sources"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_source(id: str) -> Source:
    """A template source by its id; BrokenFramework where there is none or it has mistakes."""
    if id not in source_ids():
        raise BrokenFramework(f"没有名为“{id}”的模板；现有的是：{'、'.join(source_ids())}。")
    text = (templates_folder() / "sources" / f"{id}.toml").read_text(encoding="utf-8")
    try:
        return Source.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BrokenFramework(f"模板 {id}.toml 有错误：{error}") from None
