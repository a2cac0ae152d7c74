"""jixiao.xlam: what is in the file, without an Excel."""

import builtins
import hashlib
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlwings
from oletools.olevba import VBA_Parser

from jixiao.actions import ACTIONS
from jixiao.errors import JixiaoError
from jixiao.hosts.archives import unpack
from jixiao.hosts.excel.addin import vba, xlam
from jixiao.hosts.excel.addin.ribbon import CALLBACK, ribbon_xml
from jixiao.hosts.excel.addin.sources import RIBBON_MODULE, module_source, settings
from jixiao.hosts.excel.addin.xlam import build_xlam, with_settings
from jixiao.hosts.file import read_book
from ribbon_lint import ribbon_problems
from validator import validate

ROOT = Path(__file__).parents[2]
XLWINGS = Path(xlwings.__file__).parent


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "jixiao.xlam"
    path.write_bytes(build_xlam())
    return path


def modules(path: Path) -> dict[str, str]:
    """The VBA in a file by module, without attributes, as olevba shows it."""
    parser = VBA_Parser(str(path))
    try:
        return {name.partition(".")[0]: _body(source) for _, _, name, source in parser.extract_macros()}
    finally:
        parser.close()


def _body(source: str) -> str:
    lines = source.replace("\r\n", "\n").splitlines()
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()


class TestFile:
    def test_same_sources_give_the_same_bytes(self, path: Path) -> None:
        again = hashlib.sha256(build_xlam()).hexdigest()
        assert again == hashlib.sha256(path.read_bytes()).hexdigest()

    def test_installed_one_is_the_same_each_time_too(self, path: Path) -> None:
        first, second = (with_settings(path.read_bytes(), {"INTERPRETER_WIN": "C:\\甲\\python.exe"}) for _ in range(2))
        assert first == second != path.read_bytes()

    def test_validators_find_nothing(self, path: Path) -> None:
        assert validate([path]) == []

    def test_nobody_and_no_folder_is_named(self, path: Path) -> None:
        text = b"".join(part for name, part in unpack(path.read_bytes()).items() if not name.endswith(".bin"))
        assert not re.search(rb"felix|zumstein|myaddin|[A-Z]:\\\\|/home/|/tmp/", text, re.IGNORECASE)

    def test_every_relationship_has_its_part(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            names, relationships = set(package.namelist()), package.read("_rels/.rels").decode()
        assert set(re.findall(r'Target="([^"]+)"', relationships)) <= names
        assert "customUI/customUI14.xml" in names
        assert "customUI/customUI.xml" not in names

    def test_settings_are_read_back(self, path: Path, tmp_path: Path) -> None:
        installed = tmp_path / "jixiao.xlam"
        installed.write_bytes(with_settings(path.read_bytes(), {"INTERPRETER_WIN": "C:\\R&D <甲>\\python.exe"}))
        (sheet,) = read_book(installed).sheets.values()
        values = {sheet.cells[row, 1].value: sheet.cells[row, 2].value for row, column in sheet.cells if column == 2}
        assert sheet.name == "jixiao.conf"
        assert values["INTERPRETER_WIN"] == "C:\\R&D <甲>\\python.exe"
        assert values["TEXT_CHECK"] == "绩效自评：审核本簿…"
        assert not [row for row in range(1, len(settings()) + 2) if (row, 1) not in sheet.cells]  # no gap stops xlwings


class TestSources:
    def test_olevba_shows_our_sources_and_no_others(self, path: Path) -> None:
        shown = modules(path)
        original = modules(XLWINGS / "quickstart_addin_ribbon.xlam")
        assert {name for name, source in shown.items() if source} == {RIBBON_MODULE, "xlwings", "Dictionary"}
        assert shown[RIBBON_MODULE] == _body(module_source())
        assert shown["Dictionary"] == original["Dictionary"]
        assert shown["xlwings"] == _body(vba.hardened(original["xlwings"]))

    def test_only_the_named_places_of_xlwings_are_changed(self, path: Path) -> None:
        before = modules(XLWINGS / "quickstart_addin_ribbon.xlam")["xlwings"].splitlines()
        after = modules(path)["xlwings"].splitlines()
        assert len(before) == len(after)
        changed = sum(old != new for old, new in zip(before, after, strict=True))
        assert changed == sum(change.times for change in vba.CHANGES)

    def test_vba_is_ascii(self, path: Path) -> None:
        assert all(source.isascii() for source in modules(path).values())

    def test_callbacks_exist_in_the_vba(self, path: Path) -> None:
        called = set(re.findall(r'\bon[A-Z]\w*="(\w+)"', ribbon_xml(ACTIONS)))
        subs = set(re.findall(r"(?m)^Public Sub (\w+)\(control As IRibbonControl\)", module_source()))
        assert called == subs == {CALLBACK}

    def test_public_macros_are_prefixed(self) -> None:
        public = re.findall(r"(?m)^(?:Public )?(?:Sub|Function) (\w+)", module_source())
        assert public
        assert all(name.startswith("Jixiao_") for name in public)

    def test_every_setting_of_xlwings_is_ours(self, path: Path) -> None:
        """What is missing xlwings takes from a file beside the user's workbook."""
        asked = set(re.findall(r'GetConfig\("([^"]+)"', modules(path)["xlwings"]))
        assert not asked - set(settings())

    def test_every_text_of_the_macro_is_there(self) -> None:
        keys = set(re.findall(r'Jixiao_(?:Text|Tell)\(? ?"(\w+)"', module_source()))
        assert keys
        assert {f"TEXT_{key.upper()}" for key in keys} <= set(settings())


class TestRibbon:
    def test_is_as_customui14_asks(self) -> None:
        assert ribbon_problems(ribbon_xml(ACTIONS)) == []

    def test_every_id_is_prefixed(self) -> None:
        assert all(id.startswith("jixiao_") for id in re.findall(r'\bid="([^"]+)"', ribbon_xml(ACTIONS)))

    def test_groups_follow_the_order_of_work(self) -> None:
        assert re.findall(r'<group .*label="([^"]+)"', ribbon_xml(ACTIONS)) == [
            "填报",
            "计算",
            "审核",
            "汇总",
            "输出",
            "帮助",
        ]

    def test_group_has_at_most_two_large_buttons(self) -> None:
        groups = ribbon_xml(ACTIONS).split("<group ")[1:]
        assert max(group.count('size="large"') for group in groups) <= 2

    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ("<button ", "<knob ", "knob stands in group"),
            ('keytip="S"', 'keytip="SSSS"', "button has keytip='SSSS'"),
            ('keytip="S"', 'keytip="J"', "two buttons have the keytip J"),
            ('keytip="S"', 'keytip="JS"', "the keytip J begins JS"),
            ('id="jixiao_check"', 'id="jixiao_clear"', "two elements have the id jixiao_clear"),
            ('size="large"', "", "button lacks size"),
            ("2009/07", "2006/01", "the root is"),
        ],
    )
    def test_lint_finds(self, old: str, new: str, problem: str) -> None:
        text = ribbon_xml(ACTIONS)
        assert old in text
        assert any(each.startswith(problem) for each in ribbon_problems(text.replace(old, new, 1)))


class TestRefusals:
    def test_missing_pyopenvba_is_one_sentence_with_the_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        load = builtins.__import__

        def without(name: str, *rest: Any, **named: Any) -> Any:
            if name == "pyopenvba":
                raise ImportError(name)
            return load(name, *rest, **named)

        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(JixiaoError, match=r"没有安装。请运行：pip install pyOpenVBA==6\.5\.0$"):
            build_xlam()

    def test_the_version_named_is_the_one_that_is_pinned(self) -> None:
        groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        assert vba.PYOPENVBA in groups["addin"]
        assert vba.PYOPENVBA in groups["test"]

    def test_other_xlwings_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(JixiaoError, match="这个版本的 xlwings 带的加载项与预期不同"):
            vba.hardened("Public Function RunPython(PythonCommand As String)\r\nEnd Function\r\n")
        monkeypatch.setattr(xlam, "find_spec", lambda name: None)
        with pytest.raises(JixiaoError, match="xlwings"):
            build_xlam()


@pytest.mark.office
def test_libreoffice_opens_it(path: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice is not None
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--infilter=Calc MS Excel 2007 VBA XML", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "Error" not in done.stdout + done.stderr
    kept = unpack((tmp_path / "jixiao.ods").read_bytes())
    (module,) = (part.decode() for name, part in kept.items() if name.endswith(f"/{RIBBON_MODULE}.xml"))
    assert "Jixiao_RunAction" in module
    assert "绩效自评：审核本簿…" in kept["content.xml"].decode()
