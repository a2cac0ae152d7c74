"""``blank``: the test runs once for every template with a 自评表; ``any_blank``: for those of accounts, too."""

from pathlib import Path

import pytest

from blank_templates import EVALUATIONS, Blank, blank_of
from jixiao.template.source import source_ids


@pytest.fixture(scope="session")
def blanks_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(params=source_ids())
def any_blank(request: pytest.FixtureRequest, blanks_folder: Path) -> Blank:
    return blank_of(request.param, blanks_folder)


@pytest.fixture(params=EVALUATIONS)
def blank(request: pytest.FixtureRequest, blanks_folder: Path) -> Blank:
    return blank_of(request.param, blanks_folder)
