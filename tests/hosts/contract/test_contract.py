"""A button does the same in every host: the same cells, words, files and wishes to the host as in the file host.

On Windows with Excel the same cases run in it, too. ``-m long``: every case on every template.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from hosts.contract.contract_cases import Start, cases, starts
from hosts.contract.playing import Play, played, workbook
from hosts.contract.pressing_hosts import InFile, in_double, in_libreoffice, in_real_excel
from hosts.contract.seen import Seen, told_differences
from jixiao.actions import ACTIONS, action
from jixiao.hosts.desk.pressing import ONLY_OPEN

QUICK = (Start("donghu_department_2021", "donghu_2021"), Start("mof10_project_2022", "random"))
NO_EXCEL = "这台电脑不是装有 Excel 和 xlwings 的 Windows：真正的 Excel 里没有试"


def has_excel() -> bool:
    return sys.platform == "win32" and find_spec("xlwings") is not None


def pairs() -> Iterator[object]:
    """Every case on every workbook; each case always on one of the quick ones."""
    for number, case in enumerate(cases()):
        quick = QUICK[0 if case.ready else number % len(QUICK)]
        for start in starts():
            marks = () if start == quick else pytest.mark.long
            yield pytest.param(Play(case, start), id=f"{case.title}, {start}", marks=marks)


every_play = pytest.mark.parametrize("play", [*pairs()])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contract")


@cache
def expected(play: Play, folder: Path) -> Seen:
    """What the file host does, or would do if it had a window."""
    path = workbook(play, folder, "file")
    found, elsewhere = played(InFile(path), play, folder, path), play.case.only_open
    if not elsewhere:
        return found
    assert found.refused == ONLY_OPEN.format(caption=action(play.case.button).caption)
    assert (found.jobs, found.files) == ((), {})
    made = {elsewhere["file"]: Path(elsewhere["file"]).suffix}
    return replace(
        found, refused="", message=elsewhere["message"], jobs=((elsewhere["task"], elsewhere["file"]),), files=made
    )


def test_every_button_has_a_case() -> None:
    assert {case.button for case in cases()} == {each.name for each in ACTIONS}


@every_play
@pytest.mark.office
def test_libreoffice_does_as_the_file_host(office: Any, play: Play, folder: Path) -> None:
    path = workbook(play, folder, "libreoffice")
    with in_libreoffice(office, path) as host:
        found = played(host, play, folder, path)
    assert told_differences(found, expected(play, folder), play.case.own_words) == ""


@every_play
def test_excels_host_does_as_the_file_host(play: Play, folder: Path, tmp_path: Path) -> None:
    path = workbook(play, folder, "double")
    found = played(in_double(path, tmp_path), play, folder, path)
    assert told_differences(found.without_looks(), expected(play, folder).without_looks(), play.case.own_words) == ""


@pytest.mark.skipif(not has_excel(), reason=NO_EXCEL)
@every_play
def test_excel_does_as_the_file_host(play: Play, folder: Path, tmp_path: Path) -> None:
    path = workbook(play, folder, "excel")
    with in_real_excel(path, tmp_path) as host:
        found = played(host, play, folder, path)
    assert told_differences(found.without_looks(), expected(play, folder).without_looks(), play.case.own_words) == ""
