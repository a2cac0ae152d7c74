"""Where LibreOffice has no screen to appear on, its tests are left out. In CI they must run."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import live_screen
from live_office import missing

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ours = [item for item in items if item.path.is_relative_to(HERE) and item.get_closest_marker("office")]
    if not ours or os.environ.get("CI") or not missing(("soffice", "unopkg", *live_screen.PROGRAMS)):
        return
    config.hook.pytest_deselected(items=ours)
    items[:] = [item for item in items if item not in ours]


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
