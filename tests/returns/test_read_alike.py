"""The short way through a returned workbook: what it reports is what the parser and a form read anew make of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from blank_templates import SUMMED_UP
from jixiao.consolidate.returns.records import arrival_text
from jixiao.hosts.intake import reading
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.xlsx import shared_strings, sheet_reader
from jixiao.model.cells import Area, CellRef
from jixiao.read.alike_tables import Read
from jixiao.read.known_tables import KnownTables
from jixiao.read.locate import Located, located_at
from jixiao.read.pages import Page
from returns.collection import generate


@contextmanager
def the_long_way(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every sheet by the parser, and every table anew."""

    def nothing(*_: object, **__: object) -> None:
        return None

    def anew(
        known: KnownTables, page: Page, area: Area, grade: CellRef, read: Callable[[Located], Read]
    ) -> Read | None:
        located = located_at(page, area, known._vocabulary)
        return None if located is None else read(located)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_of_figures", nothing)
        patch.setattr(reading, "form_sheets", nothing)
        patch.setattr(sheet_reader, "read_plain_sheet", nothing)
        patch.setattr(shared_strings, "plain_strings", nothing)
        patch.setattr(KnownTables, "table", anew)
        yield


def arrivals(candidates: list[Candidate]) -> list[str]:
    return [arrival_text(reading.read_arrival(candidate)) for candidate in candidates]


@pytest.mark.parametrize("count", [4, pytest.param(400, marks=pytest.mark.long)])
@pytest.mark.parametrize("template", SUMMED_UP)
def test_submissions_are_those_of_the_long_way(
    template: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(tmp_path / "clean", count, 3, template)
    generate(tmp_path / "mixed", count, 4, template, mixed=True, damaged=0.3)
    candidates = [*discover([str(tmp_path)])]
    assert len(candidates) >= 2 * count
    first = arrivals(candidates)
    again = arrivals(candidates[::-1])[::-1]
    with the_long_way(monkeypatch):
        long = arrivals(candidates)
    assert first == long
    assert again == long
