"""The buttons start the engine in the Python where jixiao is installed, whatever Python LibreOffice has."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import jixiao
from jixiao import errors
from jixiao.hosts.libreoffice import inside
from jixiao.hosts.libreoffice.answering import OTHER_VERSION, answer
from jixiao.hosts.libreoffice.inside import engine, process
from jixiao.hosts.libreoffice.inside.exchange import FORMAT, Refusal, Request, Stopped

OLDEST_PYTHON = (3, 8)
"""What LibreOffice 7.2 for Windows brings along."""

EMPTY_SHEET = {
    "name": "表",
    "is_hidden": False,
    "top": 1,
    "left": 1,
    "values": [["姓名"]],
    "formulas": [["姓名"]],
    "formula_boxes": [],
    "visible": [(1, 1, 1, 1)],
    "failures": [],
    "formats": [],
    "merged": [],
}


@pytest.fixture(autouse=True)
def _engine_leaves() -> Iterator[None]:
    yield
    engine.leave()


def request(**changes: object) -> Request:
    book = {"title": "无关.xlsx", "sheets": [EMPTY_SHEET], "names": []}
    asked = {"format": FORMAT, "action": "check", "answers": {}, "url": "", "book": book, "selected": None}
    return {**asked, "unread": "", "is_saved": True, **changes}


def settings(folder: Path, python: str = sys.executable) -> Path:
    path = folder / "engine.json"
    path.write_text(json.dumps({"python": python, "folders": [str(Path(jixiao.__file__).parents[1])]}), "utf-8")
    return path


def test_engine_answers_from_a_process_of_its_own(tmp_path: Path) -> None:
    reply = engine.ask(request(), settings(tmp_path))
    assert reply == answer(request())
    assert reply["error"].startswith("无关.xlsx：没有找到能识别的表")


def test_variables_of_libreoffices_python_do_not_reach_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert engine.ask(request(), settings(tmp_path))["error"].startswith("无关.xlsx")


@pytest.mark.parametrize("text", [None, "{", "[]", '{"python": "x"}', '{"python": "x", "folders": 1}'])
def test_extension_without_settings_says_what_to_do(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "engine.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(Refusal, match="jixiao addin install --libreoffice"):
        engine.ask(request(), path)


def test_python_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"没有启动 jixiao（.*gone.*jixiao addin install --libreoffice"):
        engine.ask(request(), settings(tmp_path, str(tmp_path / "gone" / "python")))


def test_engine_that_breaks_down_shows_why(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"没有正常结束.*\n\n(.|\n)*KeyError: 'nonsense'"):
        engine.ask(request(action="nonsense"), settings(tmp_path))


def stand_in(folder: Path, script: str) -> Path:
    """Settings that start a script in place of the engine."""
    program = folder / "stand-in"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    return settings(folder, str(program))


SLOW = """import json, sys, time
print(json.dumps({"progress": "3/7"}), file=sys.stderr, flush=True)
time.sleep(60)
"""


def test_engine_that_does_not_stop_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "GRACE", 0.2)
    heard: list[str] = []

    def is_stopped(progress: str) -> bool:
        heard.append(progress)
        return progress == "3/7"

    with pytest.raises(Stopped, match="已停止"):
        engine.ask(request(), stand_in(tmp_path, SLOW), is_stopped)
    assert "3/7" in heard


def test_engine_stays_for_the_next_question(tmp_path: Path) -> None:
    where = settings(tmp_path)
    first, second = (engine.ask(request(action=name), where) for name in ("check", "compute"))
    assert first["error"] and second["error"]
    (there,) = engine._there
    engine.leave()
    assert there._process.returncode == 0
    assert engine.ask(request(), where) == first


def test_engine_that_is_gone_is_started_again(tmp_path: Path) -> None:
    where = settings(tmp_path)
    first = engine.ask(request(), where)
    engine._there[0]._process.kill()
    engine._there[0]._process.wait()
    assert engine.ask(request(), where) == first


def test_engine_that_nobody_asks_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STAYS", 0.01)
    engine.ask(request(), settings(tmp_path))
    assert engine._there[0]._process.wait(20) == 0


def test_engine_that_does_not_even_listen_is_ended_at_once(tmp_path: Path) -> None:
    book = {"title": "大.xlsx", "sheets": [{**EMPTY_SHEET, "values": [["x" * 1_000_000]]}], "names": []}
    with pytest.raises(Stopped):
        engine.ask(request(book=book), stand_in(tmp_path, SLOW), bool)


POLITE = """import json, os, pathlib, sys, time
json.loads(sys.stdin.buffer.readline())
print(json.dumps({"progress": "1/2"}), file=sys.stderr, flush=True)
while os.read(0, 1): pass
pathlib.Path(__file__).with_name("cleaned up").touch()
"""


def test_engine_that_is_stopped_may_clean_up(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        engine.ask(request(), stand_in(tmp_path, POLITE), bool)
    assert (tmp_path / "cleaned up").exists()


def test_work_that_is_stopped_says_so(tmp_path: Path) -> None:
    heard: list[str] = []
    units = tmp_path / "单位"
    units.mkdir()
    (units / "甲.xlsx").write_bytes(b"PK")

    def say(text: str) -> None:
        heard.append(text)
        raise errors.Stopped

    reply = answer(
        request(action="roundup", answers={"folder": str(units), "output": str(tmp_path / "汇总.xlsx")}), say
    )
    assert (reply["error"], len(heard)) == ("已停止，工作簿没有改动。", 1)
    assert heard[0].startswith("汇总… ")


def test_action_that_needs_a_workbook_says_why_there_is_none() -> None:
    assert answer(request(book=None, unread="工作表过大。"))["error"] == "工作表过大。"


def test_extension_of_another_version_is_told_to_be_installed_again() -> None:
    assert answer(request(format=FORMAT + 1))["error"] == OTHER_VERSION


def test_summing_up_without_a_folder_says_so() -> None:
    assert (
        answer(request(action="roundup", answers={"folder": "", "output": ""}))["error"] == "没有选文件夹，没有汇总。"
    )


@pytest.mark.parametrize("path", sorted(Path(inside.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_what_runs_inside_libreoffice_needs_no_new_python_and_no_libraries(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=OLDEST_PYTHON)
    absolute = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    absolute |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    known = {name.partition(".")[0] for name in absolute} - {"uno", "unohelper", "com"}
    assert known <= set(sys.stdlib_module_names) - {"tomllib", "zoneinfo", "graphlib"}


def test_what_runs_inside_libreoffice_loads_without_the_rest_of_jixiao() -> None:
    folder = Path(inside.__file__).parent
    code = "import inside.buttons, sys; print(*(name for name in sys.modules if name.startswith('jixiao')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder.parent, env={}, check=True, capture_output=True)
    assert done.stdout.split() == []
