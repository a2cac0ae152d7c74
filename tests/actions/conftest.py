"""A workbook on disk as units have it, checked once for all tests here."""

from pathlib import Path
from shutil import copy

import pytest

from jixiao.hosts.desk.pressing import press_file


@pytest.fixture(scope="session")
def checked_once(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(next(demo.glob("*部门整体自评.xlsx")), tmp_path_factory.mktemp("checked")))
    press_file("check", path)
    return path


@pytest.fixture
def checked(checked_once: Path, tmp_path: Path) -> Path:
    """The department's workbook after 审核: 3 错误, 12 提示, 4 说明."""
    return Path(copy(checked_once, tmp_path))
