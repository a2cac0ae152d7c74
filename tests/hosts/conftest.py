"""One LibreOffice for all tests of this folder; where it cannot run, they are left out. In CI they must run."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from live_office import missing, running_office, write_profile


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ours = [item for item in items if "office" in getattr(item, "fixturenames", ())]
    if not ours or os.environ.get("CI") or not missing():
        return
    config.hook.pytest_deselected(items=ours)
    items[:] = [item for item in items if item not in ours]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    profile = tmp_path_factory.mktemp("profile")
    write_profile(profile)
    with running_office(profile) as context:
        yield context
