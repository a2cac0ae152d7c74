"""A folder of returned workbooks and the 汇总表 made of it, as ``roundup`` does it."""

from decimal import Decimal
from pathlib import Path

from jixiao.consolidate.attention import profiles_of
from jixiao.consolidate.collection import InMemory
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.plan import Plan
from jixiao.hosts.intake.reading import read_arrival
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.roundup.summary_file import Written, typed_scores, write_summary
from jixiao.hosts.roundup.tracing_paths import locator
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from unit_workbooks import unit_entries

DONGHU = "donghu_department_2021"


def put(folder: Path, name: str, budget: int, executed: int, score: int, template: str = DONGHU) -> Path:
    """A unit's workbook in a folder."""
    plan, path = evaluation_blueprint(template), folder / f"{name}.xlsx"
    folder.mkdir(parents=True, exist_ok=True)
    save_workbook(plan, path, unit_entries(plan, name, budget, executed, score))
    return path


def summed_up(
    folder: Path, *, checked: bool = False, plan: Plan | None = None, but: Path | None = None
) -> Consolidation:
    """What a folder comes to."""
    candidates = discover([str(folder)], without=[but] if but else [])
    return consolidate(InMemory([read_arrival(candidate, checked) for candidate in candidates]), plan)


def write(path: Path, consolidation: Consolidation, folder: Path, template: str = DONGHU) -> Written:
    """The 汇总表 of a consolidation, new or in place."""
    profiles = profiles_of(consolidation, typed_scores(path))
    return write_summary(path, consolidation, profiles, template, locate=locator([str(folder)], path))


def three_units(folder: Path) -> None:
    """甲站, 乙站 and 丙站 return their workbooks."""
    for name, budget, executed, score in (("甲站", 100, 80, 90), ("乙站", 300, 270, 98), ("丙站", 50, 50, 70)):
        put(folder, name, budget, executed, score)


def decimal(value: object) -> Decimal:
    """A cell's number."""
    assert isinstance(value, Decimal)
    return value
