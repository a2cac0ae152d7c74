"""The templates' live formulas and the engine are two readings of one tree: LibreOffice must find the same numbers.

For every template: workbooks of random entries, the published examples and a blank one; every formula cell of each.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from jixiao import flow
from jixiao.frameworks.load import load_framework
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit, Value
from jixiao.model.cells import CellRef
from jixiao.read.form import choose_framework, read_form
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import load_source, source_ids
from office import recalculate
from random_entries import random_entries

SEED = 20211231
FEWEST_FORMULAS = 150
"""A self-evaluation workbook has at least so many formula cells."""

AT_ONCE = 100
"""So many files for one LibreOffice process: it gives up silently after some 250."""


def typed_in(plan: Blueprint, entries: Mapping[CellRef, Value], path: Path) -> Path:
    """A workbook as a user leaves it: typed into the blank template, computed, checked and marked."""
    save_workbook(plan, path)
    write_edits(path, [Edit(at, value) for at, value in entries.items()])
    write_edits(path, flow.fill(read_book(path)))
    review, report = flow.check(read_book(path))
    write_edits(path, flow.mark(review, report))
    return path


def built_in(plan: Blueprint, entries: Mapping[CellRef, Value], path: Path) -> Path:
    """A workbook as the builder writes it with its entries, never computed since."""
    save_workbook(plan, path, entries)
    return path


def random_books(template: str, count: int, folder: Path) -> Iterator[Path]:
    plan, chance = evaluation_blueprint(template), random.Random(f"{SEED} {template}")
    for number in range(count):
        made = built_in if number % 2 else typed_in
        yield made(plan, random_entries(plan, chance), folder / f"{template}.{number}.xlsx")


def published_books(template: str, folder: Path, most: int | None = None) -> Iterator[Path]:
    """The blank workbook, and at most so many of each example both ways."""
    plan = evaluation_blueprint(template)
    yield built_in(plan, {}, folder / f"{template}.blank.xlsx")
    for id in example_ids():
        example = load_example(id)
        for number, book in enumerate(example.books[:most] if example.template == template else ()):
            entries = example_entries(plan.form, book, example.year)
            yield typed_in(plan, entries, folder / f"{template}.{id}_{number}_typed.xlsx")
            yield built_in(plan, entries, folder / f"{template}.{id}_{number}_built.xlsx")


def books_of_all_templates(count: int, folder: Path, published: int | None = None) -> list[Path]:
    return [
        path
        for template in source_ids()
        for path in (*random_books(template, count, folder), *published_books(template, folder, published))
    ]


def compare(paths: Sequence[Path], again: Sequence[Path]) -> Counter[str]:
    """Every formula cell of every workbook, as the engine left it and as LibreOffice has it: how many by template."""
    compared = Counter[str]()
    for path, other in zip(paths, again, strict=True):
        ours, theirs = formula_cells(path), formula_cells(other)
        assert ours.keys() == theirs.keys(), f"{path.name}: LibreOffice keeps other formula cells"
        for at, value in ours.items():
            assert value == theirs[at], f"{path.name} {at}: 引擎 {value!r}，LibreOffice {theirs[at]!r}"
        assert len(ours) >= FEWEST_FORMULAS
        compared[path.name.partition(".")[0]] += len(ours)
    return compared


def formula_cells(path: Path) -> dict[CellRef, Value]:
    """The results that the file keeps for its formulas, numbers to 15 digits; an empty text is no text."""
    return {
        CellRef(sheet.name, row, column): None if cell.value == "" else cell.value
        for sheet in read_book(path).sheets.values()
        for (row, column), cell in sheet.cells.items()
        if cell.formula is not None
    }


def report(compared: Counter[str], books: int) -> None:
    for template, count in compared.items():
        print(f"{template}: {count:,} formula cells compared, none differs")
    print(f"in all: {compared.total():,} formula cells of {books} workbooks")


@pytest.mark.office
def test_libreoffice_finds_the_engines_numbers(tmp_path: Path) -> None:
    paths = books_of_all_templates(2, tmp_path, published=1)
    again = recalculate(paths, tmp_path / "out")
    report(compare(paths, again), len(paths))
    for path, other in zip(paths, again, strict=True):
        book, saved = read_book(path), read_book(other)
        framework = load_framework(load_source(path.name.partition(".")[0]).framework)
        assert choose_framework(saved) == choose_framework(book) == framework
        assert read_form(saved, framework) == read_form(book, framework), path.name


@pytest.mark.long
@pytest.mark.office
def test_libreoffice_finds_the_engines_numbers_over_many_random_inputs(tmp_path: Path) -> None:
    paths = books_of_all_templates(60, tmp_path)
    again = [path for some in batched(paths, AT_ONCE) for path in recalculate(some, tmp_path / "out", seconds=600)]
    report(compare(paths, again), len(paths))


def batched(paths: Sequence[Path], size: int) -> list[Sequence[Path]]:
    return [paths[start : start + size] for start in range(0, len(paths), size)]
