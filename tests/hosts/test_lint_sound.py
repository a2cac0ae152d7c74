"""The lint is silent on sound workbooks: a false alarm is worse than a fault that is missed."""

from pathlib import Path
from time import process_time

import openpyxl
import pytest
from sound_workbooks import IN_ALL, sound_workbooks

from blank_templates import SUMMED_UP
from jixiao.hosts.cli.demo import make_example
from jixiao.hosts.xlsx.lint import lint_file
from jixiao.template.blueprint import summary_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import source_ids
from office import recalculate
from workbooks import EXAMPLE

TEMPLATES = sorted((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx"))
SECONDS = 0.15


def told(paths: list[Path]) -> list[str]:
    return [f"{path.name} {fault.kind.code} {fault.message}" for path in paths for fault in lint_file(path)]


def test_templates_are_sound_and_looked_at_in_a_moment() -> None:
    assert len(TEMPLATES) == len(source_ids())
    for path in TEMPLATES:
        fastest = min(seconds(path) for _ in range(3))
        assert fastest < SECONDS, f"{path.name}: {fastest:.3f} s"


def seconds(path: Path) -> float:
    start = process_time()
    assert told([path]) == []
    return process_time() - start


OTHERS = [pytest.param(id, marks=pytest.mark.long) for id in example_ids() if id != EXAMPLE]


@pytest.mark.parametrize("id", [EXAMPLE, *OTHERS])
def test_what_the_demo_makes_is_sound(id: str, tmp_path: Path) -> None:
    make_example(load_example(id), tmp_path)
    made = sorted(tmp_path.rglob("*.xlsx"))
    assert made
    assert told(made) == []


def test_summary_workbook_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(build_workbook(summary_blueprint(SUMMED_UP[0], 12)))
    assert told([path]) == []


def test_workbooks_of_other_libraries_are_sound(tmp_path: Path) -> None:
    assert told(sound_workbooks(tmp_path)) == []


def test_templates_that_openpyxl_saved_are_sound(tmp_path: Path) -> None:
    again = [tmp_path / path.name for path in TEMPLATES]
    for path, copy in zip(TEMPLATES, again, strict=True):
        openpyxl.load_workbook(path).save(copy)
    assert told(again) == []


@pytest.mark.office
@pytest.mark.parametrize("left_out", [IN_ALL, pytest.param((), marks=pytest.mark.long)], ids=["together", "each"])
def test_workbooks_that_libreoffice_saved_are_sound(left_out: tuple[str, ...], tmp_path: Path) -> None:
    made = [path for path in sound_workbooks(tmp_path) if path.stem not in left_out]
    assert told(recalculate([*TEMPLATES[:1], *made], tmp_path / "lo")) == []
