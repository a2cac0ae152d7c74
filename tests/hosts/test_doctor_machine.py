"""doctor tells what on a computer stands in the way of the buttons: each trouble alone, and none on a sound one."""

import json
import re
import shutil
import string
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from command_line import run as jixiao
from jixiao import __version__
from jixiao.hosts.doctor import diagnosing, probing
from jixiao.hosts.doctor.diagnosing import diagnose, headline
from jixiao.hosts.doctor.judging import sentences, troubles
from jixiao.hosts.doctor.policies import CHILD_PROCESS_RULE, cloud_folders, opened_addins, opener, policies
from jixiao.hosts.doctor.probing import is_marked, is_writable, probe
from jixiao.hosts.doctor.registry import CLASSES, COMPUTER, USER, windows_registry
from jixiao.hosts.doctor.state import FileState, InstalledAddin, Interpreter, Policies, Rule, State
from jixiao.hosts.excel.addin.install import install
from jixiao.hosts.excel.addin.places import addin_file, excel_places
from jixiao.hosts.machine import Machine
from jixiao.model.findings import Severity

PYTHON = Path("C:/jixiao/python/python.exe")
ADDIN = InstalledAddin(Path("C:/XLSTART/jixiao.xlam"), __version__, str(PYTHON), True, b"PK\x03\x04")
SOUND = State(True, __version__, Interpreter(PYTHON, (3, 12)), True, True, ADDIN, (ADDIN.path,), extension=__version__)
BOOK = FileState(Path("D:/报送/自评表.xlsx"), b"PK\x03\x04\x14\x00\x06\x00")

ALONE: dict[str, State] = {
    "file_encrypted": replace(SOUND, file=replace(BOOK, beginning=b"b\x14#e\x01\x00\x00\x00")),
    "file_marked": replace(SOUND, file=replace(BOOK, marked=True)),
    "file_in_cloud": replace(SOUND, file=replace(BOOK, in_cloud=True)),
    "file_folder_unwritable": replace(SOUND, file=replace(BOOK, folder_is_writable=False)),
    "python_old": replace(SOUND, python=Interpreter(PYTHON, (3, 9))),
    "python_32_bit": replace(SOUND, python=Interpreter(PYTHON, (3, 12), 32)),
    "python_from_store": replace(
        SOUND, python=Interpreter(Path("C:/WindowsApps/python.exe"), (3, 12)),
        addin=replace(ADDIN, python="C:/WindowsApps/python.exe"),
    ),
    "addin_missing": replace(SOUND, addin=None, copies=()),
    "addin_damaged": replace(SOUND, addin=replace(ADDIN, version="", python="", python_stands=False)),
    "addin_encrypted": replace(
        SOUND, addin=InstalledAddin(ADDIN.path, "", "", False, b"b\x14#e\x01\x00\x00\x00"), encryptors=("IP-guard",)
    ),
    "addin_version": replace(SOUND, addin=replace(ADDIN, version="0.0.1")),
    "addin_marked": replace(SOUND, addin=replace(ADDIN, marked=True)),
    "addin_python_gone": replace(SOUND, addin=replace(ADDIN, python_stands=False)),
    "addin_other_python": replace(SOUND, addin=replace(ADDIN, python="C:/Python312/python.exe")),
    "addin_twice": replace(SOUND, copies=(ADDIN.path, Path("C:/XLSTART/jixiao - 副本.xlam"))),
    "vba_off": replace(SOUND, policies=Policies(vba_off=True)),
    "addins_off": replace(SOUND, policies=Policies(addins_off=True)),
    "addins_signed": replace(SOUND, policies=Policies(only_signed_addins=True)),
    "macros_off": replace(SOUND, policies=Policies(macros_off=True, no_trusted_places=True)),
    "addin_disabled": replace(SOUND, policies=Policies(disabled_by_excel=True)),
    "child_processes": replace(SOUND, policies=Policies(child_processes=Rule.BLOCKED)),
    "child_processes_asked": replace(SOUND, policies=Policies(child_processes=Rule.WARNED)),
    "folder_unwritable": replace(SOUND, unwritable=(Path("C:/Temp"),)),
    "folders_in_cloud": replace(SOUND, cloud_folders=("“桌面”",)),
    "opened_by_other": replace(SOUND, opener="WPS 表格"),
    "extension_version": replace(SOUND, extension="0.0.1"),
}  # fmt: skip


def no_registry(root: str, key: str) -> dict[str, object]:
    """A computer without settings."""
    return {}


class TestTroubles:
    @pytest.mark.parametrize("code", ALONE)
    def test_each_alone(self, code: str) -> None:
        (trouble,) = troubles(ALONE[code])
        assert trouble.code == code
        assert not re.search("[{}]", trouble.what + trouble.remedy)

    def test_every_trouble_has_a_case(self) -> None:
        assert set(ALONE) == set(sentences())

    def test_sound_computer_says_nothing(self) -> None:
        assert troubles(SOUND) == []
        assert troubles(replace(SOUND, file=BOOK)) == []
        assert "没有发现问题" in headline(SOUND, [])

    @pytest.mark.parametrize(
        "harmless",
        [
            replace(SOUND, policies=Policies(macros_off=True)),  # the start-up folder is trusted all the same
            replace(SOUND, policies=Policies(no_trusted_places=True)),  # Excel asks at its start
            replace(SOUND, encryptors=("IP-guard",)),  # it may well leave our files alone
            replace(SOUND, addin=replace(ADDIN, python=str(PYTHON).upper())),
            replace(SOUND, addin=replace(ADDIN, python=str(PYTHON.with_name("pythonw.exe")))),
            replace(SOUND, file=replace(BOOK, beginning=bytes.fromhex("d0cf11e0a1b11ae1"))),  # .xls, or a password
            replace(SOUND, file=replace(BOOK, beginning=b"")),
            replace(SOUND, file=replace(BOOK, path=Path("名单.csv"), beginning=b"code,nam")),
            State(False, __version__, Interpreter(Path("/usr/bin/python3"), (3, 11))),
            State(False, __version__, Interpreter(Path("/usr/bin/python3"), (3, 11)), policies=Policies(vba_off=True)),
        ],
        ids=range(10),
    )
    def test_what_stops_nothing_is_not_told(self, harmless: State) -> None:
        assert troubles(harmless) == []

    def test_sentences_are_short_and_end(self) -> None:
        for words in sentences().values():
            for sentence in (words["what"], words["remedy"]):
                plain = "".join(text for text, *_ in string.Formatter().parse(sentence))
                assert len(plain) <= 80
            assert words["what"].endswith("。")
            Severity(words["severity"])

    def test_what_stops_something_comes_first(self) -> None:
        both = replace(ALONE["file_marked"], addin=None)
        assert [trouble.code for trouble in troubles(both)] == ["addin_missing", "file_marked"]

    def test_names_of_files_cannot_steer_the_terminal(self) -> None:
        (trouble,) = troubles(replace(SOUND, file=replace(BOOK, path=Path("a\x1b[31m.xlsx"), marked=True)))
        assert "\x1b" not in trouble.what


def registry(values: Mapping[tuple[str, str], Mapping[str, object]]) -> Callable[[str, str], Mapping[str, object]]:
    keys = {(root, key.lower()): found for (root, key), found in values.items()}
    return lambda root, key: keys.get((root, key.lower()), {})


OFFICE = r"Software\Microsoft\Office\16.0"
POLICY = r"Software\Policies\Microsoft\Office\16.0"
DEFENDER = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
LOCAL = r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
MANAGED = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"


class TestSettings:
    @pytest.mark.parametrize(
        ("root", "key", "values", "expected"),
        [
            (USER, rf"{POLICY}\Common", {"VBAOff": 1}, Policies(vba_off=True)),
            (COMPUTER, rf"{POLICY}\Common", {"VBAOff": 1}, Policies(vba_off=True)),
            (USER, rf"{OFFICE}\Excel\Security", {"DisableAllAddins": 1}, Policies(addins_off=True)),
            (USER, rf"{POLICY}\Excel\Security", {"RequireAddinSig": 1}, Policies(only_signed_addins=True)),
            (USER, rf"{POLICY}\Excel\Security", {"VBAWarnings": 4}, Policies(macros_off=True)),
            (USER, rf"{OFFICE}\Excel\Security", {"VBAWarnings": 2}, Policies()),
            (
                USER,
                rf"{POLICY}\Excel\Security\Trusted Locations",
                {"AllLocationsDisabled": 1},
                Policies(no_trusted_places=True),
            ),
            (
                USER,
                rf"{OFFICE}\Excel\Resiliency\DisabledItems",
                {"A1": b"\x01\x00\x00\x00" + "c:\\xlstart\\JIXIAO.xlam\0".encode("utf-16-le")},
                Policies(disabled_by_excel=True),
            ),
            (COMPUTER, DEFENDER, {CHILD_PROCESS_RULE: "1"}, Policies(child_processes=Rule.BLOCKED)),
            (COMPUTER, LOCAL, {f"{{{CHILD_PROCESS_RULE.upper()}}}": 1}, Policies(child_processes=Rule.BLOCKED)),
            (COMPUTER, LOCAL, {CHILD_PROCESS_RULE: 6}, Policies(child_processes=Rule.WARNED)),
            (COMPUTER, DEFENDER, {CHILD_PROCESS_RULE: "2"}, Policies()),  # only written down
            (
                COMPUTER,
                MANAGED,
                {"ASRRules": f"be9ba2d9-53ea-4cdc-84e5-9b1eeee46550=1|{CHILD_PROCESS_RULE}=1"},
                Policies(child_processes=Rule.BLOCKED),
            ),
            (COMPUTER, MANAGED, {"ASRRules": "be9ba2d9-53ea-4cdc-84e5-9b1eeee46550=1"}, Policies()),
        ],
    )
    def test_policy(self, root: str, key: str, values: Mapping[str, object], expected: Policies) -> None:
        assert policies(registry({(root, key): values}), "jixiao.xlam") == expected

    def test_the_offices_policy_comes_before_the_users_choice(self) -> None:
        both = {
            (USER, rf"{POLICY}\Excel\Security"): {"VBAWarnings": 1},
            (USER, rf"{OFFICE}\Excel\Security"): {"VBAWarnings": 4},
        }
        assert policies(registry(both), "jixiao.xlam") == Policies()

    def test_no_settings_are_sound(self) -> None:
        assert policies(no_registry, "jixiao.xlam") == Policies()

    def test_ticked_addins(self) -> None:
        options = {"OPEN": '/R "C:\\旧\\jixiao.xlam"', "OPEN1": '"C:\\ANALYS32.XLL"', "Font": "jixiao"}
        found = opened_addins(registry({(USER, rf"{OFFICE}\Excel\Options"): options}))
        assert found == (PureWindowsPath("C:\\旧\\jixiao.xlam"),)

    @pytest.mark.parametrize(
        ("chosen", "standard", "expected"),
        [
            ("KET.Sheet.12", "Excel.Sheet.12", "WPS 表格"),
            ("", "ET.Xlsx.6", "WPS 表格"),
            ("Excel.Sheet.12", "", ""),
            ("", "", ""),
        ],
    )
    def test_program_for_xlsx(self, chosen: str, standard: str, expected: str) -> None:
        choice = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"
        settings = registry({(USER, choice): {"ProgId": chosen}, (CLASSES, ".xlsx"): {"": standard}})
        assert opener(settings, {"KET.": "WPS 表格", "ET.": "WPS 表格"}) == expected

    def test_folders_in_onedrive(self) -> None:
        key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        places = {"Personal": r"C:\Users\a\OneDrive\文档", "Desktop": r"%USERPROFILE%\Desktop"}
        assert cloud_folders(registry({(USER, key): places})) == ("“文档”",)

    def test_other_systems_have_no_registry(self) -> None:
        assert windows_registry(USER, OFFICE) == {}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Windows with Excel and our add-in, as far as files go."""
    python = tmp_path / "python" / "python.exe"
    python.parent.mkdir()
    python.touch()
    found = Machine("win32", {"APPDATA": str(tmp_path / "Roaming"), "PATH": ""}, tmp_path, python)
    excel_places(found)[-1].mkdir(parents=True)
    install(found)
    return found


def look(machine: Machine, path: Path | None = None, **settings: Any) -> State:
    return probe(machine, path, settings.get("registry", no_registry), lambda: settings.get("running", frozenset()))


class TestProbe:
    def test_fresh_installation_is_sound(self, machine: Machine) -> None:
        state = look(machine)
        assert state.windows
        assert state.addin == InstalledAddin(
            addin_file(machine), __version__, str(machine.python), True, b"PK\x03\x04\x14\x00\x00\x00"
        )
        assert state.copies == (addin_file(machine),)
        assert troubles(state) == []

    def test_second_copy_under_another_name(self, machine: Machine) -> None:
        own = addin_file(machine)
        shutil.copy(own, own.with_name("Jixiao (1).xlam"))
        assert [trouble.code for trouble in troubles(look(machine))] == ["addin_twice"]

    def test_ticked_copy_that_is_gone_is_none(self, machine: Machine) -> None:
        options = {(USER, rf"{OFFICE}\Excel\Options"): {"OPEN": r"C:\gone\jixiao.xlam"}}
        assert look(machine, registry=registry(options)).copies == (addin_file(machine),)

    def test_encrypted_addin_names_the_program(self, machine: Machine) -> None:
        addin_file(machine).write_bytes(b"b\x14#e" + bytes(200))
        (trouble,) = troubles(look(machine, running=frozenset({"winrdlv3.exe", "explorer.exe"})))
        assert trouble.code == "addin_encrypted"
        assert "IP-guard" in trouble.what

    @pytest.mark.parametrize(
        ("mark", "expected"),
        [
            ("[ZoneTransfer]\r\nZoneId=3\r\n", True),
            ("[ZoneTransfer]\nZoneId=4", True),
            ("[ZoneTransfer]\nZoneId=1", False),
        ],
    )
    def test_mark_of_the_web(self, mark: str, expected: bool, tmp_path: Path) -> None:
        path = tmp_path / "自评表.xlsx"
        path.write_bytes(b"PK\x03\x04")
        assert not is_marked(path)
        Path(f"{path}:Zone.Identifier").write_text(mark)  # stands beside it here; on NTFS inside
        assert is_marked(path) is expected

    def test_workbook_in_onedrive(self, machine: Machine, tmp_path: Path) -> None:
        path = tmp_path / "OneDrive - 单位" / "2021" / "自评表.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"PK\x03\x04")
        cloud = replace(machine, environment={**machine.environment, "ONEDRIVE": str(path.parents[1])})
        assert [trouble.code for trouble in troubles(look(cloud, path))] == ["file_in_cloud"]

    def test_folder_that_is_not_there_cannot_be_written_to(self, tmp_path: Path) -> None:
        assert is_writable(tmp_path)
        assert not is_writable(tmp_path / "none")
        assert list(tmp_path.iterdir()) == []

    def test_missing_workbook_is_no_trouble_here(self, machine: Machine, tmp_path: Path) -> None:
        assert look(machine, tmp_path / "none.xlsx").file is None

    def test_list_of_programs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Done:
            stdout = (
                b'"System Idle Process","0","Services"\r\n"winrdlv3.exe","88","Console"\r\n"\xcd\xf8.exe","9","x"\r\n'
            )

        monkeypatch.setattr(probing.subprocess, "run", lambda *_, **__: Done)
        assert {"winrdlv3.exe", "system idle process"} <= probing.running_programs()

    def test_windows_that_does_not_list_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError

        monkeypatch.setattr(probing.subprocess, "run", refuse)
        assert probing.running_programs() == frozenset()


class TestCommand:
    @pytest.fixture
    def on(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[State], None]:
        return lambda state: monkeypatch.setattr(diagnosing, "probe", lambda *_: state)

    def run(self, *arguments: str) -> Any:
        return jixiao("doctor", *arguments)

    def test_sound_computer(self, on: Callable[[State], None]) -> None:
        on(SOUND)
        result = self.run()
        assert result.exit_code == 0
        assert "没有发现问题" in result.stdout

    def test_troubles_are_told_with_what_to_do(self, on: Callable[[State], None]) -> None:
        on(ALONE["addin_version"])
        result = self.run()
        assert result.exit_code == 1
        assert "Excel 里的加载项是 0.0.1" in result.stdout
        assert "jixiao addin install" in result.stdout

    def test_good_to_know_is_no_failure(self, on: Callable[[State], None]) -> None:
        on(ALONE["opened_by_other"])
        assert self.run().exit_code == 0

    def test_as_json(self, on: Callable[[State], None]) -> None:
        on(ALONE["child_processes"])
        told = json.loads(self.run("--format", "json").stdout)
        assert [trouble["code"] for trouble in told["troubles"]] == ["child_processes"]
        assert set(told["troubles"][0]) == {"code", "severity", "message", "hint"}

    def test_this_computer_can_be_looked_at(self) -> None:
        assert self.run().exit_code in (0, 1)

    def test_workbook_says_where_it_comes_from(self, tmp_path: Path) -> None:
        path = tmp_path / "表.xlsx"
        shutil.copy(next((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx")), path)
        before = {each["code"] for each in json.loads(self.run(str(path), "--format", "json").stdout)["remarks"]}
        Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
        after = {each["code"] for each in json.loads(self.run(str(path), "--format", "json").stdout)["remarks"]}
        assert after - before == {"file_marked"}


class TestLines:
    def test_computer_and_workbook(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(diagnosing, "probe", lambda *_: ALONE["addin_missing"])
        path = tmp_path / "表.xlsx"
        shutil.copy(next((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx")), path)
        lines = diagnose(path)
        assert lines[0].startswith("这台电脑：发现 1 处情况")
        assert lines[1].startswith("[提示] Excel 里还没有装“绩效自评”按钮。请关闭 Excel")
        assert any(line.startswith("表.xlsx：") for line in lines)

    def test_without_a_workbook(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(diagnosing, "probe", lambda *_: SOUND)
        assert diagnose(None) == (f"这台电脑：没有发现问题（jixiao {__version__}）。",)

    def test_workbook_that_cannot_be_read_is_a_line(self, tmp_path: Path) -> None:
        path = tmp_path / "加密.xlsx"
        path.write_bytes(b"b\x14#e" + bytes(range(200)))
        lines = diagnose(path)
        assert any("可能被单位的加密软件加密" in line for line in lines)
        assert any("不是 Excel 工作簿" in line for line in lines)
