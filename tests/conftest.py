"""Tests that need LibreOffice are left out where it is not installed, and the run says so. In CI they must run.

Generated inputs are the same in every run; ``HYPOTHESIS_PROFILE=random`` draws new ones. No input has a deadline: the
first one loads what the others find loaded, and a busy machine is no fault of the code.
"""

import gc
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from jixiao.hosts import placing
from sharing_out import longest_first, scheduler

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("random", print_blob=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

PROGRAMS = ("soffice", "pdftoppm")


@pytest.fixture(autouse=True)
def _own_pages(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages to look at stay out of the folder of whoever runs the tests."""
    pages = cache(lambda: tmp_path_factory.mktemp("pages"))
    monkeypatch.setattr(placing, "pages_folder", lambda machine: pages())


def pytest_collection_finish() -> None:
    """Thousands of tests and the workbooks kept for them stay to the end: seldom look whether they are garbage."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of one published example as ``jixiao demo`` makes them; tests only read them or copy them."""
    from jixiao.hosts.cli.demo import make_example  # imported here: most tests do without
    from jixiao.template.examples import load_example
    from workbooks import EXAMPLE

    folder = tmp_path_factory.mktemp("demo")
    make_example(load_example(EXAMPLE), folder)
    return folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return scheduler(config, log) if config.getoption("dist") == "load" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = longest_first(items)
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if not missing or os.environ.get("CI"):
        return
    office = [item for item in items if item.get_closest_marker("office")]
    config.hook.pytest_deselected(items=office)
    items[:] = [item for item in items if item not in office]


def pytest_report_header() -> list[str]:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    return [f"没有 {'、'.join(missing)}：用 LibreOffice 复核的测试不运行"] if missing else []
