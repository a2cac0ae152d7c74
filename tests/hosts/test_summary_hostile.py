"""Names, reasons and hidden texts of anyone's making: the 汇总表 stays sound, trace stays calm."""

import json
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from consolidations import department, expected, noted, set_aside, with_origins
from jixiao import flow
from jixiao.consolidate.attention import profiles_of
from jixiao.consolidate.consolidation import Consolidation, Note, Row
from jixiao.consolidate.sheets.carried import KEY, read_carried
from jixiao.consolidate.summary.trace import trace
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.roundup.summary_file import write_summary
from jixiao.hosts.roundup.tracing import trace_cell
from jixiao.model.book import with_edits
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.read.cargo import cargo_edits, read_cargo
from summaries import DONGHU
from validator import validate
from workbook_lint import lint

_TEXTS = ("=1+1", "@SUM(A1)", '"引号"', "'撇号'", "甲&乙<丙>", "a\nb\r\nc", "\x01\x07", "_x0041_", "长" * 400, " 甲 ",
          "http://x.y", "C:\\甲", "#REF!", "1#楼", "\U0001f600", "TRUE", "0012")  # fmt: skip


def hostile(seed: int, units: int = 8) -> Consolidation:
    """A department whose names, files, words and reasons are out to break something."""
    chance = random.Random(seed)

    def changed(row: Row) -> Row:
        figures = {**row.figures, "executed": chance.choice([Missing.BLANK, Missing.NIL, Decimal("1e9"), Decimal(-3)])}
        row = replace(row, unit=f"{chance.choice(_TEXTS)}{chance.randrange(10**6)}", figures=figures,
                      findings=(noted("R001"), noted("?")), grade=chance.choice(["", "优", *_TEXTS]))  # fmt: skip
        row = with_origins(row)
        file = f"{chance.choice(_TEXTS)}/{chance.choice(_TEXTS)}.zip/{chance.choice(_TEXTS)}.xlsx"
        return replace(
            row, origins=tuple(replace(origin, file=file, how=chance.choice(_TEXTS)) for origin in row.origins)
        )

    found = department(units, dict.fromkeys(range(0, units, 2), changed), seed)
    found = replace(
        found, rows=tuple(changed(row) if number % 2 == 0 else row for number, row in enumerate(found.rows))
    )
    aside = tuple(set_aside(chance.choice(_TEXTS), chance.choice([*_TEXTS, "长" * 40_000]), unit=chance.choice(_TEXTS))
                  for _ in range(5))  # fmt: skip
    return replace(found, not_counted=aside, missing=(replace(expected(1), name=chance.choice(_TEXTS)),), expected=99,
                   department=chance.choice(_TEXTS),
                   notes=tuple(Note(text, text, text) for text in _TEXTS))  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_workbook_is_sound_and_a_second_run_changes_nothing(seed: int, tmp_path: Path) -> None:
    path, found = tmp_path / "汇总.xlsx", hostile(seed)
    write_summary(path, found, profiles_of(found), DONGHU)
    assert (validate([path]), lint(path)) == ([], [])
    before = path.read_bytes()
    write_summary(path, found, profiles_of(found), DONGHU)
    assert path.read_bytes() == before
    other = hostile(seed + 100)
    write_summary(path, replace(found, not_counted=other.not_counted[:2], notes=()), (), DONGHU)
    assert (validate([path]), lint(path)) == ([], [])


def test_every_cell_can_be_traced_whatever_stands_there(tmp_path: Path) -> None:
    path, found = tmp_path / "汇总.xlsx", hostile(3)
    write_summary(path, found, profiles_of(found), DONGHU)
    review = flow.review_book(read_book(path))
    for row in range(1, 20):
        for column in range(1, 9):
            assert trace(review, CellRef("汇总表", row, column)).how
    trace_cell(path, "D15")


_BAD: tuple[Any, ...] = (None, -1, 10**9, "", "x", "NaN", "1e999999", "9" * 5000, "!NOPE", [], {}, ["a"], True, 1.5)


@pytest.mark.parametrize("seed", range(40))
def test_hidden_text_is_believed_only_where_we_could_have_written_it(seed: int, tmp_path: Path) -> None:
    chance, path = random.Random(seed), tmp_path / "汇总.xlsx"
    book = _clean(path)
    record = json.loads(read_cargo(book, KEY))
    spot: Any = record
    while True:
        keys = [*spot] if isinstance(spot, dict) else [*range(len(spot))]
        key = chance.choice(keys)
        if not isinstance(spot[key], dict | list) or not spot[key] or chance.random() < 0.2:
            break
        spot = spot[key]
    spot[key] = chance.choice(_BAD)
    edited = with_edits(book, cargo_edits(book, {KEY: json.dumps(record, ensure_ascii=False)}))
    read_carried(edited)
    review = flow.review_book(edited)
    for at in (CellRef("汇总表", row, column) for row in (5, 6, 11) for column in range(1, 8)):
        assert trace(review, at).how


_made: list[bytes] = []


def _clean(path: Path) -> Any:
    if not _made:
        write_summary(path, department(3), template=DONGHU)
        _made.append(path.read_bytes())
    path.write_bytes(_made[0])
    return read_book(path)


def test_paths_inside_lead_to_no_other_machine(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    book = _clean(path)
    record = json.loads(read_cargo(book, KEY))
    for number, target in enumerate(("//server/share/a.xlsx", "\\\\server\\share\\a.xlsx", "http://x.y/a.xlsx")):
        record["files"][number][0] = record["files"][number][2] = target
    write_edits(path, [*cargo_edits(book, {KEY: json.dumps(record, ensure_ascii=False)})])
    states = [trace_cell(path, f"C{row}").verdict.state.value for row in (5, 6, 7)]  # type: ignore[union-attr]
    assert states == ["not_found"] * 3
