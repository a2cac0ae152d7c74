"""What is read for a roundup in a hurry is what a whole reading gives: every sheet, every live cell, nothing kept."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from blank_templates import EVALUATIONS
from corpus.all_kinds import KINDS
from corpus.kind import Kind
from jixiao import flow
from jixiao.consolidate.returns import extract
from jixiao.consolidate.returns.submission import Submission
from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.reading import read_arrival
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from random_entries import random_entries
from returns.collection import generate


def whole(path: Path) -> Submission | None:
    try:
        return extract.submission_of(flow.review_book(read_book(path)), path.name)
    except JixiaoError:
        return None


def hurried(path: Path) -> Submission | None:
    status = path.stat()
    arrival = read_arrival(Candidate(path.name, str(path), status.st_size, status.st_mtime))
    return replace(arrival, digest="", modified="") if isinstance(arrival, Submission) else None


def agree(paths: Iterable[Path]) -> int:
    count = 0
    for path in paths:
        assert hurried(path) == whole(path), path
        count += 1
    return count


def filled(template: str, seed: int, folder: Path) -> Path:
    plan = evaluation_blueprint(template)
    path = folder / f"{template}_{seed}.xlsx"
    path.write_bytes(build_workbook(plan, random_entries(plan, random.Random(seed))))
    return path


@pytest.mark.parametrize("template", EVALUATIONS)
def test_random_entries(tmp_path: Path, template: str) -> None:
    assert agree([filled(template, 0, tmp_path)]) == 1


@pytest.mark.long
@pytest.mark.parametrize("template", EVALUATIONS)
def test_many_random_entries(tmp_path: Path, template: str) -> None:
    agree(filled(template, seed, tmp_path) for seed in (1, 2, *range(100, 400)))


def collection(folder: Path, count: int, template: str, seed: int = 1) -> list[Path]:
    generate(folder, count, seed, template, mixed=True, damaged=0.1)
    return sorted(path for path in folder.rglob("*.xlsx") if path.is_file())


def test_returned_workbooks(tmp_path: Path) -> None:
    assert agree(collection(tmp_path, 40, EVALUATIONS[0])) > 15


@pytest.mark.long
@pytest.mark.parametrize("template", EVALUATIONS)
def test_many_returned_workbooks(tmp_path: Path, template: str) -> None:
    agree(collection(tmp_path, 300, template, seed=7))


@pytest.mark.long
@pytest.mark.parametrize("one", KINDS, ids=str)
def test_odd_workbooks(tmp_path: Path, one: Kind) -> None:
    agree([one.made_in(tmp_path)])
