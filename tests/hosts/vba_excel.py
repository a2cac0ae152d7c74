"""The built add-in's macros run in pyOpenVBA's interpreter: a stand-in for Excel and for Windows' shell."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import VBAInt, VBAObject, member, method
from pyopenvba.interpreter._objects import MemberSpec

ADAPTED = (
    (r"(?m)^(\s*#[^'\r\n]*)'[^\r\n]*", r"\1"),  # comments behind #If and #Const
    (r'GetConfig\("SHOW CONSOLE", False\) = True', 'CStr(GetConfig("SHOW CONSOLE", False)) = "True"'),
    (r'= GetConfig\("USE UDF SERVER", False\)', '= (GetConfig("USE UDF SERVER", False) = "True")'),
    (r'Environ\("Temp"\)', '"C:\\\\Temp"'),
    (r"Randomize Timer\(\) \+ Application.Hwnd", ""),
    (r"Kill LOG_FILE", ""),
    (r"Attr = GetAttr\(FileSpec\)", "Attr = 0: If Not Application.FileStands(FileSpec) Then Err.Raise 53"),
)
"""What the interpreter does not know, in words that it knows. None of it is what the tests are about."""

RESULT = "绩效自评：没有发现问题。"


@dataclass
class Computer:
    """What the macros did: commands started, with the status bar at that moment; what is to be cleared later."""

    files: set[str]
    commands: list[tuple[str, object]] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    result: object = RESULT
    """What Python leaves in the status bar; None where it leaves nothing."""
    forbidden: bool = False
    """Whether a security program forbids Excel to start others."""


class ControlDouble(VBAObject):
    """A button of the ribbon."""

    def __init__(self, tag: str) -> None:
        self._tag = tag

    @member
    def Tag(self) -> object:
        return self._tag


class ShellDouble(VBAObject):
    """``WScript.Shell``."""

    def __init__(self, computer: Computer, application: Application) -> None:
        self._computer, self._application = computer, application

    @method
    def Run(self, Command: object, WindowStyle: object = None, WaitOnReturn: object = None) -> object:
        if self._computer.forbidden:
            raise VBARuntimeError(70, "拒绝的权限")
        self._computer.commands.append((str(Command), self._application.status_bar))
        if self._computer.result is not None:
            self._application.status_bar = self._computer.result
        return VBAInt(0, "Long")

    @method
    def ExpandEnvironmentStrings(self, text: object) -> object:
        return text


def load(path: Path, computer: Computer, monkeypatch: pytest.MonkeyPatch) -> ExcelApplication:
    """An Excel with the add-in loaded and no workbook in front."""
    excel = ExcelApplication.open(path, with_vba=False)
    application = excel.application
    members: dict[str, Callable[..., object]] = {
        "OnTime": lambda self, when, name: computer.later.append(str(name)),
        "FileStands": lambda self, name: str(name) in computer.files,
        "Hwnd": lambda self: VBAInt(77, "Long"),
        "Path": lambda self: r"C:\Office",
    }
    for name, function in members.items():
        kind = "property" if name in ("Hwnd", "Path") else "method"
        spec = MemberSpec(name=name, kind=kind, getter=function, varargs=kind == "method")
        monkeypatch.setitem(Application._vba_members, name.lower(), spec)
    shell = ShellDouble(computer, application)
    create = ExcelBridge.create
    monkeypatch.setattr(
        ExcelBridge, "create", lambda self, name: shell if name.lower() == "wscript.shell" else create(self, name)
    )
    with ExcelFile(str(path)) as file:
        for name in ("xlwings", "JixiaoRibbon"):
            excel.add_module(_adapted(file.get_module(name)), name=name)
    application._this_workbook = application.active_book
    application.active_book = None
    return excel


def _adapted(source: str) -> str:
    for pattern, new in ADAPTED:
        source = re.sub(pattern, new, source)
    return source
