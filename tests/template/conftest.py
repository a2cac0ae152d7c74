"""``blank``: the test runs once for every template."""

from pathlib import Path

import pytest

from blank_templates import Blank, blank_of
from jixiao.template.source import source_ids


@pytest.fixture(scope="session")
def blanks_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(params=source_ids())
def blank(request: pytest.FixtureRequest, blanks_folder: Path) -> Blank:
    return blank_of(request.param, blanks_folder)
