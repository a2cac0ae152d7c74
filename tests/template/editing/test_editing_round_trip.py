"""Each framework of the project comes back from its editing workbook as it was, and gives the same template."""

from pathlib import Path

import pytest

from editing_books import compiled, editing_book, written
from jixiao.frameworks.load import carried_text, load_framework, parse_framework
from jixiao.frameworks.plain import plain
from jixiao.frameworks.toml_text import framework_toml, toml_text
from jixiao.hosts.file import read_book
from jixiao.template.blueprint import blueprint_of, evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.finished import pack_info
from jixiao.template.source import load_source, parse_source, source_ids
from office import recalculate
from validator import validate
from workbook_lint import lint


@pytest.mark.parametrize("id", source_ids())
def test_framework_and_source_come_back(id: str) -> None:
    found = compiled(editing_book(id))
    assert found.source == load_source(id)
    law = load_framework(found.source.framework)
    assert found.framework == law
    if law.scoring_table is not None:  # tables are equal whatever the order of their keys
        assert [*found.framework.indicators.columns] == [*law.indicators.columns]


@pytest.mark.parametrize("id", source_ids())
def test_rebuilt_template_has_the_same_parts(id: str) -> None:
    found = compiled(editing_book(id))
    rebuilt = build_workbook(blueprint_of(found.source, found.framework, framework_toml(found.framework)))
    original = pack_info(build_workbook(evaluation_blueprint(id)))
    assert list(pack_info(rebuilt)) == list(original)
    assert pack_info(rebuilt) == original


@pytest.mark.parametrize("id", source_ids())
def test_text_of_a_framework_gives_it_again(id: str) -> None:
    source = load_source(id)
    framework = load_framework(source.framework)
    assert parse_framework(carried_text(framework.id), id) == framework
    assert framework_toml(parse_framework(carried_text(framework.id), id)) == carried_text(framework.id)
    assert parse_source(toml_text(plain(source)), id) == source


@pytest.mark.parametrize("id", source_ids())
def test_same_framework_gives_the_same_workbook(id: str) -> None:
    assert pack_info(written(id)) == pack_info(written(id))


def test_editing_workbooks_are_valid(tmp_path: Path) -> None:
    paths = []
    for id in source_ids():
        paths.append(tmp_path / f"{id}.xlsx")
        paths[-1].write_bytes(written(id))
    assert validate(paths) == []
    assert [fault for path in paths for fault in lint(path)] == []


@pytest.mark.office
def test_saved_by_another_program_it_still_says_the_same(tmp_path: Path) -> None:
    """One process for all: LibreOffice opens each workbook and saves it anew."""
    paths = []
    for id in source_ids():
        paths.append(tmp_path / f"{id}.xlsx")
        paths[-1].write_bytes(written(id))
    for path in recalculate(paths, tmp_path / "saved"):
        found = compiled(read_book(path, with_formulas=True))
        assert found.source == load_source(path.stem)
        assert found.framework == load_framework(found.source.framework)
