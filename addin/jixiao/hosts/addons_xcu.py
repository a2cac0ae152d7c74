"""LibreOffice's Addons.xcu: a menu and a toolbar of Calc with one entry for each action.

A toolbar has no title here; CalcWindowState.xcu among the extension's sources gives it one, and its place.
"""

from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from jixiao.actions import TITLE, Action

MENU, TOOLBAR = "jixiao.menu", "jixiao.toolbar"
CALC = "com.sun.star.sheet.SpreadsheetDocument"

_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    oor:name="Addons" oor:package="org.openoffice.Office">
  <node oor:name="AddonUI">
    <node oor:name="OfficeMenuBar">
      <node oor:name="{menu}" oor:op="replace">
{menu_properties}
        <node oor:name="Submenu">
{entries}
        </node>
      </node>
    </node>
    <node oor:name="OfficeToolBar">
      <node oor:name="{toolbar}" oor:op="replace">
{entries}
      </node>
    </node>
  </node>
</oor:component-data>
"""


def addons_xcu(actions: Iterable[Action], url: Callable[[str], str]) -> str:
    """The file's text. ``url`` gives the address that runs the action of a name."""
    return _DOCUMENT.format(
        menu=MENU,
        menu_properties=f"{_property('Title', TITLE)}\n{_property('Context', CALC)}",
        toolbar=TOOLBAR,
        entries="\n".join(_entry(number, action, url) for number, action in enumerate(actions, 1)),
    )


def _entry(number: int, action: Action, url: Callable[[str], str]) -> str:
    properties = (
        _property("URL", url(action.name)),
        _property("Title", action.caption),
        _property("Target", "_self"),
        _property("Context", CALC),
    )
    name = f"m{number:02}"  # LibreOffice sorts entries by the length of their names, then by the names
    return "\n".join((f'<node oor:name="{name}" oor:op="replace">', *properties, "</node>"))


def _property(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>'
