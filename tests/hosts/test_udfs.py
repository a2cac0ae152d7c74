"""The functions for cells in Excel: from the VBA wrapper over xlwings' server to our functions and back."""

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import VBAObject, method

from hosts.test_xlam import modules
from jixiao.compute.broadcasting import OTHER_SHAPE
from jixiao.hosts.excel.addin.functions import LONGEST_DESCRIPTION, MODULE, functions_source, wrappers
from jixiao.hosts.excel.addin.vba import CHANGES
from jixiao.hosts.excel.addin.xlam import build_xlam
from jixiao.hosts.excel.udfs import FUNCTIONS

NAMES = [function.__name__ for function in FUNCTIONS]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("with_functions") / "jixiao.xlam"
    path.write_bytes(build_xlam(functions=True))
    return path


class TestModule:
    def test_every_function_of_the_host_is_wrapped_and_no_other(self) -> None:
        assert re.findall(r"(?m)^Public Function (\w+)\(", functions_source()) == NAMES
        public = {name for name in vars(inspect.getmodule(FUNCTIONS[0])) if name.startswith("JX_")}
        assert public == set(NAMES)

    def test_olevba_shows_it_in_the_file(self, path: Path) -> None:
        wanted = [line for line in functions_source().splitlines() if not line.startswith("Attribute ")]
        assert modules(path)[MODULE] == "\n".join(wanted).strip()

    def test_file_is_the_same_each_time_and_without_them_holds_none(self, path: Path) -> None:
        assert build_xlam(functions=True) == path.read_bytes()
        assert build_xlam() != path.read_bytes()

    def test_file_without_them_has_no_such_module(self, tmp_path: Path) -> None:
        plain = tmp_path / "jixiao.xlam"
        plain.write_bytes(build_xlam())
        assert MODULE not in modules(plain)

    def test_it_is_ascii_and_short(self) -> None:
        source = functions_source()
        assert source.isascii()
        assert max(map(len, source.splitlines())) < 1023  # VBA's longest line
        assert all(len(inspect.getdoc(function) or "") <= LONGEST_DESCRIPTION for function in FUNCTIONS)

    def test_descriptions_stay_in_the_file(self, path: Path) -> None:
        with ExcelFile(str(path)) as book:
            kept = book.get_module(MODULE).replace("\r\n", "\n")
        assert re.findall(r"(?m)^Attribute JX_.*", kept) == re.findall(r"(?m)^Attribute JX_.*", functions_source())
        assert kept.count(".VB_Description = ") == len(NAMES)

    def test_every_function_is_explained_to_accountants(self) -> None:
        text = (ROOT / "addin" / "excel" / "FUNCTIONS.md").read_text(encoding="utf-8")
        assert re.findall(r"(?m)^\| `(\w+)\(", text) == NAMES

    def test_what_vba_cannot_hold_is_refused(self) -> None:
        def JX_OTHER(value: object) -> None:
            """执行率"""

        def JX_LONG(value: object) -> None: ...

        JX_LONG.__doc__ = "x" * 256
        for function in (JX_OTHER, JX_LONG):
            with pytest.raises(ValueError, match=r"ASCII|255"):
                wrappers([function])

    def test_path_of_the_workbook_is_not_in_the_servers_command(self, path: Path) -> None:
        source = modules(path)["xlwings"]
        command = source[source.index("Function XLPyCommand") : source.index("Private Sub XLPyLoadDLL")]
        excel = command[: command.index("#Else")]
        assert "ActiveWorkbook" not in excel
        assert 'AddExcelDir & ";;;"' in excel
        assert any("ThisWorkbook.FullName" in change.old for change in CHANGES)


class ServerDouble(VBAObject):
    """``XLPy``: takes down what VBA hands over."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.forbidden = False
        """Whether a security program forbids Excel to start Python."""

    @method
    def CallUDF(self, module: object, name: object, arguments: object) -> object:
        if self.forbidden:
            raise VBARuntimeError(70, "denied")
        self.calls.append((str(module), str(name), *(str(each) for each in arguments.items)))
        return 0.625


_XLWINGS = """Attribute VB_Name = "xlwings"
Public Function XLPy()
    Set XLPy = CreateObject("Server")
End Function
Public Function GetConfig(key As String)
    GetConfig = "setting " & key
End Function
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ServerDouble:
    double, create = ServerDouble(), ExcelBridge.create
    monkeypatch.setattr(ExcelBridge, "create", lambda self, name: double if name == "Server" else create(self, name))
    return double


@pytest.fixture
def excel() -> ExcelApplication:
    excel = ExcelApplication()
    excel.add_module(_XLWINGS, name="xlwings")
    excel.add_module(re.sub(r"(?m)^Attribute JX_.*\n", "", functions_source()), name=MODULE)  # it knows no attributes
    return excel


@pytest.mark.parametrize("function", FUNCTIONS, ids=NAMES)
def test_wrapper_hands_its_arguments_to_python(
    function: Callable[..., object], excel: ExcelApplication, server: ServerDouble
) -> None:
    given = [f"argument {number}" for number, _ in enumerate(inspect.signature(function).parameters)]
    assert excel.run(function.__name__, *given) == 0.625
    assert server.calls == [("jixiao.hosts.excel.udfs", function.__name__, *given)]


def test_python_that_does_not_start_is_said_in_the_cell(excel: ExcelApplication, server: ServerDouble) -> None:
    server.forbidden = True
    assert str(excel.run("JX_RATE", 1, 2)) == "setting TEXT_NO_FUNCTION"


class TestServer:
    """xlwings' own code between COM and our functions."""

    @staticmethod
    def ask(*calls: tuple[str, list[object]]) -> list[object]:
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests" / "hosts" / "udf_server.py")],
            input=json.dumps(calls), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        answers: list[object] = json.loads(done.stdout)
        return answers

    def test_values_and_ranges(self) -> None:
        answers = self.ask(
            ("JX_RATE", [50.0, 80.0]),
            ("JX_RATE", [[[50.0], [None], ["x"]], 80.0]),
            ("JX_RATE", [[[1.0, 2.0]], [[2.0, 0.0]]]),
            ("JX_RATE", [[[1.0, 2.0]], [[2.0], [3.0]]]),
            ("JX_RATE", [[[-2146826281]], 80.0]),
            ("JX_RATE", [1234567.89, 10000000.0]),
            ("JX_GRADE", [95.0, ["missing"]]),
            ("JX_SCORE", [10.0, "≥95%", "90%", ["missing"]]),
            ("JX_TARGET_MET", ["≥95%", "97%", ["missing"]]),
            ("JX_CHECK_RATE", ["97.3%", 97.31, 100.0]),
        )
        assert answers == [
            [[0.625]],
            [[0.625], [""], ["不是数"]],
            [[0.5, "无法计算"]],
            [[OTHER_SHAPE]],
            [["不是数"]],
            [[0.1235]],
            [["优"]],
            [[9.47]],
            [["达成"]],
            [["一致"]],
        ]
