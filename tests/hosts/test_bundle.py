"""``jixiao addin bundle``: Python, jixiao and its wheels in one folder. None of it was run on Windows."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_sources import X86, embeddable, installation, python_files, shelf, wheel
from packaging.requirements import Requirement
from typer.testing import Result

from command_line import run as jixiao
from jixiao.errors import JixiaoError
from jixiao.hosts.bundle import bundling, getting
from jixiao.hosts.bundle.bundling import COMMAND, INSTALL, README, UNINSTALL, make_bundle
from jixiao.hosts.bundle.wheels import Target, needed_wheels

SITE = "python/Lib/site-packages"


def run(*arguments: object) -> Result:
    return jixiao("addin", "bundle", *arguments)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    return embeddable(tmp_path / "python-3.12.9-embed-amd64.zip", python_files())


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return shelf(tmp_path / "wheels")


class TestFolder:
    def test_of_an_embeddable_python(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        out = tmp_path / "发给单位" / "jixiao"
        result = run("-o", out, "--python", zipped, "--wheels", wheels)
        assert result.exit_code == 0, result.output
        assert "Python 3.12，6 个程序包" in result.stdout
        found = files(out)
        assert {INSTALL, UNINSTALL, README, COMMAND} == {path.name for path in out.iterdir() if path.is_file()}
        assert {
            f"{SITE}/{name}/__init__.py" for name in ("jixiao", "tables", "plain", "deep", "win_only", "builder")
        } <= found
        assert not [name for name in found if re.search("unwanted|tester|mac_only|Scripts|badname", name)]
        assert {"python/python.exe", "python/win64.dll", f"{SITE}/win_only.pth"} <= found
        assert (out / SITE / "tables/__init__.py").read_text() == "VERSION = '2.0'\n"
        assert [path.name for path in out.parent.iterdir()] == ["jixiao"]

    def test_embeddable_python_finds_the_packages(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        make_bundle(tmp_path / "out", zipped, wheels)
        lines = (tmp_path / "out/python/python312._pth").read_bytes().decode().split("\r\n")
        assert lines == ["python312.zip", ".", r"Lib\site-packages", "import site", ""]

    def test_of_an_installed_python(self, tmp_path: Path) -> None:
        source = installation(tmp_path / "Python313")
        before = files(source)
        wheels = tmp_path / "wheels"
        wheel(wheels, "jixiao", "0.1.0")
        made = make_bundle(tmp_path / "out", source, wheels)
        found = files(tmp_path / "out")
        assert made.python.has_windows
        assert {"python/Lib/os.py", "python/DLLs/_tkinter.pyd", "python/Lib/json/test/kept.py"} <= found
        assert not [name for name in found if re.search("__pycache__|site-packages/other|Lib/test/", name)]
        assert files(source) == before

    def test_same_sources_give_the_same_files(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        contents = []
        for name in ("一", "二"):
            make_bundle(tmp_path / name, zipped, wheels)
            contents.append({each: (tmp_path / name / each).read_bytes() for each in files(tmp_path / name)})
        assert contents[0] == contents[1]

    def test_folder_of_wheels_is_only_read(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        before = files(wheels)
        make_bundle(tmp_path / "out", zipped, wheels)
        assert files(wheels) == before


class TestTexts:
    @pytest.fixture
    def out(self, zipped: Path, wheels: Path, tmp_path: Path) -> Path:
        make_bundle(tmp_path / "out", zipped, wheels)
        return tmp_path / "out"

    @pytest.mark.parametrize("name", [INSTALL, UNINSTALL, COMMAND])
    def test_scripts_are_ascii_with_windows_lines(self, name: str, out: Path) -> None:
        data = (out / name).read_bytes()
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n") > 0

    @pytest.mark.parametrize("name", [INSTALL, UNINSTALL])
    def test_every_path_is_quoted(self, name: str, out: Path) -> None:
        """A folder may be called ``R&D (1)`` or ``100%``."""
        for line in (out / name).read_text().splitlines():
            outside = re.sub(r'"[^"]*"', "", line)
            assert line.count('"') % 2 == 0
            assert "%~dp0" not in outside
            assert "%SOURCE%" not in outside
            assert "%TARGET%" not in outside
            assert '\\"' not in line  # a backslash before a quotation mark would take it away

    @pytest.mark.parametrize("name", [INSTALL, UNINSTALL])
    def test_every_jump_has_its_place_and_no_exclamation_mark_is_lost(self, name: str, out: Path) -> None:
        text = (out / name).read_text()
        assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"(?m)^:(\w+)", text))
        assert "DisableDelayedExpansion" in text
        assert "(" not in re.sub(r'"[^"]*"|rem .*|in \(|for .*', "", text)  # no blocks: ")" in a path would end them

    def test_only_our_own_folder_is_removed(self, out: Path) -> None:
        removed = re.findall(r"(?m)^(?:rd|del|robocopy) .*", (out / UNINSTALL).read_text())
        assert removed == [
            r'rd /s /q "%TARGET%\python"',
            r'del /q "%TARGET%\jixiao.cmd"',
            r'rd "%TARGET%" 2>nul',
        ]
        assert r'set "TARGET=%LOCALAPPDATA%\jixiao"' in (out / UNINSTALL).read_text()

    def test_readme_opens_in_notepad_and_says_what_was_not_tried(self, out: Path) -> None:
        data = (out / README).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        text = data.decode("utf-8-sig")
        assert "{" not in text
        assert "没有在 Windows 上运行过" in text
        assert "嵌入包，不带 tkinter" in text
        assert "Python 3.12" in text
        assert text.count("\n") == text.count("\r\n")

    def test_readme_of_an_installation_offers_the_panel(self, tmp_path: Path) -> None:
        wheel(tmp_path / "wheels", "jixiao", "0.1.0")
        make_bundle(tmp_path / "with", installation(tmp_path / "Python313"), tmp_path / "wheels")
        assert "小窗口（jixiao panel）能用" in (tmp_path / "with" / README).read_text(encoding="utf-8-sig")


class TestRefusals:
    @pytest.mark.parametrize(
        ("contents", "sentence"),
        [
            ({"readme.txt": b""}, "里面没有 Windows 版 Python"),
            (python_files(machine=X86), "不是 64 位"),
            (python_files(minor=10), "是 Python 3.10，jixiao 要 3.11"),
            ({**python_files(), "python.exe": b"MZ"}, "不是 64 位"),
        ],
    )
    def test_other_pythons(self, contents: dict[str, bytes], sentence: str, wheels: Path, tmp_path: Path) -> None:
        result = run("-o", tmp_path / "out", "--python", embeddable(tmp_path / "p.zip", contents), "--wheels", wheels)
        assert result.exit_code == 2
        assert sentence in result.stderr
        assert not (tmp_path / "out").exists()

    def test_damaged_zip(self, wheels: Path, tmp_path: Path) -> None:
        (tmp_path / "p.zip").write_bytes(b"PK\x03\x04 and no more")
        assert (
            "不是完整的压缩包" in run("-o", tmp_path / "out", "--python", tmp_path / "p.zip", "--wheels", wheels).stderr
        )

    def test_zip_that_reaches_outside_stays_inside(self, wheels: Path, tmp_path: Path) -> None:
        zipped = embeddable(tmp_path / "p.zip", {**python_files(), "../../outside.txt": b"x"})
        make_bundle(tmp_path / "here" / "out", zipped, wheels)
        assert not (tmp_path / "outside.txt").exists()
        assert not (tmp_path / "here" / "outside.txt").exists()

    def test_nothing_there(self, wheels: Path, tmp_path: Path) -> None:
        assert (
            "没有这个文件或文件夹" in run("-o", tmp_path / "o", "--python", tmp_path / "p", "--wheels", wheels).stderr
        )

    def test_virtual_environment(self, wheels: Path, tmp_path: Path) -> None:
        (tmp_path / "venv" / "Scripts").mkdir(parents=True)
        assert "虚拟环境不行" in run("-o", tmp_path / "o", "--python", tmp_path / "venv", "--wheels", wheels).stderr

    def test_missing_wheel_is_named(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        next(wheels.glob("deep-*")).unlink()
        result = run("-o", tmp_path / "out", "--python", zipped, "--wheels", wheels)
        assert "没有合用的程序包：deep（Windows 64 位，Python 3.12）" in result.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == [zipped.name, "wheels"]

    def test_versions_that_do_not_go_together(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        wheel(wheels, "deep", "2.0", needs=["plain<1"])
        assert (
            "版本互相矛盾：plain 选了 1.0，deep 却要 plain<1"
            in run("-o", tmp_path / "out", "--python", zipped, "--wheels", wheels).stderr
        )

    def test_wheel_that_was_changed(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        path = next(wheels.glob("deep-*"))
        path.write_bytes(path.read_bytes().replace(b"VERSION = '1.0'", b"VERSION = '9.9'"))
        assert "程序包读不出来" in run("-o", tmp_path / "out", "--python", zipped, "--wheels", wheels).stderr
        assert not (tmp_path / "out").exists()

    def test_folder_in_use_is_left_alone(self, zipped: Path, wheels: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir()
        (out / "mine.txt").touch()
        assert "已经有内容" in run("-o", out, "--python", zipped, "--wheels", wheels).stderr
        assert files(out) == {"mine.txt"}

    def test_missing_library_is_one_sentence(
        self, zipped: Path, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in sys.modules if name.startswith(("installer", "jixiao.hosts.bundle"))]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "installer", None)
        result = run("-o", tmp_path / "out", "--python", zipped, "--wheels", wheels)
        assert result.exit_code == 2
        assert "pip install installer packaging" in result.stderr


class TestWheels:
    def test_missing_ones_are_downloaded_one_by_one(self, tmp_path: Path) -> None:
        source, here = shelf(tmp_path / "registry"), tmp_path / "here"
        wheel(here, "jixiao", "0.1.0", needs=["tables>=2", 'win_only; os_name == "nt"'])
        asked = []

        def download(requirement: Requirement) -> None:
            asked.append(str(requirement))
            for path in source.glob(f"{requirement.name}-*.whl"):
                shutil.copy(path, here)

        found = needed_wheels(Requirement("jixiao"), here, Target(12), download)
        assert [wheel.name for wheel in found] == ["deep", "jixiao", "plain", "tables", "win-only"]
        assert [each.partition(";")[0] for each in asked] == ["tables>=2", "win_only", "plain[more]", "deep"]

    def test_circles_end(self, tmp_path: Path) -> None:
        wheel(tmp_path, "jixiao", needs=["one"])
        wheel(tmp_path, "one", needs=["two"])
        wheel(tmp_path, "two", needs=["one", "jixiao[addin]"])
        assert len(needed_wheels(Requirement("jixiao[addin]"), tmp_path, Target(12), None)) == 3

    @pytest.mark.parametrize(
        ("tag", "minor", "usable"),
        [
            ("cp312-cp312-win_amd64", 12, True),
            ("cp312-cp312-win_amd64", 13, False),
            ("cp39-abi3-win_amd64", 13, True),
            ("py3-none-win_amd64", 11, True),
            ("cp312-cp312-win32", 12, False),
            ("cp312-cp312-win_arm64", 12, False),
            ("cp312-cp312-manylinux_2_17_x86_64", 12, False),
        ],
    )
    def test_only_those_for_the_target(self, tag: str, minor: int, usable: bool, tmp_path: Path) -> None:
        path = wheel(tmp_path, "any", tag=tag)
        assert (path in [each.path for each in bundling.wheels_in(tmp_path, Target(minor))]) is usable


class TestGetting:
    """pip itself is a stand-in here; the long test asks the real one."""

    @pytest.fixture
    def said(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, str], list[list[str]]]:
        def say(code: int, text: str) -> list[list[str]]:
            asked: list[list[str]] = []

            def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
                asked.append(command[3:])
                return subprocess.CompletedProcess(command, code, text)

            monkeypatch.setattr(getting.subprocess, "run", run)
            return asked

        return say

    def test_one_wheel_at_a_time_for_windows(self, said: Callable[..., list[list[str]]], tmp_path: Path) -> None:
        asked = said(0, "")
        getting.downloader(tmp_path, Target(13))(Requirement('tables[all]>=2; os_name == "nt"'))
        (command,) = asked
        assert command[0] == "download"
        assert {"--no-deps", "--only-binary=:all:", "win_amd64", "3.13"} <= set(command)
        assert "tables>=2" in command

    def test_missing_pip_is_one_sentence(self, said: Callable[..., list[list[str]]], tmp_path: Path) -> None:
        said(1, "/usr/bin/python3: No module named pip")
        with pytest.raises(JixiaoError, match="请用 --wheels"):
            getting.downloader(tmp_path, Target(12))(Requirement("tables"))

    def test_wheel_that_is_not_built_says_why(
        self, said: Callable[..., list[list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        checkout = Path(__file__).parents[2]  # the package under test may be an installed one
        monkeypatch.setattr(getting.jixiao, "__file__", str(checkout / "addin" / "jixiao" / "__init__.py"))
        asked = said(1, "Processing .\n  error: invalid command 'bdist_wheel'\nhint: See above.\n")
        with pytest.raises(JixiaoError, match="invalid command 'bdist_wheel'"):
            getting.build_own_wheel(tmp_path)
        assert len(asked) == 2  # with what is here, then with what pip gets

    def test_without_a_checkout_our_wheel_is_asked_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(getting.jixiao, "__file__", str(tmp_path / "site-packages" / "jixiao" / "__init__.py"))
        with pytest.raises(JixiaoError, match="不是从源文件运行的"):
            getting.build_own_wheel(tmp_path)

    def test_download_that_brings_nothing_names_the_wheel(
        self, said: Callable[..., list[list[str]]], zipped: Path, wheels: Path, tmp_path: Path
    ) -> None:
        said(1, "ERROR: Could not find a version")
        (tmp_path / "own").mkdir()
        with pytest.raises(JixiaoError, match="没有合用的程序包：tables>=2"):
            needed_wheels(
                Requirement("jixiao"), _only(wheels, "jixiao", tmp_path / "own"), Target(12),
                getting.downloader(tmp_path / "own", Target(12)),
            )  # fmt: skip


def _only(wheels: Path, name: str, folder: Path) -> Path:
    for path in wheels.glob(f"{name}-*"):
        shutil.copy(path, folder)
    return folder


REAL = {"jixiao", "pandas", "numpy", "pydantic", "pydantic-core", "xlwings", "pywin32", "pyopenvba", "openpyxl"}


@pytest.mark.long
@pytest.mark.parametrize("minor", [11, 12, 13])
def test_real_wheels_from_the_registry(minor: int, tmp_path: Path) -> None:
    """Our own wheel and all that it needs on Windows; what of it is plain Python is read by this one."""
    reach = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path / "reach"), "typer"]
    if subprocess.run(reach, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("连不上程序包的来源")
    zipped = embeddable(tmp_path / "python.zip", python_files(minor))
    made = make_bundle(tmp_path / "out", zipped, None)
    assert {wheel.name for wheel in made.wheels} >= REAL
    packages = made.python.site_packages
    assert list(made.python.folder.glob("xlwings64-*.dll"))
    assert (packages / "pywin32.pth").is_file()
    assert list((packages / "numpy").rglob(f"*.cp3{minor}-win_amd64.pyd"))
    for data in ("workbook_templates/*.xlsx", "excel_sources/*.bas", "hosts/doctor/*.toml", "hosts/bundle/texts/*.cmd"):
        assert list((packages / "jixiao").glob(data)), data
    code = f"import sys; sys.path.insert(0, {str(packages)!r}); import jixiao.hosts.machine as it; print(it.__file__)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert str(packages) in done.stdout, done.stderr
