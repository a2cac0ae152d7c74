"""Each planted fault is found under its code and in its place, and nothing is found that was not planted."""

import importlib
import io
import pkgutil
import re
import warnings
import zipfile
from pathlib import Path

import planted_in_cells
import planted_in_layout
import planted_in_workbook
import pytest
from bad_files import zipped
from planting import BOOK, PLANTED, SHEET, Parts, sound_parts

from jixiao.hosts.xlsx import lint
from jixiao.hosts.xlsx.lint import Fault, lint_package
from jixiao.hosts.xlsx.lint.fault import Kind
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal
from package_parts import inflated

assert planted_in_cells and planted_in_layout and planted_in_workbook  # imported for what they register

TEMPLATE = next((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx"))
SHEET_OF_FORM = "xl/worksheets/sheet2.xml"

LIMITS = {"X424": ("layout._MOST_LINKS", 0), "X511": ("formulas.MOST_TEXT", 10)}
"""Found only in workbooks too large to build here, unless these limits are lower."""


def found(parts: Parts) -> tuple[Fault, ...]:
    return lint_package(Package(parts.packed()))


def test_sound_workbook_has_no_fault() -> None:
    assert found(sound_parts()) == ()


@pytest.mark.parametrize("name", PLANTED)
def test_planted_fault_is_found(name: str) -> None:
    planted, parts = PLANTED[name], sound_parts()
    planted.plant(parts)
    faults = found(parts)
    assert (planted.code, True) in [(fault.kind.code, fault.place.startswith(planted.place)) for fault in faults]
    assert {fault.kind.code for fault in faults} <= {planted.code, *planted.also}


def test_member_twice_in_the_archive_is_refused() -> None:
    file = io.BytesIO(sound_parts().packed())
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET, "<worksheet/>")
    with pytest.raises(Refusal) as refused:
        Package(file.getvalue())
    assert refused.value.what == "内部文件重名"


@pytest.mark.parametrize("code", LIMITS)
def test_too_much_is_told(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, limit = LIMITS[code]
    monkeypatch.setattr(f"{lint.__name__}.{name}", limit)
    assert {fault.kind.code for fault in found(sound_parts())} == {code}


IN_OUR_TEMPLATE = {
    "X304": (SHEET_OF_FORM, rb'<c r="A1"', b'<c r="ZZ1"'),
    "X308": (SHEET_OF_FORM, rb' s="3"', b' s="9999"'),
    "X312": (SHEET_OF_FORM, rb't="s"><v>[0-9]+<', b't="s"><v>99999<'),
    "X401": (SHEET_OF_FORM, rb"<mergeCell ref", b'<mergeCell ref="A1:B2"/><mergeCell ref="A1:C3"/><mergeCell ref'),
    "X213": (BOOK, rb'(<definedName name="jx_.*?</definedName>)', rb"\1\1"),
    "X502": (SHEET_OF_FORM, rb"<f>IF\(", b"<f>IF(("),
    "X506": (BOOK, rb"(<definedName name=\"jx_[^>]*>)[^!<]*!", rb"\1NoSuchSheet!"),
}
"""Faults planted in a template of ours: the part, what is found there first, what takes its place."""


@pytest.mark.parametrize("code", IN_OUR_TEMPLATE)
def test_fault_in_our_template_is_found_alone(code: str) -> None:
    part, old, new = IN_OUR_TEMPLATE[code]
    parts = inflated(TEMPLATE)
    changed = re.sub(old, new, parts[part], count=1)
    assert changed != parts[part]
    assert {fault.kind.code for fault in lint_package(Package(zipped(parts | {part: changed})))} == {code}


def kinds() -> list[Kind]:
    modules = [importlib.import_module(f"{lint.__name__}.{each.name}") for each in pkgutil.iter_modules(lint.__path__)]
    return list(dict.fromkeys(kind for module in modules for kind in vars(module).values() if isinstance(kind, Kind)))


def test_every_code_is_one_kind_and_planted() -> None:
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))
    assert set(codes) == {planted.code for planted in PLANTED.values()} | set(LIMITS)


def test_message_says_where_what_and_what_to_do() -> None:
    parts = sound_parts()
    parts.put(SHEET, "<v>97.3<", "<v>97.3%<")
    parts.put(BOOK, 'name="jx_local" localSheetId="0"', 'name="jx 1"')
    assert [fault.message for fault in found(parts)] == [
        "xl/workbook.xml：名称“jx 1”不合规定（不能有空格和标点、以数字开头或过长），"
        "Excel 打开时会提示修复，这部分内容可能被删去；请在“名称管理器”里改名或删去。",
        "《自评表》B2：数字格里存的不是数字（97.3%），"
        "Excel 打开时会提示修复，这部分内容可能被删去；请核实并重新输入这格。",
    ]


def test_faults_of_one_kind_on_a_sheet_are_one_with_their_places() -> None:
    parts = sound_parts()
    parts[SHEET] = parts[SHEET].replace("</v>", "%</v>")
    (fault,) = [fault for fault in found(parts) if fault.kind.code == "X311"]
    assert (fault.count, fault.at, fault.cell) == (4, ("B1", "B2", "B3", "C3"), "B1")
    assert fault.place == "《自评表》B1、B2、B3 等 4 处"
