"""Marks taken out of a file that was changed meanwhile: what was typed stays, and the rest is as it was."""

import html
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from shutil import rmtree

import openpyxl
import pytest

from corpus.all_kinds import KINDS
from corpus.package import WORKBOOK, Parts, pack, unpacked
from corpus.proof import clear, listing, mark, passport_of
from jixiao.hosts.cli.in_place import fill_file
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.history.names import FOLDER
from jixiao.hosts.xlsx.private_extension import without_note
from jixiao.model.book import Edit, Value
from jixiao.model.cells import CellRef
from office import recalculate
from package_parts import inflated

OURS, FOREIGN = "published_donghu_department_2021", "calculation_settings"
FORM, RESULTS = "自评表", "审核结果"
SOME = ("plain", FOREIGN, "in_utf16", "empty_results_sheet", OURS, "ours_as_excel_saves", "ours_with_shared_messages")


def made(name: str, folder: Path) -> Path:
    return next(kind for kind in KINDS if kind.name == name).made_in(folder)


def type_in(path: Path, value: Value = Decimal("1234.5"), sheet: str = FORM, row: int = 5, column: int = 5) -> None:
    """What a person types, without a program that saves every part anew."""
    write_edits(path, [Edit(CellRef(sheet, row, column), value)])


def restored(path: Path, expected: Path) -> None:
    """All parts of one file are those of another, but for the passport."""
    parts, wanted = inflated(path), inflated(expected)
    assert list(parts) == list(wanted)
    assert {name for name in wanted if parts[name] != wanted[name]} <= {passport_of(path)}


@pytest.mark.parametrize("name", SOME)
def test_figures_typed_between_stay_and_all_else_is_as_without_marks(name: str, tmp_path: Path) -> None:
    path, expected = made(name, tmp_path / "a"), made(name, tmp_path / "b")
    mark(path)
    rmtree(path.parent / FOLDER)
    for each in (path, expected):
        type_in(each)
        type_in(each, "说明", row=60, column=3)
    clear(path)
    restored(path, expected)


@pytest.mark.parametrize("name", SOME)
def test_marked_again_after_a_correction(name: str, tmp_path: Path) -> None:
    """The second list is shorter: rows that the first one added go as well."""
    path, expected = made(name, tmp_path / "a"), made(name, tmp_path / "b")
    mark(path)
    for each in (path, expected):
        type_in(each, Decimal(19), row=11, column=7)
    mark(path)
    mark(path)
    clear(path)
    restored(path, expected)


def test_computed_between(tmp_path: Path) -> None:
    path, expected = made("ours_as_excel_saves", tmp_path / "a"), made("ours_as_excel_saves", tmp_path / "b")
    mark(path)
    for each in (path, expected):
        type_in(each, Decimal(99), row=5, column=4)
        fill_file(each)
    clear(path)
    restored(path, expected)


def test_a_second_clearing_changes_nothing(tmp_path: Path) -> None:
    path = made(OURS, tmp_path)
    mark(path)
    clear(path)
    once = path.read_bytes()
    clear(path)
    assert path.read_bytes() == once


def saved_by_openpyxl(path: Path) -> None:
    openpyxl.load_workbook(path).save(path)


def saved_by_libreoffice(path: Path) -> None:
    (saved,) = recalculate([path], path.parent / "saved")
    path.write_bytes(saved.read_bytes())


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize("save", [saved_by_openpyxl, pytest.param(saved_by_libreoffice, marks=pytest.mark.office)])
@pytest.mark.parametrize("name", [OURS, "plain"])
def test_typed_in_a_program_that_saves_every_part_anew(name: str, save: Callable[[Path], None], tmp_path: Path) -> None:
    path = made(name, tmp_path)
    before = read_book(path)
    mark(path)
    type_in(path)
    save(path)
    clear(path)
    after = read_book(path)
    assert after.cell(CellRef(FORM, 5, 5)).value == Decimal("1234.5")
    if RESULTS in before.sheets:
        assert shown(after, RESULTS) == shown(before, RESULTS)
    else:
        assert shown(after, RESULTS) == {}


def shown(book: object, sheet: str) -> dict[tuple[int, int], Value]:
    cells = book.sheets[sheet].cells  # type: ignore[attr-defined]
    return {at: cell.value for at, cell in cells.items() if cell.value not in (None, "")}


def change(path: Path, graft: Callable[[Parts], None]) -> None:
    parts = unpacked(path)
    graft(parts)
    pack(path, parts)


def results_part(path: Path) -> str:
    entry = listing(path).sheet(RESULTS)
    assert entry is not None and entry.part is not None
    return entry.part


def forge(path: Path, sheet: str, entries: dict[str, object]) -> None:
    """Set entries of the note in a sheet."""
    entry = listing(path).sheet(sheet)
    assert entry is not None and entry.part is not None
    part = entry.part

    def graft(parts: Parts) -> None:
        _, text = without_note(parts[part])
        note = {**json.loads(text), **entries}
        new = html.escape(json.dumps(note), quote=False).encode()
        parts[part] = re.sub(rb"(<jx:before [^>]*>).*(?=</jx:before>)", lambda found: found[1] + new, parts[part])

    change(path, graft)


@pytest.mark.parametrize(
    "entries",
    [
        {"cells": {"A8": '<c r="A8" s="9"><v>7</v></c>', "C8": '<c r="C8" t="s"><v>1</v></c>'}},
        {"cells": {"B8": '<c r="B8"/><c r="C8"><v>7</v></c>', "C8": ""}},
        {"cells": {"C8": "</row>"}},
        {"cells": {"C8": '<c r="C8"/></row><row r="80"><c r="C80"><v>7</v></c>'}},
        {"cells": {"D9": 7, "!": "", "ZZZZ9": "", "E8": "<c>"}},
        {"cells": [], "rows": {"8": '<row r="8" hidden="1"/>', "x": "", "9": "<row>"}, "dimension": ["", 1]},
        {"rows": {"8": '<row r="8"><c r="A8"><v>1</v></c></row><row r="8">'}, "sheetData": "<sheetData/>"},
        {"added": True},
    ],
    ids=str,
)
def test_a_note_that_is_not_true_changes_no_cell(entries: dict[str, object], tmp_path: Path) -> None:
    path = made(OURS, tmp_path)
    before = read_book(path)
    mark(path)
    forge(path, RESULTS, entries)
    clear(path)
    after = read_book(path)
    for sheet in (RESULTS, FORM):
        assert shown(after, sheet) == shown(before, sheet)
        assert after.sheets[sheet].hidden_rows == before.sheets[sheet].hidden_rows


def test_a_note_about_figures_does_not_bring_them_back(tmp_path: Path) -> None:
    """Whoever forges a note cannot have ``clear`` change what was reported."""
    path = made(OURS, tmp_path)
    before = read_book(path)
    mark(path)
    cells = {"D10": '<c r="D10"><v>1</v></c>', "E5": '<c r="E5"><v>9</v></c>', "A2": ""}
    forge(path, FORM, {"cells": cells})
    clear(path)
    assert shown(read_book(path), FORM) == shown(before, FORM)


def test_looks_numbered_anew_keep_their_cells(tmp_path: Path) -> None:
    """A program that keeps unknown extensions but gives the styles other numbers."""
    path = made(OURS, tmp_path)
    mark(path)
    part = results_part(path)

    def renumber(parts: Parts) -> None:
        head, behind = parts[part].split(b"<extLst>")
        parts[part] = (
            re.sub(rb' s="(\d+)"', lambda match: b' s="%d"' % (int(match[1]) - 1), head) + b"<extLst>" + behind
        )

    change(path, renumber)
    looks = re.findall(rb'<c r="A(\d)" s="(\d+)"', inflated(path)[part])
    clear(path)
    assert re.findall(rb'<c r="A(\d)" s="(\d+)"', inflated(path)[part]) == looks


DEFINED = '<definedNames><definedName name="意见">审核结果!$A$1</definedName></definedNames>'


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"</sheets>", b"</sheets>" + DEFINED.encode()), (b"<workbookView ", b'<workbookView activeTab="1" ')],
    ids=["a name", "the window"],
)
def test_an_added_sheet_that_something_leads_to_is_emptied_and_stays(old: bytes, new: bytes, tmp_path: Path) -> None:
    path = made("plain", tmp_path)
    mark(path)
    change(path, lambda parts: parts.update({WORKBOOK: parts[WORKBOOK].replace(old, new, 1)}))
    clear(path)
    assert shown(read_book(path), RESULTS) == {}
    assert new in inflated(path)[WORKBOOK]
