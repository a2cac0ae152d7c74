"""The office programs do what the other tests take for granted."""

from pathlib import Path

import pytest
import xlsxwriter

import office
from office import OfficeError, formula_values, recalculate, render

pytestmark = pytest.mark.office


def build(path: Path, stale: object = 0) -> Path:
    """A workbook of two printed pages whose cached result is wrong."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        sheet.write("A1", 40)
        sheet.write_formula("A2", "=A1+2", None, stale)
        sheet.set_h_pagebreaks([1])
    return path


def test_formula_values_are_what_the_file_keeps(tmp_path: Path) -> None:
    assert formula_values(build(tmp_path / "a.xlsx", stale=7)) == {("自评表", "A2"): 7}


def test_recalculation_replaces_stale_results(tmp_path: Path) -> None:
    sources = [build(tmp_path / "甲.xlsx"), build(tmp_path / "乙.xlsx", stale="")]
    made = recalculate(sources, tmp_path / "out")
    assert [path.name for path in made] == ["甲.xlsx", "乙.xlsx"]
    assert [formula_values(path) for path in made] == [{("自评表", "A2"): 42}] * 2


def test_pages_become_pictures_in_order(tmp_path: Path) -> None:
    pages = render(build(tmp_path / "表.xlsx"), tmp_path / "out", dpi=40)
    assert [page.name for page in pages] == ["表-page-1.png", "表-page-2.png"]
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


def test_unreadable_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"made no missing\.xlsx"):
        recalculate([tmp_path / "missing.xlsx"], tmp_path / "out")


def test_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OfficeError, match="soffice is not installed"):
        recalculate([build(tmp_path / "a.xlsx")], tmp_path / "out")


def test_program_that_hangs_is_ended() -> None:
    with pytest.raises(OfficeError, match=r"sleep took longer than 0\.2 s"):
        office._run(["sleep", "20"], seconds=0.2)


def test_source_is_never_overwritten(tmp_path: Path) -> None:
    source = build(tmp_path / "a.xlsx")
    with pytest.raises(ValueError, match="folder of a source"):
        recalculate([source], tmp_path)
    with pytest.raises(ValueError, match="same name"):
        recalculate([source, tmp_path / "b" / "a.xlsx"], tmp_path / "out")
