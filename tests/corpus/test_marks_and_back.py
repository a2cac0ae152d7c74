"""On every workbook of the corpus: marks touch what they must, ``clear`` restores every part, ``undo`` every byte."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from corpus.all_kinds import KINDS
from corpus.kind import Kind
from corpus.proof import clear, mark, packed_members, parts_for_marks, passport_of
from corpus.saved import SAVED_BY_LIBREOFFICE, saved_by_libreoffice
from jixiao.hosts.history.undo import undo
from jixiao.hosts.xlsx.lint import lint_file
from package_parts import inflated
from validator import sdk_problems, sdk_program

IN_DEFAULT = [kind.name for kind in KINDS if kind.default]
IN_DEFAULT_BY_THE_SDK = ["everything", "slicers", "ours_as_excel_saves", "ours_with_extras"]


def named_cases(in_default: Sequence[str]) -> list[ParameterSet]:
    """All kinds, those of other names in the long tests only."""
    marks = {kind: () if kind.name in in_default else pytest.mark.long for kind in KINDS}
    return [pytest.param(kind, id=kind.name, marks=marks[kind]) for kind in KINDS]


@pytest.mark.parametrize("kind", named_cases(IN_DEFAULT))
def test_the_file_comes_back(kind: Kind, tmp_path: Path) -> None:
    path = kind.made_in(tmp_path)
    if kind.refused:
        refuses(path)
        return
    marks_touch_only_what_they_must(path)
    clear_restores_every_part_and_undo_every_byte(path)


@pytest.mark.office
@pytest.mark.parametrize("count", [2, pytest.param(len(SAVED_BY_LIBREOFFICE), marks=pytest.mark.long)])
def test_files_saved_by_libreoffice_come_back(count: int, tmp_path: Path) -> None:
    paths = saved_by_libreoffice(tmp_path, SAVED_BY_LIBREOFFICE[:count])
    assert len(paths) == count
    for path in paths:
        before = sdk_problems(path)
        marks_touch_only_what_they_must(path)
        mark(path)
        assert set(sdk_problems(path)) <= set(before)
        undo(path)
        clear_restores_every_part_and_undo_every_byte(path)


def refuses(path: Path) -> None:
    before = path.read_bytes()
    assert mark(path) == 2
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def marks_touch_only_what_they_must(path: Path) -> None:
    original, before, faults = path.read_bytes(), packed_members(path), faults_of(path)
    allowed = parts_for_marks(path)
    assert mark(path) in (0, 1)
    after = packed_members(path)
    assert {name for name in before if before[name] != after.get(name)} <= allowed
    assert before.keys() <= after.keys()
    assert path.read_bytes() != original
    assert faults_of(path) <= faults
    undo(path)
    assert path.read_bytes() == original


def clear_restores_every_part_and_undo_every_byte(path: Path) -> None:
    original, before, passport = path.read_bytes(), inflated(path), passport_of(path)
    mark(path)
    clear(path)
    after = inflated(path)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} <= {passport}
    undo(path, 2)
    assert path.read_bytes() == original


def faults_of(path: Path) -> set[str]:
    return {fault.message for fault in lint_file(path)}


@pytest.mark.skipif(sdk_program() is None, reason="the Open XML SDK validator is not installed")
@pytest.mark.parametrize("kind", named_cases(IN_DEFAULT_BY_THE_SDK))
def test_the_open_xml_sdk_says_nothing_new(kind: Kind, tmp_path: Path) -> None:
    path = kind.made_in(tmp_path)
    before = set(sdk_problems(path))
    mark(path)
    assert set(sdk_problems(path)) <= before
